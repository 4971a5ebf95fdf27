package cl.fizko.chat.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's own {@code logback.xml}, in a context of its own. */
class LoggingTest {

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "", "xml"})
    void lines_anyOtherFormat_areTextOnStderr(String format) throws JoranException {
        var appender = appender(format);
        assertThat(appender.getTarget()).isEqualTo("System.err");
        assertThat(line(appender)).endsWith(" INFO  chat: listening on 8080\n");
    }

    @Test
    void lines_json_areOneObjectEach() throws JoranException, JsonProcessingException {
        var line = line(appender("json"));
        var json = new JsonMapper().readTree(line);
        assertThat(line.strip()).doesNotContain("\n");
        assertThat(json.path("level").textValue()).isEqualTo("INFO");
        assertThat(json.path("formattedMessage").textValue()).isEqualTo("listening on 8080");
        assertThat(json.path("timestamp").isIntegralNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.eclipse.jetty.server.Server",
                "io.javalin.Javalin",
                "com.zaxxer.hikari.HikariDataSource",
                "org.flywaydb.core.Flyway",
                "io.zonky.test.db.postgres"
            })
    void libraries_atInfo_areQuiet(String logger) throws JoranException {
        appender("text");
        assertThat(context.getLogger(logger).getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("cl.fizko.chat").getEffectiveLevel()).isEqualTo(Level.INFO);
    }

    /** The one that every line goes to. */
    private ConsoleAppender<ILoggingEvent> appender(String format) throws JoranException {
        context.putProperty("LOG_FORMAT", format);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
        var appenders = context.getLogger("ROOT").iteratorForAppenders();
        var only = (ConsoleAppender<ILoggingEvent>) appenders.next();
        assertThat(appenders).isExhausted();
        return only;
    }

    private String line(ConsoleAppender<ILoggingEvent> appender) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        var event = new LoggingEvent(
                "test", context.getLogger("cl.fizko.chat"), Level.INFO, "listening on {}", null, new Object[] {8080});
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
