package cl.fizko.chat.adapter.http.webhook;

import cl.fizko.chat.adapter.http.Answers;
import cl.fizko.chat.adapter.http.WholeAnswer;
import cl.fizko.chat.domain.port.CrashPoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells a provider that its delivery is safe with us. */
final class StoredAnswer implements WholeAnswer {

    private final byte[] json;

    /** With that {@code status}, which needs no escaping. */
    StoredAnswer(String status) {
        this.json = ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.send(response, status(), Answers.JSON, json);
        CrashPoint.WEBHOOK_ANSWERED.pass();
    }

    @Override
    public void write(Request request, Response response, Callback callback) {
        Answers.send(response, status(), Answers.JSON, json, new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                CrashPoint.WEBHOOK_ANSWERED.pass();
                super.succeeded();
            }
        });
    }
}
