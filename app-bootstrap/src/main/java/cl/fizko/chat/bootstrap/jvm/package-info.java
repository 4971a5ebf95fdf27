/** What the app asks of the virtual machine that runs it. */
package cl.fizko.chat.bootstrap.jvm;
