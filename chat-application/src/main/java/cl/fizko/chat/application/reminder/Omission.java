package cl.fizko.chat.application.reminder;

import cl.fizko.chat.application.sending.Submitted;
import java.util.Locale;

/** Why an enrolled person is not reminded. */
public enum Omission {
    /** It is not the time. */
    NOT_DUE,
    ALREADY_REMINDED,
    OPTED_OUT,
    /** The company has several business numbers and nothing tells which one is to remind, or it has none. */
    NUMBER_UNDECIDED,
    NUMBER_INACTIVE,
    /** Neither the company nor the number's account has the template. */
    TEMPLATE_MISSING,
    /** The company has switched the template off. */
    TEMPLATE_INACTIVE,
    TEMPLATE_NOT_APPROVED,
    /** The template has other gaps than a reminder has values for, or is there in several languages. */
    TEMPLATE_UNUSABLE,
    /** The person is not known any more. */
    GONE;

    /** E.g. {@code opted_out}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about the number or the template, so that nobody else is reminded by that number either. */
    boolean isOfTheLine() {
        return switch (this) {
            case NUMBER_INACTIVE, TEMPLATE_MISSING, TEMPLATE_INACTIVE, TEMPLATE_NOT_APPROVED -> true;
            default -> false;
        };
    }

    /** What a refusal to send comes to. */
    static Omission of(Submitted refusal) {
        if (refusal instanceof Submitted.OptedOut) {
            return OPTED_OUT;
        } else if (refusal instanceof Submitted.ConfigInactive) {
            return NUMBER_INACTIVE;
        } else if (refusal instanceof Submitted.UnknownTemplate) {
            return TEMPLATE_MISSING;
        } else if (refusal instanceof Submitted.TemplateInactive) {
            return TEMPLATE_INACTIVE;
        } else if (refusal instanceof Submitted.TemplateNotApproved) {
            return TEMPLATE_NOT_APPROVED;
        }
        return refusal instanceof Submitted.UnknownConversation ? GONE : TEMPLATE_UNUSABLE;
    }
}
