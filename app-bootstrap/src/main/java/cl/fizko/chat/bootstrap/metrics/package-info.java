/** What an operator can measure. Ports are measured from outside, so that the stages know nothing of it. */
package cl.fizko.chat.bootstrap.metrics;
