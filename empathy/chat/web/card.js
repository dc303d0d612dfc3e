// Ways to reach people, as a card with links to tap. Every number in it comes from the server.

import { make } from "./dom.js";

/**
 * @param help The server's `help`.
 * @param chooseRegion Called from a card that holds worldwide lines alone; null for no such button.
 */
export function cardOf(help, chooseRegion = null) {
  const { heading, text, note, urgent, emergency = [], lines = [] } = help;
  const title = heading || "You matter here. These people are there for you:";
  const services = emergency.length ? emergencyOf(emergency, urgent) : null;
  const listed = lines.length ? make("ul", { class: "lines" }, ...lines.map(lineOf)) : null;
  return make(
    "div",
    { class: urgent ? "card urgent" : "card", role: "group", "aria-label": "People who can help" },
    urgent ? services : null,
    make("h3", { text: title }),
    listed,
    urgent ? null : services,
    // A card that came without its parts still says what the server said.
    services || listed || text === title ? null : make("p", { class: "as-text", text }),
    note ? make("p", { class: "note", text: note }) : null,
    chooseRegion ? elsewhere(chooseRegion) : null,
  );
}

function lineOf({ name, number, text, url, hours }) {
  return make(
    "li",
    {},
    make("p", {}, make("b", { text: name }), hours ? make("span", { class: "hours", text: ` ${hours}` }) : null),
    make("div", { class: "ways" }, ...calls(number, name), texting(text, name), page(url, name)),
  );
}

function emergencyOf(services, urgent) {
  return make(
    "div",
    { class: "emergency" },
    ...services.map(({ name, number, text, url }) => {
      const ways = [...calls(number, name), texting(text, name), page(url, name)].filter(Boolean);
      // "your local emergency number" is a name without a number: then the sentence is all there is.
      const who = ways.length ? name : `please call ${name}`;
      const said = urgent ? `Right now: ${who}` : `In immediate danger: ${who}`;
      return make("div", {}, make("p", { text: said }), ways.length ? make("div", { class: "ways" }, ...ways) : null);
    }),
  );
}

/** "999 or 112" is two numbers. */
function calls(number, name) {
  return (number ? number.split(" or ") : []).map((each) => {
    return link(`tel:${dialled(each)}`, `Call ${each.trim()}`, name, "call");
  });
}

/** "SHOUT to 85258" opens a message to 85258 that says SHOUT. */
function texting(text, name) {
  if (!text) return null;
  const [, word, number] = /^(?:(.+) to )?(.+)$/.exec(text);
  // "?&" is read as the start of the body by both kinds of phones.
  const body = word ? `?&body=${encodeURIComponent(word)}` : "";
  return link(`sms:${dialled(number)}${body}`, `Text ${text}`, name, "text");
}

function page(url, name) {
  if (!url?.startsWith("https://")) return null;
  const shown = url.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "");
  const opened = link(url, shown, `${name}, opens a new tab`, "page");
  opened.target = "_blank";
  opened.rel = "noopener noreferrer";
  return opened;
}

const dialled = (number) => number.replace(/[^\d+]/g, "");

// The visible words come first in the label, so that who speaks to the page can say what they see.
const link = (href, text, name, kind) => make("a", { href, text, class: kind, "aria-label": `${text}, ${name}` });

function elsewhere(chooseRegion) {
  const button = make("button", { type: "button", text: "Choose where you are" });
  button.addEventListener("click", chooseRegion);
  return make(
    "div",
    { class: "elsewhere" },
    make("p", { text: "These reach across the world. For people closer to you:" }),
    button,
  );
}
