// Keeps what was typed into a form until the service has taken it: where it is refused, or the login has ended meanwhile, the
// page of the form puts it back. It lies in this tab only, for the person who typed it, without passwords and files.
"use strict";
(() => {
  const KEPT = "kept";
  const here = location.pathname + location.search;
  const forms = () => [...document.querySelectorAll("main form[method=post]")];
  const fields = (form) => [...form.elements].filter((one) => one.name && !["hidden", "password", "file", "submit", "button"].includes(one.type));
  const ticks = (one) => one.type === "checkbox" || one.type === "radio";
  const typed = (one) => {
    if (ticks(one)) return one.checked !== one.defaultChecked;
    if (one.options) return one.selectedIndex >= 0 && one.selectedIndex !== Math.max(0, [...one.options].findIndex((option) => option.defaultSelected));
    return one.value !== one.defaultValue;
  };

  function read() {
    try { return JSON.parse(sessionStorage.getItem(KEPT)); } catch { return null; }
  }

  function keep(draft) {
    try { sessionStorage.setItem(KEPT, JSON.stringify(draft)); } catch { /* full or forbidden: as it was before */ }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("action") === "/logout") sessionStorage.removeItem(KEPT);
    const place = forms().indexOf(form);
    if (place < 0 || form.querySelector("[type=password]") || form.dataset.to || event.defaultPrevented) return;
    keep({
      user: document.body.dataset.user, page: here, place, action: form.getAttribute("action"), refused: false,
      typed: fields(form).some(typed),
      values: fields(form).map((one) => [one.name, ticks(one) ? one.checked : one.value, typed(one)]),
    });
  });

  // Only what he changed: where another person changed the rest meanwhile, that stays.
  function putBack(form, draft) {
    const now = fields(form);
    const same = now.length === draft.values.length && now.every((one, at) => one.name === draft.values[at][0]);
    draft.values.forEach(([name, value, changed], at) => {
      const one = same ? now[at] : now.find((field) => field.name === name && !ticks(field));
      if (!changed || !one) return;
      if (ticks(one)) one.checked = value; else one.value = value;
    });
    for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    const told = document.createElement("p");
    told.className = "notice";
    told.setAttribute("role", "status");
    told.textContent = "上次没有提交成功，填写的内容已经填回，请核对后再提交。";
    form.prepend(told);
    told.scrollIntoView({ block: "center" });
  }

  // The form is not there any more: another was first, or it was sent in another tab. The words can still be copied.
  function show(draft) {
    const words = draft.values.filter(([, value, changed]) => changed && typeof value === "string" && value.length > 3).map(([, value]) => value);
    if (!words.length) return;
    const told = document.createElement("div");
    told.className = "notice";
    told.setAttribute("role", "status");
    for (const text of ["上次填写的内容没有提交，原来的表格已经不在本页；需要的请复制：", ...words]) {
      const line = document.createElement("p");
      line.textContent = text;
      told.append(line);
    }
    document.querySelector("main").prepend(told);
  }

  const draft = read();
  if (!draft) return;
  if (document.querySelector("[data-refused]")) {
    keep({ ...draft, refused: true });
    if (draft.typed) document.querySelector("[data-kept]").classList.remove("hidden");
    return;
  }
  if (location.pathname === "/login") return;
  const form = forms()[draft.place];
  const mine = draft.refused && draft.typed && draft.user === document.body.dataset.user;
  if (mine && draft.page === here) {
    if (form && form.getAttribute("action") === draft.action) putBack(form, draft); else show(draft);
  }
  sessionStorage.removeItem(KEPT);
})();
