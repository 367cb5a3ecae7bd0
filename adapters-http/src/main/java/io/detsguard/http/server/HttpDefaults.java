package io.detsguard.http.server;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import java.util.Map;

/**
 * The settings of Micronaut that this module relies on. They come with the module and rank below
 * every configuration file, so an operator can still change them.
 */
@ContextConfigurer
public final class HttpDefaults implements ApplicationContextConfigurer {
  /** Below {@code application.yml} and everything that overrides it. */
  private static final int LOWEST_PRIORITY = -1000;

  private static final Map<String, Object> SERVER =
      Map.of(
          // No request needs more than a list of table names.
          "micronaut.server.max-request-size", "64KB",
          "micronaut.server.max-request-buffer-size", "64KB",
          // Else a small request could unfold into a large one.
          "micronaut.server.netty.request-decompression-enabled", "false",
          "micronaut.server.multipart.enabled", "false",
          // A wait for a backup is idle, too; ConnectionDeadlines tells it from a slow caller.
          "micronaut.server.idle-timeout", "-1s",
          "micronaut.server.cors.enabled", "false");

  /** Without these the security module would add routes and ways in of its own. */
  private static final Map<String, Object> SECURITY =
      Map.of(
          "micronaut.security.enabled", "true",
          "micronaut.security.basic-auth.enabled", "false",
          "micronaut.security.redirect.enabled", "false",
          "micronaut.security.token.cookie.enabled", "false",
          "micronaut.security.endpoints.introspection.enabled", "false",
          "micronaut.security.endpoints.login.enabled", "false",
          "micronaut.security.endpoints.logout.enabled", "false",
          "micronaut.security.endpoints.oauth.enabled", "false");

  /**
   * The management module is here for its health indicators; its routes would show the inside of
   * the program, and its {@code /health} would take the place of ours.
   */
  private static final Map<String, Object> MANAGEMENT = Map.of("endpoints.all.enabled", "false");

  /** An unknown figure is written as null and an empty list as one, instead of being left out. */
  private static final Map<String, Object> JSON =
      Map.of("micronaut.serde.serialization.inclusion", "always");

  @Override
  public void configure(ApplicationContextBuilder builder) {
    builder.propertySources(
        source("server", SERVER),
        source("security", SECURITY),
        source("management", MANAGEMENT),
        source("json", JSON));
  }

  private static PropertySource source(String name, Map<String, Object> properties) {
    return PropertySource.of("detsguard-http-" + name, properties, LOWEST_PRIORITY);
  }
}
