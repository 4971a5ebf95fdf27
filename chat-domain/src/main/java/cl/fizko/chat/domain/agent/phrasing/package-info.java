/** Whether a text that somebody else wrote says what an agent's answer says: the same figures, no others, no promises. */
package cl.fizko.chat.domain.agent.phrasing;
