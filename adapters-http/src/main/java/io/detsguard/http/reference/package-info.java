/**
 * The API's reference: an OpenAPI document and a page to browse it.
 *
 * <p>The compiler writes {@code META-INF/swagger/openapi.yml} from the controllers, their wire
 * records and the Javadoc of both. What annotations would only bury, whole examples and the shared
 * refusals, is in {@code src/main/openapi}. A test asks the server for every answer the document
 * promises and holds the two against each other.
 */
package io.detsguard.http.reference;
