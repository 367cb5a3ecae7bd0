package io.detsguard.http.shortcut;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.http.health.HealthReportBytes;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers the request for the health report when nothing has to be waited for or weighed. */
@Singleton
final class ReportAtHand {
  private static final String ADDRESS = "/api/admin/dets-health";
  private static final String BEARER = "Bearer ";

  private final ReportHealthUseCase health;
  private final HealthReportBytes bytes;
  private final AccessTokensUseCase tokens;
  private final InstantSource clock;
  private volatile Date date = new Date(Long.MIN_VALUE, "");

  ReportAtHand(
      ReportHealthUseCase health,
      HealthReportBytes bytes,
      AccessTokensUseCase tokens,
      InstantSource clock) {
    this.health = health;
    this.bytes = bytes;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The answer; empty when it is for others to give. */
  Optional<FullHttpResponse> answer(HttpRequest request) {
    if (!isPlain(request)) {
      return Optional.empty();
    }
    return health.atHand().flatMap(bytes::atHand).filter(_ -> isAllowed(request)).map(this::ok);
  }

  private static boolean isPlain(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return request.method().equals(HttpMethod.GET)
        && request.uri().equals(ADDRESS)
        && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && request.decoderResult().isSuccess()
        && acceptsJson(headers)
        && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && !headers.contains(HttpHeaderNames.CONNECTION)
        && !headers.contains(HttpHeaderNames.UPGRADE)
        && !headers.contains(HttpHeaderNames.EXPECT)
        && !headers.contains(HttpHeaderNames.ORIGIN)
        && !headers.contains(HttpHeaderNames.COOKIE);
  }

  private static boolean acceptsJson(HttpHeaders headers) {
    List<String> accept = headers.getAll(HttpHeaderNames.ACCEPT);
    return accept.isEmpty()
        || accept.equals(List.of("*/*"))
        || accept.equals(List.of("application/json"));
  }

  private boolean isAllowed(HttpRequest request) {
    List<String> authorization = request.headers().getAll(HttpHeaderNames.AUTHORIZATION);
    if (authorization.size() != 1 || !authorization.getFirst().startsWith(BEARER)) {
      return false;
    }
    String token = authorization.getFirst().substring(BEARER.length());
    try {
      return token.length() <= AccessTokensUseCase.LONGEST_TEXT
          && tokens.recognise(token).isPresent();
    } catch (IOException e) {
      return false; // the long way meets it, too, and says so
    }
  }

  private FullHttpResponse ok(byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set("Content-Type", HttpHeaderValues.APPLICATION_JSON)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set("Cache-Control", HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff")
        .set(HttpHeaderNames.DATE, date());
    return response;
  }

  private String date() {
    Instant now = clock.instant();
    Date known = date;
    if (known.second() != now.getEpochSecond()) {
      known = new Date(now.getEpochSecond(), DateFormatter.format(java.util.Date.from(now)));
      date = known;
    }
    return known.text();
  }

  /** A time of HTTP, made once a second. */
  private record Date(long second, String text) {}
}
