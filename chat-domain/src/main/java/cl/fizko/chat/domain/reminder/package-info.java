/** Reminders of the monthly Form 29: who wants them, when they may be sent, what they say. */
package cl.fizko.chat.domain.reminder;
