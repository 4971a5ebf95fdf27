/**
 * A provider that sends nothing anywhere, so that the application can be tried without an account: messages are accepted and
 * forgotten, and customers are made up by {@code simulate}. Found through
 * {@link cl.fizko.chat.bootstrap.sandbox.SandboxPlugin}.
 */
package cl.fizko.chat.bootstrap.sandbox;
