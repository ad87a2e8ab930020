// The map that can be moved: the same spots as in the picture, from the page's own JSON twin and the app's own borders.
import { lightEvidence, offerPng } from "./pictures.js";

const COLOURS = { taken: "#1b6e43", lost: "#a3271f", attack: "#a3271f", event: "#5a3d7a" };
const INK = "#44546a";
const frame = document.getElementById("map");
offerPng();
if (frame) {
  frame.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const address = link && link.getAttribute("href");
    if (address && address.startsWith("#")) { event.preventDefault(); lightEvidence(address.slice(1)); }
  });
  const tools = document.querySelector("[data-tools]");
  const [live, still] = ["live", "still"].map((what) => tools.querySelector(`[data-do="${what}"]`));
  tools.hidden = false;
  let drawn = null;
  live.addEventListener("click", async () => {
    const view = await (await fetch(frame.dataset.map)).json();
    drawn = await show(frame, view);
    live.hidden = true;
    still.hidden = false;
  });
  still.addEventListener("click", () => {
    const box = drawn.getContainer();
    drawn.remove();
    box.remove();
    frame.querySelector(".patterns").remove();
    frame.classList.remove("live");
    live.hidden = false;
    still.hidden = true;
  });
}

async function show(frame, view) {
  const { west, south, east, north } = view.box;
  const codes = [...new Set(view.places.located.map((one) => one.spot.country).filter(Boolean))];
  const wide = (east - west) / 2, high = (north - south) / 2;
  const box = new URLSearchParams({ west: Math.max(-180, west - wide), east: Math.min(180, east + wide), south: Math.max(-85, south - high), north: Math.min(85, north + high) });
  for (const code of codes) box.append("code", code);
  const shapes = await (await fetch(`${frame.dataset.shapes}?${box}`)).json();
  frame.append(patterns(frame));
  frame.classList.add("live");
  const ground = document.createElement("div");
  ground.className = "leaflet";
  frame.append(ground);
  const map = L.map(ground, { minZoom: 2, maxZoom: 10, attributionControl: true, zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  map.fitBounds([[south, west], [north, east]]);
  map.attributionControl.setPrefix(false).addAttribution(text(frame.dataset.whose));
  const borders = frame.dataset.borders;
  const line = borders === "none" ? { stroke: false } : { color: "#7a7a74", weight: 1.2 };
  const land = { fillColor: "#fbfaf7", fillOpacity: 1, interactive: false, ...line };
  L.geoJSON(shapes.far, { style: land }).addTo(map);
  L.geoJSON(shapes.near, { style: land }).addTo(map);
  if (borders === "provinces") L.geoJSON(shapes.provinces, { style: { color: "#b9b4a6", weight: 1, fill: false, interactive: false } }).addTo(map);
  const named = new Map(shapes.provinces.features.concat(shapes.near.features, shapes.far.features).map((one) => [one.properties.code, one]));
  const order = ["country", "province", "circle", "point"];
  const spots = [...together(view.places.located)].sort((a, b) => order.indexOf(a.spot.precision) - order.indexOf(b.spot.precision));
  for (const site of spots) draw(site, map, named, view.addresses);
  map.on("click", (event) => fill(event.latlng));
  return map;
}

// The hatching of the picture, which is not drawn while the picture is away.
function patterns(frame) {
  const held = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  held.setAttribute("class", "patterns");
  held.setAttribute("aria-hidden", "true");
  const defs = frame.querySelector("defs").cloneNode(true);
  for (const pattern of defs.children) pattern.id = `live-${pattern.id}`;
  held.append(defs);
  return held;
}

// Places that lie at the same spot, together.
function together(located) {
  const at = new Map();
  for (const one of located) {
    const { precision, latitude, longitude, radius_km, code } = one.spot;
    const key = [precision, latitude, longitude, radius_km, code].join(" ");
    if (!at.has(key)) at.set(key, { spot: one.spot, marks: [] });
    at.get(key).marks.push(...one.marks);
  }
  return at.values();
}

function draw(site, map, named, addresses) {
  const { spot, marks } = site;
  const colour = COLOURS[marks[0].kind] || INK;
  const unreviewed = marks.every((mark) => mark.unreviewed === mark.tellings.length);
  const look = { color: colour, weight: 2, dashArray: unreviewed ? "4 3" : null, fillColor: unreviewed ? "#fff" : colour, fillOpacity: 0.85 };
  let drawn;
  if (spot.precision === "point") drawn = L.circleMarker([spot.latitude, spot.longitude], { radius: 7, ...look });
  else if (spot.precision === "circle") drawn = L.circle([spot.latitude, spot.longitude], { radius: spot.radius_km * 1000, ...look, fillColor: colour, fillOpacity: 0.12 });
  else if (named.has(spot.code)) drawn = L.geoJSON(named.get(spot.code), { style: { color: colour, weight: 1, fillColor: `url(#live-in-${spot.precision})`, fillOpacity: 1 } });
  if (!drawn) return;
  drawn.addTo(map).bindPopup(() => listed(site, addresses), { maxWidth: 320 });
  const label = document.createElement("bdi");
  label.textContent = spot.precision === "country" ? "" : spot.name;
  if (label.textContent) drawn.bindTooltip(label, { permanent: true, direction: "bottom", className: "place-name", interactive: false });
}

function listed(site, addresses) {
  const list = document.createElement("ul");
  list.className = "plain";
  for (const mark of site.marks) {
    const item = document.createElement("li");
    const door = document.createElement("a");
    door.href = `#${addresses[mark.id]}`;
    const name = document.createElement("bdi");
    name.textContent = mark.name;
    door.append(name);
    door.addEventListener("click", (event) => { event.preventDefault(); lightEvidence(addresses[mark.id]); });
    item.append(door, document.createTextNode(` ${mark.times.slice(0, 2).join("; ")}`));
    list.append(item);
  }
  return list;
}

// A click on the map fills the form that is open.
function fill(at) {
  const form = document.querySelector(".placing[open] form");
  if (!form) return;
  form.elements.latitude.value = at.lat.toFixed(2);
  form.elements.longitude.value = (((at.lng + 540) % 360) - 180).toFixed(2);
}

function text(words) {
  const span = document.createElement("span");
  span.textContent = words;
  return span.innerHTML;
}
