package cl.fizko.chat.domain.agent.phrasing;

import cl.fizko.chat.domain.agent.Fact;
import cl.fizko.chat.domain.language.FoldedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges another wording of an answer. It may go out only if each of its figures stands in the answer or its facts, if it loses
 * none of weight and keeps their order, if it promises and denies nothing that the answer does not, and if it is plain Spanish of
 * about the same length. Anything in doubt is refused: the answer itself is always there to be sent.
 */
public final class PhrasingCheck {

    private static final int LONGEST = 1_500;
    private static final int ROOM_TO_GROW = 200;

    /** Links in brackets, code, headings, double stars and our own placeholders: WhatsApp shows none of them as meant. */
    private static final Pattern MARKUP =
            Pattern.compile("[\\[\\]{}<>`|\\\\]|\\*\\*|__|~~|^\\s*#|^\\s*---", Pattern.MULTILINE);

    private static final Pattern STRANGE =
            Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}&&[^\\n\\u200d]]|[\\p{N}&&[^0-9ºª]]|[\\p{L}&&[^\\p{IsLatin}ºª]]");

    private static final Set<String> SPANISH =
            Set.of(("el la los las de del en que y a al con por para se tu te un una es son"
                            + " su lo si o hasta puedes tienes debes esta")
                    .split(" ", -1));
    private static final Set<String> FOREIGN =
            Set.of("the and of you your is for with will nao voce seu uma os ate".split(" ", -1));
    private static final int SHARE_OF_SPANISH = 6;

    private final String answer;
    private final List<Figure> figures;
    private final Set<Figure> supplied;
    private final List<String> words;

    /**
     * A check against what an agent answered.
     *
     * @param answer what the customer would read without another wording
     */
    public PhrasingCheck(String answer, List<Fact> facts) {
        this.answer = answer;
        this.figures = FigureReader.read(answer);
        this.supplied = new HashSet<>(figures);
        facts.forEach(fact -> supplied.addAll(FigureReader.read(fact.statement())));
        this.words = words(answer);
    }

    /**
     * Why the wording must not go out.
     *
     * @return never quotes the wording beyond a figure's value; empty if it may go out
     */
    public Optional<String> objection(String wording) {
        if (wording.isBlank() || wording.length() > Math.min(LONGEST, answer.length() * 3 / 2 + ROOM_TO_GROW)) {
            return Optional.of("it is too long or empty");
        }
        if (MARKUP.matcher(wording).find() || STRANGE.matcher(wording).find()) {
            return Optional.of("it holds marks that no plain text has");
        }
        return figureObjection(FigureReader.read(wording)).or(() -> wordObjection(words(wording)));
    }

    private Optional<String> figureObjection(List<Figure> worded) {
        for (var figure : worded) {
            if (!figure.standsIn(supplied)) {
                return Optional.of("%s is not among the facts".formatted(shown(figure)));
            }
        }
        var wanted = figures.stream().filter(Figure::isWeighty).distinct().toList();
        if (wanted.stream().map(Figure::kind).distinct().count() < wanted.size()) {
            return Optional.of("two of its figures are of one kind, and their places cannot be compared");
        }
        var kept = worded.stream()
                .flatMap(figure -> wanted.stream().filter(meant -> keeps(figure, meant)))
                .distinct()
                .toList();
        var missing = wanted.stream().filter(figure -> !kept.contains(figure)).findFirst();
        if (missing.isPresent()) {
            return Optional.of("%s is missing".formatted(shown(missing.get())));
        }
        return kept.equals(wanted) ? Optional.empty() : Optional.of("its figures stand in another order");
    }

    /** A month or a year says less than the date that was meant: it may stand beside it, not in its place. */
    private static boolean keeps(Figure figure, Figure meant) {
        boolean asPrecise = figure.kind() == meant.kind()
                || meant.kind() == Figure.Kind.MONEY
                || meant.kind() == Figure.Kind.NUMBER;
        return asPrecise && figure.standsIn(List.of(meant));
    }

    private Optional<String> wordObjection(List<String> worded) {
        var added = LoadedWords.added(worded, words);
        if (added.isPresent()) {
            return Optional.of("the answer does not say \"%s\"".formatted(added.get()));
        }
        var denial = LoadedWords.denialLost(worded, words);
        if (denial.isPresent()) {
            return Optional.of("the answer's \"%s\" is missing".formatted(denial.get()));
        }
        long spanish = worded.stream().filter(SPANISH::contains).count();
        boolean foreign = worded.stream().anyMatch(word -> FOREIGN.contains(word) && !words.contains(word));
        return foreign || spanish * SHARE_OF_SPANISH < worded.size()
                ? Optional.of("it is no plain Spanish")
                : Optional.empty();
    }

    /** An address could hold anything. */
    private static String shown(Figure figure) {
        return figure.kind() == Figure.Kind.ADDRESS
                ? "an address"
                : figure.value().replaceFirst("^-+", "");
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : FoldedText.of(text).value().split("[^\\p{L}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
