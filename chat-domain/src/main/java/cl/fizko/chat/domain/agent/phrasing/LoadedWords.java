package cl.fizko.chat.domain.agent.phrasing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Words that date, promise, threaten, let off or deny without a digit. All are folded. */
final class LoadedWords {

    /** Beginnings of words. */
    private static final List<String> STARTS =
            List.of(("anteayer semana quincena bimestr trimestr semestr doble duplic triple"
                            + " mitad tercio cuarto decena docena centenar ultim primer segund tercer quint decim proxim siguiente"
                            + " anterior gratis gratuit regal descuento rebaj promocion garanti promet promes asegur compromet devol"
                            + " devuel reembols reintegr condon perdon exent exencion exim libera prorrog poster aplaz multa sancion"
                            + " interes recarg reajust embarg carcel delito demand autoriz confirm aprob rechaz acept pagamos"
                            + " pagaremos haremos enviaremos llamaremos avisaremos recordaremos transfer deposit cuenta clave"
                            + " contrasena tarjeta obligat opcional voluntari siempre excepto salvo")
                    .split(" ", -1));

    private static final Set<String> WHOLE = Set.of("hoy", "ayer", "manana", "medio", "media", "pasado");

    /** A text that loses or gains one of these says the contrary. */
    private static final List<String> DENYING = List.of("no", "sin", "nunca", "jamas", "tampoco", "ni");

    private LoadedWords() {}

    /** What of this kind a wording says and the answer does not. */
    static Optional<String> added(List<String> wording, List<String> answer) {
        var said = answer.stream().flatMap(word -> loaded(word).stream()).toList();
        return wording.stream()
                .flatMap(word -> loaded(word).stream())
                .filter(word -> !said.contains(word))
                .findFirst();
    }

    /** A denial that the answer holds and the wording does not. */
    static Optional<String> denialLost(List<String> wording, List<String> answer) {
        return DENYING.stream()
                .filter(word -> answer.contains(word) && !wording.contains(word))
                .findFirst();
    }

    private static Optional<String> loaded(String word) {
        return WHOLE.contains(word) || DENYING.contains(word)
                ? Optional.of(word)
                : STARTS.stream().filter(word::startsWith).findFirst();
    }
}
