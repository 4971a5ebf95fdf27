/** What operators measure, as Prometheus reads it. */
package cl.fizko.chat.adapter.http.metrics;
