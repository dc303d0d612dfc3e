// The conversation on the page.

import { cardOf } from "./card.js";
import { byId, make } from "./dom.js";

const NEAR = 80; // Pixels from where new words appear within which the view follows them.
const GAP = 12; // Pixels above a card.
const PATIENCE = 9000; // Milliseconds of silence after which the page says that it is still at work.

const log = byId("log");
const list = byId("messages");

/** The person's message. */
export function showUser(turn) {
  list.append(make("li", { class: "turn you" }, speaker("You said:"), bubbleOf(turn.text)));
  byId("welcome").hidden = true;
  toEnd();
}

/** A reply that is being said: help first, then words, then how it ended. */
export class Answer {
  constructor(turn, { live, onRetry, onEdit, chooseRegion }) {
    this.turn = turn;
    this.actions = { onRetry, onEdit, chooseRegion };
    this.help = make("div", { class: "help" });
    this.bubble = bubbleOf("");
    this.note = make("div", { class: "note", hidden: true });
    list.append(make("li", { class: "turn them" }, speaker("empathy said:"), this.help, this.bubble, this.note));
    if (turn.help) this.showHelp();
    if (live) this.think();
    else this.settle();
  }

  /** Something is happening, calmly; with a word more if it takes long. */
  think() {
    const words = make("span", { text: "Thinking about what you said…" });
    const dots = make("span", { class: "dots", "aria-hidden": "true" }, make("i"), make("i"), make("i"));
    // The live region is there before its card, else some screen readers do not speak it; a restored one is silent.
    this.help.setAttribute("role", "alert");
    this.bubble.hidden = false;
    this.bubble.classList.add("thinking");
    this.bubble.replaceChildren(dots, words);
    this.note.hidden = true;
    this.patience = setTimeout(() => {
      words.textContent = "Still here. Good words take a little while.";
    }, PATIENCE);
    follow();
  }

  showHelp() {
    const { help, worldwide } = this.turn;
    this.help.replaceChildren(cardOf(help, worldwide ? this.actions.chooseRegion : null));
    if (!this.help.hasAttribute("role")) return;
    pinned = this.help;
    following = true;
    const view = scroller();
    view.scrollTop = target(view); // Back up too, if the view had been at the words below.
    markEnd(view);
  }

  addWords(words) {
    if (this.bubble.classList.contains("thinking")) this.clearBubble();
    this.bubble.append(words);
    follow();
  }

  /** The end, whichever it was. */
  settle() {
    const { text, state, note, help } = this.turn;
    this.clearBubble();
    this.bubble.textContent = text;
    this.bubble.hidden = !text;
    if (!help) this.help.removeAttribute("role");
    this.note.replaceChildren();
    this.note.hidden = !note;
    if (note) {
      this.note.append(make("p", { text: note }));
      const buttons = [];
      if (state === "failed" || state === "stopped") buttons.push(["Try again", this.actions.onRetry]);
      if (!text) buttons.push(["Change my message", this.actions.onEdit]);
      for (const [label, act] of buttons) {
        const button = make("button", { type: "button", text: label });
        button.addEventListener("click", act);
        this.note.append(button);
      }
    }
    follow();
  }

  clearBubble() {
    clearTimeout(this.patience);
    this.bubble.classList.remove("thinking");
    this.bubble.replaceChildren();
  }

  /** Once the conversation has gone on, there is nothing to try again. */
  close() {
    for (const button of this.note.querySelectorAll("button")) button.remove();
  }
}

export function clearMessages() {
  list.replaceChildren();
  byId("welcome").hidden = false;
  pinned = null;
  follow();
}

const speaker = (text) => make("span", { class: "unseen", text });

// The direction is that of the words: Persian and Hebrew are read from the right.
const bubbleOf = (text) => make("div", { class: "bubble", dir: "auto", text });

// ---- what is in view

let following = true; // Until the person scrolls back to read.
let pinned = null; // The latest card: its first line stays in view while the reply grows below it.

/** What scrolls: the log; in a window of little height the page, under a header that stays. */
const scroller = () => (getComputedStyle(log).overflowY === "auto" ? log : document.scrollingElement);
const header = document.querySelector("header");
const composer = byId("composer");

/** Where the latest words are just above the message box, or above the window's edge if the box scrolls away too. */
function end(view) {
  if (view === log) return view.scrollHeight - view.clientHeight;
  const covered = getComputedStyle(composer).position === "sticky" ? composer.offsetHeight : 0;
  return view.scrollTop + log.getBoundingClientRect().bottom + covered - window.innerHeight;
}

/** Where the view belongs: at the end, but with the card's beginning still in it. */
function target(view) {
  if (!pinned) return end(view);
  const top = view === log ? log.getBoundingClientRect().top : header.offsetHeight;
  return Math.min(end(view), view.scrollTop + pinned.getBoundingClientRect().top - top - GAP);
}

function follow() {
  const view = scroller();
  // Never back up: who has read on below the card stays there.
  if (following && list.childElementCount) view.scrollTop = Math.max(view.scrollTop, target(view));
  markEnd(view);
}

export function toEnd() {
  pinned = null;
  following = true;
  follow();
}

function markEnd(view) {
  byId("latest").hidden = !list.childElementCount || end(view) - view.scrollTop < NEAR;
}

function scrolled(view) {
  if (view !== scroller()) return;
  following = view.scrollTop > target(view) - NEAR;
  markEnd(view);
}

log.addEventListener("scroll", () => scrolled(log), { passive: true });
document.addEventListener("scroll", () => scrolled(document.scrollingElement), { passive: true });
// A keyboard that slides in, or a panel that opens, must not push the latest words out of sight.
new ResizeObserver(follow).observe(log);
byId("latest").addEventListener("click", () => {
  toEnd();
  log.focus({ preventScroll: true });
});
