/** Chilean tax rules as functions of dates and amounts. What no source confirms is absent, not guessed. */
package cl.fizko.chat.domain.tax;
