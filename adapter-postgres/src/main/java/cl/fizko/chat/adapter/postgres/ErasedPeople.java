package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.Inbox.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jspecify.annotations.Nullable;

/**
 * What outlives an erasure: that the person had opted out, and that what was written before does not come back with a provider's history.
 * Contacts that are known cost nothing.
 */
final class ErasedPeople {

    /** The latest erasure tells, for who opted in again after an earlier one is told by the contact that this one erased. */
    private static final String KEEP_OPT_OUT = """
            update contacts c
               set opted_out_at = least(c.opted_out_at, e.opted_out_at)
              from unnest(:id, :company, :phone, :userId) n(id, company_id, phone, user_id)
             cross join lateral (
                   select opted_out_at from erasures e
                    where e.company_id = n.company_id
                      and (e.phone_seal = decode(n.phone, 'hex') or e.user_id_seal = decode(n.user_id, 'hex'))
                    order by begun_at desc
                    limit 1) e
             where c.id = n.id and e.opted_out_at is not null""";

    private static final String ERASED_SINCE = """
            select n.place
              from unnest(:place, :company, :phone, :userId, :at) n(place, company_id, phone, user_id, at)
             where exists (select from erasures e
                            where e.company_id = n.company_id and e.begun_at >= n.at
                              and (e.phone_seal = decode(n.phone, 'hex') or e.user_id_seal = decode(n.user_id, 'hex')))""";

    private ErasedPeople() {}

    /** How handles of a Jdbi recognise people. */
    static void by(Seals seals, Jdbi jdbi) {
        jdbi.getConfig(Recognition.class).seals = seals;
    }

    /**
     * A contact of the company.
     *
     * @param phone null if it is not new of the contact, and so is the user id
     */
    record Met(
            UUID id,
            long company,
            @Nullable String phone,
            @Nullable String userId) {
        /** Personal data. */
        @Override
        public String toString() {
            return "Met[" + id + "]";
        }
    }

    /**
     * Whoever had opted out when they were erased still wants no messages of our own accord. To be called wherever a contact is made, or learns an
     * address, with what is new of them: who has opted in since is told by the contact that they are by then.
     */
    static void keepOptOuts(Handle handle, List<Met> met) {
        if (met.isEmpty()) {
            return;
        }
        var known = handle.getConfig(Recognition.class).seal(handle);
        if (known.isEmpty()) {
            return;
        }
        var seal = known.get();
        MultiRow.of(handle.createUpdate(KEEP_OPT_OUT), met)
                .with("id", UUID.class, person -> person.id)
                .with("company", Long.class, person -> person.company)
                .with("phone", String.class, person -> phone(seal, person.company, person.phone))
                .with("userId", String.class, person -> userId(seal, person.company, person.userId))
                .statement()
                .execute();
    }

    /** The entries without those of a provider's history that bring back what was written before its writer or reader was erased. */
    static List<Entry> stayAway(Handle handle, List<Entry> entries) {
        List<Old> old = new ArrayList<>();
        for (var i = 0; i < entries.size(); i++) {
            for (var effect : entries.get(i).effects()) {
                var told = Told.of(effect);
                if (told.isPresent()
                        && (entries.get(i).backfilled() || !told.get().live())) {
                    old.add(new Old(i, effect.config().companyId().value(), told.get()));
                }
            }
        }
        var seal = old.isEmpty()
                ? Optional.<Seal>empty()
                : handle.getConfig(Recognition.class).seal(handle);
        if (seal.isEmpty()) {
            return entries;
        }
        var gone = erasedSince(handle, seal.get(), old);
        List<Entry> kept = new ArrayList<>();
        for (var i = 0; i < entries.size(); i++) {
            if (!gone.contains(i)) {
                kept.add(entries.get(i));
            }
        }
        return kept;
    }

    private static Set<Integer> erasedSince(Handle handle, Seal seal, List<Old> old) {
        return new HashSet<>(MultiRow.of(handle.createQuery(ERASED_SINCE), old)
                .with("place", Integer.class, Old::place)
                .with("company", Long.class, Old::company)
                .with("phone", String.class, one -> phone(seal, one.company, one.told.phone()))
                .with("userId", String.class, one -> userId(seal, one.company, one.told.userId()))
                .with("at", Instant.class, one -> one.told.at())
                .statement()
                .mapTo(Integer.class)
                .list());
    }

    private static @Nullable String phone(Seal seal, long company, @Nullable String e164) {
        return e164 == null ? null : HexFormat.of().formatHex(seal.phone(company, e164));
    }

    private static @Nullable String userId(Seal seal, long company, @Nullable String userId) {
        return userId == null ? null : HexFormat.of().formatHex(seal.userId(company, userId));
    }

    private record Old(int place, long company, Told told) {}

    /** A message of either side. */
    private record Told(ContactAddress person, Instant at, boolean live) {
        static Optional<Told> of(Effect effect) {
            if (effect instanceof Effect.AddMessage message) {
                var event = message.event();
                return Optional.of(new Told(event.sender(), event.sentAt(), event.live()));
            }
            if (effect instanceof Effect.AddHumanReply reply) {
                var event = reply.event();
                return Optional.of(new Told(event.recipient(), event.sentAt(), event.live()));
            }
            return Optional.empty();
        }

        @Nullable
        String phone() {
            return person.phone().map(PhoneNumber::e164).orElse(null);
        }

        @Nullable
        String userId() {
            return person.userId().map(BusinessScopedUserId::value).orElse(null);
        }
    }

    /** Part of a Jdbi's configuration, shared by its handles. */
    public static final class Recognition implements JdbiConfig<Recognition> {
        private @Nullable Seals seals;

        @Override
        public Recognition createCopy() {
            var copy = new Recognition();
            copy.seals = seals;
            return copy;
        }

        private Optional<Seal> seal(Handle handle) {
            return seals == null ? Optional.empty() : seals.find(handle);
        }
    }
}
