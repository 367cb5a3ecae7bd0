/**
 * The API's reference: an OpenAPI document and a page to browse it.
 *
 * <p>The compiler writes {@code META-INF/swagger/openapi.yml} from the controllers, their wire
 * records and the Javadoc of both. What an operation takes and answers is told by one annotation of
 * the {@code …Reference} beside its controller, so that the method itself shows what it does. What
 * annotations would only bury, whole examples and the shared refusals, is in {@code
 * src/main/openapi}. A test asks the server for every answer the document promises and holds the
 * two against each other.
 */
package io.detsguard.http.reference;
