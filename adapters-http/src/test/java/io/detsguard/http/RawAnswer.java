package io.detsguard.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer as it came over the wire, for requests that no client library would send.
 *
 * @param text status line, headers and body, as ISO 8859-1; empty when the server just hung up
 */
public record RawAnswer(String text) {

  /** Writes a request, and reads until the server has answered it and hangs up. */
  public static RawAnswer to(TestServer server, String request) throws IOException {
    return to(server, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static RawAnswer to(TestServer server, byte[] request) throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, request);
      return readAll(socket);
    }
  }

  private static void write(Socket socket, byte[] request) throws IOException {
    try {
      socket.getOutputStream().write(request);
    } catch (SocketException e) {
      // The server may refuse and hang up before it was told everything; its answer counts.
      if (socket.isClosed()) {
        throw e;
      }
    }
  }

  /** Reads until the server hangs up. */
  public static RawAnswer readAll(Socket socket) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      in.transferTo(bytes);
    } catch (SocketException e) {
      // A reset after the answer is a way to hang up, too.
      if (bytes.size() == 0) {
        return new RawAnswer("");
      }
    }
    return new RawAnswer(bytes.toString(StandardCharsets.ISO_8859_1));
  }

  public int status() {
    return text.isEmpty() ? 0 : Integer.parseInt(text.substring(9, 12));
  }

  /** The first line. */
  public String statusLine() {
    return text.lines().findFirst().orElse("");
  }

  public Optional<String> header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return text.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  public String body() {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? "" : text.substring(end + 4);
  }
}
