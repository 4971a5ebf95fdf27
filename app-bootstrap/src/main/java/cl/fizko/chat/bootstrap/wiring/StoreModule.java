package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.postgres.PostgresDatabase;
import cl.fizko.chat.adapter.postgres.SecretRotation;
import cl.fizko.chat.bootstrap.metrics.PortWatch;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import cl.fizko.chat.domain.port.BackfillMarks;
import cl.fizko.chat.domain.port.Backlog;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.ConfigDirectory;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.port.ConversationDesk;
import cl.fizko.chat.domain.port.ConversationDirectory;
import cl.fizko.chat.domain.port.DecisionRepository;
import cl.fizko.chat.domain.port.Erasures;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.LateConversations;
import cl.fizko.chat.domain.port.LiveChanges;
import cl.fizko.chat.domain.port.LlmBudget;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaRemovals;
import cl.fizko.chat.domain.port.MessageDirectory;
import cl.fizko.chat.domain.port.MessageRepository;
import cl.fizko.chat.domain.port.MessageSearch;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.port.ResponseAnalytics;
import cl.fizko.chat.domain.port.Retention;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.port.TurnRepository;
import cl.fizko.chat.domain.port.UnitOfWork;
import cl.fizko.chat.domain.port.UnknownSends;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.AbstractModule;

/** PostgreSQL behind the ports of the store. */
final class StoreModule extends AbstractModule {

    private final PostgresDatabase database;
    private final PortWatch watch;

    StoreModule(PostgresDatabase database, PortWatch watch) {
        this.watch = watch;
        this.database = database;
    }

    @Override
    protected void configure() {
        bind(SecretRotation.class).toInstance(database.secretRotation());
        bind(PostgresDatabase.class).toInstance(database);
        bind(CompanyRepository.class).toInstance(database.companies());
        bind(ApiKeyRepository.class).toInstance(database.apiKeys());
        bind(WhatsAppConfigRepository.class).toInstance(database.configs());
        bind(MessageRepository.class).toInstance(database.messages());
        bind(DecisionRepository.class).toInstance(database.decisions());
        bind(LlmBudget.class).toInstance(watch.llmBudget(database.llmBudget()));
        bind(UnitOfWork.class).toInstance(database.unitOfWork());
        bind(Inbox.class).toInstance(watch.inbox(database.inbox()));
        bind(TurnRepository.class).toInstance(watch.turns(database.turns()));
        bind(Outbox.class).toInstance(watch.outbox(database.outbox()));
        bind(UnknownSends.class).toInstance(watch.unknownSends(database.unknownSends()));
        bind(BackfillMarks.class).toInstance(database.backfillMarks());
        bind(MediaJobs.class).toInstance(watch.mediaJobs(database.mediaJobs()));
        bind(ConversationDirectory.class).toInstance(database.conversations());
        bind(MessageDirectory.class).toInstance(database.messageDirectory());
        bind(MessageSearch.class).toInstance(database.messageSearch());
        bind(ConfigDirectory.class).toInstance(database.configDirectory());
        bind(ResponseAnalytics.class).toInstance(database.responseAnalytics());
        bind(WebhookEventRepository.class).toInstance(database.webhookEvents());
        bind(MessageTemplateRepository.class).toInstance(database.messageTemplates());
        bind(Submissions.class).toInstance(database.submissions());
        bind(Reminders.class).toInstance(database.reminders());
        bind(ConversationDesk.class).toInstance(database.conversationDesk());
        bind(LiveChanges.class).toInstance(database.liveChanges());
        bind(Retention.class).toInstance(database.retention());
        bind(MediaRemovals.class).toInstance(database.mediaRemovals());
        bind(Erasures.class).toInstance(database.erasures());
        bind(ContactArchive.class).toInstance(database.contactArchive());
        bind(Backlog.class).toInstance(database.backlog());
        bind(LateConversations.class).toInstance(database.lateConversations());
        bind(ProviderTemplateRepository.class).toInstance(database.providerTemplates());
    }
}
