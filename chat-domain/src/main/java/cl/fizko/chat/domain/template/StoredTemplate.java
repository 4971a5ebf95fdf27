package cl.fizko.chat.domain.template;

import cl.fizko.chat.domain.config.ProviderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A template of a company, and what the providers of its business numbers think of it.
 *
 * @param version how often it was edited
 * @param judgements one for each business account of the company's numbers, by provider, then account
 */
public record StoredTemplate(
        MessageTemplate template, long version, Instant createdAt, Instant updatedAt, List<Judgement> judgements) {

    public StoredTemplate {
        judgements = List.copyOf(judgements);
    }

    /**
     * What one business account's provider thinks of it.
     *
     * @param status empty: the provider has told nothing of it
     * @param rejectedReason in the provider's words
     */
    public record Judgement(
            ProviderId provider, String accountId, Optional<TemplateStatus> status, Optional<String> rejectedReason) {}
}
