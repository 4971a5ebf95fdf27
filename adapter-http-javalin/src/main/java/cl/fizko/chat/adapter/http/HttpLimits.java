package cl.fizko.chat.adapter.http;

import java.time.Duration;

/**
 * What the server takes on at most, so that no sender can exhaust memory, threads or time.
 *
 * @param webhookBytes the longest delivery; Meta sends 3 MB at most
 * @param requestBytes the longest body of any other request
 * @param webhooksInFlight deliveries handled at once; more are sent away to come again
 * @param largeWebhooksInFlight of these, how many may be longer than {@value #SMALL_BYTES} bytes: they hold memory
 * @param waitingBytes what may be held in all of bodies that have not wholly arrived; who sends more comes again
 * @param bodyDeadline how long a body may take to arrive; Kapso gives up after 10 s
 * @param idle how long a connection may be silent, between requests and within one
 * @param drain how long a stop waits for the requests in flight
 */
public record HttpLimits(
        int webhookBytes,
        int requestBytes,
        int webhooksInFlight,
        int largeWebhooksInFlight,
        int waitingBytes,
        Duration bodyDeadline,
        Duration idle,
        Duration drain) {

    /** Up to this length a body costs no more than any request does. */
    public static final int SMALL_BYTES = 64 * 1024;

    /** Threads beyond those that webhooks may hold, where threads are scarce. */
    static final int THREADS_FOR_THE_REST = 64;

    /** For production. */
    public static HttpLimits defaults() {
        return new HttpLimits(
                3 * 1024 * 1024,
                64 * 1024,
                1024,
                16,
                32 * 1024 * 1024,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20));
    }
}
