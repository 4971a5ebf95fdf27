package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tells which customer a message is from or to. The business-scoped user id is the stronger sign, for a phone number can go to another person:
 *
 * <ul>
 *   <li>a known user id is that contact, and a number that comes with it becomes theirs;
 *   <li>else a known number is that contact, and a user id that comes with it is theirs, unless they have another: then the
 *       number has changed hands;
 *   <li>when both are known as two contacts, and the one with the number has no user id, they are one person: merged.
 * </ul>
 */
final class ContactDirectory {

    // By key, one after the other: on few contacts the planner would rather read them all.
    private static final String KNOWN = """
            select c.*
              from unnest(:company, :userId) k(company_id, user_id)
             cross join lateral (
                   select id, company_id, phone, business_scoped_user_id, name
                     from contacts
                    where company_id = k.company_id and business_scoped_user_id = k.user_id
                    limit 1) c
             where k.user_id is not null
            union all
            select c.*
              from unnest(:company, :phone) k(company_id, phone)
             cross join lateral (
                   select id, company_id, phone, business_scoped_user_id, name
                     from contacts
                    where company_id = k.company_id and phone = k.phone
                    limit 1) c
             where k.phone is not null""";

    private final Map<Key, Person> byUserId = new HashMap<>();
    private final Map<Key, Person> byPhone = new HashMap<>();
    private final Map<UUID, Person> people = new LinkedHashMap<>();
    private final List<ContactRows.Merge> merges = new ArrayList<>();
    private final Set<UUID> lostTheirPhone = new LinkedHashSet<>();
    private final TimeOrderedIds ids;

    private ContactDirectory(TimeOrderedIds ids) {
        this.ids = ids;
    }

    /** The contact of each correspondence; new and changed contacts are stored. */
    static List<UUID> resolve(Handle handle, TimeOrderedIds ids, List<? extends Correspondence> arrivals) {
        var directory = new ContactDirectory(ids);
        directory.load(handle, arrivals);
        var found = arrivals.stream().map(directory::find).toList();
        ContactRows.save(handle, directory.merges, directory.lostTheirPhone, List.copyOf(directory.people.values()));
        return found.stream().map(person -> person.survivor().id).toList();
    }

    private void load(Handle handle, List<? extends Correspondence> arrivals) {
        var senders = new ArrayList<>(new HashSet<>(
                arrivals.stream().map(arrival -> Sender.of(arrival)).toList()));
        MultiRow.of(handle.createQuery(KNOWN), senders)
                .with("company", Long.class, Sender::company)
                .with(
                        "userId",
                        String.class,
                        sender -> sender.address()
                                .userId()
                                .map(BusinessScopedUserId::value)
                                .orElse(null))
                .with(
                        "phone",
                        String.class,
                        sender ->
                                sender.address().phone().map(PhoneNumber::e164).orElse(null))
                .statement()
                .map((row, context) -> Person.read(row))
                .forEach(person -> {
                    if (people.putIfAbsent(person.id, person) == null) {
                        index(person);
                    }
                });
    }

    private Person find(Correspondence arrival) {
        var sender = Sender.of(arrival);
        var userId = sender.address().userId().map(BusinessScopedUserId::value).orElse(null);
        var phone = sender.address().phone().map(PhoneNumber::e164).orElse(null);
        var ofUserId = known(byUserId, sender.company(), userId);
        var ofPhone = known(byPhone, sender.company(), phone);
        var person = decide(sender.company(), ofUserId, ofPhone, userId);
        give(person, userId, phone);
        arrival.customerName().ifPresent(person::rename);
        return person;
    }

    private static @Nullable Person known(Map<Key, Person> index, long company, @Nullable String value) {
        var person = value == null ? null : index.get(new Key(company, value));
        return person == null ? null : person.survivor();
    }

    private Person decide(long company, @Nullable Person ofUserId, @Nullable Person ofPhone, @Nullable String userId) {
        if (ofUserId != null) {
            if (ofPhone != null && ofPhone != ofUserId) {
                if (ofPhone.userId == null) {
                    return merge(ofUserId, ofPhone);
                }
                takePhone(ofPhone);
            }
            return ofUserId;
        }
        if (ofPhone != null) {
            if (userId == null || ofPhone.userId == null) {
                return ofPhone;
            }
            takePhone(ofPhone);
        }
        var person = new Person(ids.next(), company, true);
        people.put(person.id, person);
        return person;
    }

    /** The one with the user id stays, unless it is not stored yet and the other one is. */
    private Person merge(Person ofUserId, Person ofPhone) {
        var kept = ofUserId.isNew && !ofPhone.isNew ? ofPhone : ofUserId;
        var gone = kept == ofUserId ? ofPhone : ofUserId;
        gone.mergedInto = kept;
        people.remove(gone.id);
        if (!gone.isNew) {
            merges.add(new ContactRows.Merge(gone.id, kept.id));
        }
        if (kept.name == null && gone.name != null) {
            kept.rename(gone.name);
        }
        return kept;
    }

    private void takePhone(Person loser) {
        byPhone.remove(new Key(loser.company, String.valueOf(loser.phone)));
        loser.phone = null;
        loser.storedPhone = null;
        if (!loser.isNew) {
            lostTheirPhone.add(loser.id);
        }
    }

    private void give(Person person, @Nullable String userId, @Nullable String phone) {
        if (userId != null && person.userId == null) {
            person.userId = userId;
            person.changed = true;
        }
        if (phone != null && !phone.equals(person.phone)) {
            if (person.phone != null) {
                byPhone.remove(new Key(person.company, person.phone));
            }
            person.phone = phone;
            person.changed = true;
        }
        index(person);
    }

    private void index(Person person) {
        if (person.userId != null) {
            byUserId.put(new Key(person.company, person.userId), person);
        }
        if (person.phone != null) {
            byPhone.put(new Key(person.company, person.phone), person);
        }
    }

    private record Key(long company, String value) {}

    private record Sender(long company, ContactAddress address) {
        static Sender of(Correspondence arrival) {
            return new Sender(arrival.config().companyId().value(), arrival.customer());
        }
    }

    /** A contact while a group is at work. */
    static final class Person {
        final UUID id;
        final long company;
        final boolean isNew;

        @Nullable
        String phone;

        @Nullable
        String userId;

        @Nullable
        String name;

        boolean changed;
        private @Nullable String storedPhone;
        private @Nullable String storedUserId;
        private @Nullable String storedName;
        private @Nullable Person mergedInto;

        private Person(UUID id, long company, boolean isNew) {
            this.id = id;
            this.company = company;
            this.isNew = isNew;
        }

        static Person read(ResultSet row) throws SQLException {
            var person = new Person(JdbiSetup.uuid(row, "id"), row.getLong("company_id"), false);
            person.phone = row.getString("phone");
            person.userId = row.getString("business_scoped_user_id");
            person.name = row.getString("name");
            person.storedPhone = person.phone;
            person.storedUserId = person.userId;
            person.storedName = person.name;
            return person;
        }

        void rename(String newName) {
            if (!newName.equals(name)) {
                name = newName;
                changed = true;
            }
        }

        /** Null when the stored one is to stay. */
        @Nullable
        String newPhone() {
            return Objects.equals(phone, storedPhone) ? null : phone;
        }

        /** Null when there is none, or the stored one. */
        @Nullable
        String newUserId() {
            return Objects.equals(userId, storedUserId) ? null : userId;
        }

        boolean hasNewAddress() {
            return newPhone() != null || newUserId() != null;
        }

        /** Null when the stored one is to stay. */
        @Nullable
        String newName() {
            return Objects.equals(name, storedName) ? null : name;
        }

        Person survivor() {
            return Optional.ofNullable(mergedInto).map(Person::survivor).orElse(this);
        }

        String sortKey() {
            return company + "/" + phone + "/" + userId;
        }
    }
}
