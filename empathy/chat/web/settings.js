// Choices: who it is, how it sounds, where help should be; the scheme; the key.

import { byId, store, stored } from "./dom.js";

const CHOICES = ["persona", "tone", "region"];

/** Fill the lists from what the server offers; what was chosen before stays chosen where it still exists. */
export function offer(model) {
  const offered = { persona: model.personas, tone: model.tones, region: model.regions };
  const names = { persona: worded, tone: worded, region: regionName };
  for (const choice of CHOICES) {
    const select = byId(choice);
    const values = offered[choice] ?? [];
    const wanted = stored("localStorage", choice) ?? (choice === "region" ? model.region : values[0]);
    const options = values.map((value) => new Option(names[choice](value), value, false, value === wanted));
    if (choice === "region") options.sort((one, other) => order(one) - order(other) || one.text.localeCompare(other.text));
    select.replaceChildren(...options);
    select.disabled = !values.length;
  }
}

/** What the server is told; a list that it did not offer is left out. */
export function chosen() {
  return Object.fromEntries(CHOICES.map((choice) => [choice, byId(choice).value]).filter(([, value]) => value));
}

const worded = (name) => (name[0].toUpperCase() + name.slice(1)).replaceAll("_", " ");

const order = (option) => (option.value === "international" ? 0 : 1);

const REGIONS = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

function regionName(code) {
  if (code === "international") return "Worldwide";
  try {
    return REGIONS.of(code);
  } catch {
    return code;
  }
}

for (const choice of CHOICES) {
  byId(choice).addEventListener("change", ({ target }) => store("localStorage", choice, target.value));
}

/** The options, which a narrow screen folds away. */
export function showOptions(shown) {
  byId("options-toggle").setAttribute("aria-expanded", String(shown));
  byId("options").classList.toggle("open", shown);
}

byId("options-toggle").addEventListener("click", ({ currentTarget }) => {
  showOptions(currentTarget.getAttribute("aria-expanded") !== "true");
});

export function chooseRegion() {
  showOptions(true);
  byId("region").focus();
}

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function showTheme() {
  byId("theme").setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
}

byId("theme").addEventListener("click", () => {
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  const asSystem = root.dataset.theme === (system.matches ? "dark" : "light");
  try {
    // Who chooses what the system says follows the system again. Plain text: theme.js reads it without parsing.
    if (asSystem) localStorage.removeItem("empathy.theme");
    else localStorage.setItem("empathy.theme", root.dataset.theme);
  } catch {
    // Kept for as long as the page is open.
  }
  showTheme();
});
system.addEventListener("change", showTheme);
showTheme();

let secret = stored("sessionStorage", "key");

/** The key, for this tab; null for none. */
export const key = () => secret;

/** Ask for a key; false if the person would rather not. */
export function askKey() {
  const dialog = byId("key-dialog");
  const field = byId("key");
  byId("key-wrong").textContent = secret ? "That key did not open it. Please look at it again." : "";
  field.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  field.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const given = dialog.returnValue === "go" ? field.value.trim() : "";
      field.value = "";
      if (given) {
        secret = given;
        store("sessionStorage", "key", given);
      }
      resolve(Boolean(given));
    }, { once: true });
  });
}
