// A picture drawn by the server: what is clicked in it opens its evidence.
import { lightEvidence, offerPng } from "./pictures.js";

for (const frame of document.querySelectorAll(".frame")) {
  frame.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const address = link && link.getAttribute("href");
    if (address && address.startsWith("#")) { event.preventDefault(); lightEvidence(address.slice(1)); }
  });
}
offerPng();
