package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ContactSearch;
import cl.fizko.chat.domain.conversation.ConversationEdit;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.ConversationStatus;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.message.SearchFilter;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Outbox.Report;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists of conversations and messages: what passes which filter, whose it is, and what a page costs. */
class ListsTest {

    private static final PageRequest FIRST = PageRequest.first(50);

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private final StatementCounter statements = new StatementCounter();
    private Fixture fixture;
    private CompanyId company;
    private PostgresConversations conversations;
    private PostgresMessages messages;
    private PostgresMessageSearch search;

    @BeforeEach
    void newCompany() {
        fixture = new Fixture(postgres.database());
        company = fixture.config.companyId();
        var jdbi = statements.on(postgres.database().pool());
        conversations = new PostgresConversations(jdbi, new TimeOrderedIds(Clock.systemUTC()));
        messages = new PostgresMessages(jdbi);
        search = new PostgresMessageSearch(jdbi);
    }

    @Test
    void conversations_passTheirFilters() {
        var closed = fixture.receive("1", phone(1));
        var human = fixture.receive("2", phone(2));
        var tagged = fixture.receive("3", phone(3));
        change(
                closed,
                edit -> new ConversationEdit(ConversationStatus.CLOSED, Optional.of("José Muñoz"), "{}", List.of()));
        change(
                tagged,
                edit -> new ConversationEdit(edit.status(), Optional.empty(), "{\"a\": 1}", List.of("vip", "mora")));
        postgres.database().conversationDesk().takeOver(Scope.everyCompany(), human);

        assertThat(ids(ConversationFilter.none())).containsExactlyInAnyOrder(closed, human, tagged);
        assertThat(ids(filter().status(ConversationStatus.CLOSED).filter())).containsExactly(closed);
        assertThat(ids(filter().owner(ConversationOwner.HUMAN).filter())).containsExactly(human);
        assertThat(ids(filter().tag("vip").filter())).containsExactly(tagged);
        assertThat(ids(filter().tag("otra").filter())).isEmpty();
        assertThat(ids(filter().phone(phone(2).phone().orElseThrow()).filter())).containsExactly(human);
        assertThat(ids(filter().config(fixture.config.id()).filter())).hasSize(3);
        assertThat(ids(filter().contact("munoz jose").filter())).containsExactly(closed);
        assertThat(ids(filter().contact("Ana").filter())).containsExactlyInAnyOrder(human, tagged);
        assertThat(ids(filter().contact("0003").filter())).containsExactly(tagged);
        assertThat(ids(filter().contact("+56 9 1000-0003").filter())).containsExactly(tagged);
        assertThat(ids(filter().contact("ana").owner(ConversationOwner.BOT).filter()))
                .containsExactly(tagged);

        fixture.receive("4", phone(1));
        assertThat(ids(filter().status(ConversationStatus.CLOSED).filter())).isEmpty();
        assertThat(conversations
                        .find(Scope.of(company), closed)
                        .orElseThrow()
                        .conversation()
                        .contact()
                        .name())
                .contains("José Muñoz");
    }

    @Test
    void messages_passTheirFilters() {
        var conversation = fixture.receiveAndReply("in", phone(1), 2);
        fixture.receive("other", phone(2));
        var send = Fixture.only(fixture.database.outbox().claim(List.of(conversation), 1));
        fixture.database.outbox().record(new Report.Sent(send, new ExternalId("out")));
        fixture.database.inbox().store(fixture.delivery(fixture.moving("out", DeliveryStatus.FAILED)));

        assertThat(texts(MessageFilter.none())).hasSize(4);
        assertThat(texts(with(DeliveryStatus.QUEUED))).containsExactly("respuesta 1 a in");
        assertThat(texts(with(DeliveryStatus.FAILED))).containsExactly("respuesta 0 a in");
        assertThat(texts(with(DeliveryStatus.READ))).isEmpty();
        assertThat(texts(messageFilter(Map.of("direction", Direction.INCOMING))))
                .hasSize(2);
        assertThat(texts(messageFilter(Map.of("agent", AgentName.TAX_REMINDER))))
                .hasSize(2);
        assertThat(texts(messageFilter(Map.of("agent", AgentName.DTE)))).isEmpty();
        assertThat(texts(messageFilter(Map.of("externalId", new ExternalId("other")))))
                .hasSize(1);
        assertThat(texts(messageFilter(Map.of("type", "image")))).isEmpty();
        assertThat(texts(messageFilter(Map.of("conversation", conversation))))
                .containsExactly("respuesta 1 a in", "respuesta 0 a in", "hola");
        assertThat(texts(messageFilter(Map.of("since", NOW, "until", NOW.plusSeconds(1)))))
                .hasSize(2);
        assertThat(texts(messageFilter(Map.of("until", NOW)))).isEmpty();
    }

    @Test
    void aFailureWithoutAReason_isListedAmongTheFailed() {
        var conversation = fixture.receiveAndReply("in", phone(1), 1);
        var send = Fixture.only(fixture.database.outbox().claim(List.of(conversation), 1));
        fixture.database.outbox().record(new Report.Sent(send, new ExternalId("out")));
        fixture.database.inbox().store(fixture.delivery(fixture.failing("out")));

        assertThat(texts(with(DeliveryStatus.FAILED))).hasSize(1);
    }

    @Test
    void anotherCompany_seesNothing() {
        var conversation = fixture.receiveAndReply("in", phone(1), 1);
        var message = messages.page(company, MessageFilter.none(), FIRST).rows().get(0);
        var other = new Fixture(postgres.database(), Rut.parse("11.111.111-1"), "line-2");
        var stranger = other.config.companyId();

        assertThat(conversations
                        .page(stranger, ConversationFilter.none(), FIRST)
                        .rows())
                .isEmpty();
        assertThat(conversations
                        .page(stranger, filter().contact("ana").filter(), FIRST)
                        .rows())
                .isEmpty();
        assertThat(conversations
                        .page(
                                stranger,
                                filter().phone(phone(1).phone().orElseThrow()).filter(),
                                FIRST)
                        .rows())
                .isEmpty();
        assertThat(conversations
                        .page(stranger, filter().config(fixture.config.id()).filter(), FIRST)
                        .rows())
                .isEmpty();
        assertThat(conversations.among(stranger, List.of(conversation))).isEmpty();
        assertThat(conversations.find(Scope.of(stranger), conversation)).isEmpty();
        assertThat(postgres.database()
                        .unitOfWork()
                        .inTransaction(
                                () -> postgres.database().conversations().hold(Scope.of(stranger), conversation)))
                .isEmpty();
        assertThat(messages.page(stranger, MessageFilter.none(), FIRST).rows()).isEmpty();
        assertThat(messages.page(stranger, messageFilter(Map.of("conversation", conversation)), FIRST)
                        .rows())
                .isEmpty();
        assertThat(messages.page(stranger, messageFilter(Map.of("externalId", new ExternalId("in"))), FIRST)
                        .rows())
                .isEmpty();
        assertThat(messages.page(Scope.of(stranger), conversation, FIRST)).isEmpty();
        assertThat(messages.find(Scope.of(stranger), message.id())).isEmpty();
        assertThat(messages.among(stranger, List.of(message.id()))).isEmpty();
        assertThat(search.find(stranger, SearchQuery.parse("hola"), SearchFilter.none(), FIRST)
                        .rows())
                .isEmpty();

        assertThat(messages.find(Scope.of(company), message.id())).contains(message);
        assertThat(messages.find(Scope.everyCompany(), message.id())).contains(message);
        assertThat(messages.page(Scope.everyCompany(), conversation, FIRST)
                        .orElseThrow()
                        .rows())
                .hasSize(2);
    }

    @Test
    void aPage_takesTheSameStatements_howeverManyRowsItShows() {
        for (var i = 0; i < 60; i++) {
            fixture.receiveAndReply("m." + i, phone(i), 1);
        }

        assertThat(cost(2))
                .isEqualTo(cost(50))
                .isEqualTo(Map.of("conversations", 3, "people", 1, "messages", 3, "in a conversation", 3, "search", 3));
    }

    /** Statements of a page of so many rows, by list. */
    private Map<String, Integer> cost(int size) {
        var request = PageRequest.first(size);
        var one = conversations
                .page(company, ConversationFilter.none(), request)
                .rows()
                .get(0)
                .id();
        return Map.of(
                "conversations", counted(() -> conversations.page(company, ConversationFilter.none(), request)),
                "people",
                        counted(() -> conversations.page(
                                company, filter().contact("ana").filter(), request)),
                "messages", counted(() -> messages.page(company, MessageFilter.none(), request)),
                "in a conversation", counted(() -> messages.page(Scope.of(company), one, PageRequest.first(1))) - 1,
                "search",
                        counted(() ->
                                search.find(company, SearchQuery.parse("respuesta"), SearchFilter.none(), request)));
    }

    private int counted(Runnable work) {
        statements.reset();
        work.run();
        return statements.take();
    }

    private void change(ConversationId id, Function<ConversationEdit, ConversationEdit> edit) {
        var directory = postgres.database().conversations();
        postgres.database().unitOfWork().inTransaction(() -> {
            var held = directory.hold(Scope.of(company), id).orElseThrow();
            return directory.change(id, edit.apply(held.edit()));
        });
    }

    private List<ConversationId> ids(ConversationFilter filter) {
        return conversations.page(company, filter, FIRST).rows().stream()
                .map(ConversationSummary::id)
                .toList();
    }

    private List<String> texts(MessageFilter filter) {
        Page<Message> page = messages.page(company, filter, FIRST);
        List<String> texts = new ArrayList<>();
        page.rows().forEach(message -> texts.add(message.content().words().orElse("")));
        return texts;
    }

    private static MessageFilter with(DeliveryStatus status) {
        return messageFilter(Map.of("status", status));
    }

    private static MessageFilter messageFilter(Map<String, Object> wanted) {
        return new MessageFilter(
                one(wanted, "conversation"),
                one(wanted, "direction"),
                one(wanted, "status"),
                one(wanted, "type"),
                one(wanted, "agent"),
                one(wanted, "externalId"),
                one(wanted, "since"),
                one(wanted, "until"));
    }

    @SuppressWarnings("unchecked") // each caller puts what the filter takes
    private static <T> Optional<T> one(Map<String, Object> wanted, String name) {
        return Optional.ofNullable((T) wanted.get(name));
    }

    private static Wanted filter() {
        return new Wanted();
    }

    /** Builds a filter of conversations. */
    private static final class Wanted {
        private Optional<ConversationStatus> status = Optional.empty();
        private Optional<ConversationOwner> owner = Optional.empty();
        private Optional<WhatsAppConfigId> config = Optional.empty();
        private Optional<PhoneNumber> phone = Optional.empty();
        private Optional<String> tag = Optional.empty();
        private Optional<ContactSearch> contact = Optional.empty();

        Wanted status(ConversationStatus value) {
            status = Optional.of(value);
            return this;
        }

        Wanted owner(ConversationOwner value) {
            owner = Optional.of(value);
            return this;
        }

        Wanted config(WhatsAppConfigId value) {
            config = Optional.of(value);
            return this;
        }

        Wanted phone(PhoneNumber value) {
            phone = Optional.of(value);
            return this;
        }

        Wanted tag(String value) {
            tag = Optional.of(value);
            return this;
        }

        Wanted contact(String text) {
            contact = ContactSearch.parse(text);
            return this;
        }

        ConversationFilter filter() {
            return new ConversationFilter(status, owner, config, phone, tag, contact);
        }
    }
}
