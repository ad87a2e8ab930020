// The highlighter: a claim lights up with its words, and words that are selected become the quote of a new claim.
// Offsets count code points of the stored text, as everywhere; each run of the text says where it starts.

const reader = document.querySelector(".reader");
const form = document.querySelector(".by-hand");

function light(ids, on) {
  for (const id of ids) {
    document.getElementById(`card-${id}`)?.classList.toggle("lit", on);
    for (const mark of reader.querySelectorAll(`[data-claims~="${id}"]`)) mark.classList.toggle("lit", on);
  }
}

for (const card of document.querySelectorAll(".card")) {
  const ids = [card.dataset.claim];
  card.addEventListener("mouseenter", () => light(ids, true));
  card.addEventListener("mouseleave", () => light(ids, false));
  card.addEventListener("focusin", () => light(ids, true));
  card.addEventListener("focusout", () => light(ids, false));
}
for (const mark of reader.querySelectorAll("[data-claims]")) {
  const ids = mark.dataset.claims.split(" ");
  mark.addEventListener("mouseenter", () => light(ids, true));
  mark.addEventListener("mouseleave", () => light(ids, false));
}

/** Where a point of a selection stands in the stored text; null outside of it. */
function offsetOf(node, at) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[at] ?? node;
  const run = element?.closest?.("[data-start]");
  if (!run || !run.matches("mark, span, a")) return null;
  const start = Number(run.dataset.start);
  if (node.nodeType !== Node.TEXT_NODE) return start;
  return start + [...node.data.slice(0, at)].length;
}

/** The words of the stored text that a selection covers, without the numbers that stand between them. */
function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !reader.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  const copy = range.cloneContents();
  for (const refs of copy.querySelectorAll(".refs, .cards, .note-back")) refs.remove();
  const words = copy.textContent;
  return start === null || !words.trim() ? null : { start, words, box: range.getBoundingClientRect() };
}

const button = document.createElement("button");
button.type = "button";
button.className = "use-selection main";
button.textContent = form.dataset.use;
button.hidden = true;
document.body.append(button);

document.addEventListener("selectionchange", () => {
  const found = selected();
  button.hidden = found === null;
  if (found === null) return;
  button.style.top = `${found.box.bottom + scrollY + 6}px`;
  button.style.left = `${Math.max(8, found.box.left + scrollX)}px`;
});

button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", () => {
  const found = selected();
  if (found === null) return;
  form.elements.quote.value = found.words;
  form.elements.start.value = found.start;
  button.hidden = true;
  form.scrollIntoView({ block: "center" });
  form.elements.subject.focus();
});
form.elements.quote.addEventListener("input", () => { form.elements.start.value = ""; });
