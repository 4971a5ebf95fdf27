package cl.fizko.chat.adapter.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Made-up messages of a tax office's customers: words as often as in real speech (the n-th most frequent one n times as rarely as the
 * first, Zipf's law), with the turns of phrase that everybody uses. The same seed always says the same.
 */
final class SpanishText {

    private static final String EVERYDAY = """
            de la que el en y a los no por con una para es lo un me se su mi al del las hola gracias buenas tengo como \
            pero si más ya puedo necesito quiero hacer pagar factura mes iva declaración renta boleta cuándo f29 sii \
            empresa contador hoy plazo multa pago días formulario cómo quedó está enviar impuesto certificado cuenta \
            mañana ayuda clave honorarios retención giro rut facturas documento emitir anular nota crédito monto \
            correo banco vence vencimiento año semana lunes martes viernes proveedor cliente compra venta registro \
            rectificar observada giros condonación intereses reajuste arriendo patente municipal sueldo finiquito \
            cotizaciones previred trabajador contrato sociedad constitución término inicio actividades domicilio \
            timbraje folios guía despacho boletas electrónica tarjeta transferencia comprobante vencida atrasadas \
            declarar declaraciones presentar presenté juradas operación tributaria propuesta devolución depósito \
            fiscalización notificación citación liquidación tesorería convenio cuotas deuda contribuciones avalúo""";
    private static final List<String> PHRASES = List.of(
            "hola buenas tardes",
            "buenos días",
            "muchas gracias",
            "una consulta",
            "declaración de renta",
            "por favor",
            "nota de crédito",
            "boleta de honorarios",
            "inicio de actividades",
            "fin de mes");
    private static final List<String> SYLLABLES = List.of(
            "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "lo", "mu", "ra", "en", "al",
            "or", "es", "tra", "pre", "con", "cri", "blo");
    private static final int WORDS = 30_000;

    private final Random random;
    private final List<String> words = new ArrayList<>();
    private final double[] upTo = new double[WORDS];

    SpanishText(Random random) {
        this.random = random;
        words.addAll(Arrays.asList(EVERYDAY.split(" ")));
        while (words.size() < WORDS) {
            words.add(invented());
        }
        var sum = 0.0;
        for (var n = 0; n < WORDS; n++) {
            sum += 1.0 / (n + 1);
            upTo[n] = sum;
        }
    }

    /** A message of 2 to 24 words. */
    String message() {
        var text = new StringBuilder();
        if (random.nextInt(3) == 0) {
            text.append(phrase()).append(' ');
        }
        for (var left = 2 + (int) Math.abs(random.nextGaussian() * 7) % 22; left > 0; left--) {
            text.append(random.nextInt(30) == 0 ? phrase() : word()).append(' ');
        }
        return text.toString().strip();
    }

    String word() {
        var at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[WORDS - 1]);
        return words.get(at < 0 ? -at - 1 : at);
    }

    /** The word of this rank: 1 is the most frequent one. */
    String word(int rank) {
        return words.get(rank - 1);
    }

    String phrase() {
        return PHRASES.get(random.nextInt(PHRASES.size()));
    }

    private String invented() {
        var word = new StringBuilder();
        for (var left = 2 + random.nextInt(3); left > 0; left--) {
            word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        return word.append(List.of("", "s", "ción", "r", "do", "mente").get(random.nextInt(6)))
                .toString();
    }
}
