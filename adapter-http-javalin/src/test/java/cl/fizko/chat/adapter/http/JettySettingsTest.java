package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.adapter.http.edge.LoggedRequest;
import cl.fizko.chat.adapter.http.edge.RateLimits;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.junit.jupiter.api.Test;

class JettySettingsTest {

    /** From outside it hardly shows: on a stop Jetty's connector waits for busy connections too. */
    @Test
    void shortcuts_areWithinWhatAStopCounts_andWhatNamesTheRequest() {
        var edge = EdgeSettings.none();
        var before = new BeforeServlets(List.of(), RequestListener.NOBODY);
        var server = new Server();

        new JettySettings(TestServer.HOST, 0, HttpLimits.defaults(), edge, new RateLimits(edge), before).server(server);

        assertThat(server.getDescendant(GracefulHandler.class).getHandler()).isSameAs(before);
        assertThat(server.getDescendant(LoggedRequest.class).getDescendants(BeforeServlets.class))
                .containsExactly(before);
    }
}
