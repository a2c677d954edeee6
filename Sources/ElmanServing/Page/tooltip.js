/** What is told of a word's button: a function that makes the parts, each a list of nodes. */
export const explanations = new WeakMap();

const tooltip = document.getElementById("tooltip");
const pointerGrace = 150;
let explained = null;
let hiding = 0;

/** Words of the panel tell of themselves by pointer, touch and focus; arrow keys go among them. */
export function explainWords(panel) {
  const wordAt = (target) => target.closest?.("button.word");
  panel.addEventListener("focusin", ({ target }) => wordAt(target) && show(wordAt(target)));
  panel.addEventListener("focusout", hide);
  panel.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "touch" && wordAt(target)) show(wordAt(target));
  });
  panel.addEventListener("pointerout", hideSoon);
  // Where a touch gives a button no focus, as on iOS, it still clicks.
  panel.addEventListener("click", ({ target }) => wordAt(target) && show(wordAt(target)));
  panel.addEventListener("keydown", step);
  tooltip.addEventListener("pointerenter", () => clearTimeout(hiding));
  tooltip.addEventListener("pointerleave", hideSoon);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  document.addEventListener("pointerdown", ({ target }) => {
    if (!wordAt(target) && !tooltip.contains(target)) hide();
  });
  // One word at a time can be reached by the tab key; at first the first one.
  new MutationObserver(() => {
    if (explained && !explained.isConnected) hide();
    const first = panel.querySelector("button.word");
    if (first && !panel.querySelector("button.word[tabindex='0']")) first.tabIndex = 0;
  }).observe(panel, { childList: true, subtree: true });
}

function step(event) {
  const word = event.target.closest("button.word");
  if (!word) return;
  const words = [...event.currentTarget.querySelectorAll("button.word")];
  const place = words.indexOf(word);
  const onward = getComputedStyle(word.parentElement).direction === "rtl" ? -1 : 1;
  const places = { ArrowRight: place + onward, ArrowLeft: place - onward, Home: 0, End: words.length - 1 };
  const next = words[places[event.key]];
  if (!next) return;
  event.preventDefault();
  word.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function show(word) {
  clearTimeout(hiding);
  if (word === explained) return;
  hide();
  const parts = explanations.get(word)?.();
  if (!parts) return;
  explained = word;
  word.setAttribute("aria-describedby", tooltip.id);
  tooltip.replaceChildren(...parts.flat());
  tooltip.hidden = false;
  place(word.getBoundingClientRect());
}

/** Below the word, or above where there is no room, and within the page's width. */
function place(word) {
  const { offsetWidth: width, offsetHeight: height } = tooltip;
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(8, Math.min(word.left, clientWidth - width - 8));
  const isBelow = word.bottom + height <= clientHeight || word.top < height;
  tooltip.style.left = `${left + scrollX}px`;
  tooltip.style.top = `${(isBelow ? word.bottom : word.top - height) + scrollY}px`;
}

function hide() {
  clearTimeout(hiding);
  explained?.removeAttribute("aria-describedby");
  explained = null;
  tooltip.hidden = true;
}

/** Leaves time for the pointer to go from the word to the tooltip. */
function hideSoon() {
  clearTimeout(hiding);
  hiding = setTimeout(hide, pointerGrace);
}
