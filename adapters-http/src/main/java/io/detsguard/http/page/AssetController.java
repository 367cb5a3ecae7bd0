package io.detsguard.http.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Serves styles, scripts and pictures, open to all: the login page needs them, and they hold no
 * data.
 */
@Hidden
@Controller("/assets")
@Secured(SecurityRule.IS_ANONYMOUS)
final class AssetController {
  private static final MediaType SCRIPT = MediaType.of("text/javascript;charset=utf-8");
  private static final MediaType STYLE = MediaType.of("text/css;charset=utf-8");
  private static final MediaType PICTURE = MediaType.of("image/svg+xml");

  /** All there are: a name that is not here is not looked for anywhere. */
  private final Map<String, Asset> byName = new HashMap<>();

  AssetController() {
    load(STYLE, "dashboard.css", "uPlot.min.css");
    load(PICTURE, "icon.svg");
    load(
        SCRIPT,
        "api.js",
        "app.js",
        "changes.js",
        "changing.js",
        "charts.js",
        "dom.js",
        "format.js",
        "model.js");
    load(SCRIPT, "nodes.js", "overview.js", "parts.js", "socket.js", "table.js", "theme.js");
    load(SCRIPT, "uPlot.iife.min.js");
  }

  private void load(MediaType type, String... names) {
    Arrays.stream(names).forEach(name -> byName.put(name, Asset.load(name, type)));
  }

  @Get("/{name}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> asset(String name, HttpRequest<?> request) {
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no such asset"))
        .answer(request);
  }
}
