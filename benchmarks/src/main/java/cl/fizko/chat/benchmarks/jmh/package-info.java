/** JMH benchmarks of what each message costs in memory: choosing an agent, reading a delivery, writing answers. */
@NullMarked
package cl.fizko.chat.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
