package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import cl.fizko.chat.domain.port.LiveChanges.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What nodes tell each other of, as text: the node that tells in the first line, then a line a change; a line with a company alone says
 * that its changes are lost. Ids only: whoever may listen to the database's channel learns nothing that a person said.
 *
 * @param lost companies of which something changed that is not told
 */
record LivePayload(UUID node, List<Change> changes, List<CompanyId> lost) {

    /** PostgreSQL takes payloads shorter than 8000 bytes. */
    static final int LONGEST = 7_900;

    /** As few texts as it takes; none for nothing. */
    static List<String> encode(UUID node, List<Change> changes, List<CompanyId> lost) {
        List<String> texts = new ArrayList<>();
        var text = new StringBuilder().append(node);
        var empty = text.length();
        for (var line : lines(changes, lost)) {
            if (text.length() + 1 + line.length() > LONGEST) {
                texts.add(text.toString());
                text.setLength(empty);
            }
            text.append('\n').append(line);
        }
        if (text.length() > empty) {
            texts.add(text.toString());
        }
        return texts;
    }

    private static List<String> lines(List<Change> changes, List<CompanyId> lost) {
        List<String> lines = new ArrayList<>(changes.size() + lost.size());
        lost.forEach(company -> lines.add(company.toString()));
        for (var change : changes) {
            var line = change.company() + " " + change.kind().name().charAt(0) + " " + change.conversation();
            lines.add(change.message().map(id -> line + " " + id).orElse(line));
        }
        return lines;
    }

    /** Empty for what no node of this version wrote. */
    static Optional<LivePayload> decode(String text) {
        try {
            var lines = text.split("\n", -1);
            List<Change> changes = new ArrayList<>();
            List<CompanyId> lost = new ArrayList<>();
            for (var i = 1; i < lines.length; i++) {
                var words = lines[i].split(" ", -1);
                var company = new CompanyId(Long.parseLong(words[0]));
                if (words.length == 1) {
                    lost.add(company);
                } else {
                    changes.add(new Change(
                            company,
                            kind(words[1]),
                            new ConversationId(UUID.fromString(words[2])),
                            words.length > 3
                                    ? Optional.of(new MessageId(UUID.fromString(words[3])))
                                    : Optional.empty()));
                }
            }
            return Optional.of(new LivePayload(UUID.fromString(lines[0]), changes, lost));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Kind kind(String letter) {
        return switch (letter) {
            case "M" -> Kind.MESSAGE;
            case "S" -> Kind.STATUS;
            case "C" -> Kind.CONVERSATION;
            default -> throw new IllegalArgumentException("a kind of change that this version does not know");
        };
    }
}
