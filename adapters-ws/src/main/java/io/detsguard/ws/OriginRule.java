package io.detsguard.ws;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which pages may open a socket. A browser lets any page open one to any server and sends its
 * cookies along; all that tells a stranger's page from ours is the {@code Origin} header, which a
 * page cannot forge. Programs that are no browsers send none, and have no cookies to abuse.
 *
 * @param allowed further origins, in lower case
 */
record OriginRule(Set<String> allowed) {
  /**
   * Whether to go on with an upgrade.
   *
   * @param origins all {@code Origin} headers of the request
   * @param hosts all its {@code Host} headers
   */
  boolean admits(List<String> origins, List<String> hosts) {
    if (origins.isEmpty()) {
      return true;
    }
    if (origins.size() > 1 || hosts.size() > 1) {
      return false; // whoever sends two hopes that we look at the other one
    }
    String origin = origins.getFirst().toLowerCase(Locale.ROOT);
    return allowed.contains(origin) || (hosts.size() == 1 && isSame(origin, hosts.getFirst()));
  }

  /** An origin is scheme, host and port; the port is left out where it is the scheme's own. */
  private static boolean isSame(String origin, String host) {
    String authority = host.toLowerCase(Locale.ROOT);
    return !authority.isEmpty()
        && (origin.equals("http://" + authority) || origin.equals("https://" + authority));
  }
}
