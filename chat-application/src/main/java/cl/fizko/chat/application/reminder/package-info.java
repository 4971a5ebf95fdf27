/** Reminding clients of the monthly Form 29, each once for each period. */
package cl.fizko.chat.application.reminder;
