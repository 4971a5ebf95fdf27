package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a line that cannot send, so that its messages wait instead of being burnt. It opens at once when the provider refuses
 * the line itself, and for a short while after {@value #MOST_SILENT} calls in a row without an answer. A lost call counts only if
 * no other one has been answered since it began: of a burst, the few that hang are the last to end, one after the other. While it
 * is open one call at a time tries whether the line works again, with pauses that double.
 *
 * <p>Thread-safe; it lives in the memory of one node. Opening logs one error and closing one line of information.
 */
final class LineBreaker {

    private static final Logger log = LoggerFactory.getLogger(LineBreaker.class);

    /** A line that loses one call in twenty loses ten in a row once in 10^13 calls. */
    static final int MOST_SILENT = 10;

    private final WhatsAppConfigId config;
    private final Clock clock;
    private Optional<Blockage> blockage = Optional.empty();
    private int silent;
    private long calls;

    /** How many calls had begun when the latest answer came. */
    private long callsAtLastAnswer;

    /** Of the probe that is awaited; 0 for none. */
    private long probe;

    LineBreaker(WhatsAppConfigId config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Asks for a call.
     *
     * @param token the line's own key that the call would be made with
     */
    synchronized Passage ask(Optional<Secret> token) {
        if (blockage.isPresent() && blockage.get().isCuredBy(token)) {
            close("its API token was changed");
        }
        if (blockage.isEmpty()) {
            return new Passage.Granted(token, ++calls, false);
        }
        var open = blockage.get();
        var now = clock.instant();
        if (now.isBefore(open.nextProbeAt())) {
            return new Passage.Refused(open.why(), open.hold(now));
        }
        blockage = Optional.of(open.probed(now));
        probe = ++calls;
        return new Passage.Granted(token, probe, true);
    }

    /** Says what came of a call that was granted. */
    synchronized void ended(Passage.Granted call, SendOutcome outcome) {
        var sign = LineSign.of(outcome);
        if (blockage.isEmpty()) {
            ordinary(call, sign);
        } else if (call.number() == probe) {
            probe(blockage.get(), call, sign);
        } else if (blockage.get().kind() == Blockage.Kind.SILENT) {
            late(call, sign);
        }
        // Else the call began before the line was refused, and says nothing new.
    }

    synchronized Optional<BlockedLine> blocked() {
        return blockage.map(open -> new BlockedLine(config, open.why(), open.since(), open.nextProbeAt()));
    }

    private void ordinary(Passage.Granted call, LineSign sign) {
        if (sign instanceof LineSign.Refused refused) {
            open(Blockage.refused(refused.failure(), call.token(), clock.instant()));
        } else if (sign instanceof LineSign.Silent nobody) {
            silent += call.number() > callsAtLastAnswer ? 1 : 0;
            if (silent >= MOST_SILENT) {
                open(Blockage.silent(nobody.code(), silent, clock.instant()));
            }
        } else if (!(sign instanceof LineSign.Nothing)) {
            answered();
        }
    }

    private void probe(Blockage open, Passage.Granted call, LineSign sign) {
        var now = clock.instant();
        var wasSilent = open.kind() == Blockage.Kind.SILENT;
        if (sign instanceof LineSign.Accepts) {
            close("a message was accepted");
        } else if (sign instanceof LineSign.Nothing) {
            blockage = Optional.of(open.unprobed(now));
        } else if (sign instanceof LineSign.Answers) {
            if (wasSilent) {
                close("the provider answers");
            } else {
                blockage = Optional.of(open.soon(now));
            }
        } else if (sign instanceof LineSign.Refused refused && wasSilent) {
            open(Blockage.refused(refused.failure(), call.token(), now));
        } else {
            blockage = Optional.of(open.again(now));
        }
    }

    /** A call that began before the provider fell silent. */
    private void late(Passage.Granted call, LineSign sign) {
        if (sign instanceof LineSign.Refused refused) {
            open(Blockage.refused(refused.failure(), call.token(), clock.instant()));
        } else if (sign instanceof LineSign.Accepts || sign instanceof LineSign.Answers) {
            close("the provider answers");
        }
    }

    private void open(Blockage why) {
        blockage = Optional.of(why);
        probe = 0;
        log.error("line of config {} is blocked, {}", config, advice(why));
    }

    private static String advice(Blockage open) {
        Failure why = open.why();
        return open.kind() == Blockage.Kind.REFUSED
                ? why.code()
                        + ": its messages wait, and their error_message says why. Check its API token, and its number and"
                        + " account at the provider"
                : why.code() + " (" + why.detail()
                        + "): its messages wait. Check the network and the provider's status page";
    }

    private void close(String why) {
        blockage = Optional.empty();
        answered();
        log.info("line of config {} is open again: {}", config, why);
    }

    private void answered() {
        silent = 0;
        callsAtLastAnswer = calls;
    }
}
