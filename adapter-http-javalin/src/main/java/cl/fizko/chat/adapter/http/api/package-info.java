/**
 * How the REST API is declared: an {@link cl.fizko.chat.adapter.http.api.Operation} says what it takes, what it gives and who may
 * call it. The routes, the checks of every request and the OpenAPI document are all made from that one declaration.
 */
package cl.fizko.chat.adapter.http.api;
