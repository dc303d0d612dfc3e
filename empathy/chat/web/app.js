// Brings the parts together: what the person does, what the server says, what is kept.

import { Failure, chunksOf, readHelp, readModel } from "./api.js";
import { cardOf } from "./card.js";
import { cleaned, conversation, lengthOf } from "./conversation.js";
import { announce, byId, make, store, stored } from "./dom.js";
import { showFelt } from "./felt.js";
import { Answer, clearMessages, showUser, toEnd } from "./messages.js";
import { askKey, chooseRegion, chosen, key, offer, showOptions } from "./settings.js";

const WIDE = matchMedia("(min-width: 1080px)");
const message = byId("message");

let model = null; // The server's description of itself.
let running = null; // AbortController of the reply that is being said.
let opening = false; // Whether a first message waits for the server's description.
let latest = null; // The Answer at the end of the conversation.

// ---- the server

async function connect() {
  byId("offline").hidden = true;
  try {
    model = await readModel(key());
    offer(model);
    byId("raw").hidden = !model.raw;
    showFelt(conversation.turns, model);
    showRoom();
    return true;
  } catch (error) {
    if (error.status === 401 && await askKey()) return connect();
    byId("offline-text").textContent = error.message;
    byId("offline").hidden = false;
    announce(error.message);
    return false;
  }
}

byId("offline-retry").addEventListener("click", connect);

// ---- a reply

async function send() {
  if (running || opening) return;
  opening = true;
  const isReady = model || await connect();
  opening = false;
  const text = cleaned(message.value);
  if (!isReady || !text || excess() > 0) return;
  latest?.close();
  const turn = { role: "user", text };
  conversation.turns.push(turn);
  setDraft("");
  showUser(turn);
  await answer({ role: "assistant", state: "thinking", lead: "", help: null, text: "", note: "", trace: null });
}

async function answer(turn) {
  const messages = conversation.history(model.limits);
  conversation.turns.push(turn);
  conversation.save();
  latest = answerOf(turn, true);
  await speak(turn, messages);
}

/** Once more, in the same place: help that is on the page stays there while the words are looked for. */
async function again() {
  if (running) return;
  const turn = conversation.turns.at(-1);
  Object.assign(turn, { state: "thinking", text: "", note: "", trace: null });
  latest.think();
  message.focus();
  await speak(turn, conversation.history(model?.limits));
}

async function speak(turn, messages) {
  running = new AbortController();
  showRunning();
  announce("Thinking about what you said.");
  const { signal } = running;
  const { region, ...style } = chosen();
  try {
    if (!model && !await connect()) throw new Failure(byId("offline-text").textContent);
    const body = { model: model.id, messages, stream: true, empathy: { ...style, region, trace: true } };
    for await (const chunk of chunksOf(body, key(), signal)) take(turn, chunk, region);
    if (turn.state === "thinking" || !turn.text) throw new Failure("No words came back.");
  } catch (error) {
    if (turn !== conversation.turns.at(-1)) return; // Forgotten in the meantime.
    turn.text = turn.text.trimEnd();
    if (signal.aborted) Object.assign(turn, { state: "stopped", note: "Stopped." });
    else if (error.status === 401 && await askKey()) {
      running = null;
      return again();
    } else {
      const said = error instanceof Failure ? error.message : "Something went wrong on the way to an answer.";
      Object.assign(turn, { state: "failed", note: `${said} What you wrote is still here.` });
    }
  } finally {
    if (running?.signal === signal) running = null;
  }
  conversation.save();
  latest.settle();
  showRunning();
  showRoom();
  showFelt(conversation.turns, model);
  // Once, when it is whole; the words on their way are not spoken one by one.
  announce([turn.text && `empathy said: ${turn.text}`, turn.note].filter(Boolean).join(" "));
}

/** One chunk of a reply. */
function take(turn, { choices, empathy }, region) {
  if (turn !== conversation.turns.at(-1)) return;
  const { delta, finish_reason: finish } = choices?.[0] ?? {};
  if (empathy?.help) {
    // The text of this chunk is the card's: as words of the reply it would be there twice.
    Object.assign(turn, { help: empathy.help, lead: delta?.content ?? "", worldwide: region === "international" });
    conversation.keep(empathy.help, region, empathy.category);
    conversation.save();
    latest.showHelp();
  } else if (delta?.content) {
    turn.text += delta.content;
    latest.addWords(delta.content);
  }
  if (empathy?.trace) turn.trace = empathy.trace;
  const cut = finish === "length" ? "The reply reached its greatest length." : "";
  if (finish) Object.assign(turn, { state: "done", note: cut });
}

function answerOf(turn, live) {
  return new Answer(turn, { live, onRetry: again, onEdit: edit, chooseRegion });
}

/** Back into the box, before what has been written since. */
function edit() {
  const text = conversation.takeBack();
  conversation.save();
  redraw();
  setDraft([text, message.value].filter(Boolean).join("\n\n"));
  message.focus();
}

function redraw() {
  clearMessages();
  latest = null;
  for (const turn of conversation.turns) {
    if (turn.role === "user") {
      latest?.close();
      showUser(turn);
    } else latest = answerOf(turn, false);
  }
  showFelt(conversation.turns, model);
  toEnd();
}

// ---- the message box

function setDraft(text) {
  message.value = text;
  message.dispatchEvent(new Event("input"));
}

/** Characters too many; words that nobody answered go out with the next ones. */
function excess() {
  const most = model?.limits?.message_characters ?? Infinity;
  const waiting = running ? "" : conversation.unanswered();
  return lengthOf(cleaned(message.value)) + (waiting ? lengthOf(waiting) + 2 : 0) - most;
}

function showRoom() {
  const over = excess();
  const often = over > 0 ? `${over} characters too long for one message. You could send it in two parts.` : "";
  // Left alone while it does not change: it is spoken when it does.
  if (byId("room").textContent !== often) byId("room").textContent = often;
}

function showRunning() {
  const hadFocus = [byId("send"), byId("stop")].includes(document.activeElement);
  byId("send").hidden = Boolean(running);
  byId("stop").hidden = !running;
  byId("log").setAttribute("aria-busy", String(Boolean(running)));
  if (hadFocus) message.focus(); // A button that goes away must not take the focus with it.
}

message.addEventListener("input", () => {
  store("sessionStorage", "draft", message.value || null);
  message.style.height = "auto";
  message.style.height = `${message.scrollHeight + 2}px`;
  showRoom();
});

message.addEventListener("keydown", (event) => {
  // While an input method composes, Enter chooses a word.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  send();
});

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  message.focus();
  send();
});

byId("stop").addEventListener("click", () => running?.abort());
document.addEventListener("keydown", (event) => {
  // In a dialog Escape closes the dialog.
  if (event.key === "Escape" && !event.isComposing && !document.querySelector("dialog[open]")) running?.abort();
});

for (const starter of document.querySelectorAll(".starters button")) {
  starter.addEventListener("click", () => {
    setDraft(`${starter.textContent} `);
    message.focus();
  });
}

// ---- help, save, forget

/** The lines of the place that is chosen now; where the server cannot be reached, those that it gave before. */
async function helpAtHand() {
  const { region } = chosen();
  try {
    return { region, help: await readHelp(region, conversation.card?.category ?? "self_harm") };
  } catch {
    const heading = "You matter here. If you might be in danger, please call your local emergency number now.";
    return conversation.card ?? { region, help: { heading, text: heading } };
  }
}

byId("help").addEventListener("click", async () => {
  const { help, region } = await helpAtHand();
  const elsewhere = () => {
    byId("help-dialog").close();
    chooseRegion();
  };
  byId("help-card").replaceChildren(cardOf(help, region === "international" ? elsewhere : null));
  byId("help-dialog").showModal();
});

byId("save").addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([conversation.asText()], { type: "text/plain;charset=utf-8" }));
  make("a", { href: url, download: `empathy-${new Date().toISOString().slice(0, 10)}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  announce("Saved as a text file.");
});

byId("forget").addEventListener("click", () => {
  byId("forget-dialog").returnValue = "no";
  byId("forget-dialog").showModal();
});

byId("forget-dialog").addEventListener("close", ({ target }) => {
  if (target.returnValue !== "yes") return;
  conversation.clear();
  running?.abort();
  running = null;
  setDraft("");
  redraw();
  showRunning();
  showOptions(false);
  announce("Forgotten.");
  message.focus();
});

// ---- the beginning

addEventListener("pagehide", () => conversation.save());

const fitPanel = () => { byId("felt").open = WIDE.matches; };
WIDE.addEventListener("change", fitPanel);
fitPanel();
byId("felt").addEventListener("toggle", ({ target }) => {
  // Where the page itself scrolls, the panel opens below its edge.
  if (target.open && !WIDE.matches) target.scrollIntoView({ block: "nearest" });
});

conversation.mend();
redraw();
setDraft(stored("sessionStorage", "draft") ?? "");
showRunning();
connect();
