// What was said: kept for this tab only, cleaned for the server, written out as text.

import { store, stored } from "./dom.js";

// The server refuses what cannot be seen but changes how text is read: zero-width spaces, bidi controls, control
// characters, halves of characters. Joiners stay: emoji and Persian are written with them.
const UNSEEN = /[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000B-\u001F\u007F-\u009F]|\p{Surrogate}/gu;

/** A message as the server takes it. */
export const cleaned = (text) => text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").trim();

const AROUND = 4096; // Bytes of a request beside its messages, and more.
const sizeOf = (messages) => new TextEncoder().encode(JSON.stringify(messages)).length;

/** Characters as the server counts them: code points. */
export const lengthOf = (text) => [...text].length;

/**
 * Turns are {role: "user", text} and {role: "assistant", state, lead, help, text, note, trace}. `lead` is the help lines
 * as they were streamed, `help` the card made of them; `state` is thinking, done, stopped or failed.
 */
export const conversation = {
  turns: stored("sessionStorage", "turns") ?? [],
  card: stored("sessionStorage", "card"),

  save() {
    store("sessionStorage", "turns", this.turns.length ? this.turns : null);
    store("sessionStorage", "card", this.card);
  },

  clear() {
    this.turns = [];
    this.card = null;
    this.save();
  },

  /** A reply that a reload cut off is as good as stopped. */
  mend() {
    const note = "The page was left before this reply was whole.";
    for (const turn of this.turns) {
      if (turn.state === "thinking") Object.assign(turn, { state: "stopped", note });
    }
  },

  /** Keep the fullest card at hand: a later reminder holds one line of it. */
  keep(help, region, category) {
    const size = (card) => (card.help.lines?.length ?? 0) + (card.help.emergency?.length ?? 0);
    const next = { help, region, category };
    const kept = this.card;
    const other = !kept || kept.region !== region || kept.category !== category;
    if (other || size(next) >= size(kept)) this.card = next;
  },

  /** Messages for the server: turns without words are left out, then neighbours of one role become one message. */
  history({ turns = Infinity, body_bytes: bytes = Infinity } = {}) {
    const messages = [];
    for (const turn of this.turns) {
      if (!turn.text) continue;
      const content = turn.text; // Without the help lines: the server finds them again.
      const last = messages.at(-1);
      if (last?.role === turn.role) last.content += `\n\n${content}`;
      else messages.push({ role: turn.role, content });
    }
    // A very long conversation loses its beginning, not its end, and begins with the person.
    const recent = messages.slice(-turns);
    while (recent.length > 1 && sizeOf(recent) > bytes - AROUND) recent.shift();
    return recent[0]?.role === "assistant" ? recent.slice(1) : recent;
  },

  /** The person's latest words that nobody has answered; they go out together with the next ones. */
  unanswered() {
    const last = this.turns.findLastIndex((turn) => turn.role === "assistant" && turn.text);
    return this.turns.slice(last + 1).filter((turn) => turn.role === "user").map((turn) => turn.text).join("\n\n");
  },

  /** Take those words back, to be changed; help that was shown with them stays reachable. */
  takeBack() {
    const text = this.unanswered();
    this.turns.length = this.turns.findLastIndex((turn) => turn.role === "assistant" && turn.text) + 1;
    return text;
  },

  asText() {
    const said = this.turns
      .filter((turn) => turn.text || turn.lead)
      .map((turn) => (turn.role === "user" ? `You: ${turn.text}` : `empathy: ${(turn.lead ?? "") + turn.text}`));
    const head = `A conversation with empathy, saved on ${new Date().toLocaleString()}.`;
    return `${[head, "empathy is a program, not a person.", ...said].join("\n\n")}\n`;
  },
};
