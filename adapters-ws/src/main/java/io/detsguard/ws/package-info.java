/**
 * The dashboard's socket, {@code /ws/dashboard}.
 *
 * <pre>
 *  use cases ─publish─▶ DashboardPublisher ─one frame─▶ DashboardClients ─one task a loop─▶ ClientGroup ─▶ DashboardClient
 *                          │        ▲                                                                        │
 *                          ▼        └───────────────────── asks for the state ───────────────────────────────┘
 *                     StateRequests ─reads─▶ DashboardStateSource
 * </pre>
 *
 * <p>One thread numbers and encodes; event loops write; neither waits for a client or a disk. What
 * a client may send is decided by {@link io.detsguard.ws.UpgradeFilter} before the upgrade and by
 * {@link io.detsguard.ws.IncomingFrames} after it; what it is sent, by {@link
 * io.detsguard.ws.DashboardClient}, where to read first. The words on the wire are in {@link
 * io.detsguard.ws.wire}.
 *
 * <p>The program around provides beans of {@link io.detsguard.ws.SocketSettings}, {@link
 * java.time.InstantSource}, {@link io.detsguard.application.port.out.DashboardStateSource} and
 * {@link io.detsguard.application.port.in.BackUpTablesUseCase}, checks who may open a socket, tells
 * {@link io.detsguard.ws.DashboardPublisher} what happens, and calls {@link
 * io.detsguard.ws.DashboardClients#closeAll} before it stops.
 */
package io.detsguard.ws;
