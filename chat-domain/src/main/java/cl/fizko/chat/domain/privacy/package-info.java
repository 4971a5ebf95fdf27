/** Keeps what must not be kept out of the store: keys and passwords that people write although nobody asked for them. */
package cl.fizko.chat.domain.privacy;
