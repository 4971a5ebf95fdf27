package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.OpenConversations.Open;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.sending.Destination;
import cl.fizko.chat.domain.sending.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Submissions in PostgreSQL: a constant number of statements, and locks in the order of {@link PostgresInbox}, after the request's
 * key. What is refused is rolled back, with the contact and the conversation that were made to look at.
 */
final class PostgresSubmissions implements Submissions {

    /** In a statement of its own, so that it sees what was committed while the conversation's lock was awaited. */
    private static final String CONVERSATION = """
            select c.id, c.company_id, c.config_id, c.contact_id, c.owner, c.last_inbound_at,
                   p.phone, p.business_scoped_user_id, p.name, p.opted_out_at
              from whatsapp_conversations c
              join contacts p on p.id = c.contact_id
             where c.id = :id""";

    private static final String QUEUE = """
            insert into whatsapp_messages
                (id, company_id, config_id, conversation_id, sequence, direction, message_type, content, details,
                 status, bulk, due_at, created_at)
            values (:id, :company, :config, :conversation, :sequence, 'outgoing', :type, :content, :details::jsonb,
                    'queued', :bulk, clock_timestamp(), clock_timestamp())""";

    private final Jdbi jdbi;
    private final ConfigRows configs;
    private final TimeOrderedIds ids;

    PostgresSubmissions(Jdbi jdbi, SecretColumns secrets, TimeOrderedIds ids) {
        this.jdbi = jdbi;
        this.configs = new ConfigRows(secrets);
        this.ids = ids;
    }

    @Override
    public <R> Outcome<R> submit(
            MessageId id, Submission submission, BiFunction<Conversation, WhatsAppConfig, Ruling<R>> judge) {
        return FailureKind.retrying(() -> {
            var attempt = new Attempt<R>(id, submission, judge);
            try {
                return jdbi.inTransaction(attempt::run);
            } catch (NothingStoredException e) {
                return attempt.outcome();
            }
        });
    }

    @Override
    public int forgetKeys(Duration after, int limit) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> RequestKeys.forget(handle, after, limit)));
    }

    /** One transaction. */
    private final class Attempt<R> {
        private final MessageId id;
        private final Submission submission;
        private final BiFunction<Conversation, WhatsAppConfig, Ruling<R>> judge;
        private Outcome<R> outcome = new Outcome.UndecidedConfig<>();

        Attempt(MessageId id, Submission submission, BiFunction<Conversation, WhatsAppConfig, Ruling<R>> judge) {
            this.id = id;
            this.submission = submission;
            this.judge = judge;
        }

        Outcome<R> outcome() {
            return outcome;
        }

        Outcome<R> run(Handle handle) {
            var earlier = submission.key().flatMap(key -> RequestKeys.use(handle, submission.company(), key, id));
            if (earlier.isPresent()) {
                return earlier.get().same()
                        ? new Outcome.Repeated<>(earlier.get().message())
                        : new Outcome.KeyReused<>();
            }
            var to = submission.to();
            if (to instanceof Destination.InConversation known) {
                var open = OpenConversations.lock(handle, submission.company(), known.id())
                        .orElseThrow(() -> refusing(new Outcome.UnknownConversation<>()));
                return judged(handle, open, config(handle, open.config()));
            }
            if (to instanceof Destination.KnownContact contact) {
                return toContact(handle, contact);
            }
            var person = (Destination.Person) to;
            var line = SendingLines.find(handle, submission.company(), person);
            if (line instanceof SendingLines.Found.Line found) {
                var config = config(handle, found.config());
                return judged(handle, open(handle, config, person), config);
            }
            throw refusing(
                    line instanceof SendingLines.Found.Unknown
                            ? new Outcome.UnknownConfig<>()
                            : new Outcome.UndecidedConfig<>());
        }

        /** The contact is locked before the conversation, so that nobody opts out or is merged between the look and the commit. */
        private Outcome<R> toContact(Handle handle, Destination.KnownContact contact) {
            var address = ReminderRows.lock(handle, submission.company(), contact.id())
                    .orElseThrow(() -> refusing(new Outcome.UnknownConversation<>()));
            var config = config(handle, contact.by().value());
            if (!config.companyId().equals(submission.company())) {
                throw refusing(new Outcome.UnknownConfig<>());
            }
            var one = List.of(new Written(config, address));
            return judged(
                    handle,
                    OpenConversations.lock(
                                    handle, ids, one, List.of(contact.id().value()))
                            .get(0),
                    config);
        }

        private Outcome<R> judged(Handle handle, Open open, WhatsAppConfig config) {
            var reminded = submission
                    .reminder()
                    .flatMap(reminder ->
                            ReminderRows.find(handle, submission.company(), open.contact(), reminder.period()));
            if (reminded.isPresent()) {
                throw refusing(new Outcome.Repeated<>(reminded.get()));
            }
            var ruling = judge.apply(conversation(handle, open), config);
            if (ruling instanceof Ruling.Queue<R> queue) {
                insert(handle, submission, id, open, queue.content());
                submission
                        .reminder()
                        .ifPresent(reminder ->
                                ReminderRows.add(handle, submission.company(), open.contact(), reminder, id));
                open.addOurs(Instant.now());
                OpenConversations.save(handle, List.of(open));
                Announcements.after(
                        handle,
                        () -> Stream.of(
                                Announcements.message(submission.company().value(), open.id(), id.value())));
                return new Outcome.Queued<>(id, new ConversationId(open.id()), config.id());
            }
            throw refusing(new Outcome.Refused<>(((Ruling.Refuse<R>) ruling).why()));
        }

        private NothingStoredException refusing(Outcome<R> why) {
            outcome = why;
            return new NothingStoredException();
        }

        private WhatsAppConfig config(Handle handle, UUID config) {
            return configs.byId(handle, new WhatsAppConfigId(config))
                    .orElseThrow(() -> refusing(new Outcome.UnknownConfig<>()));
        }
    }

    private Open open(Handle handle, WhatsAppConfig config, Destination.Person person) {
        var one = List.of(new Written(config, ContactAddress.of(person.phone())));
        var contacts = ContactDirectory.resolve(handle, ids, one);
        return OpenConversations.lock(handle, ids, one, contacts).get(0);
    }

    private static Conversation conversation(Handle handle, Open open) {
        return handle.createQuery(CONVERSATION)
                .bind("id", open.id())
                .map((row, context) -> LeasedConversation.conversation(row))
                .one();
    }

    private static void insert(Handle handle, Submission submission, MessageId id, Open open, MessageContent content) {
        var columns = MessageContentColumns.of(content);
        handle.createUpdate(QUEUE)
                .bind("id", id.value())
                .bind("company", submission.company().value())
                .bind("bulk", submission.urgency() == Urgency.BULK)
                .bind("config", open.config())
                .bind("conversation", open.id())
                .bind("sequence", open.nextSequence())
                .bind("type", columns.messageType())
                .bind("content", columns.content())
                .bind("details", columns.details())
                .execute();
    }

    /** A message of ours to a person. */
    private record Written(WhatsAppConfig config, ContactAddress customer) implements Correspondence {
        @Override
        public Optional<String> customerName() {
            return Optional.empty();
        }
    }

    /** Rolls back; the attempt knows what to answer. */
    private static final class NothingStoredException extends RuntimeException {
        NothingStoredException() {
            super("what is refused is not stored", null, false, false);
        }
    }
}
