/**
 * Kapso, a provider of the WhatsApp Business Platform: sending through its Meta proxy or its legacy v1 API, and reading the
 * webhooks that it delivers. Found through {@link cl.fizko.chat.adapter.kapso.KapsoPlugin}; everything else is package-private
 * detail of the wire.
 */
package cl.fizko.chat.adapter.kapso;
