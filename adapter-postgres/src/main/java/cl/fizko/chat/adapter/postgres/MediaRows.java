package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.ArrivedMessages.Stored;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of {@code media_files}, made with their messages. */
final class MediaRows {

    private static final String ADD = """
            insert into media_files (message_id, company_id, config_id, kind, reference)
            select message_id, company_id, config_id, kind, reference::jsonb
              from unnest(:message, :company, :config, :kind, :reference)
                   n(message_id, company_id, config_id, kind, reference)""";

    private MediaRows() {}

    /** Adds a job for each file that a customer sent and that the provider tells how to fetch. */
    static void add(Handle handle, List<Stored> stored) {
        List<Row> rows = new ArrayList<>();
        for (var one : stored) {
            if (!one.arrival().outgoing()
                    && one.arrival().content() instanceof MessageContent.Media media
                    && isReachable(media.file())) {
                rows.add(new Row(one, media));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        MultiRow.of(handle.createUpdate(ADD), rows)
                .with("message", UUID.class, row -> row.stored().id())
                .with(
                        "company",
                        Long.class,
                        row -> row.stored().arrival().config().companyId().value())
                .with(
                        "config",
                        UUID.class,
                        row -> row.stored().arrival().config().id().value())
                .with("kind", String.class, row -> row.media().kind().wireName())
                .with("reference", String.class, row -> reference(row.media().file()))
                .statement()
                .execute();
    }

    private static boolean isReachable(MediaReference file) {
        return file.providerId().isPresent() || file.url().isPresent();
    }

    private static String reference(MediaReference file) {
        var json = JsonNodeFactory.instance.objectNode();
        FileColumns.put(json, file);
        return json.toString();
    }

    private record Row(Stored stored, MessageContent.Media media) {}
}
