package cl.fizko.chat.adapter.http;

import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets the shortcuts answer what they take; all else goes on to the servlets. */
final class BeforeServlets extends Handler.Wrapper {

    private final List<Shortcut> shortcuts;
    private final RequestListener listener;

    BeforeServlets(List<Shortcut> shortcuts, RequestListener listener) {
        this.shortcuts = List.copyOf(shortcuts);
        this.listener = listener;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var body = ShortBodyFirst.wholeBodyOf(request);
        if (body.isPresent()) {
            for (var shortcut : shortcuts) {
                var route = shortcut.routeOf(request);
                if (route.isPresent()) {
                    answer(shortcut, route.get(), request, body.get())
                            .write(request, response, callback); // nothing after it: the request may be over
                    return true;
                }
            }
        }
        return super.handle(request, response, callback);
    }

    private WholeAnswer answer(Shortcut shortcut, String route, Request request, byte[] body) {
        var start = System.nanoTime();
        var answer = answerOrProblem(shortcut, route, request, body);
        listener.answered(request.getMethod(), route, answer.status(), System.nanoTime() - start);
        return answer;
    }

    private static WholeAnswer answerOrProblem(Shortcut shortcut, String route, Request request, byte[] body) {
        try {
            return shortcut.answer(request, body);
        } catch (RuntimeException | Error e) {
            return ErrorAnswers.unexpected(e, request.getMethod() + " " + route);
        }
    }
}
