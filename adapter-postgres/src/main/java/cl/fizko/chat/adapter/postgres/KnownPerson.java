package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The contacts of a company that an address is of, usually one, and their conversations. */
record KnownPerson(List<Contact> contacts, List<Conversation> threads) {

    private static final String CONTACTS = """
            select id, phone, business_scoped_user_id, opted_out_at
              from contacts
             where company_id = :company and (phone = :phone or business_scoped_user_id = :userId)
             order by id""";

    private static final String THREADS = """
            select id, provider_conversation_id from whatsapp_conversations where contact_id = any(:contacts) order by id""";

    /**
     * What is being sent this instant cannot be called back: it stays until the rest of the messages goes. Everything else that waits would be
     * found by no claim without its conversation, and goes at once.
     */
    private static final String CANCEL =
            """
            with old as (select id, config_id, external_id from whatsapp_messages
                          where conversation_id = any(:threads) and due_at is not null and status = 'queued'),\s""" + MessageTrail.GONE + " select array(select id from old) as ids, " + MessageTrail.COUNTS;

    private static final String DROP_THREADS = "delete from whatsapp_conversations where id = any(:threads)";

    private static final String DROP_CONTACTS = "delete from contacts where id = any(:contacts)";

    private static final String COUNT = """
            select count(*) as messages, count(d.message_id) as decisions, count(f.message_id) as media_files
              from whatsapp_messages m
              left join auto_reply_decisions d on d.message_id = m.id
              left join media_files f on f.message_id = m.id
             where m.conversation_id = any(:threads)""";

    /** A row of {@code contacts}. */
    record Contact(
            UUID id,
            @Nullable String phone,
            @Nullable String userId,
            @Nullable OffsetDateTime optedOutAt) {}

    /** A row of {@code whatsapp_conversations}. */
    record Conversation(UUID id, @Nullable String providerId) {}

    /** What was deleted, and which messages of it. */
    record Severed(List<UUID> cancelled, Tally tally) {}

    /** Locks contacts, then conversations, as everybody does, if they are to be {@link #sever}ed. */
    static KnownPerson find(Handle handle, long company, ContactAddress person, boolean lock) {
        var suffix = lock ? " for update" : "";
        var contacts = handle.createQuery(CONTACTS + suffix)
                .bind("company", company)
                .bind("phone", person.phone().map(PhoneNumber::e164).orElse(null))
                .bind("userId", person.userId().map(BusinessScopedUserId::value).orElse(null))
                .map((row, context) -> new Contact(
                        JdbiSetup.uuid(row, "id"),
                        row.getString("phone"),
                        row.getString("business_scoped_user_id"),
                        row.getObject("opted_out_at", OffsetDateTime.class)))
                .list();
        var threads = handle.createQuery(THREADS + suffix)
                .bindArray(
                        "contacts",
                        UUID.class,
                        contacts.stream().map(Contact::id).toList())
                .map((row, context) ->
                        new Conversation(JdbiSetup.uuid(row, "id"), row.getString("provider_conversation_id")))
                .list();
        return new KnownPerson(contacts, threads);
    }

    /** Their other address too, when only one was named. */
    ErasureRecord record(UUID erasure, long company, ContactAddress named, List<UUID> cancelled) {
        var phone = named.phone()
                .or(() -> first(contacts.stream().map(Contact::phone)).map(PhoneNumber::new));
        var userId = named.userId()
                .or(() -> first(contacts.stream().map(Contact::userId)).map(BusinessScopedUserId::new));
        var ids = new ArrayList<String>();
        threads.stream().map(Conversation::providerId).filter(Objects::nonNull).forEach(ids::add);
        return new ErasureRecord(
                erasure, company, new ContactAddress(phone, userId), threadIds(), cancelled, ids, Sweep.FROM_THE_START);
    }

    Optional<OffsetDateTime> optedOutAt() {
        return contacts.stream()
                .map(Contact::optedOutAt)
                .filter(Objects::nonNull)
                .min(OffsetDateTime::compareTo);
    }

    /**
     * Deletes contacts and conversations. Whoever wants to add a message to one of them meanwhile finds it gone and starts over with a new
     * contact; whoever wants to finish a turn of it is refused; what is claimed to be sent from here on is none of it.
     */
    Severed sever(Handle handle) {
        AdvisoryLocks.OUTBOX.lock(
                handle,
                threadIds().stream().map(id -> new AdvisoryLocks.Key(id, "")).toList());
        var severed = handle.createQuery(CANCEL)
                .bindArray("threads", UUID.class, threadIds())
                .map((row, context) -> new Severed(
                        List.of((UUID[]) row.getArray("ids").getArray()),
                        PostgresRetention.tally(row).plus(people())))
                .one();
        handle.createUpdate(DROP_THREADS)
                .bindArray("threads", UUID.class, threadIds())
                .execute();
        handle.createUpdate(DROP_CONTACTS)
                .bindArray(
                        "contacts",
                        UUID.class,
                        contacts.stream().map(Contact::id).toList())
                .execute();
        return severed;
    }

    Tally count(Handle handle) {
        return handle.createQuery(COUNT)
                .bindArray("threads", UUID.class, threadIds())
                .map((row, context) -> PostgresRetention.tally(row))
                .one()
                .plus(people());
    }

    private Tally people() {
        return contacts.isEmpty()
                ? Tally.NONE
                : Tally.of(RecordKind.CONTACTS, contacts.size())
                        .plus(Tally.of(RecordKind.CONVERSATIONS, threads.size()));
    }

    private List<UUID> threadIds() {
        return threads.stream().map(Conversation::id).toList();
    }

    private static Optional<String> first(Stream<@Nullable String> values) {
        return values.filter(Objects::nonNull).findFirst();
    }
}
