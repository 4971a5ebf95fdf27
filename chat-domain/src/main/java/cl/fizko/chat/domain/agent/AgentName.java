package cl.fizko.chat.domain.agent;

import java.util.regex.Pattern;

/**
 * The name under which an agent is registered, e.g. {@code tax_reminder}: lower-case ASCII words joined by underscores,
 * at most 64 characters. It is stored with every auto-reply and shown in metrics, so it must not change meaning.
 */
public record AgentName(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    public static final AgentName TAX_REMINDER = new AgentName("tax_reminder");
    public static final AgentName DTE = new AgentName("dte");
    public static final AgentName HONORARIOS = new AgentName("honorarios");
    public static final AgentName SII_INTEGRATION = new AgentName("sii_integration");
    public static final AgentName INVOICE_PROCESSING = new AgentName("invoice_processing");
    public static final AgentName SUPPORT = new AgentName("support");
    public static final AgentName SALES = new AgentName("sales");
    public static final AgentName UNRECOGNIZED_QUESTION = new AgentName("unrecognized_question");
    public static final AgentName GREETING = new AgentName("greeting");
    public static final AgentName BUSINESS_HOURS = new AgentName("business_hours");
    public static final AgentName FALLBACK = new AgentName("fallback");

    public AgentName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an agent's name is lower-case words joined by _, e.g. tax_reminder, not " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
