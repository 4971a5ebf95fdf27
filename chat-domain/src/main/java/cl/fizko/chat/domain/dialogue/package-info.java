/**
 * Conversation sense: what a message gets in view of what was said before. Each rule has a file of its own and a sentence
 * that {@link cl.fizko.chat.domain.agent.Decision#rules} keeps when it applied.
 */
package cl.fizko.chat.domain.dialogue;
