/**
 * Who may use the API: whoever presents a token that {@link
 * io.detsguard.application.port.in.AccessTokensUseCase} recognises, in the header {@code
 * Authorization: Bearer …} and nowhere else.
 *
 * <p>Everything is refused unless a route says otherwise: {@link
 * io.detsguard.http.security.TokenRequiredRule} answers for every path, those without a route
 * included, and only a controller marked {@code @Secured(IS_ANONYMOUS)} stands before it. So a new
 * route is closed until someone opens it, and a caller without a token cannot tell which paths
 * there are.
 *
 * <p>Pages of other origins cannot use the API from a visitor's browser: a browser adds no {@code
 * Authorization} header by itself, no cookie is accepted in its place, and since no answer carries
 * CORS headers, a script of another origin may neither set the header nor read an answer. Nothing
 * is left for a forged request to ride on, and a rebound host name gains nothing either.
 */
package io.detsguard.http.security;
