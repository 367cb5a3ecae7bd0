/** Draws the charts of a table's page into the places that the page keeps for them. */

import * as format from "./format.js";
import { FRAGMENTATION_HIGH, FRAGMENTATION_RAISED } from "./model.js";

const HEIGHT = 200;
const DAY_S = 86_400;
const SPAN_S = { "2d": 2 * DAY_S, "14d": 14 * DAY_S, "90d": 90 * DAY_S };

/** No chart shows less time than this. */
const LEAST_SHOWN_S = 600;

/** So few points are shown as such. */
const FEW = 50;

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const POINT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** What is drawn where, so that it is drawn anew only when it changed. */
const drawn = new WeakMap();

/** Draws what is new or changed below `root`. */
export function drawCharts(root, detail, nowMs, theme) {
  for (const place of root.querySelectorAll("[data-island]")) {
    const data = dataOf(place.dataset.island, detail, nowMs / 1000);
    const look = `${theme} ${detail.span} ${detail.table} ${detail.history.at.length} ${detail.history.at.at(-1)}`;
    const before = drawn.get(place);
    if (before?.look !== look) {
      before?.stop();
      drawn.set(place, { look, stop: draw(place, data, start(detail, nowMs / 1000), nowMs / 1000) });
    }
  }
}

/** Where the time axis begins: a history shorter than the span fills the whole width. */
function start({ history, span }, nowS) {
  return Math.max(nowS - SPAN_S[span], Math.min(history.at[0] / 1000, nowS - LEAST_SHOWN_S));
}

function dataOf(kind, { history, span }, nowS) {
  const first = history.at.findIndex((at) => at / 1000 >= nowS - SPAN_S[span]);
  const from = first < 0 ? history.at.length : Math.max(0, first - 1);
  const cut = (values) => values.slice(from);
  const at = cut(history.at).map((milliseconds) => milliseconds / 1000);
  return kind === "size"
    ? [at, cut(history.file_size_bytes), cut(history.live_bytes)]
    : [at, cut(history.fragmentation_ratio)];
}

/** Gives what takes the chart away again. */
function draw(place, data, from, to) {
  place.replaceChildren();
  const size = () => ({ width: Math.max(200, place.clientWidth), height: HEIGHT });
  const plot = new globalThis.uPlot({ ...options(place, data, from, to), ...size() }, data, place);
  const observer = new ResizeObserver(() => plot.setSize(size()));
  observer.observe(place);
  return () => {
    observer.disconnect();
    plot.destroy();
  };
}

function options(place, data, from, to) {
  const { island: kind } = place.dataset;
  const colour = (name) => resolve(place, name);
  const values = kind === "size" ? format.bytes : format.percent;
  const lines = kind === "size" ? sizeSeries(colour) : fragmentationSeries(colour);
  const axis = { stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } };
  return {
    series: [{ label: "Time", value: (_, at) => (at === null ? "latest" : POINT.format(at * 1000)) }, ...lines.map((series, index) => ({
      ...series, width: 2, spanGaps: true, points: { show: data[0].length < FEW, size: 5 },
      value: (_, value, __, at) => values(at === null ? data[index + 1].at(-1) : value),
    }))],
    scales: { x: { time: true, range: [from, to] }, y: { range: (_, low, high) => range(kind, high) } },
    axes: [{ ...axis, values: times }, { ...axis, size: 72, values: (_, ticks) => ticks.map(values) }],
    cursor: { y: false, drag: { x: false } },
    hooks: kind === "size" ? {} : { draw: [(plot) => drawThresholds(plot, colour)] },
  };
}

/** Hours, with the date below where a new day begins; dates alone once ticks are days apart. */
function times(_, ticks, axis, space, step) {
  let before = "";
  return ticks.map((tick) => {
    const day = DAY.format(tick * 1000);
    const text = step >= DAY_S ? day : day === before ? CLOCK.format(tick * 1000) : `${CLOCK.format(tick * 1000)}\n${day}`;
    before = day;
    return text;
  });
}

/** From nothing on, so that small changes do not look large; fragmentation always shows its warning lines. */
function range(kind, high) {
  const most = high ?? 0;
  return kind === "size" ? [0, Math.max(1, most) * 1.1] : [0, Math.max(0.6, most * 1.1)];
}

function sizeSeries(colour) {
  return [
    { label: "File size", stroke: colour("--fixed"), fill: colour("--fixed-wash") },
    { label: "Live bytes", stroke: colour("--live"), fill: colour("--accent-wash") },
  ];
}

function fragmentationSeries(colour) {
  return [{ label: "Free share of the file", stroke: colour("--free"), fill: colour("--free-wash") }];
}

/** Where the warning colours begin: dashed lines with their words. */
function drawThresholds({ ctx, bbox, valToPos }, colour) {
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.font = `${11 * devicePixelRatio}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  for (const [share, word, name] of [[FRAGMENTATION_RAISED, "raised", "--warn"], [FRAGMENTATION_HIGH, "high", "--bad"]]) {
    const y = Math.round(valToPos(share, "y", true));
    ctx.strokeStyle = ctx.fillStyle = colour(name);
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillText(word, bbox.left + 4 * devicePixelRatio, y - devicePixelRatio);
  }
  ctx.restore();
}

/** A custom property as the colour that it comes to in the present theme: a canvas knows no variables. */
function resolve(place, name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  place.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
