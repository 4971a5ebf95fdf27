package cl.fizko.chat.bootstrap.config;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.Optional;

/**
 * Tells {@code logback.xml} which appender {@code LOG_FORMAT} asks for: {@code json}, or {@code text} for everything else, so
 * that the refusal of a bad value can be seen.
 */
public final class LogFormatProperty extends PropertyDefinerBase {

    @Override
    public String getPropertyValue() {
        var wanted = Optional.ofNullable(getContext().getProperty(Settings.LOG_FORMAT))
                .or(() -> Optional.ofNullable(System.getenv(Settings.LOG_FORMAT)));
        return wanted.map(String::strip).filter("json"::equals).orElse("text");
    }
}
