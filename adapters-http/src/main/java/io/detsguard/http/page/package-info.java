/**
 * The pages for people: {@link io.detsguard.http.page.PageController} serves their shells, which
 * hold no data, {@link io.detsguard.http.page.AssetController} what they are made of. All of it
 * lies in the jar, under {@code public/}, as it was written: nothing is built, and nothing is
 * fetched from elsewhere. {@code uPlot} is the chart library of that name, version 1.6.32,
 * unchanged.
 *
 * <p>What the scripts are, where to read first: {@code app.js} brings the parts together, {@code
 * model.js} is what the page knows, {@code overview.js}, {@code table.js} and {@code nodes.js} draw
 * the pages from it, {@code changes.js} draws the dialog in which a table is restored, repaired or
 * compacted, and {@code changing.js} asks the service for that, {@code dom.js} brings drawing and
 * page in line, {@code socket.js} keeps the connection.
 */
package io.detsguard.http.page;
