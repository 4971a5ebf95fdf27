/** The files that customers sent, on this process's own disk. */
package cl.fizko.chat.bootstrap.media;
