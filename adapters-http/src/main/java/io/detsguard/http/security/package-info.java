/**
 * Who may use the API: whoever presents a token that {@link
 * io.detsguard.application.port.in.AccessTokensUseCase} recognises in the header {@code
 * Authorization: Bearer …}, or a browser with a session that such a token has opened.
 *
 * <p>Everything is refused unless a route says otherwise: {@link
 * io.detsguard.http.security.TokenRequiredRule} answers for every path, those without a route
 * included, and only a controller marked {@code @Secured(IS_ANONYMOUS)} stands before it. So a new
 * route is closed until someone opens it, and a caller without a token cannot tell which paths
 * there are. Open are the pages' empty shells, their assets, signing in and out, and liveness.
 *
 * <p><b>Sessions.</b> {@code POST /login} exchanges a token for 256 random bits in a cookie ({@link
 * io.detsguard.http.security.SessionCookie}) that scripts cannot read. A request with an {@code
 * Authorization} header is judged by that alone, one without by its session.
 *
 * <p><b>Pages of other origins</b> cannot use the API from a visitor's browser:
 *
 * <ul>
 *   <li>A token: a browser adds no {@code Authorization} header by itself, and since no answer
 *       carries CORS headers, a script of another origin may neither set it nor read an answer.
 *   <li>A session, from another site: {@code SameSite=Strict} keeps the cookie away.
 *   <li>A session, from another port of the same host, which is the same site: it can cause
 *       requests but not read the answers, and those that change something are refused by {@link
 *       io.detsguard.http.security.SameOriginRule}, which believes {@code Sec-Fetch-Site} and
 *       {@code Origin}. Sockets check {@code Origin} themselves.
 *   <li>Signing in and out are refused alike, so that nobody is signed in as somebody else.
 *   <li>A host name that is rebound to this service's address brings no cookie of it along.
 * </ul>
 *
 * <p>Cookies know no ports: another service on the same host gets to see the session's text, as
 * with every cookie. Do not share a host name with services that you do not trust.
 */
package io.detsguard.http.security;
