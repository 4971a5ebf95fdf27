/**
 * The PostgreSQL that comes with the application, for whoever names no other: a real server, from the binaries that zonky
 * publishes, with its data in {@code DATA_DIR}. {@link cl.fizko.chat.bootstrap.embedded.EmbeddedDatabase} is the way in.
 */
package cl.fizko.chat.bootstrap.embedded;
