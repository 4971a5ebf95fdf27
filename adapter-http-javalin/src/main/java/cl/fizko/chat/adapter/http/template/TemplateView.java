package cl.fizko.chat.adapter.http.template;

import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A template of a company. */
record TemplateView(
        UUID id,
        long company,
        String name,
        String content,
        @Described("The gaps of the content, in its order.") List<String> variables,
        TemplateCategory category,
        String language,
        boolean isActive,

        @Described("What the providers of the company's numbers think of it, by business account.")
        List<JudgementView> providerStatus,

        Instant createdAt,
        Instant updatedAt) {

    static TemplateView of(StoredTemplate stored) {
        var template = stored.template();
        return new TemplateView(
                template.id().value(),
                template.companyId().value(),
                template.name(),
                template.content(),
                template.variables(),
                template.category(),
                template.language(),
                template.active(),
                stored.judgements().stream().map(JudgementView::of).toList(),
                stored.createdAt(),
                stored.updatedAt());
    }

    /** What one provider thinks of it. */
    record JudgementView(
            String provider,
            String businessAccountId,

            @Described("Null while the provider has told nothing of it.")
            Optional<TemplateStatus> status,

            Optional<String> rejectedReason) {
        static JudgementView of(StoredTemplate.Judgement judgement) {
            return new JudgementView(
                    judgement.provider().value(),
                    judgement.accountId(),
                    judgement.status(),
                    judgement.rejectedReason());
        }
    }
}
