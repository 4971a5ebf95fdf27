package cl.fizko.chat.application.worker;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * Names what a thread is at work on in every line that it logs meanwhile, whoever logs it: {@code company_id}, {@code
 * conversation_id}, {@code message_id}. Immutable.
 */
public final class LogContext {

    private final Map<String, Object> names;

    private LogContext(Map<String, Object> names) {
        this.names = names;
    }

    public static LogContext of(ConversationId conversation) {
        return new LogContext(Map.of("conversation_id", conversation));
    }

    public static LogContext of(CompanyId company) {
        return new LogContext(Map.of("company_id", company));
    }

    public static LogContext of(ConversationId conversation, CompanyId company) {
        return new LogContext(Map.of("conversation_id", conversation, "company_id", company));
    }

    public static LogContext of(ConversationId conversation, MessageId message) {
        return new LogContext(Map.of("conversation_id", conversation, "message_id", message));
    }

    public static LogContext of(MessageId message, CompanyId company) {
        return new LogContext(Map.of("message_id", message, "company_id", company));
    }

    /** Does the work under these names. */
    public <T> T call(Supplier<T> work) {
        names.forEach((name, id) -> MDC.put(name, id.toString()));
        try {
            return work.get();
        } finally {
            names.keySet().forEach(MDC::remove);
        }
    }

    /** Does the work under these names. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
