/* Keys of the pages that decide: each presses a button that stands on the page, so that nothing is done that cannot be
   seen. In a field keys write; Escape leaves it and closes what is open. */

const inField = (element) => element.closest("input, select, textarea, [contenteditable]");
const drawers = [...document.querySelectorAll("details[data-opens]")];

function open(drawer) {
  for (const other of drawers) other.open = other === drawer;
  const first = drawer.querySelector("input:not([type=hidden]), select, textarea, button");
  if (first) first.focus();
  if (first instanceof HTMLInputElement) first.select();
}

function close() {
  for (const drawer of drawers) drawer.open = false;
  document.activeElement?.blur();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    close();
    return;
  }
  if (inField(event.target) || event.repeat) return;
  const key = event.key.toLowerCase();
  const drawer = drawers.find((one) => one.dataset.opens === key);
  const opened = drawers.find((one) => one.open);
  const digit = /^[1-9]$/.test(key) && opened?.querySelector(`[data-digit="${key}"]`);
  const pressed = digit || document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  if (drawer) open(drawer);
  else if (pressed) pressed.click();
  else return;
  event.preventDefault();
});

const quote = document.getElementById("quote");
const text = quote?.closest(".text");
if (text) text.scrollTop = quote.offsetTop - text.clientHeight / 3;
