package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.adapter.http.RequestListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Times requests by route and kind of status. What no route takes is one route more, so that strangers make no meters. */
public final class RequestMeters implements RequestListener {

    private static final int KINDS_OF_STATUS = 6;
    private static final int HUNDRED = 100;

    private final MeterRegistry registry;
    private final Map<String, Map<String, AtomicReferenceArray<Timer>>> byMethodAndRoute = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(String method, String route, int status, long nanos) {
        var kinds = byMethodAndRoute
                .computeIfAbsent(method, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(route, key -> new AtomicReferenceArray<>(KINDS_OF_STATUS));
        int kind = Math.min(Math.max(status / HUNDRED, 0), KINDS_OF_STATUS - 1);
        var timer = kinds.get(kind);
        if (timer == null) {
            timer = made(method, route, kind);
            kinds.set(kind, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The registry gives the same timer to whoever asks at the same time. */
    private Timer made(String method, String route, int kind) {
        return Timer.builder("chat.http.requests")
                .description("Requests to this app by route and kind of status")
                .tag("method", method)
                .tag("route", route)
                .tag("status", kind + "xx")
                .serviceLevelObjectives(Bounds.REQUEST)
                .register(registry);
    }
}
