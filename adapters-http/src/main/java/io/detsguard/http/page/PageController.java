package io.detsguard.http.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;

/**
 * Serves the shells of the pages. They hold no data, so they are open; who is not signed in is
 * shown the way to the login page.
 */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
final class PageController {
  private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");
  private static final URI DASHBOARD = URI.create("/dashboard");
  private static final URI LOGIN = URI.create("/login");

  private final Asset dashboard = Asset.load("dashboard.html", HTML);
  private final Asset login = Asset.load("login.html", HTML);

  @Get
  HttpResponse<?> home() {
    return HttpResponse.seeOther(DASHBOARD);
  }

  @Get("/dashboard")
  HttpResponse<?> dashboard(HttpRequest<?> request) {
    return request.getUserPrincipal().isPresent()
        ? dashboard.answer(request)
        : HttpResponse.seeOther(LOGIN);
  }

  @Get("/login")
  HttpResponse<?> login(HttpRequest<?> request) {
    return request.getUserPrincipal().isPresent()
        ? HttpResponse.seeOther(DASHBOARD)
        : login.answer(request);
  }
}
