/**
 * The admin API over HTTP: each controller parses, calls one use case and maps the answer to a wire
 * record; {@code docs/http-api.md} is the reference for its callers.
 *
 * <ul>
 *   <li>{@link io.detsguard.http.backup}, {@link io.detsguard.http.restore}, {@link
 *       io.detsguard.http.repair}, {@link io.detsguard.http.compact}, {@link
 *       io.detsguard.http.health}, {@link io.detsguard.http.metrics} and {@link
 *       io.detsguard.http.dashboard} hold the endpoints and their {@code …View} records. Names on
 *       the wire are chosen there and nowhere else.
 *   <li>{@link io.detsguard.http.body} reads what requests bring along, {@link
 *       io.detsguard.http.change} has what all changes of tables share.
 *   <li>{@link io.detsguard.http.page} serves the pages for people, {@link
 *       io.detsguard.http.reference} the description of the API.
 *   <li>{@link io.detsguard.http.security} decides who gets in.
 *   <li>{@link io.detsguard.http.problem} makes every refusal and failure one problem document.
 *   <li>{@link io.detsguard.http.server} sets the limits of the server: sizes, deadlines, headers.
 *   <li>{@link io.detsguard.http.shortcut} answers the one request that monitors repeat all day.
 * </ul>
 *
 * <p>The module brings its server and security settings along ({@link
 * io.detsguard.http.server.HttpDefaults}). From outside it needs beans for the use cases it calls
 * and {@link io.detsguard.http.HttpSettings}.
 */
package io.detsguard.http;
