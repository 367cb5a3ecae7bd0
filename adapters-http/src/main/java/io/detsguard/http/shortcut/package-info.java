/**
 * A short way for the one request that monitors repeat all day: {@code GET /api/admin/dets-health}
 * with a good token, while the report is at hand as bytes. It is answered on the event loop, before
 * routing, filters and conversions begin, with what these would have answered; that the two are
 * equal is tested.
 *
 * <p>Everything that is not plainly this request takes the long way: another method or address, a
 * query, a body, a cookie, another token, an {@code Accept} to be weighed. So does the first one of
 * each second, which makes the report. {@link io.detsguard.http.shortcut.ReportAtHand} decides,
 * {@link io.detsguard.http.shortcut.HealthShortcut} keeps answers in the order of requests.
 */
package io.detsguard.http.shortcut;
