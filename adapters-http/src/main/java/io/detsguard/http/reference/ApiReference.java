package io.detsguard.http.reference;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The frame of the API's reference, which the compiler fills from the controllers. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "DetsGuard",
            version = "1",
            description =
                "Proven backups and true storage health for DETS tables. JSON in snake_case. Times"
                    + " are milliseconds since the epoch, sizes are bytes, ratios lie between 0 and"
                    + " 1. What is unknown is null, never left out. More properties may be added;"
                    + " clients ignore those they do not know. Every refusal and every failure is"
                    + " a Problem.",
            license = @License(name = "Apache-2.0")),
    tags = {
      @Tag(name = ApiReference.BACKUPS, description = "Runs and the snapshots they make."),
      @Tag(name = ApiReference.HEALTH, description = "How the tables and the service are."),
      @Tag(name = ApiReference.REFERENCE, description = "This document.")
    })
@SecurityScheme(
    name = ApiReference.TOKEN,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An API token; the first start makes one and says where it is.")
public final class ApiReference {
  /** The way in for those who have a token. */
  public static final String TOKEN = "token";

  /** The group of operations on runs and snapshots. */
  public static final String BACKUPS = "Backups";

  /** The group of operations that tell how things are. */
  public static final String HEALTH = "Health";

  /** The group of the reference's own address. */
  public static final String REFERENCE = "Reference";

  private ApiReference() {}
}
