package cl.fizko.chat.application.conversation;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ConfigFilter;
import cl.fizko.chat.domain.config.StoredConfig;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.ConfigDirectory;
import cl.fizko.chat.domain.port.ConversationDirectory;
import cl.fizko.chat.domain.port.ConversationDirectory.Opened;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: finds the conversation with a person, or makes it before anybody wrote. Thread-safe. */
public final class OpenConversation {

    private final ConversationDirectory conversations;
    private final ConfigDirectory configs;

    @Inject
    public OpenConversation(ConversationDirectory conversations, ConfigDirectory configs) {
        this.conversations = conversations;
        this.configs = configs;
    }

    /**
     * The conversation of a person with one of the company's numbers.
     *
     * @param by the number; empty: the company's only active one
     * @throws InvalidFieldsException naming {@code whatsapp_config} when it is unknown or cannot be told
     */
    public Opened open(CompanyId company, PhoneNumber phone, Optional<WhatsAppConfigId> by) {
        return conversations.open(config(company, by), phone);
    }

    private WhatsAppConfig config(CompanyId company, Optional<WhatsAppConfigId> by) {
        if (by.isPresent()) {
            return configs.find(Scope.of(company), by.get())
                    .map(StoredConfig::config)
                    .orElseThrow(() -> new InvalidFieldsException("whatsapp_config", "is not known"));
        }
        var active = configs.page(
                        company,
                        new ConfigFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true)),
                        PageRequest.first(2))
                .rows();
        if (active.size() != 1) {
            throw new InvalidFieldsException("whatsapp_config", "is required unless the company has one active number");
        }
        return active.get(0).config();
    }
}
