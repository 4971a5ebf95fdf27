package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.agent.AgentName;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message whose right agent is known.
 *
 * @param text the message
 * @param gold the labels that are right; more than one where each is honestly defensible
 */
record Example(String text, Set<Integer> gold) {

    /** An example with its labels as written in our files, e.g. {@code dte|support}. */
    static Example of(String text, String labels) {
        return new Example(
                text.replace("\\n", "\n"),
                Arrays.stream(labels.split("\\|", -1))
                        .map(label -> Labels.indexOf(new AgentName(label)))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
