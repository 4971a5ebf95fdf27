/** The eleven agents. Each owns a field of questions and answers it from topics, in texts kept apart from the code. */
package cl.fizko.chat.domain.agent.specialised;
