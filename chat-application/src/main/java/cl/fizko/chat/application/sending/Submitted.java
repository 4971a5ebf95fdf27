package cl.fizko.chat.application.sending;

import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of a request to send. All but {@link Queued} are refusals, of which nothing is stored. */
public sealed interface Submitted {

    /**
     * The message waits to be sent.
     *
     * @param repeated whether the same request had been made before, under the same key: then this is what it was answered
     */
    record Queued(MessageId id, boolean repeated) implements Submitted {}

    /**
     * Free-form content may not be sent now, only a template.
     *
     * @param endedAt empty when the customer never wrote
     * @param usable templates that may be sent, by name, then language
     */
    record WindowClosed(Optional<Instant> endedAt, List<KnownTemplate> usable) implements Submitted {
        public WindowClosed {
            usable = List.copyOf(usable);
        }
    }

    /** The customer wants no messages of the company's own accord. */
    record OptedOut() implements Submitted {}

    /** The business number that would send is switched off. */
    record ConfigInactive() implements Submitted {}

    /** The company has no such conversation. */
    record UnknownConversation() implements Submitted {}

    /** Neither the company nor the business number's account has such a template. */
    record UnknownTemplate() implements Submitted {}

    /** The company has switched the template off. */
    record TemplateInactive() implements Submitted {}

    /**
     * The provider does not let the template be sent.
     *
     * @param status empty: it does not know the template
     * @param rejectedReason in the provider's words
     */
    record TemplateNotApproved(Optional<TemplateStatus> status, Optional<String> rejectedReason) implements Submitted {}

    /** The template has gaps without a value. */
    record MissingVariables(List<String> names) implements Submitted {
        public MissingVariables {
            names = List.copyOf(names);
        }
    }

    /**
     * WhatsApp would not take the content.
     *
     * @param problems by the fields of the content; a template's values are {@code variables.<name>}
     */
    record InvalidContent(List<FieldProblem> problems) implements Submitted {
        public InvalidContent {
            problems = List.copyOf(problems);
        }
    }

    /** Something else was asked for under the same key. */
    record KeyReused() implements Submitted {}
}
