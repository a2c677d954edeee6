import { explainWords } from "./tooltip.js";
import { drawSentiment, drawTrees, drawWords, digits, element, percent } from "./views.js";

const largestFile = 1_000_000;
const longestLink = 30_000;
const longestShown = 200_000;

const [form, text, model, alertBox, status, shown, summary, tabs, panel] =
  ["form", "text", "model", "alert", "status", "shown", "summary", "tabs", "panel"]
    .map((id) => document.getElementById(id));
const languageNames = new Intl.DisplayNames("en", { type: "language" });

const views = [
  { name: "words", title: "Words", draw: drawWords },
  { name: "trees", title: "Trees", draw: drawTrees },
  { name: "sentiment", title: "Sentiment", draw: showSentiment },
  { name: "conllu", title: "CoNLL-U", draw: showForm("text/x-conllu") },
  { name: "tsv", title: "TSV", draw: showForm("text/tab-separated-values") },
  { name: "json", title: "JSON", draw: showForm("application/json") },
];

let models = [];
let view = views[0];
let result = null;
let tagging = new AbortController();
let drawing = new AbortController();

// Requests

async function checked(response) {
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const place = problem.pointer ? ` (at ${problem.pointer})` : "";
  throw new Error((problem.detail ?? problem.title ?? `The server answers ${response.status}.`) + place);
}

async function request(path, options) {
  const response = await fetch(path, options).catch((error) => {
    throw error.name === "AbortError" ? error : new Error("The server cannot be reached.");
  });
  return checked(response);
}

function post(path, body, signal, accept = "application/json") {
  const headers = { "Content-Type": "application/json", Accept: accept };
  return request(path, { method: "POST", headers, body: JSON.stringify(body), signal });
}

async function postForJSON(path, body, signal) {
  return (await post(path, body, signal)).json();
}

/** Keeps what a view asked for, so that it is asked for once a result. */
async function once(result, key, ask) {
  if (!result.kept.has(key)) result.kept.set(key, await ask());
  return result.kept.get(key);
}

// Tagging

async function tag() {
  tagging.abort();
  tagging = new AbortController();
  const { signal } = tagging;
  const question = model.value === "auto"
    ? { text: text.value, language: "auto" }
    : { text: text.value, model: model.value };
  complain("");
  shown.ariaBusy = "true";
  say("Tagging…");
  const start = performance.now();
  try {
    const [tagged, identified] = await Promise.all([
      postForJSON("v1/tag", question, signal),
      identify(question.text, signal),
    ]);
    const language = models.find((one) => one.name === question.model)?.language ?? identified.label;
    result = { question, tagged, identified, language, text: question.text, signal, kept: new Map() };
    showSummary();
    say(`Tagged in ${digits(Math.round(performance.now() - start))} ms.`);
    await showView();
  } catch (error) {
    // An aborted request has made place for a newer one, which tells of itself.
    if (signal.aborted) return;
    say("");
    complain(error.message);
    result = null;
    shown.hidden = true;
  } finally {
    if (!signal.aborted) shown.ariaBusy = "false";
  }
}

async function identify(text, signal) {
  return canIdentify() ? postForJSON("v1/identify", { text, top: 3 }, signal) : { label: "und", probability: 0, labels: [] };
}

function canIdentify() {
  return models.some((one) => one.task === "identifier");
}

function say(message) {
  status.textContent = message;
}

function complain(message) {
  alertBox.textContent = message;
}

function languageName(code) {
  if (code === "und") return "none known";
  try {
    return languageNames.of(code);
  } catch {
    return code;
  }
}

function showSummary() {
  const { tagged: { sentences }, identified, question, language } = result;
  const words = sentences.reduce((sum, one) => sum + one.tokens.length, 0);
  const names = sentences.reduce((sum, one) => sum + (one.entities?.length ?? 0), 0);
  const others = identified.labels.slice(1).filter((one) => one.probability >= 0.01)
    .map((one) => `${languageName(one.label)} ${percent(one.probability)}`);
  const languages = new Set(sentences.map((one) => one.language).filter(Boolean));
  const used = question.model
    ? models.filter((one) => one.name === question.model)
    : [...languages].map(taggerOf).filter(Boolean);
  const found = `${languageName(identified.label)} ${percent(identified.probability)}`;
  const rows = [
    ["Language", canIdentify() ? found : languageName(language), others.join(", ")],
    ["Model", used.map((one) => one.name).join(", ") || "none"],
    ["Sentences", digits(sentences.length)],
    ["Words", digits(words)],
  ];
  if (used.some((one) => one.columns.includes("ner"))) rows.push(["Names", digits(names)]);
  summary.replaceChildren(...rows.map(([term, value, more]) =>
    element("div", {}, element("dt", {}, term), element("dd", {}, value),
      ...(more ? [element("dd", { className: "more" }, `or ${more}`)] : []))));
  shown.hidden = false;
}

function taggerOf(language) {
  const taggers = models.filter((one) => one.task === "tagger" && one.language === language);
  return taggers.find((one) => one.default) ?? taggers[0];
}

// Views

async function showView() {
  drawing.abort();
  drawing = new AbortController();
  const { signal } = drawing;
  for (const tab of tabs.children) {
    const chosen = tab.id === `tab-${view.name}`;
    tab.ariaSelected = String(chosen);
    tab.tabIndex = chosen ? 0 : -1;
  }
  panel.setAttribute("aria-labelledby", `tab-${view.name}`);
  panel.replaceChildren();
  try {
    await view.draw(panel, result, signal);
  } catch (error) {
    if (!signal.aborted && !result.signal.aborted) complain(error.message);
  }
}

function chooseView(chosen) {
  view = chosen;
  complain("");
  if (result) showView();
}

async function showSentiment(panel, result, signal) {
  const classifier = models.find((one) => one.task === "classifier" && one.language === result.language);
  if (!classifier) {
    panel.append(element("p", { className: "note" },
      `There is no model of sentiment for this language (${languageName(result.language)}).`));
    return;
  }
  const question = { text: result.text, model: classifier.name, explain: true };
  const answer = await once(result, "sentiment", () => postForJSON("v1/classify", question, result.signal));
  if (!signal.aborted) await drawSentiment(panel, answer, result, signal);
}

function showForm(accept) {
  return async (panel, result, signal) => {
    const whole = accept === "application/json"
      ? JSON.stringify(result.tagged, null, 2)
      : await once(result, accept, async () => (await post("v1/tag", result.question, result.signal, accept)).text());
    if (signal.aborted) return;
    const copied = element("button", { type: "button", className: "copy" }, `Copy ${view.title}`);
    copied.addEventListener("click", () => copy(whole, `${view.title} is copied.`));
    panel.append(copied);
    if (whole.length > longestShown) {
      panel.append(element("p", { className: "note" },
        `Shown are the first ${digits(longestShown)} of ${digits(whole.length)} characters. All are copied.`));
    }
    panel.append(element("pre", { tabIndex: 0, role: "region", ariaLabel: view.title }, whole.slice(0, longestShown)));
  };
}

function makeTabs() {
  tabs.append(...views.map((one) => {
    const tab = element("button", { type: "button", role: "tab", id: `tab-${one.name}` }, one.title);
    tab.setAttribute("aria-controls", "panel");
    tab.addEventListener("click", () => chooseView(one));
    return tab;
  }));
  tabs.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -views.indexOf(view), End: -views.indexOf(view) - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    chooseView(views.at((views.indexOf(view) + steps[event.key]) % views.length));
    document.getElementById(`tab-${view.name}`).focus();
  });
}

// Copying and links

async function copy(whole, message) {
  say("");
  try {
    await navigator.clipboard.writeText(whole);
    say(message);
  } catch {
    // Browsers give the clipboard to pages of https and of this machine alone.
    complain("The browser does not let this page copy. Mark the text and copy it by the keyboard.");
  }
}

function copyLink() {
  const state = new URLSearchParams({ text: text.value, model: model.value, view: view.name });
  const link = `${location.origin}${location.pathname}#${state}`;
  if (link.length > longestLink) complain("The text is too long for a link.");
  else copy(link, "A link to this text and these settings is copied. Who has it can read the text.");
}

function readLink() {
  const state = new URLSearchParams(location.hash.slice(1));
  if (!state.has("text")) return;
  view = views.find((one) => one.name === state.get("view")) ?? view;
  text.value = state.get("text");
  model.value = state.get("model") ?? "auto";
  if (model.selectedIndex >= 0) tag();
  else {
    model.selectedIndex = 0;
    complain(`The link wants a model that is not here: ${state.get("model")}`);
  }
}

/** The address would no longer tell what the page shows. */
function forgetLink() {
  if (location.hash.includes("text=")) history.replaceState(null, "", location.pathname);
}

// Files

async function open(file) {
  if (file.size > largestFile) {
    complain(`${file.name} is too long for this page, which takes ${digits(largestFile)} bytes.`);
    return;
  }
  try {
    text.value = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    complain(`${file.name} is no text in UTF-8.`);
    return;
  }
  forgetLink();
  tag();
}

function takeFiles() {
  const chooser = document.getElementById("file");
  document.getElementById("open").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    if (chooser.files.length) open(chooser.files[0]);
    chooser.value = "";
  });
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!holdsFiles(event)) return;
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
}

// Start

async function listModels() {
  ({ models } = await (await request("v1/models")).json());
  const taggers = models.filter((one) => one.task === "tagger");
  model.append(...taggers.map((one) => element("option", { value: one.name },
    one.language ? `${one.name} (${languageName(one.language)})` : one.name)));
  if (!canIdentify()) model.remove(0);
  const licences = [...new Set(models.map((one) => one.licence).filter(Boolean))];
  if (licences.length) document.getElementById("licences").textContent = `Models: ${licences.join(", ")}.`;
}

makeTabs();
takeFiles();
explainWords(panel);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  forgetLink();
  tag();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
model.addEventListener("change", () => {
  if (text.value) form.requestSubmit();
});
form.addEventListener("click", ({ target }) => {
  if (!target.dataset.example) return;
  text.value = target.dataset.example;
  model.selectedIndex = 0;
  form.requestSubmit();
});
document.getElementById("link").addEventListener("click", copyLink);
window.addEventListener("hashchange", readLink);
await listModels().catch((error) => complain(error.message));
readLink();
