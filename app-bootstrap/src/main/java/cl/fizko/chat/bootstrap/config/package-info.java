/** The process's environment, checked and typed before anything starts. */
package cl.fizko.chat.bootstrap.config;
