package cl.fizko.chat.domain.agent;

/**
 * One reason for or against an agent.
 *
 * @param what the reason in a few words, never the customer's text beyond the words that matched
 * @param weight its share in the decision; negative speaks against the agent
 */
public record Evidence(String what, double weight) {}
