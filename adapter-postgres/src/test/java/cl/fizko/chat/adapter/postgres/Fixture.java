package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Fact;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.Inbox.Entry;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import cl.fizko.chat.domain.port.TurnRepository.Reply;
import cl.fizko.chat.domain.template.TemplateStatus;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.TemplateJudged;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** One company with one business number, and short ways to make customers write and agents answer. */
final class Fixture {

    static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    static final ProviderId PROVIDER = new ProviderId("kapso");
    static final String ACCOUNT = "209900000000001";
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final TimeOrderedIds IDS = new TimeOrderedIds(Clock.systemUTC());

    final PostgresDatabase database;
    final WhatsAppConfig config;

    Fixture(PostgresDatabase database) {
        this(database, Rut.parse("76.192.083-9"), "line-1");
    }

    Fixture(PostgresDatabase database, Rut rut, String line) {
        this.database = database;
        var company = database.companies().add("Contadores Andes", rut);
        this.config = new WhatsAppConfig(
                new WhatsAppConfigId(IDS.next()),
                company.id(),
                PROVIDER,
                new LineId(line),
                Optional.of(ACCOUNT),
                new PhoneNumber("+56221234567"),
                true,
                true,
                Duration.ZERO,
                CompanyProfile.unknown(),
                Optional.empty(),
                List.of());
        database.configs().add(config);
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    static ContactAddress phone(int number) {
        return ContactAddress.of(new PhoneNumber("+569" + (10_000_000 + number)));
    }

    static ContactAddress userId(int number) {
        return new ContactAddress(Optional.empty(), Optional.of(new BusinessScopedUserId("CL." + number)));
    }

    static ContactAddress both(int phone, int userId) {
        return new ContactAddress(phone(phone).phone(), userId(userId).userId());
    }

    MessageReceived message(String externalId, ContactAddress sender, String text) {
        return new MessageReceived(
                config.lineId(),
                new ExternalId(externalId),
                sender,
                Optional.of("Ana"),
                new MessageContent.Text(text),
                NOW.minusSeconds(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    Effect adding(MessageReceived message) {
        return new Effect.AddMessage(config, message, true);
    }

    Effect adding(String externalId, ContactAddress sender) {
        return adding(message(externalId, sender, "hola"));
    }

    /** What a customer sent, with this content. */
    Effect adding(String externalId, ContactAddress sender, MessageContent content) {
        var plain = message(externalId, sender, "hola");
        return adding(new MessageReceived(
                plain.line(),
                plain.id(),
                plain.sender(),
                plain.senderName(),
                content,
                plain.sentAt(),
                plain.quoted(),
                plain.providerConversation(),
                Optional.of("message-of-" + externalId),
                plain.live()));
    }

    /** A person of the company writes with the WhatsApp Business app. */
    Effect replying(String externalId, ContactAddress recipient) {
        return replying(externalId, recipient, true);
    }

    Effect replying(String externalId, ContactAddress recipient, boolean live) {
        return replying(externalId, recipient, NOW.minusSeconds(1), live);
    }

    Effect replying(String externalId, ContactAddress recipient, Instant at) {
        return replying(externalId, recipient, at, true);
    }

    private Effect replying(String externalId, ContactAddress recipient, Instant at, boolean live) {
        return new Effect.AddHumanReply(
                config,
                new HumanReplied(
                        config.lineId(),
                        new ExternalId(externalId),
                        recipient,
                        Optional.of("Ana"),
                        new MessageContent.Text("le ayudo yo"),
                        at,
                        Optional.empty(),
                        Optional.of("thread-1"),
                        live));
    }

    Effect judging(String template, TemplateStatus status, Instant at) {
        return new Effect.JudgeTemplate(
                config, new TemplateJudged(ACCOUNT, template, "es_CL", status, Optional.of("NONE"), at));
    }

    Effect moving(String externalId, DeliveryStatus status) {
        return moving(externalId, Optional.empty(), status);
    }

    Effect moving(String externalId, Optional<MessageId> correlation, DeliveryStatus status) {
        return new Effect.MoveStatus(
                config,
                new StatusChanged(
                        config.lineId(),
                        new ExternalId(externalId),
                        correlation,
                        status,
                        NOW,
                        status == DeliveryStatus.FAILED
                                ? Optional.of(new Failure(FailureReason.RECIPIENT, "meta:131026", "undeliverable"))
                                : Optional.empty()));
    }

    /** What we wrote failed, and nobody says why. */
    Effect failing(String externalId) {
        return new Effect.MoveStatus(
                config,
                new StatusChanged(
                        config.lineId(),
                        new ExternalId(externalId),
                        Optional.empty(),
                        DeliveryStatus.FAILED,
                        NOW,
                        Optional.empty()));
    }

    /** A delivery under a key of its own. */
    Entry delivery(Effect... effects) {
        return delivery("key-" + IDS.next(), effects);
    }

    Entry delivery(String key, Effect... effects) {
        return delivery(key, Optional.empty(), effects);
    }

    Entry delivery(String key, Optional<String> quarantineReason, Effect... effects) {
        return new Entry(
                new WebhookEventId(IDS.next()),
                PROVIDER,
                new IdempotencyKey(key),
                "whatsapp.message.received",
                "{}".getBytes(StandardCharsets.UTF_8),
                NOW,
                List.of(effects),
                false,
                quarantineReason);
    }

    /** A delivery that we asked for. */
    Entry backfill(Effect... effects) {
        var told = delivery(effects);
        return new Entry(
                told.id(),
                told.provider(),
                told.key(),
                told.eventName(),
                told.rawBody(),
                told.receivedAt(),
                told.effects(),
                true,
                told.quarantineReason());
    }

    /** Stores one message and tells its conversation. */
    ConversationId receive(String externalId, ContactAddress sender) {
        return only(database.inbox().store(delivery(adding(externalId, sender))).awaitingTurn());
    }

    /** A customer writes and the agent queues replies of so many parts. */
    ConversationId receiveAndReply(String externalId, ContactAddress sender, int parts) {
        var conversation = receive(externalId, sender);
        var turn = only(database.turns().claim(List.of(conversation), LEASE));
        database.turns().finish(List.of(answer(turn, parts)));
        return conversation;
    }

    /** Answers every message of a turn with so many parts. */
    static FinishedTurn answer(ClaimedTurn turn, int parts) {
        List<HandledMessage> handled = new ArrayList<>();
        for (var message : turn.messages()) {
            List<Reply> replies = new ArrayList<>();
            for (var part = 0; part < parts; part++) {
                replies.add(new Reply(
                        new MessageId(IDS.next()),
                        new MessageContent.Text("respuesta " + part + " a "
                                + message.externalId().value()),
                        Optional.of(message.externalId())));
            }
            handled.add(new HandledMessage(message.id(), decision(), replies));
        }
        var last = turn.messages().get(turn.messages().size() - 1).sequence();
        return new FinishedTurn(turn.conversation().id(), turn.epoch(), last, handled);
    }

    /** Handles every message of a turn by the same decision, each with one reply of these words. */
    static FinishedTurn answer(ClaimedTurn turn, Decision decision, String words) {
        var handled = turn.messages().stream()
                .map(message -> new HandledMessage(
                        message.id(),
                        decision,
                        List.of(new Reply(
                                new MessageId(IDS.next()), new MessageContent.Text(words), Optional.empty()))))
                .toList();
        var last = turn.messages().get(turn.messages().size() - 1);
        return new FinishedTurn(turn.conversation().id(), turn.epoch(), last.sequence(), handled);
    }

    /** A decision after which something is to be done besides. */
    static Decision decision(Instant at, Act... acts) {
        return new Decision(at, decision().response(), Optional.empty(), Set.of(acts), List.of(), "", Optional.empty());
    }

    static Decision decision() {
        return Decision.replied(
                NOW,
                new AgentResponse(
                        "respuesta",
                        new Confidence(0.9),
                        AgentName.TAX_REMINDER,
                        List.of(new Candidate(
                                AgentName.TAX_REMINDER,
                                90,
                                new Confidence(0.9),
                                List.of(new Evidence("names the F29", 2.5)))),
                        List.of(new Fact("F29 is due on the 20th", "SII", LocalDate.of(2026, 11, 1))),
                        Set.of()));
    }

    static MessageId newMessageId() {
        return new MessageId(IDS.next());
    }

    static <T> T only(Collection<T> all) {
        if (all.size() != 1) {
            throw new AssertionError("expected one but found " + all.size());
        }
        return all.iterator().next();
    }

    long count(String fromWhere) {
        return number("select count(*) from " + fromWhere);
    }

    long number(String query) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    String text(String query) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    List<String> texts(String query) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    void sql(String statement) {
        jdbi().useHandle(handle -> handle.execute(statement));
    }
}
