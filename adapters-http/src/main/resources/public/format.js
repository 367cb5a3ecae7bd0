/** Numbers, sizes and times as people read them. Every function takes plain values and gives text. */

const UNITS = ["B", "kB", "MB", "GB", "TB"];
const COUNT = new Intl.NumberFormat("en");
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

export const UNKNOWN = "not known";

/** 999 B, 1.0 kB, 204.5 kB: powers of a thousand, as on the command line. */
export function bytes(value) {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  let unit = 0;
  let size = value;
  while (size >= (unit === 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  return unit === 0 ? `${value} B` : `${size.toFixed(1)} ${UNITS[unit]}`;
}

/** 1,234 */
export function count(value) {
  return value === null || value === undefined ? UNKNOWN : COUNT.format(value);
}

/** 1 table, 2 tables */
export function counted(value, noun) {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** 0.05 → 5.0 %, 0.5 → 50 % */
export function percent(share) {
  if (share === null || share === undefined) {
    return UNKNOWN;
  }
  const value = share * 100;
  if (value > 0 && value < 0.1) {
    return "< 0.1 %";
  }
  return `${value < 10 && value > 0 ? value.toFixed(1) : Math.round(value)} %`;
}

/** 850 ms, 12.3 s, 4 min 5 s */
export function duration(milliseconds) {
  if (milliseconds < 1) {
    return "under 1 ms";
  }
  if (milliseconds < 1000) {
    return `${milliseconds} ms`;
  }
  if (milliseconds < 60_000) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
  }
  const minutes = Math.floor(milliseconds / 60_000);
  return `${minutes} min ${Math.round((milliseconds - minutes * 60_000) / 1000)} s`;
}

/** How long ago, in the largest unit that is not zero. */
export function ago(then, now) {
  const seconds = Math.round((now - then) / 1000);
  if (seconds < -5) {
    return `in ${span(-seconds)}`;
  }
  return seconds < 10 ? "just now" : `${span(seconds)} ago`;
}

function span(seconds) {
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  if (seconds < 48 * 3600) {
    return `${Math.floor(seconds / 3600)} h`;
  }
  return counted(Math.floor(seconds / 86_400), "day");
}

/** Date and time to the second, in the reader's own zone. */
export function exact(milliseconds) {
  return EXACT.format(milliseconds);
}

/** stable_read → stable read */
export function words(wireName) {
  return wireName.replaceAll("_", " ");
}

/** Names in a sentence: a, b and c */
export function listed(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
