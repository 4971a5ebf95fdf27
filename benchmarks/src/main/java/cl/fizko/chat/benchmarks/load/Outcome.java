package cl.fizko.chat.benchmarks.load;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of the messages of a run: what was sent and answered, joined with what reached Kapso's stand-in.
 *
 * @param accepted messages with at least one 2xx answer
 * @param acceptedByNode the same by the node that took them, in the order in which they were started
 * @param acceptances 2xx answers, those to duplicates too
 * @param refused other answers by status; {@code timeout} and {@code unanswered} have none
 * @param acceptedPerSecond 2xx answers over the time from the first request to the last answer
 * @param acceptance from the request to its whole answer
 * @param acceptanceFromDue the same from when the request was due: what a customer would see in an open loop
 * @param replies successful sends that quote a message of this run
 * @param secondsToTheLastReply from the last answer to the last reply; less than 0 if that came before
 * @param repliesPerSecond those over the time from the first request to the last of them
 * @param reply from a message's first request until its first successful send has arrived whole
 * @param replyFromDue the same from when that request was due
 * @param lost accepted, and neither replied to nor left to a person
 * @param leftToAPerson accepted, and not replied to because the app says that a person answers there: who asks the same twice in a
 *     row, as it looks where what was asked between was refused, gets one
 * @param doubled replies beyond the first one to a message
 * @param outOfOrder first replies that came after the reply to a later message of the conversation
 * @param uncalledFor messages that were replied to and never accepted
 * @param failedSends sends that the stand-in refused, as it was told to
 * @param unmatched sends that quote no message of this run
 */
record Outcome(
        int messages,
        int deliveries,
        int accepted,
        List<Integer> acceptedByNode,
        int acceptances,
        Map<String, Integer> refused,
        double acceptedPerSecond,
        Latency acceptance,
        Latency acceptanceFromDue,
        int replies,
        double repliesPerSecond,
        double secondsToTheLastReply,
        Latency reply,
        Latency replyFromDue,
        int lost,
        int leftToAPerson,
        int doubled,
        int outOfOrder,
        int uncalledFor,
        int failedSends,
        int unmatched) {

    static Outcome of(Deliveries deliveries, Sends sends, Set<Integer> leftToAPerson) {
        var acceptances = new Acceptances(deliveries);
        return new Replies(deliveries, acceptances, sends).outcome(leftToAPerson);
    }

    /** Nothing lost, doubled or out of order. */
    boolean isFaultless() {
        return lost == 0 && doubled == 0 && outOfOrder == 0 && uncalledFor == 0 && unmatched == 0;
    }

    /** How many requests had another answer than 2xx and that one. */
    int refusedOtherThanBy(String status) {
        return refused.entrySet().stream()
                .filter(answer -> !answer.getKey().equals(status))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** The first half: what was answered to the requests. */
    private static final class Acceptances {

        private final boolean[] accepted;
        private final long[] firstSent;
        private final long[] firstDue;
        private final Map<String, Integer> refused = new TreeMap<>();
        private final Longs latency = new Longs();
        private final Longs fromDue = new Longs();
        private long began = Long.MAX_VALUE;
        private long ended = Long.MIN_VALUE;

        private Acceptances(Deliveries deliveries) {
            accepted = new boolean[deliveries.messages()];
            firstSent = new long[deliveries.messages()];
            firstDue = new long[deliveries.messages()];
            for (var i = deliveries.size() - 1; i >= 0; i--) { // backwards, so that the first one stays
                if (deliveries.status[i] == Deliveries.NOT_SENT) {
                    continue;
                }
                var message = deliveries.message(i);
                firstSent[message] = deliveries.sent[i];
                firstDue[message] = deliveries.due[i];
                began = Math.min(began, deliveries.sent[i]);
                ended = Math.max(ended, deliveries.answered[i]);
                if (deliveries.accepted(i)) {
                    accepted[message] = true;
                    latency.add(deliveries.answered[i] - deliveries.sent[i]);
                    fromDue.add(deliveries.answered[i] - deliveries.due[i]);
                } else {
                    refused.merge(name(deliveries.status[i]), 1, Integer::sum);
                }
            }
        }

        private static String name(int status) {
            return switch (status) {
                case Deliveries.UNANSWERED -> "unanswered";
                case Deliveries.TIMED_OUT -> "timeout";
                default -> Integer.toString(status);
            };
        }

        private int messages() {
            var count = 0;
            for (var is : accepted) {
                count += is ? 1 : 0;
            }
            return count;
        }
    }

    /** The second half: what reached the stand-in. */
    private static final class Replies {

        private final Deliveries deliveries;
        private final Acceptances acceptances;
        private final Sends sends;
        private final int[] replies;
        private final Longs latency = new Longs();
        private final Longs fromDue = new Longs();
        private int outOfOrder;
        private int failed;
        private int unmatched;
        private int succeeded;
        private long newest;

        private Replies(Deliveries deliveries, Acceptances acceptances, Sends sends) {
            this.deliveries = deliveries;
            this.acceptances = acceptances;
            this.sends = sends;
            this.replies = new int[deliveries.messages()];
            join();
        }

        private void join() {
            var furthest = new int[deliveries.conversations()];
            for (var i = 0; i < sends.size(); i++) {
                var message = sends.message(i);
                if (!sends.succeeded(i)) {
                    failed++;
                } else if (message < 0 || message >= replies.length) {
                    unmatched++;
                } else {
                    succeeded++;
                    newest = sends.arrived(i);
                    if (replies[message]++ == 0) {
                        latency.add(sends.arrived(i) - acceptances.firstSent[message]);
                        fromDue.add(sends.arrived(i) - acceptances.firstDue[message]);
                        var conversation = deliveries.conversation(message);
                        outOfOrder += message < furthest[conversation] ? 1 : 0;
                        furthest[conversation] = Math.max(furthest[conversation], message);
                    }
                }
            }
        }

        private Outcome outcome(Set<Integer> leftToAPerson) {
            var left = 0;
            var lost = 0;
            var doubled = 0;
            var uncalledFor = 0;
            for (var message = 0; message < replies.length; message++) {
                doubled += Math.max(0, replies[message] - 1);
                if (acceptances.accepted[message] && replies[message] == 0) {
                    left += leftToAPerson.contains(message) ? 1 : 0;
                    lost += leftToAPerson.contains(message) ? 0 : 1;
                }
                uncalledFor += !acceptances.accepted[message] && replies[message] > 0 ? 1 : 0;
            }
            return new Outcome(
                    deliveries.messages(),
                    deliveries.size(),
                    acceptances.messages(),
                    deliveries.acceptedByNode(),
                    acceptances.latency.size(),
                    acceptances.refused,
                    acceptances.latency.size() / ((acceptances.ended - acceptances.began) / 1e9),
                    Latency.of(acceptances.latency),
                    Latency.of(acceptances.fromDue),
                    succeeded,
                    succeeded == 0 ? 0 : succeeded / ((newest - acceptances.began) / 1e9),
                    succeeded == 0 ? 0 : (newest - acceptances.ended) / 1e9,
                    Latency.of(latency),
                    Latency.of(fromDue),
                    lost,
                    left,
                    doubled,
                    outOfOrder,
                    uncalledFor,
                    failed,
                    unmatched);
        }
    }
}
