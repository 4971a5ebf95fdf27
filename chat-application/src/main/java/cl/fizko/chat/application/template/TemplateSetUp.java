package cl.fizko.chat.application.template;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.util.List;
import java.util.Optional;

/**
 * What came of installing the initial templates, or would come of it.
 *
 * @param templates all of them, in their order
 * @param accounts the business accounts that they were to be submitted to; empty: they are only stored, for no number of the
 *     company has both a business account and a provider's token
 */
public record TemplateSetUp(List<Installed> templates, List<Account> accounts) {

    public TemplateSetUp {
        templates = List.copyOf(templates);
        accounts = List.copyOf(accounts);
    }

    /** Whether something was stored or submitted. */
    public boolean changed() {
        return templates.stream().anyMatch(template -> template.store().changed())
                || accounts.stream()
                        .flatMap(account -> account.judged().stream())
                        .anyMatch(one -> one.step() == Step.SUBMITTED);
    }

    /** Whether all that was asked for is done: nothing refused, nothing that a person has to see to. */
    public boolean succeeded() {
        return accounts.stream()
                .allMatch(account -> account.unreadable().isEmpty()
                        && account.judged().stream().allMatch(Judged::isFine));
    }

    /** One of them in the store. */
    public record Installed(String name, Store store) {}

    /** What happened to one in the store. */
    public enum Store {
        CREATED,
        UNCHANGED,
        /** The company has made it its own, by another text or category or by switching it off: left as it is. */
        EDITED,
        /** It had been edited, and is again as it came. */
        RESTORED;

        boolean changed() {
            return this == CREATED || this == RESTORED;
        }
    }

    /**
     * One business account.
     *
     * @param unreadable why its list could not be had; then nothing was submitted to it
     */
    public record Account(ProviderId provider, String id, Optional<Failure> unreadable, List<Judged> judged) {
        public Account {
            judged = List.copyOf(judged);
        }
    }

    /**
     * One of them at a provider.
     *
     * @param status what the provider thinks of it; empty when it refused it, or was not asked yet
     * @param reason why it is not fine, for a person
     */
    public record Judged(String name, Step step, Optional<TemplateStatus> status, Optional<String> reason) {

        boolean isFine() {
            return reason.isEmpty();
        }
    }

    /** What happened to one at a provider. */
    public enum Step {
        SUBMITTED,
        /** The provider has it already. */
        KNOWN,
        REFUSED
    }
}
