package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.language.Keywords;

/** Words that several tax topics look for. */
final class Vocabulary {

    static final Keywords VAT = Keywords.of("iva", "ivas", "vat", "f29", "impuesto al valor agregado");
    static final Keywords FEE_EARNER = Keywords.of(
            "independiente*", "honorario*", "boleteo", "boletear", "segunda categoria", "2 a categoria", "freelance");

    private Vocabulary() {}
}
