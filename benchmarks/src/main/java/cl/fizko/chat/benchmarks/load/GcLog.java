package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code -Xlog:gc} wrote (JEP 158): the heap before and after each pause. */
record GcLog(Path file) {

    static final String NAME = "gc.log";

    private static final Pattern PAUSE = Pattern.compile("\\[([0-9.]+)s].*Pause.* (\\d+)M->(\\d+)M\\(\\d+M\\)");

    /**
     * One pause.
     *
     * @param at seconds since the app's start
     * @param afterMegabytes what the heap held after it: what lives, and what was not looked at
     */
    record Pause(double at, int afterMegabytes) {}

    List<Pause> pauses() throws IOException {
        var pauses = new ArrayList<Pause>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var found = PAUSE.matcher(line);
                if (found.find()) {
                    pauses.add(new Pause(Double.parseDouble(found.group(1)), Integer.parseInt(found.group(3))));
                }
            }
        }
        return pauses;
    }

    /** The least that the heap held after a pause in each minute of the app's life that had one. */
    List<Integer> leastPerMinute() throws IOException {
        var least = new ArrayList<Integer>();
        var minute = -1L;
        for (var pause : pauses()) {
            var of = (long) (pause.at() / 60);
            if (of == minute) {
                least.set(least.size() - 1, Math.min(least.get(least.size() - 1), pause.afterMegabytes()));
            } else {
                least.add(pause.afterMegabytes());
                minute = of;
            }
        }
        return least;
    }
}
