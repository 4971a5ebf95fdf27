/** What a request meets before any route: its id, the browser's questions about origins, and the limit of its address. */
package cl.fizko.chat.adapter.http.edge;
