package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.Contact;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.ContactId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.reminder.Candidate;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.reminder.F29Reminder;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import cl.fizko.chat.domain.sending.Destination.KnownContact;
import cl.fizko.chat.domain.sending.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Enrolments and the messages that remind, in maps; takes no other submissions than reminders to known contacts. */
public final class InMemoryReminders implements Reminders, Submissions {

    private static final Comparator<Candidate> BY_TIME = Comparator.comparing(Candidate::lookAfter)
            .thenComparing(candidate -> candidate.enrolment().id().value());

    private final List<WhatsAppConfig> lines;
    private final Map<PhoneNumber, Contact> contacts = new LinkedHashMap<>();
    private final Map<EnrolmentId, Enrolment> enrolments = new LinkedHashMap<>();
    private final Map<EnrolmentId, Instant> lookAfter = new HashMap<>();
    private final Map<CompanyId, Stored> settings = new HashMap<>();
    private final Map<Occasion, MessageId> reminded = new LinkedHashMap<>();
    private final Map<MessageId, Sent> sent = new HashMap<>();
    private final Map<MessageId, MessageContent> queued = new LinkedHashMap<>();
    private final Map<ContactId, WhatsAppConfigId> latest = new HashMap<>();
    private final Map<ContactId, RuntimeException> failing = new HashMap<>();
    private final Map<CompanyId, RuntimeException> unreadable = new HashMap<>();

    /** A person and a period. */
    private record Occasion(ContactId contact, YearMonth period) {}

    public InMemoryReminders(WhatsAppConfig... lines) {
        this.lines = List.of(lines);
    }

    /** What was queued, in its order. */
    public synchronized List<MessageContent> queued() {
        return List.copyOf(queued.values());
    }

    /** The id of what was queued last. */
    public synchronized MessageId lastQueued() {
        return List.copyOf(queued.keySet()).get(queued.size() - 1);
    }

    /** The person wants no messages from then on. */
    public synchronized void optOut(ContactId contact, Instant since) {
        contacts.replaceAll((phone, known) -> known.id().equals(contact)
                ? new Contact(known.id(), known.address(), known.name(), Optional.of(since))
                : known);
    }

    /** Nothing can be submitted to the person, as long as {@link #recover} is not called. */
    public synchronized void failFor(ContactId contact, RuntimeException failure) {
        failing.put(contact, failure);
    }

    /** The settings of the company cannot be read. */
    public synchronized void failFor(CompanyId company, RuntimeException failure) {
        unreadable.put(company, failure);
    }

    public synchronized void recover() {
        failing.clear();
        unreadable.clear();
    }

    /** The message surely did not leave before the day was over. */
    public synchronized void failForTheHour(MessageId message) {
        reminded.values().remove(message);
    }

    @Override
    public synchronized Enrolled enrol(
            EnrolmentId id, CompanyId company, PhoneNumber phone, Optional<WhatsAppConfigId> by) {
        var contact = contacts.computeIfAbsent(
                phone,
                number -> new Contact(
                        new ContactId(UUID.randomUUID()),
                        ContactAddress.of(number),
                        Optional.empty(),
                        Optional.empty()));
        var known = find(company, phone);
        var enrolment = new Enrolment(
                known.map(Enrolment::id).orElse(id),
                company,
                contact,
                by.or(() -> known.flatMap(Enrolment::by)),
                known.map(Enrolment::createdAt).orElseGet(() -> Instant.EPOCH.plusSeconds(enrolments.size())));
        enrolments.put(enrolment.id(), enrolment);
        return new Enrolled(enrolment, known.isEmpty());
    }

    private Enrolment current(Enrolment enrolment) {
        var contact = contacts.get(enrolment.contact().address().phone().orElseThrow());
        return new Enrolment(
                enrolment.id(),
                enrolment.company(),
                contact == null ? enrolment.contact() : contact,
                enrolment.by(),
                enrolment.createdAt());
    }

    @Override
    public synchronized Optional<Enrolment> find(Scope scope, EnrolmentId id) {
        return Optional.ofNullable(enrolments.get(id))
                .filter(enrolment -> scope.covers(enrolment.company()))
                .map(this::current);
    }

    @Override
    public synchronized Optional<Enrolment> find(CompanyId company, PhoneNumber phone) {
        return of(company).stream()
                .filter(enrolment -> enrolment.contact().address().phone().equals(Optional.of(phone)))
                .findFirst();
    }

    private List<Enrolment> of(CompanyId company) {
        return enrolments.values().stream()
                .filter(enrolment -> enrolment.company().equals(company))
                .map(this::current)
                .toList();
    }

    @Override
    public synchronized Page<Enrolment> page(CompanyId company, Optional<PhoneNumber> phone, PageRequest request) {
        var rows = of(company).stream()
                .filter(enrolment ->
                        phone.isEmpty() || enrolment.contact().address().phone().equals(phone))
                .sorted(Comparator.comparing(Enrolment::createdAt).reversed())
                .limit(request.size())
                .toList();
        return new Page<>(rows, new Count(rows.size(), true), Optional.empty(), Optional.empty());
    }

    @Override
    public synchronized boolean remove(Scope scope, EnrolmentId id) {
        return find(scope, id).isPresent() && enrolments.remove(id) != null;
    }

    @Override
    public synchronized List<CompanyId> companies() {
        return enrolments.values().stream()
                .map(Enrolment::company)
                .distinct()
                .sorted(Comparator.comparing(CompanyId::value))
                .toList();
    }

    @Override
    public synchronized List<Candidate> candidates(
            CompanyId company, Instant dueAt, Optional<Candidate> after, int limit) {
        return of(company).stream()
                .map(this::candidate)
                .filter(candidate -> !candidate.lookAfter().isAfter(dueAt))
                .filter(candidate -> after.isEmpty() || BY_TIME.compare(candidate, after.get()) > 0)
                .sorted(BY_TIME)
                .limit(limit)
                .toList();
    }

    private Candidate candidate(Enrolment enrolment) {
        var contact = enrolment.contact().id();
        return new Candidate(
                enrolment,
                Optional.ofNullable(latest.get(contact)),
                reminded.keySet().stream()
                        .filter(occasion -> occasion.contact().equals(contact))
                        .map(Occasion::period)
                        .collect(Collectors.toSet()),
                lookAfter.getOrDefault(enrolment.id(), Instant.EPOCH));
    }

    @Override
    public synchronized void lookAgain(Map<EnrolmentId, Instant> at) {
        lookAfter.putAll(at);
    }

    @Override
    public synchronized Stored settings(CompanyId company) {
        if (unreadable.containsKey(company)) {
            throw unreadable.get(company);
        }
        return settings.getOrDefault(company, new Stored(ReminderSettings.STANDARD, 0));
    }

    @Override
    public Stored holdSettings(CompanyId company) {
        return settings(company);
    }

    @Override
    public synchronized Stored setSettings(CompanyId company, ReminderSettings wanted) {
        of(company).forEach(enrolment -> lookAfter.remove(enrolment.id()));
        var now = new Stored(wanted, settings(company).version() + 1);
        settings.put(company, now);
        return now;
    }

    @Override
    public synchronized Optional<Sent> sentBy(MessageId message) {
        return Optional.ofNullable(sent.get(message));
    }

    @Override
    public synchronized <R> Outcome<R> submit(
            MessageId id, Submission submission, BiFunction<Conversation, WhatsAppConfig, Ruling<R>> judge) {
        var to = (KnownContact) submission.to();
        if (failing.containsKey(to.id())) {
            throw failing.get(to.id());
        }
        var reminder = submission.reminder().orElseThrow();
        var contact = of(submission.company()).stream()
                .map(Enrolment::contact)
                .filter(known -> known.id().equals(to.id()))
                .findFirst();
        if (contact.isEmpty()) {
            return new Outcome.UnknownConversation<>();
        }
        var line = lines.stream()
                .filter(config ->
                        config.id().equals(to.by()) && config.companyId().equals(submission.company()))
                .findFirst();
        if (line.isEmpty()) {
            return new Outcome.UnknownConfig<>();
        }
        var occasion = new Occasion(to.id(), reminder.period());
        if (reminded.containsKey(occasion)) {
            return new Outcome.Repeated<>(reminded.get(occasion));
        }
        var ruling = judge.apply(conversation(contact.get(), line.get()), line.get());
        return queue(id, submission, occasion, reminder, ruling, line.get().id());
    }

    private <R> Outcome<R> queue(
            MessageId id,
            Submission submission,
            Occasion occasion,
            F29Reminder reminder,
            Ruling<R> ruling,
            WhatsAppConfigId line) {
        if (ruling instanceof Ruling.Refuse<R> refusal) {
            return new Outcome.Refused<>(refusal.why());
        }
        reminded.put(occasion, id);
        sent.put(id, new Sent(submission.company(), reminder));
        queued.put(id, ((Ruling.Queue<R>) ruling).content());
        latest.put(occasion.contact(), ((KnownContact) submission.to()).by());
        return new Outcome.Queued<>(id, new ConversationId(occasion.contact().value()), line);
    }

    private static Conversation conversation(Contact contact, WhatsAppConfig line) {
        return new Conversation(
                new ConversationId(contact.id().value()),
                line.companyId(),
                line.id(),
                contact,
                ConversationOwner.BOT,
                Optional.empty());
    }

    @Override
    public int forgetKeys(Duration after, int limit) {
        return 0;
    }
}
