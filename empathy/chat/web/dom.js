// Elements without HTML strings: what anybody wrote only ever becomes text.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** An element; `text` becomes its text, false attributes are left out, null children too. */
export function make(tag, { text, ...attributes } = {}, ...children) {
  return filled(document.createElement(tag), text, attributes, children);
}

/** The same for SVG. */
export function draw(tag, { text, ...attributes } = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), text, attributes, children);
}

function filled(element, text, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Text for screen readers; emptied first, so that the same words are said again. */
export function announce(text) {
  const status = byId("status");
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
  });
}

/** Storage that may be full or forbidden; without it the page only forgets sooner. */
export function stored(storage, name) {
  try {
    return JSON.parse(window[storage].getItem(`empathy.${name}`));
  } catch {
    return null;
  }
}

export function store(storage, name, value) {
  try {
    if (value == null) window[storage].removeItem(`empathy.${name}`);
    else window[storage].setItem(`empathy.${name}`, JSON.stringify(value));
  } catch {
    // Nothing to do: the conversation goes on in memory.
  }
}
