// Shows how far a check is. Without it the page is loaded anew from time to time, or by its link.
"use strict";
(() => {
  const box = document.querySelector("[data-events]");
  if (!box || !window.EventSource) return;
  const text = box.querySelector("[data-text]");
  const bar = box.querySelector("[data-bar]");
  const source = new EventSource(box.dataset.events);
  source.addEventListener("progress", (event) => {
    const told = JSON.parse(event.data);
    text.textContent = told.text;
    bar.max = told.all || 1;
    bar.value = told.done;
  });
  source.addEventListener("over", () => {
    source.close();
    location.reload();
  });
})();
