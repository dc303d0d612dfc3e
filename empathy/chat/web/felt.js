// The panel: what the program read in the person's words, and how the last reply was made.

import { byId, draw, make } from "./dom.js";

const STRATEGIES = {
  "Question": "Asking, to understand",
  "Restatement or Paraphrasing": "Saying it back in other words",
  "Reflection of feelings": "Putting the feeling into words",
  "Self-disclosure": "Relating to it",
  "Affirmation and Reassurance": "Encouraging",
  "Providing Suggestions": "Offering an idea",
  "Information": "Explaining something",
  "Others": "Something else",
};
const CHECKS = {
  "acknowledges": "shows that it heard you",
  "names a feeling": "names a feeling",
  "one gentle question": "asks one gentle question",
};
const SOURCES = {
  "candidate": "Written by the model.",
  "composed": "Put together from several tries of the model.",
  "mended": "Written by the model, with fixed sentences added.",
  "vetted": "A fixed reply, written beforehand for hard moments.",
  "last resort": "A fixed reply: nothing that the model wrote was good enough.",
  "plain": "Written by the model, without the controller.",
};
// The plot: x is valence, y is arousal, both -1 to 1.
const FIELD = { x: 30, y: 4, width: 262, height: 190 };
const CENTRE = { x: FIELD.x + FIELD.width / 2, y: FIELD.y + FIELD.height / 2 };
const REACH = { x: FIELD.width / 2 - 16, y: FIELD.height / 2 - 16 }; // A dot at the edge stays whole.

/**
 * @param turns Of the conversation.
 * @param model The server's description; null while it is unknown.
 */
export function showFelt(turns, model) {
  const readings = turns.filter((turn) => turn.trace).map((turn) => turn.trace);
  const latest = readings.at(-1);
  byId("felt-note").textContent = noteOn(latest, model);
  showEmotions(latest);
  showPlot(readings.filter((reading) => reading.valence != null && reading.arousal != null));
  showMaking(latest);
}

function noteOn(latest, model) {
  if (model && !model.heads) return "The parts that read feelings are switched off on this server.";
  if (!latest) return "After each reply, this shows what the program read in your words. It is a guess, and you know best.";
  if (!latest.emotions) return "It took no reading of feelings for its last reply.";
  return "A guess from your words alone. You know best how you feel.";
}

function showEmotions(latest) {
  const emotions = Object.entries(latest?.emotions ?? {});
  byId("felt-emotions").hidden = !emotions.length && !latest?.feeling;
  byId("feeling").replaceChildren(...(latest?.feeling ? ["It heard ", make("b", { text: latest.feeling }), "."] : []));
  byId("emotions").replaceChildren(...emotions.map(([name, share]) => make(
    "li",
    {},
    make("span", { text: name }),
    make("span", { class: "share", text: `${Math.round(share * 100)} %` }),
    barOf(share, name === latest.feeling),
  )));
}

function barOf(share, leads) {
  const width = Math.max(1, Math.min(100, share * 100));
  return draw(
    "svg",
    { class: leads ? "bar leads" : "bar", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
    draw("rect", { class: "track", width: 100, height: 6 }),
    draw("rect", { class: "share", width, height: 6 }),
  );
}

function showPlot(readings) {
  byId("felt-plot").hidden = !readings.length;
  if (!readings.length) return;
  const points = readings.map(({ valence, arousal }) => ({
    x: CENTRE.x + clamp(valence) * REACH.x,
    y: CENTRE.y - clamp(arousal) * REACH.y,
  }));
  const plot = byId("plot");
  plot.setAttribute("aria-label", spoken(readings));
  plot.replaceChildren(...axes(), ...path(points), ...dots(points));
  byId("readings").querySelector("tbody").replaceChildren(...readings.map((reading, index) => make(
    "tr",
    {},
    make("th", { scope: "row", text: String(index + 1) }),
    make("td", { text: reading.feeling || "–" }),
    make("td", { text: signed(reading.valence) }),
    make("td", { text: signed(reading.arousal) }),
  )));
}

function axes() {
  const { x, y, width, height } = FIELD;
  const below = y + height + 18;
  const label = (text, anchor, place) => draw("text", { text, "text-anchor": anchor, ...place });
  const beside = (text, anchor, at) => label(text, anchor, { transform: `translate(${x - 10} ${at}) rotate(-90)` });
  return [
    draw("rect", { class: "field", ...FIELD, rx: 14 }),
    draw("line", { class: "axis", x1: x + 12, y1: CENTRE.y, x2: x + width - 12, y2: CENTRE.y }),
    draw("line", { class: "axis", x1: CENTRE.x, y1: y + 12, x2: CENTRE.x, y2: y + height - 12 }),
    label("unpleasant", "start", { x: x + 6, y: below }),
    label("pleasant", "end", { x: x + width - 6, y: below }),
    beside("calm", "start", y + height - 6),
    beside("stirred up", "end", y + 6),
  ];
}

/** Joins the dots; the further back, the fainter. */
function path(points) {
  return points.slice(1).map((to, index) => {
    const from = points[index];
    const opacity = fading(index + 1, points.length);
    return draw("line", { class: "step", x1: from.x, y1: from.y, x2: to.x, y2: to.y, opacity });
  });
}

function dots(points) {
  const earlier = points.slice(0, -1);
  const { x, y } = points.at(-1);
  return [
    ...earlier.map((at, index) => {
      return draw("circle", { class: "dot", cx: at.x, cy: at.y, r: 4, opacity: fading(index, points.length) });
    }),
    draw("circle", { class: "halo", cx: x, cy: y, r: 13 }),
    draw("circle", { class: "dot now", cx: x, cy: y, r: 7 }),
  ];
}

const fading = (index, count) => (0.2 + (0.6 * (index + 1)) / count).toFixed(2);

const clamp = (value) => Math.max(-1, Math.min(1, value));

const signed = (value) => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(2);

/** The latest dot in words, for who does not see the plot. */
function spoken(readings) {
  const { valence, arousal } = readings.at(-1);
  const worded = (value, low, high) => {
    if (Math.abs(value) < 0.1) return `neither ${low} nor ${high}`;
    return `${Math.abs(value) > 0.5 ? "very" : "a little"} ${value < 0 ? low : high}`;
  };
  const count = readings.length === 1 ? "One message" : `${readings.length} messages`;
  const where = `${worded(valence, "unpleasant", "pleasant")} and ${worded(arousal, "calm", "stirred up")}`;
  return `${count} by pleasantness and energy. The latest reads as ${where}. All of them are in the table below.`;
}

function showMaking(latest) {
  byId("felt-how").hidden = !latest;
  if (!latest) return;
  const { strategy, checks, source, redecoded } = latest;
  byId("strategy").replaceChildren(...(strategy ? [make("b", { text: STRATEGIES[strategy] ?? strategy })] : []));
  if (strategy in STRATEGIES) byId("strategy").append(make("span", { class: "quiet", text: strategy }));
  byId("strategy").hidden = !strategy;
  byId("checks").replaceChildren(...Object.entries(checks ?? {}).map(([name, passed]) => make(
    "li",
    { class: passed ? "yes" : "no" },
    tick(passed),
    make("span", { class: "unseen", text: passed ? "Yes: " : "No: " }),
    make("span", { text: CHECKS[name] ?? name }),
  )));
  const again = redecoded ? ` Begun again ${redecoded === 1 ? "once" : `${redecoded} times`}, to give less advice.` : "";
  byId("source").textContent = (SOURCES[source] ?? "") + again;
}

/** A tick or a dash: told apart by shape, not by colour alone. */
function tick(passed) {
  return draw(
    "svg",
    { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    draw("path", { d: passed ? "M3 8.5l3.5 3.5L13 4.5" : "M4 8h8" }),
  );
}
