package cl.fizko.chat.bootstrap.node;

import cl.fizko.chat.domain.message.MessageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/** Opens a folder's journal, begins the calls that it is told, ends the first of them, and stays until its input ends. */
final class JournalChild {

    private JournalChild() {}

    public static void main(String[] args) throws IOException {
        var journal = MappedSendJournal.open(Path.of(args[0]), "embedded");
        var messages = Arrays.stream(args)
                .skip(1)
                .map(UUID::fromString)
                .map(MessageId::new)
                .toList();
        messages.forEach(journal::begin);
        journal.end(messages.get(0));
        System.out.println(journal.nodeId());
        System.in.transferTo(System.out);
    }
}
