package cl.fizko.chat.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonParseException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiTranslationTest {

    private static final String QUOTE = "the customer's own words";

    @ParameterizedTest
    @MethodSource
    void reason_eachFault_isTheExpectedOne(Throwable fault, String expected) {
        assertThat(OpenAiTranslation.reason(fault)).isEqualTo(expected);
    }

    static Stream<Arguments> reason_eachFault_isTheExpectedOne() {
        return Stream.of(
                arguments(new ContentFilteredException(QUOTE), "refused"),
                arguments(new InternalServerException(new HttpException(503, QUOTE)), "http 503"),
                arguments(new TimeoutException(new HttpException(408, QUOTE)), "http 408"),
                arguments(new HttpException(302, QUOTE), "http 302"),
                arguments(new TimeoutException(new HttpTimeoutException(QUOTE)), "timeout"),
                arguments(new TimeoutException(QUOTE), "timeout"),
                arguments(wrapped(new HttpConnectTimeoutException(QUOTE)), "timeout"),
                arguments(wrapped(new InterruptedException(QUOTE)), "interrupted"),
                arguments(wrapped(new SSLHandshakeException(QUOTE)), "tls failure"),
                arguments(new UnresolvedModelServerException(new UnresolvedAddressException()), "unreachable"),
                arguments(wrapped(new UnknownHostException(QUOTE)), "unreachable"),
                arguments(wrapped(new NoRouteToHostException(QUOTE)), "unreachable"),
                arguments(wrapped(causedByAClosedChannel(new ConnectException(QUOTE))), "unreachable"),
                arguments(wrapped(new JsonParseException(null, QUOTE)), "unreadable answer"),
                arguments(wrapped(new SocketException(QUOTE)), "connection lost"),
                arguments(wrapped(new IOException(QUOTE)), "connection lost"),
                arguments(new InternalServerException(QUOTE), "unreadable answer"),
                arguments(new NullPointerException(QUOTE), "unreadable answer"));
    }

    private static RuntimeException wrapped(Exception cause) {
        return new RuntimeException(cause);
    }

    private static ConnectException causedByAClosedChannel(ConnectException fault) {
        fault.initCause(new ClosedChannelException());
        return fault;
    }
}
