package cl.fizko.chat.adapter.http;

import java.time.Duration;

/** The defaults with one or two of them changed. */
final class HttpLimitsFixture {

    private HttpLimits limits = HttpLimits.defaults();

    private HttpLimitsFixture() {}

    static HttpLimitsFixture with() {
        return new HttpLimitsFixture();
    }

    HttpLimits limits() {
        return limits;
    }

    HttpLimitsFixture webhookBytes(int bytes) {
        limits = new HttpLimits(
                bytes,
                limits.requestBytes(),
                limits.webhooksInFlight(),
                limits.largeWebhooksInFlight(),
                limits.waitingBytes(),
                limits.bodyDeadline(),
                limits.idle(),
                limits.drain());
        return this;
    }

    HttpLimitsFixture webhooksInFlight(int count) {
        return change(
                count, limits.largeWebhooksInFlight(), limits.waitingBytes(), limits.bodyDeadline(), limits.drain());
    }

    HttpLimitsFixture largeWebhooks(int count) {
        return change(limits.webhooksInFlight(), count, limits.waitingBytes(), limits.bodyDeadline(), limits.drain());
    }

    HttpLimitsFixture waitingBytes(int bytes) {
        return change(
                limits.webhooksInFlight(),
                limits.largeWebhooksInFlight(),
                bytes,
                limits.bodyDeadline(),
                limits.drain());
    }

    HttpLimitsFixture bodyDeadline(Duration deadline) {
        return change(
                limits.webhooksInFlight(),
                limits.largeWebhooksInFlight(),
                limits.waitingBytes(),
                deadline,
                limits.drain());
    }

    HttpLimitsFixture drain(Duration drain) {
        return change(
                limits.webhooksInFlight(),
                limits.largeWebhooksInFlight(),
                limits.waitingBytes(),
                limits.bodyDeadline(),
                drain);
    }

    private HttpLimitsFixture change(int webhooks, int large, int waiting, Duration deadline, Duration drain) {
        limits = new HttpLimits(
                limits.webhookBytes(), limits.requestBytes(), webhooks, large, waiting, deadline, limits.idle(), drain);
        return this;
    }
}
