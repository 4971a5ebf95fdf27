package cl.fizko.chat.adapter.http.webhook;

import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.WholeAnswer;
import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes deliveries in, so many at once, and says what they are answered, to the route and to its shortcut alike. Thread-safe. */
final class DeliveryIntake {

    private static final Logger log = LoggerFactory.getLogger(WebhookResource.class);

    /** Kapso's own first interval. */
    private static final int RETRY_AFTER_SECONDS = 10;

    private static final WholeAnswer ACCEPTED = new StoredAnswer("accepted");
    private static final WholeAnswer DUPLICATE = new StoredAnswer("duplicate");
    private static final WholeAnswer QUARANTINED = new StoredAnswer("quarantined");

    private final ReceiveWebhook receive;
    private final Semaphore inFlight;

    DeliveryIntake(ReceiveWebhook receive, int inFlight) {
        this.receive = receive;
        this.inFlight = new Semaphore(inFlight);
    }

    /** Whether one more may be handled now; then {@link #leave} must follow, and else {@link #busy} is the answer. */
    boolean enter() {
        return inFlight.tryAcquire();
    }

    void leave() {
        inFlight.release();
    }

    static WholeAnswer busy() {
        return Problem.busy("too many deliveries are being handled", RETRY_AFTER_SECONDS);
    }

    static WholeAnswer unknownProvider() {
        return Problem.of(404, "there is no such provider here");
    }

    /** The answer to a delivery that has entered. */
    WholeAnswer answer(ProviderId provider, WebhookDelivery delivery) {
        CrashPoint.WEBHOOK_READ.pass();
        try {
            return switch (receive.receive(provider, delivery)) {
                case ACCEPTED -> ACCEPTED;
                case DUPLICATE -> DUPLICATE;
                case QUARANTINED -> QUARANTINED;
                case OVERLOADED -> busy();
                case UNAUTHENTICATED -> Problem.of(401, "the signature is missing or was not made with our secret");
                case UNKNOWN_PROVIDER -> unknownProvider();
            };
        } catch (RuntimeException e) {
            log.error("delivery not stored provider={} cause={}", provider, Fault.summary(e));
            return Problem.busy("the delivery could not be stored; please deliver it again", RETRY_AFTER_SECONDS);
        }
    }
}
