/** What a language model may add to what rules decided: which agent where they are unsure, and another wording. */
package cl.fizko.chat.application.llm;
