/** What one running process keeps on its own disk: locks, owner-only files, and the journal of calls in flight. */
package cl.fizko.chat.bootstrap.node;
