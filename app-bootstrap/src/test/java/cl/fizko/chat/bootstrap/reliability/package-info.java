/**
 * The crash proof: real processes that are killed at every step of a message's way, and what is left of the messages afterwards.
 * {@link cl.fizko.chat.bootstrap.reliability.CrashProofIT} runs a few of the trials with the build, or all of them.
 */
package cl.fizko.chat.bootstrap.reliability;
