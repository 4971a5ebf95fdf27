/** Keeping no more than is needed, and giving people what is held about them, or erasing it (Ley 19.628 as of Ley 21.719). */
package cl.fizko.chat.application.privacy;
