/** What a company asks for when it wants a message to be sent. */
package cl.fizko.chat.domain.sending;
