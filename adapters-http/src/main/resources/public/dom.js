/**
 * Elements and their upkeep. Text only ever becomes text nodes and attribute values, so nothing that the service
 * says can turn into markup.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element. Attributes that are null, undefined or false are left out; `style` is an object of CSS
 * properties, set through the object model because the page's policy forbids style attributes.
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, made alike. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name === "style") {
      for (const [property, text] of Object.entries(value)) {
        element.style.setProperty(property, text);
      }
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  const kept = children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
  element.append(...kept.map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/**
 * Makes `old` look like `next` and keeps as many of its nodes as possible: focus, scroll positions and opened
 * details stay with the nodes. Children with a `data-key` are matched by it, others by tag and order. What is
 * inside an element with `data-island` belongs to somebody else and is left alone.
 */
export function morph(old, next) {
  if (!isSame(old, next)) {
    old.replaceWith(next);
    return next;
  }
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) {
      old.data = next.data;
    }
    return old;
  }
  syncAttributes(old, next);
  if (old.dataset.island === undefined) {
    morphChildren(old, next);
  }
  return old;
}

function isSame(a, b) {
  return a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
}

function keyOf(node) {
  return node.dataset?.key ?? null;
}

function syncAttributes(old, next) {
  for (const { name, value } of [...next.attributes]) {
    if (!isOwnedByUser(old, name) && name !== "style" && old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  for (const { name } of [...old.attributes]) {
    if (!isOwnedByUser(old, name) && name !== "style" && !next.hasAttribute(name)) {
      old.removeAttribute(name);
    }
  }
  if (old.dataset.island === undefined && old.style.cssText !== next.style.cssText) {
    old.style.cssText = next.style.cssText;
  }
}

/** Whether details are open is up to whoever opened them. */
function isOwnedByUser(element, attribute) {
  return attribute === "open" && element.nodeName === "DETAILS";
}

function morphChildren(old, next) {
  const keyed = new Map([...old.childNodes].filter((child) => keyOf(child) !== null).map((child) => [keyOf(child), child]));
  let cursor = old.firstChild;
  for (const wanted of [...next.childNodes]) {
    const match = keyOf(wanted) === null ? nextUnkeyed(cursor, wanted) : keyed.get(keyOf(wanted));
    if (!match || !isSame(match, wanted)) {
      old.insertBefore(wanted, cursor);
      continue;
    }
    if (match !== cursor) {
      old.insertBefore(match, cursor);
    }
    morph(match, wanted);
    cursor = match.nextSibling;
  }
  while (cursor !== null) {
    const gone = cursor;
    cursor = cursor.nextSibling;
    gone.remove();
  }
}

function nextUnkeyed(from, wanted) {
  for (let node = from; node !== null; node = node.nextSibling) {
    if (keyOf(node) === null && node.nodeName === wanted.nodeName) {
      return node;
    }
  }
  return null;
}
