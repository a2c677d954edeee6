import { explanations } from "./tooltip.js";

const mostWords = 5_000;
const longestTree = 200;
const leastWritten = 0.02;
const percents = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

const tagNames = {
  ADJ: "adjective", ADP: "adposition", ADV: "adverb", AUX: "auxiliary",
  CCONJ: "coordinating conjunction", DET: "determiner", INTJ: "interjection", NOUN: "noun",
  NUM: "numeral", PART: "particle", PRON: "pronoun", PROPN: "proper noun", PUNCT: "punctuation",
  SCONJ: "subordinating conjunction", SYM: "symbol", VERB: "verb", X: "other",
};
const entityNames = { PER: "person", LOC: "place", ORG: "organization", MISC: "other name" };

// Words

export async function drawWords(panel, result, signal) {
  const { sentences } = result.tagged;
  if (!sentences.length) {
    panel.append(note("There are no words in this text."));
    return;
  }
  const isTagged = sentences.some((one) => one.tokens.some((token) => token.upos));
  if (!isTagged) {
    panel.append(note("There is no model of this language: the text is cut into words, not tagged."));
  }
  const list = element("ol", { className: "sentences", role: "list" });
  list.ariaLabel = "Words; arrow keys go from word to word";
  panel.append(list);
  await drawCapped(panel, sentences, signal, function* (sentence, room) {
    const line = element("p", { dir: "auto", lang: sentence.language ?? result.language });
    list.append(element("li", {}, line));
    return yield* drawText(line, result.text, sentence.tokens, room,
      (unit) => wordButton(unit, sentence, result.text), sentence.entities);
  });
  if (isTagged && !signal.aborted) panel.append(legend(sentences));
}

/** The words as they stand in the text, with what is between them; answers how many were drawn. */
function* drawText(line, text, tokens, room, draw, entities = []) {
  let place = tokens[0]?.utf16Start ?? 0;
  let parent = line;
  let open = null;
  const all = unitsOf(tokens);
  const units = all.slice(0, room);
  for (const unit of units) {
    if (open && unit.first >= open.tokenEnd) [parent, open] = [line, null];
    parent.append(text.slice(place, unit.start));
    const begun = !open && entities.find((one) => one.tokenStart <= unit.last && one.tokenEnd > unit.first);
    if (begun) {
      open = begun;
      parent = entityMark(begun);
      line.append(parent);
    }
    parent.append(draw(unit));
    place = unit.end;
    yield;
  }
  if (units.length < all.length) line.append("…");
  return units.length;
}

/** Words that share a place, such as "in" and "dem" of "im", are one unit, which the text shows. */
function unitsOf(tokens) {
  const units = [];
  tokens.forEach((token, index) => {
    const before = units.at(-1);
    if (before && token.utf16Start < before.end) {
      before.end = Math.max(before.end, token.utf16End);
      before.last = index;
    } else {
      units.push({ start: token.utf16Start, end: token.utf16End, first: index, last: index });
    }
  });
  return units;
}

function entityMark({ type }) {
  const name = element("span", { className: "type", lang: "en", dir: "ltr", title: entityNames[type] ?? "" }, type);
  return element("mark", { className: "entity" }, name);
}

function wordButton(unit, sentence, text) {
  const tokens = sentence.tokens.slice(unit.first, unit.last + 1);
  const tags = tokens.map((token) => token.upos).filter(Boolean).join("+");
  const isPlain = tags === "PUNCT";
  const button = wordAndLabel("button", text.slice(unit.start, unit.end), tags, isPlain ? "unseen" : "label");
  Object.assign(button, { type: "button", tabIndex: -1 });
  button.className += ` ${tagClass(tokens[0].upos)}`;
  explanations.set(button, () => tokens.map((token) => explanation(token, sentence)));
  return button;
}

function wordAndLabel(name, word, label, className = "label") {
  const below = label ? [element("span", { className, lang: "en", dir: "ltr" }, label)] : [];
  return element(name, { className: "word" }, element("span", { className: "form" }, word), ...below);
}

/** The colour of a tag. Those of no standard have none. */
function tagClass(tag) {
  return Object.hasOwn(tagNames, tag) ? tag : "untagged";
}

function explanation(token, sentence) {
  const index = sentence.tokens.indexOf(token);
  const entity = sentence.entities?.find(({ tokenStart, tokenEnd }) => tokenStart <= index && index < tokenEnd);
  const rows = [];
  const add = (term, value, probability) => {
    if (value === undefined || value === "_") return;
    const sure = probability === undefined ? [] : [element("span", { className: "sure" }, percent(probability))];
    rows.push(element("dt", {}, term), element("dd", {}, element("span", { dir: "auto" }, value), ...sure));
  };
  const tagName = tagNames[token.upos];
  add("Part of speech", tagName ? `${token.upos}, ${tagName}` : token.upos, token.uposProbability);
  add("Lemma", token.lemma, token.lemmaProbability);
  add("XPOS", token.xpos, token.xposProbability);
  add("Features", token.feats?.replaceAll("|", ", ").replaceAll("=", "\u2009=\u2009"), token.featsProbability);
  if (token.head !== undefined) {
    const head = sentence.tokens[token.head]?.text;
    add("Relation", head === undefined ? token.deprel : `${token.deprel} of ${head}`, token.deprelProbability);
  }
  if (entity) add("Name", `${entity.type}, ${entity.text}`, entity.probability);
  return [element("p", { dir: "auto" }, token.text), element("dl", {}, ...rows)];
}

function legend(sentences) {
  const counts = new Map();
  for (const { tokens } of sentences) {
    for (const { upos } of tokens) if (upos) counts.set(upos, (counts.get(upos) ?? 0) + 1);
  }
  const rows = [...counts].sort(([, one], [, other]) => other - one).map(([tag, count]) =>
    element("li", {}, element("span", { className: `key ${tagClass(tag)}` }, tag),
      `${tagNames[tag] ?? ""} ${digits(count)}`));
  return element("section", { className: "legend" },
    element("h3", {}, "Parts of speech"), element("ul", {}, ...rows));
}

// Trees

export async function drawTrees(panel, result, signal) {
  const { sentences } = result.tagged;
  if (!sentences.some((one) => one.tokens.some((token) => token.head !== undefined))) {
    panel.append(note("This model finds no trees. The English ones do."));
    return;
  }
  const trees = element("div", { className: "trees" });
  panel.append(trees);
  await drawCapped(panel, sentences, signal, function* (sentence, room) {
    const count = sentence.tokens.length;
    const isDrawn = count <= Math.min(longestTree, room);
    trees.append(element("div", { className: "tree", dir: "auto", lang: sentence.language ?? result.language },
      isDrawn ? branches(sentence.tokens, -1) : note(`A sentence of ${count} words is too long to draw.`)));
    yield;
    return count;
  });
}

function branches(tokens, head) {
  const below = tokens.flatMap((token, index) => (token.head === head ? [[token, index]] : []));
  return element("ul", {}, ...below.map(([token, index]) => {
    const line = element("span", { className: `node ${tagClass(token.upos)}` },
      element("span", { className: "form" }, token.text), " ",
      element("span", { className: "relation", lang: "en", dir: "ltr" }, token.deprel ?? ""));
    const hasMore = tokens.some((one) => one.head === index);
    return element("li", {}, line, ...(hasMore ? [branches(tokens, index)] : []));
  }));
}

// Sentiment

export async function drawSentiment(panel, answer, result, signal) {
  const rows = answer.labels.map(({ label, probability }) => {
    const bar = element("span", { className: "bar", ariaHidden: "true" });
    bar.style.inlineSize = `${probability * 100}%`;
    return element("tr", {}, element("th", { scope: "row" }, label),
      element("td", {}, percent(probability)), element("td", { className: "bars" }, bar));
  });
  const score = answer.sentiment === undefined ? "" : `, ${answer.sentiment.toFixed(2)} on a scale from \u22121 to 1`;
  panel.append(
    element("p", { className: "verdict" }, answer.label + score.replace("-", "\u2212")),
    element("table", { className: "labels" },
      element("caption", { className: "unseen" }, "How probable each label is"), element("tbody", {}, ...rows)),
    element("h3", {}, "What the words weigh"),
    note("The stronger a word's shade, the more of the decision rests on it; large shares are written below."));
  const line = element("p", { dir: "auto", lang: result.language });
  panel.append(element("div", { className: "sentences" }, line));
  const heaviest = answer.tokens.reduce((most, { weight }) => Math.max(most, weight), 0.01);
  await drawCapped(panel, [answer], signal, function* (_, room) {
    return yield* drawText(line, result.text, answer.tokens, room, (unit) => {
      const { weight } = answer.tokens[unit.first];
      const share = weight < leastWritten ? "" : percent(weight);
      const word = wordAndLabel("span", result.text.slice(unit.start, unit.end), share);
      word.classList.add(`shade-${Math.round((weight / heaviest) * 5)}`);
      return word;
    });
  });
}

// What views share

/** An element; strings become text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function digits(number) {
  return number.toLocaleString("en");
}

export function percent(part) {
  return percents.format(part).replace("%", "\u202f%");
}

/**
 * Runs a generator to its end in slices of some milliseconds, between which the page can scroll,
 * and take keys; stops where the signal says so.
 */
export async function runInSlices(steps, signal) {
  let sliceEnd = performance.now() + 8;
  for (const _ of steps) {
    if (performance.now() < sliceEnd) continue;
    await new Promise((resume) => setTimeout(resume));
    if (signal.aborted) return;
    sliceEnd = performance.now() + 8;
  }
}

function note(message) {
  return element("p", { className: "note" }, message);
}

/** Draws until the page holds so many words that more would make it slow, and says so. */
async function drawCapped(panel, items, signal, draw) {
  const all = items.reduce((sum, item) => sum + item.tokens.length, 0);
  let room = mostWords;
  await runInSlices((function* () {
    for (const item of items) {
      if (room <= 0) return;
      room -= yield* draw(item, room);
    }
  })(), signal);
  if (!signal.aborted && all > mostWords) {
    const drawn = `Drawn are the first ${digits(mostWords)} of ${digits(all)} words.`;
    panel.prepend(note(`${drawn} CoNLL-U, TSV and JSON hold all.`));
  }
}
