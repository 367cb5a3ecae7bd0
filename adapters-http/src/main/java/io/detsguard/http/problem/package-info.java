/**
 * Errors as the caller sees them: {@code application/problem+json} (RFC 9457), always made by
 * {@link io.detsguard.http.problem.ProblemResponses}, whoever refused the request.
 *
 * <p>What a problem says is chosen here, by status and by the kind of refusal. The messages of
 * exceptions stay inside, since they may name files, classes or the parser; the one exception are
 * {@link io.detsguard.http.problem.BadRequestException}, {@link
 * io.detsguard.http.problem.RefusedException} and the refusals of the use cases, whose sentences
 * are written for callers. Details of failures go to the log.
 */
package io.detsguard.http.problem;
