/** Files that hold everything about a person: docs/privacy.md has their format. */
package cl.fizko.chat.bootstrap.archive;
