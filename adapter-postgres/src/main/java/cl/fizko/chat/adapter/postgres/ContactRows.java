package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.ContactDirectory.Person;
import cl.fizko.chat.adapter.postgres.ErasedPeople.Met;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The rows of {@code contacts} that a group makes and changes. */
final class ContactRows {

    private static final String RELEASE_PHONES = """
            update contacts set phone = null, updated_at = now() where id = any(:ids)""";

    /** Adds what the group has learned: another node may have learned more since the contact was read. */
    private static final String UPDATE = """
            update contacts c
               set phone = coalesce(n.phone, c.phone),
                   business_scoped_user_id = coalesce(c.business_scoped_user_id, n.user_id),
                   name = coalesce(n.name, c.name),
                   updated_at = now()
              from unnest(:id, :phone, :userId, :name) n(id, phone, user_id, name)
             where c.id = n.id
               and (n.user_id is null or c.business_scoped_user_id is null or c.business_scoped_user_id = n.user_id)""";

    private static final String INSERT = """
            insert into contacts (id, company_id, phone, business_scoped_user_id, name)
            select * from unnest(:id, :company, :phone, :userId, :name)
            on conflict do nothing""";

    private ContactRows() {}

    /** Two contacts that turned out to be one person. */
    record Merge(UUID gone, UUID kept) {}

    /**
     * Stores what changed. A number is released before another contact gets it.
     *
     * @throws LostRaceException if another transaction has just made one of the new contacts, or given another user id to a known
     *     one, or merged it
     */
    static void save(Handle handle, List<Merge> merges, Collection<UUID> withoutPhone, List<Person> people) {
        merges.forEach(merge -> ContactMerge.run(handle, merge));
        if (!withoutPhone.isEmpty()) {
            handle.createUpdate(RELEASE_PHONES)
                    .bindArray("ids", UUID.class, withoutPhone)
                    .execute();
        }
        var changed = sorted(people.stream().filter(person -> person.changed && !person.isNew));
        if (!changed.isEmpty() && update(handle, changed) < changed.size()) {
            throw new LostRaceException("another transaction has changed a contact at the same time");
        }
        var made = sorted(people.stream().filter(person -> person.isNew));
        if (!made.isEmpty() && insert(handle, made) < made.size()) {
            throw new LostRaceException("another transaction has stored a contact at the same time");
        }
        ErasedPeople.keepOptOuts(
                handle,
                Stream.concat(made.stream(), changed.stream())
                        .filter(Person::hasNewAddress)
                        .map(person -> new Met(person.id, person.company, person.newPhone(), person.newUserId()))
                        .toList());
    }

    private static int update(Handle handle, List<Person> changed) {
        return MultiRow.of(handle.createUpdate(UPDATE), changed)
                .with("id", UUID.class, person -> person.id)
                .with("phone", String.class, Person::newPhone)
                .with("userId", String.class, person -> person.userId)
                .with("name", String.class, Person::newName)
                .statement()
                .execute();
    }

    private static int insert(Handle handle, List<Person> made) {
        return MultiRow.of(handle.createUpdate(INSERT), made)
                .with("id", UUID.class, person -> person.id)
                .with("company", Long.class, person -> person.company)
                .with("phone", String.class, person -> person.phone)
                .with("userId", String.class, person -> person.userId)
                .with("name", String.class, person -> person.name)
                .statement()
                .execute();
    }

    private static List<Person> sorted(Stream<Person> people) {
        return people.sorted(Comparator.comparing(Person::sortKey)).toList();
    }
}
