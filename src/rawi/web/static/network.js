// The network that can be moved: the same nodes at the same places as in the picture, from the page's own JSON twin.
import cytoscape from "./vendor/cytoscape.esm.min.js";
import { lightEvidence, offerPng } from "./pictures.js";

const COLOURS = { plus: "#1b6e43", minus: "#a3271f", none: "#44546a" };
const SHAPES = { Group: "ellipse", Person: "diamond", State: "rectangle", Organization: "round-rectangle", Community: "round-rectangle" };
const FILLS = { Group: "#dfe9f3", Person: "#f6ecd6", State: "#e7e3f2", Organization: "#e4efe5", Community: "#f3e3e6" };

const frame = document.getElementById("network");
if (frame) {
  const tools = document.querySelector("[data-tools]");
  tools.hidden = false;
  let drawn = null;
  const button = (what) => tools.querySelector(`[data-do="${what}"]`);
  const shown = (live) => {
    frame.classList.toggle("live", live);
    for (const what of ["still", "fit", "again"]) button(what).hidden = !live;
    button("live").hidden = live;
    if (!live && drawn) { drawn.container().remove(); drawn.destroy(); drawn = null; }
  };
  button("live").addEventListener("click", async () => {
    const answer = await fetch(frame.dataset.network);
    if (!answer.ok) return;
    shown(true);
    drawn = live(frame, await answer.json());
  });
  button("still").addEventListener("click", () => shown(false));
  button("fit").addEventListener("click", () => drawn.animate({ fit: { padding: 30 }, duration: 200 }));
  button("again").addEventListener("click", () => arrange(drawn));
  frame.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const address = link && link.getAttribute("href");
    if (address && address.startsWith("#")) { event.preventDefault(); lightEvidence(address.slice(1)); }
  });
  offerPng();
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / (getComputedStyle(frame).direction === "rtl" ? -2 : 2);
}

function live(frame, view) {
  const box = document.createElement("div");
  frame.append(box);
  const nodes = view.network.nodes.map((node) => ({
    data: { id: node.id, label: node.name, shape: SHAPES[node.type] || "ellipse", fill: FILLS[node.type] || "#fff", border: node.unresolved ? "dashed" : "solid", size: node.step ? 18 : 28, ...edgeOfLabel(view.places[node.id]) },
    position: { x: view.places[node.id].x, y: view.places[node.id].y },
  }));
  const edges = view.network.edges.map((edge) => ({
    data: { id: edge.id, source: edge.source, target: edge.target, colour: edge.negated ? "#5b5b57" : COLOURS[edge.sign], width: Math.min(4, 1.2 + 0.7 * edge.known_origins.length), line: edge.unreviewed === edge.tellings.length ? "dashed" : "solid", arrow: edge.directed ? "triangle" : "none", mark: { plus: "+", minus: "−", none: edge.contested ? "≠" : "" }[edge.sign], halo: edge.contested ? 0.55 : 0, faint: edge.holds === "possible" ? 0.6 : 1 },
  }));
  const graph = cytoscape({
    container: box,
    elements: { nodes, edges },
    layout: { name: "preset", padding: 30 },
    minZoom: 0.1,
    maxZoom: 4,
    style: [
      { selector: "node", style: { label: "data(label)", shape: "data(shape)", "background-color": "data(fill)", "border-width": 1.5, "border-color": "#1d1d1b", "border-style": "data(border)", width: "data(size)", height: "data(size)", "font-size": 13, "font-family": "Noto Sans, Noto Sans Arabic, sans-serif", "text-halign": "data(across)", "text-valign": "data(down)", "text-margin-x": "data(off)", "text-margin-y": "data(below)", "text-max-width": 190, "text-wrap": "ellipsis", "text-outline-color": "#fff", "text-outline-width": 2, "min-zoomed-font-size": 5 } },
      { selector: "edge", style: { "curve-style": "bezier", "line-color": "data(colour)", "line-style": "data(line)", "line-opacity": "data(faint)", width: "data(width)", "target-arrow-shape": "data(arrow)", "target-arrow-color": "data(colour)", label: "data(mark)", color: "data(colour)", "font-size": 14, "text-background-color": "#fff", "text-background-opacity": 1, "text-background-shape": "round-rectangle", "text-background-padding": 2, "underlay-color": "#f3c58b", "underlay-opacity": "data(halo)", "underlay-padding": 3 } },
      { selector: ":selected", style: { "overlay-color": "#0b5563", "overlay-opacity": 0.25 } },
      { selector: ".aside", style: { opacity: 0.15 } },
    ],
  });
  graph.on("tap", "edge", (event) => lightEvidence(event.target.id()));
  graph.on("tap", "node", (event) => {
    const near = event.target.closedNeighborhood();
    graph.elements().addClass("aside");
    near.removeClass("aside");
  });
  graph.on("dbltap", "node", (event) => { location.href = frame.dataset.dossier.replace("ID", encodeURIComponent(event.target.id())); });
  graph.on("tap", (event) => { if (event.target === graph) graph.elements().removeClass("aside"); });
  return graph;
}

function edgeOfLabel(place) {
  if (place.anchor === "middle") return { across: "center", down: "bottom", off: 0, below: 5 };
  return { across: place.anchor === "start" ? "right" : "left", down: "center", off: place.anchor === "start" ? 5 : -5, below: 0 };
}

function arrange(graph) {
  const many = graph.nodes().length > 120;
  graph.layout(many ? { name: "concentric", minNodeSpacing: 26, animate: false } : { name: "cose", animate: false, nodeRepulsion: () => 90000, idealEdgeLength: () => 130, numIter: 600, randomize: false }).run();
}
