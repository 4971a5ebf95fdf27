/**
 * The load test: drives the real app over HTTP with signed webhooks against a stand-in of Kapso, and says what came of it. It
 * knows the app by its jar, its environment and its wire only. For Linux, whose /proc it reads.
 */
@NullMarked
package cl.fizko.chat.benchmarks.load;

import org.jspecify.annotations.NullMarked;
