/** An element; strings become text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const percents = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

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
