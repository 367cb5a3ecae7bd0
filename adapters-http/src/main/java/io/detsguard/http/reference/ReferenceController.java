package io.detsguard.http.reference;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Optional;

/**
 * Serves the reference and its page to anyone: they describe the program, not this installation.
 */
@Tag(name = ApiReference.REFERENCE)
@Controller("/api-docs")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReferenceController {
  /** The registered media type of YAML, RFC 9512. */
  static final String YAML = "application/yaml";

  /**
   * Nothing from elsewhere, and no script but the page's own files. Swagger UI draws its icons from
   * {@code data:} addresses.
   */
  private static final String ONLY_THIS_SITE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The reference as an OpenAPI document. */
  @Get("/openapi.yml")
  @Produces({YAML, MediaType.ALL})
  @Operation(
      operationId = "readReference",
      summary = "Read this reference",
      description = "An OpenAPI 3.0 document. Open to all.")
  @ApiResponse(
      responseCode = "200",
      description = "The document.",
      content = @Content(mediaType = YAML, schema = @Schema(type = "object")))
  HttpResponse<byte[]> document() throws IOException {
    return answer(ReferenceFile.DOCUMENT);
  }

  /** The page on which a browser shows it. */
  @Hidden
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> page() throws IOException {
    return answer(ReferenceFile.PAGE);
  }

  /** A file of the page. */
  @Hidden
  @Get("/{name}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> file(String name) throws IOException {
    Optional<ReferenceFile> file = ReferenceFile.named(name);
    if (file.isEmpty()) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "no such file");
    }
    return answer(file.get());
  }

  private static HttpResponse<byte[]> answer(ReferenceFile file) throws IOException {
    return HttpResponse.ok(file.bytes())
        .contentType(file.mediaType())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", ONLY_THIS_SITE)
        .header("Referrer-Policy", "no-referrer");
  }
}
