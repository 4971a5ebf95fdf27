/** Messages that a company sends of its own accord, or that its people write. */
package cl.fizko.chat.application.sending;
