// What the pictures share: the evidence of what was clicked, and a PNG of the masked file.

export function lightEvidence(id) {
  const target = document.getElementById(id);
  if (!target) return;
  const value = target.closest("details") || target;
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  value.classList.add("lit");
  if (value instanceof HTMLDetailsElement) value.open = true;
  value.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  const summary = value.querySelector("summary");
  if (summary) summary.focus({ preventScroll: true });
  history.replaceState(null, "", `#${id}`);
}

// The masked SVG is asked for like any file that leaves, and drawn here at twice its size.
export function offerPng() {
  for (const button of document.querySelectorAll("[data-png]")) {
    button.hidden = false;
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      const form = button.form;
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
      if (!answer.ok) { form.requestSubmit(form.querySelector("button:not([data-png])")); return; }
      const svg = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
      const image = new Image();
      image.src = svg;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * 2;
      canvas.height = image.naturalHeight * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(svg);
      canvas.toBlob((blob) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = `${location.pathname.split("/").pop() || "picture"}.png`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      }, "image/png");
    });
  }
}
