// Run in the page: the contrast of each text with what is behind it, and the controls without a name.

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Red, green, blue and opacity from 0 to 1, whatever notation the browser answers. */
function colour(notation) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = notation;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
}

function over([red, green, blue, opacity], below) {
  return [red, green, blue].map((part, index) => part * opacity + below[index] * (1 - opacity));
}

function behind(node) {
  const layers = [];
  for (let one = node; one; one = one.parentElement) layers.push(colour(getComputedStyle(one).backgroundColor));
  return layers.reduceRight((below, layer) => over(layer, below), [1, 1, 1]);
}

function luminance(parts) {
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(node, notation) {
  const below = behind(node);
  const lights = [luminance(over(colour(notation), below)), luminance(below)];
  return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
}

function isSeen(node) {
  return node.checkVisibility({ checkVisibilityCSS: true }) && !node.closest(".unseen");
}

const contrasts = [];
for (const node of document.body.querySelectorAll("*")) {
  const holdsText = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  if (!isSeen(node) || !(holdsText || node.matches("textarea"))) continue;
  const text = node.textContent.trim().slice(0, 40);
  contrasts.push({ text, ratio: ratio(node, getComputedStyle(node).color) });
  if (node.matches("textarea")) {
    contrasts.push({ text: "placeholder", ratio: ratio(node, getComputedStyle(node, "::placeholder").color) });
  }
}

const controls = document.querySelectorAll("a, button, input, select, textarea, [role], [tabindex='0'], section");
const unnamed = ["status", "alert", "tooltip"];
const nameless = [...controls].filter((node) => {
  if (unnamed.includes(node.role) || !isSeen(node)) return false;
  const labels = node.getAttribute("aria-labelledby")?.split(" ") ?? [];
  const isNamedByText = node.matches("a, button");
  const name = node.getAttribute("aria-label") || labels.map((id) => document.getElementById(id)?.textContent).join("")
    || [...(node.labels ?? [])].map((label) => label.textContent).join("")
    || node.querySelector(":scope > h3")?.textContent || (isNamedByText ? node.textContent : "");
  return !name.trim();
}).map((node) => node.outerHTML.slice(0, 120));

return { contrasts, nameless };
