package cl.fizko.chat.adapter.kapso;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far the legacy history has been read: it is kept by conversation, and conversations are kept by line, so there are three
 * kinds of pages.
 *
 * @param step which of the three
 * @param page of that kind, from 1
 * @param config Kapso's own id of the line, once it is known
 * @param nextThreads the page of conversations to go on with after these; 0 when there is none
 * @param threads the conversations still to be read, the current one first
 */
record LegacyCursor(Step step, int page, Optional<String> config, int nextThreads, List<String> threads) {

    enum Step {
        LINES,
        THREADS,
        MESSAGES
    }

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    static LegacyCursor lines(int page) {
        return new LegacyCursor(Step.LINES, page, Optional.empty(), 0, List.of());
    }

    static LegacyCursor threads(Optional<String> config, int page) {
        return new LegacyCursor(Step.THREADS, page, config, 0, List.of());
    }

    static LegacyCursor messages(Optional<String> config, int nextThreads, List<String> threads) {
        return new LegacyCursor(Step.MESSAGES, 1, config, nextThreads, threads);
    }

    /** @throws NotUnderstood if it was not written by {@link #text()} */
    static LegacyCursor parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 5
                || !NUMBER.matcher(parts[1]).matches()
                || !NUMBER.matcher(parts[3]).matches()) {
            throw new NotUnderstood("cursor: not one of ours");
        }
        var step = Arrays.stream(Step.values())
                .filter(known -> known.name().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new NotUnderstood("cursor: not one of ours"));
        var threads = parts[4].isEmpty() ? List.<String>of() : List.of(parts[4].split(",", -1));
        if (step == Step.MESSAGES && threads.isEmpty()) {
            throw new NotUnderstood("cursor: not one of ours");
        }
        return new LegacyCursor(
                step,
                Integer.parseInt(parts[1]),
                Optional.of(parts[2]).filter(id -> !id.isEmpty()),
                Integer.parseInt(parts[3]),
                threads);
    }

    String text() {
        return String.join(
                "/",
                step.name(),
                Integer.toString(page),
                config.orElse(""),
                Integer.toString(nextThreads),
                String.join(",", threads));
    }

    LegacyCursor nextPage() {
        return new LegacyCursor(step, page + 1, config, nextThreads, threads);
    }

    /** Past the current conversation. */
    Optional<LegacyCursor> nextThread() {
        if (threads.size() > 1) {
            return Optional.of(messages(config, nextThreads, threads.subList(1, threads.size())));
        }
        return nextThreads == 0 ? Optional.empty() : Optional.of(threads(config, nextThreads));
    }
}
