// The page viewer: zoom, rotation, keys, boxes drawn by hand. Without it the page, its boxes and all forms work.
// Only the CSSOM is touched for looks (element.style.width), which the content security policy allows.

const root = document.documentElement;
const scroll = document.querySelector("[data-scroll]");
const sheet = document.querySelector("[data-sheet]");
const boxes = document.querySelector("[data-boxes]");
const help = document.getElementById("v-help");
const STEP = 1.2;
const [SMALLEST, LARGEST] = [0.1, 6]; // of the width of the column
const SVG = "http://www.w3.org/2000/svg";
root.classList.add("js");

// What one sets stays for the session: going through a file must not mean zooming on every page.
const kept = {
  get: (name, otherwise) => JSON.parse(sessionStorage.getItem(`viewer.${name}`) ?? JSON.stringify(otherwise)),
  set: (name, value) => sessionStorage.setItem(`viewer.${name}`, JSON.stringify(value)),
};

// --- zoom and rotation -------------------------------------------------------------------------------------------------

let zoom = kept.get("zoom", "width"); // "width", "page", or the sheet's width as a multiple of the column's
let turned = 0; // degrees clockwise
let room = null;

function wrap() {
  room = document.createElement("div");
  room.className = "v-room";
  sheet.before(room);
  room.append(sheet);
}

function shape() {
  const image = sheet.querySelector("img");
  if (image) return image.naturalWidth ? image.naturalHeight / image.naturalWidth : 297 / 210;
  return 1.414;
}

function factor() {
  const ratio = shape();
  const upended = turned % 180 !== 0;
  const [width, height] = [scroll.clientWidth - 16, scroll.clientHeight - 16];
  if (typeof zoom === "number") return zoom;
  const fit = upended ? 1 / ratio : 1; // so that what lies across fits the column
  if (zoom === "width") return fit;
  return Math.min(fit, (height / width) * (upended ? 1 : 1 / ratio));
}

function place() {
  if (!sheet) return;
  const times = factor();
  const width = (scroll.clientWidth - 16) * times;
  const height = width * shape();
  const upended = turned % 180 !== 0;
  room.style.width = `${upended ? height : width}px`;
  room.style.height = `${upended ? width : height}px`;
  sheet.style.width = `${width}px`;
  sheet.style.height = `${height}px`;
  sheet.style.transform = `translate(-50%, -50%) rotate(${turned}deg)`;
  document.querySelector("[data-scale]").textContent = `${Math.round(times * 100)}%`;
  for (const name of ["width", "page"]) press(name, zoom === name);
}

function press(name, on) {
  document.querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", on);
}

// Zooms so that what lies under (x, y), in pixels of the column, stays where it is.
function zoomTo(next, x = scroll.clientWidth / 2, y = scroll.clientHeight / 2) {
  const before = room.getBoundingClientRect();
  const frame = scroll.getBoundingClientRect();
  const at = [(frame.left + x - before.left) / before.width, (frame.top + y - before.top) / before.height];
  zoom = typeof next === "number" ? Math.min(LARGEST, Math.max(SMALLEST, next)) : next;
  kept.set("zoom", zoom);
  place();
  const after = room.getBoundingClientRect();
  scroll.scrollLeft += after.left + at[0] * after.width - (frame.left + x);
  scroll.scrollTop += after.top + at[1] * after.height - (frame.top + y);
}

const acts = {
  in: () => zoomTo(factor() * STEP),
  out: () => zoomTo(factor() / STEP),
  width: () => zoomTo("width"),
  page: () => zoomTo("page"),
  turn: () => { turned = (turned + 90) % 360; place(); },
  boxes: () => showBoxes(root.classList.contains("no-boxes")),
  help: () => help.showModal(),
};

function showBoxes(on) {
  root.classList.toggle("no-boxes", !on);
  press("boxes", on);
  kept.set("boxes", on);
}

if (sheet) {
  wrap();
  place();
  sheet.querySelector("img")?.addEventListener("load", () => { place(); toFinding(); });
  addEventListener("resize", place);
  scroll.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const frame = scroll.getBoundingClientRect();
    zoomTo(factor() * (event.deltaY < 0 ? STEP : 1 / STEP), event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });
  document.querySelector(".v-zoom").addEventListener("click", (event) => {
    acts[event.target.closest("[data-do]")?.dataset.do]?.();
  });
  showBoxes(kept.get("boxes", true));
  toFinding();
} else {
  document.querySelector(".v-zoom").hidden = true;
}

// The place of the finding one came for is brought into view.
function toFinding() {
  const now = boxes?.querySelector("rect.now");
  if (!now) return;
  const [frame, spot] = [scroll.getBoundingClientRect(), now.getBoundingClientRect()];
  if (spot.top < frame.top || spot.bottom > frame.bottom) {
    scroll.scrollTop += spot.top - frame.top - Math.max(24, (frame.height - spot.height) / 3);
  }
}

// --- keys ----------------------------------------------------------------------------------------------------------------

const letters = document.querySelector("[data-letters]");
letters.checked = localStorage.getItem("viewer.letters") !== "off"; // whoever uses speech input can turn them off
letters.addEventListener("change", () => localStorage.setItem("viewer.letters", letters.checked ? "on" : "off"));

const go = (name) => document.querySelector(`[data-go=${name}]`)?.click();
const ARROWS = { ArrowLeft: () => go("previous-page"), ArrowRight: () => go("next-page") };
const KEYS = {
  j: () => go("next-finding"),
  k: () => go("previous-finding"),
  u: () => go("next-unknown"),
  "+": acts.in,
  "=": acts.in,
  "-": acts.out,
  0: acts.width,
  9: acts.page,
  r: acts.turn,
  h: acts.boxes,
  "?": acts.help,
  "？": acts.help,
  e: () => {
    const fold = document.querySelector("[data-kind]");
    if (!fold) return;
    fold.open = true;
    fold.querySelector("[data-filter]").focus();
  },
};
const ON_SHEET = new Set(["+", "=", "-", "0", "9", "r", "h"]);

addEventListener("keydown", (event) => {
  if (event.key === "Escape") stopDrawing();
  if (event.ctrlKey || event.altKey || event.metaKey || help.open) return;
  // The focus stays on the box in the help for a moment after the help has closed: that is nobody typing.
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (typing && !help.contains(typing)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = ARROWS[key] ?? (letters.checked ? KEYS[key] : undefined);
  if (!act || (ON_SHEET.has(key) && !sheet)) return;
  event.preventDefault();
  act();
});

// --- boxes -----------------------------------------------------------------------------------------------------------------

function rect(className) {
  const found = boxes.querySelector(`rect.${className}`) ?? boxes.appendChild(document.createElementNS(SVG, "rect"));
  found.setAttribute("class", className);
  return found;
}

function lay(box, className) {
  const [x0, y0, x1, y1] = box.map((edge) => edge * 1000);
  const one = rect(className);
  for (const [name, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) {
    one.setAttribute(name, value);
  }
  return one;
}

// A row that is pointed at, or focused, shows its place on the page.
for (const row of document.querySelectorAll("[data-box]")) {
  const show = () => boxes && lay(row.dataset.box.split(",").map(Number), "hint");
  const hide = () => boxes?.querySelector("rect.hint")?.remove();
  row.addEventListener("mouseenter", show);
  row.addEventListener("mouseleave", hide);
  row.addEventListener("focusin", show);
  row.addEventListener("focusout", hide);
}

// A field that is opened can be typed into at once.
for (const row of document.querySelectorAll(".v-fields details")) {
  row.addEventListener("toggle", () => row.open && row.querySelector("input[name=value]")?.select());
}

let drawing = null; // the form that waits for a box
let start = null;

function point(event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(boxes.getScreenCTM().inverse());
  return [Math.min(1000, Math.max(0, at.x)) / 1000, Math.min(1000, Math.max(0, at.y)) / 1000];
}

function stopDrawing() {
  drawing = start = null;
  root.classList.remove("drawing");
}

for (const button of document.querySelectorAll("[data-draw]")) {
  button.hidden = !boxes;
  button.addEventListener("click", () => {
    drawing = button.closest("form");
    root.classList.add("drawing");
    drawing.querySelector("[data-drawn]").textContent = "在图上拖出一个框";
    scroll.focus();
  });
}

boxes?.addEventListener("pointerdown", (event) => {
  if (!drawing || event.button) return;
  event.preventDefault();
  boxes.setPointerCapture(event.pointerId);
  start = point(event);
});
boxes?.addEventListener("pointermove", (event) => start && lay(between(start, point(event)), "drawn"));
boxes?.addEventListener("pointerup", (event) => {
  if (!start) return;
  const box = between(start, point(event));
  const large = box[2] - box[0] > 0.004 && box[3] - box[1] > 0.002; // less is a click
  if (large) drawing.elements.box.value = box.map((edge) => edge.toFixed(4)).join(",");
  drawing.querySelector("[data-drawn]").textContent = large ? "已框选" : "框太小，没有采用";
  stopDrawing();
});
boxes?.addEventListener("click", (event) => root.classList.contains("drawing") && event.preventDefault(), true);

function between([a, b], [c, d]) {
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

// A page that is larger than the column is dragged with the mouse.
scroll?.addEventListener("pointerdown", (event) => {
  if (drawing || event.button || event.pointerType !== "mouse" || event.target.closest("a")) return;
  const [x, y] = [event.clientX + scroll.scrollLeft, event.clientY + scroll.scrollTop];
  const move = (moved) => scroll.scrollTo(x - moved.clientX, y - moved.clientY);
  addEventListener("pointermove", move);
  addEventListener("pointerup", () => removeEventListener("pointermove", move), { once: true });
});
sheet?.addEventListener("dragstart", (event) => event.preventDefault());

// --- lists -------------------------------------------------------------------------------------------------------------------

// The kinds that hold what is typed; the options are put back, not hidden: not every browser hides them.
const filter = document.querySelector("[data-filter]");
if (filter) {
  const select = document.getElementById(filter.dataset.filter);
  const groups = [...select.children].map((group) => [group, [...group.children]]);
  filter.addEventListener("input", () => {
    const words = filter.value.trim();
    for (const [group, options] of groups) {
      group.replaceChildren(...options.filter((option) => [...words].every((letter) => option.text.includes(letter))));
    }
    const first = select.querySelector("option");
    if (words && first) first.selected = true;
  });
}

// The lists stay where they were; the page looked at is in sight.
for (const list of document.querySelectorAll("[data-keep=list]")) {
  list.scrollTop = kept.get("list", 0);
  addEventListener("pagehide", () => kept.set("list", list.scrollTop));
  const here = list.querySelector("[aria-current]");
  if (here) {
    const [frame, spot] = [list.getBoundingClientRect(), here.getBoundingClientRect()];
    if (spot.top < frame.top || spot.bottom > frame.bottom) here.scrollIntoView({ block: "center" });
  }
}
