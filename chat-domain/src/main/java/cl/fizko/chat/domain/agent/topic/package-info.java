/** What the specialised agents share: a question that has been read, topics that answer it, and the customers' texts. */
package cl.fizko.chat.domain.agent.topic;
