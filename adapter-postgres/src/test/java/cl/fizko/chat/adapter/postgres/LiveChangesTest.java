package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import cl.fizko.chat.domain.port.LiveChanges.Kind;
import cl.fizko.chat.domain.port.LiveChanges.Watcher;
import cl.fizko.chat.domain.port.Outbox.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those who watch a company are told, on the node that changes it and on another one. */
@Timeout(60)
class LiveChangesTest {

    private static final long SEED = 20261123;

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private final Heard here = new Heard();

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void everyStepOfAMessage_isToldAfterItsCommit() {
        try (var watch = postgres.database().liveChanges().watch(fixture.config.companyId(), here)) {
            var conversation = fixture.receive("wamid.1", phone(1));
            assertThat(here.next(2)).containsExactly("MESSAGE message", "CONVERSATION");
            var turn = only(postgres.database().turns().claim(List.of(conversation), LEASE));
            postgres.database()
                    .turns()
                    .finish(List.of(
                            answer(turn, Fixture.decision(Fixture.NOW, Act.HAND_OVER), "le atiende una persona")));
            assertThat(here.next(2)).containsExactlyInAnyOrder("MESSAGE message", "CONVERSATION");
            var send = only(postgres.database().outbox().claim(List.of(conversation), 1));
            assertThat(here.next(1)).containsExactly("STATUS message");
            postgres.database().outbox().record(new Report.Sent(send, new ExternalId("out.1")));
            assertThat(here.next(1)).containsExactly("STATUS message");
            var status = fixture.delivery(fixture.moving("out.1", DeliveryStatus.READ));
            postgres.database().inbox().store(status);
            assertThat(here.next(1)).containsExactly("STATUS message");
            postgres.database().inbox().store(status);
            var desk = postgres.database().conversationDesk();
            desk.markRead(Scope.everyCompany(), conversation);
            assertThat(here.next(1)).containsExactly("CONVERSATION");
            desk.takeOver(Scope.everyCompany(), conversation);
            assertThat(here.next(1)).containsExactly("CONVERSATION");
            desk.release(Scope.everyCompany(), conversation);
            assertThat(here.next(1)).containsExactly("CONVERSATION");
            assertThat(watch).isNotNull();
        }
        fixture.receive("wamid.2", phone(1));
        postgres.database().conversationDesk().markRead(Scope.everyCompany(), onlyConversation());
        assertThat(here.rest()).as("nobody watches any more").isEmpty();
    }

    @Test
    void anotherCompany_isNotTold() {
        var other = new Fixture(postgres.database(), Rut.parse("11.111.111-1"), "line-2");
        try (var watch = postgres.database().liveChanges().watch(fixture.config.companyId(), here)) {
            other.receive("wamid.1", phone(1));
            fixture.receive("wamid.2", phone(1));
            here.next(2);
            assertThat(here.all).allMatch(change -> change.company().equals(fixture.config.companyId()));
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void rolledBack_isNotTold() {
        try (var watch = postgres.database().liveChanges().watch(fixture.config.companyId(), here)) {
            var conversation = fixture.receive("wamid.1", phone(1));
            here.next(2);
            postgres.jdbi().useTransaction(handle -> {
                Announcements.after(
                        handle,
                        () -> List.of(Announcements.conversation(
                                        fixture.config.companyId().value(), conversation.value()))
                                .stream());
                handle.rollback();
            });
            fixture.receive("wamid.2", phone(1));
            assertThat(here.next(1)).containsExactly("MESSAGE message");
            assertThat(watch).isNotNull();
        }
    }

    /** What another node changes, under load from several threads, comes once the watch is known, and completely. */
    @Test
    void otherNode_changes_comeCompletely() throws Exception {
        System.out.println("seed " + SEED);
        var other = postgres.otherNode();
        try (var watch = postgres.database().liveChanges().watch(fixture.config.companyId(), here)) {
            // Being told of a loss is no sign that the other node knows: the first loss is that the listening begins.
            await(() -> here.lost > 0, "this node listens");
            await(() -> knows(other, fixture.config.companyId()), "the other node knows of the watch");
            together(4, thread -> {
                var random = new Random(SEED + thread);
                for (var i = 0; i < 50; i++) {
                    other.inbox()
                            .store(fixture.delivery(
                                    fixture.adding("wamid." + thread + "." + i, phone(random.nextInt(10)))));
                }
                return thread;
            });
            Set<String> stored = Set.copyOf(fixture.texts("select id::text from whatsapp_messages"));
            assertThat(stored).hasSize(200);
            await(() -> here.messages().containsAll(stored), "all are told");
            assertThat(here.messages()).isEqualTo(stored);
            assertThat(watch).isNotNull();
        }
        await(() -> fixture.count("live_watchers") == 0, "nobody watches");
    }

    /** A connection that breaks is no silence: who watches is told to look again. */
    @Test
    void connection_thatBreaks_isToldAsLost() {
        var other = postgres.otherNode();
        var later = new Heard();
        try (var watch = postgres.database().liveChanges().watch(fixture.config.companyId(), here)) {
            await(() -> here.lost > 0, "this node listens");
            try (var second = postgres.database().liveChanges().watch(fixture.config.companyId(), later)) {
                await(() -> later.lost == 1, "the watch is known, which is told as a loss once");
                fixture.sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where application_name = 'fizko-chat live'""");
                await(() -> later.lost > 1, "it is told as lost");
                other.inbox().store(fixture.delivery(fixture.adding("wamid.1", phone(1))));
                await(() -> !later.messages().isEmpty(), "it hears again");
                assertThat(watch).isNotSameAs(second);
            }
        }
    }

    @Test
    void payload_isShortAndComesBack() {
        var random = new Random(SEED);
        List<Change> changes = new ArrayList<>();
        for (var i = 0; i < 500; i++) {
            var conversation = new ConversationId(new UUID(random.nextLong(), random.nextLong()));
            changes.add(
                    random.nextBoolean()
                            ? Change.of(fixture.config.companyId(), conversation)
                            : Change.of(fixture.config.companyId(), Kind.STATUS, conversation, Fixture.newMessageId()));
        }
        var texts = LivePayload.encode(PostgresExtension.NODE, changes, List.of(fixture.config.companyId()));

        assertThat(texts).hasSizeGreaterThan(1).allMatch(text -> text.length() <= LivePayload.LONGEST);
        var decoded = texts.stream()
                .map(LivePayload::decode)
                .map(Optional::orElseThrow)
                .toList();
        assertThat(decoded.stream().flatMap(one -> one.changes().stream())).containsExactlyElementsOf(changes);
        assertThat(decoded.get(0).lost()).containsExactly(fixture.config.companyId());
        assertThat(decoded).allMatch(one -> one.node().equals(PostgresExtension.NODE));
        assertThat(LivePayload.decode("a newer node says something else")).isEmpty();
        assertThat(LivePayload.encode(PostgresExtension.NODE, List.of(), List.of()))
                .isEmpty();
    }

    private ConversationId onlyConversation() {
        return new ConversationId(UUID.fromString(fixture.text("select id::text from whatsapp_conversations")));
    }

    private static boolean knows(PostgresDatabase node, CompanyId company) {
        return ((PostgresLiveChanges) node.liveChanges()).watchedElsewhere().contains(company.value());
    }

    private static void await(BooleanSupplier condition, String what) {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Keeps what it is told. */
    private static final class Heard implements Watcher {
        private final List<Change> all = new CopyOnWriteArrayList<>();
        private volatile int lost;
        private int seen;

        @Override
        public void changed(List<Change> changes) {
            all.addAll(changes);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // the tests look whether it grew
        public void lost() {
            lost++;
        }

        /** The next so many changes, as they come. */
        List<String> next(int count) {
            await(() -> all.size() >= seen + count, count + " changes are told");
            return rest();
        }

        List<String> rest() {
            var rest = List.copyOf(all.subList(seen, all.size()));
            seen += rest.size();
            return rest.stream()
                    .map(change -> change.kind() + (change.message().isPresent() ? " message" : ""))
                    .toList();
        }

        Set<String> messages() {
            return all.stream()
                    .filter(change -> change.kind() == Kind.MESSAGE)
                    .map(change -> change.message().orElseThrow().toString())
                    .collect(Collectors.toSet());
        }
    }
}
