// Uploads in parts: what was received stays received, so a break of the line costs a part, not the file.
"use strict";
(() => {
  const form = document.getElementById("upload");
  if (!form) return;
  const to = form.dataset.to;
  const part = Number(form.dataset.part);
  const headers = { accept: "application/json", "x-csrf-token": document.querySelector("meta[name=csrf]").content };
  const files = document.getElementById("upload-files");
  const folder = document.getElementById("upload-folder");
  const list = document.getElementById("upload-list");
  const bar = document.getElementById("upload-bar");
  const sum = document.getElementById("upload-sum");
  const words = { added: "已收", renamed: "已收，改名", known: "已在卷", refused: "未收" };
  const tones = { added: "good", renamed: "doubt", known: "", refused: "bad" };
  const SKIPPED = /(^|\/)(\.|~\$|thumbs\.db$|desktop\.ini$|__macosx(\/|$))/i;
  const SHOWN = 500; // lines; what went well beyond that is only counted
  let busy = false;

  form.querySelector(".nojs").classList.add("hidden");
  form.querySelector(".withjs").classList.remove("hidden");
  document.getElementById("folder-field").classList.remove("hidden");

  class Refused extends Error {}

  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // The same file of the same case has the same key, also after the page or the machine was started anew.
  function keyOf(name, file) {
    const text = `${to}|${name}|${file.size}|${file.lastModified}`;
    return [1, 2, 3].map((seed) => {
      let a = 0xdeadbeef ^ seed, b = 0x41c6ce57 ^ seed;
      for (let at = 0; at < text.length; at++) {
        a = Math.imul(a ^ text.charCodeAt(at), 2654435761);
        b = Math.imul(b ^ text.charCodeAt(at), 1597334677);
      }
      a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
      b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
      return (b >>> 0).toString(16).padStart(8, "0") + (a >>> 0).toString(16).padStart(8, "0");
    }).join("").slice(0, 40);
  }

  async function ask(method, path, body, type) {
    const answer = await fetch(to + path, { method, body, headers: type ? { ...headers, "content-type": type } : headers });
    if (answer.ok) return answer.json();
    let told = {};
    try { told = (await answer.json()).error; } catch { /* not ours: a proxy in between */ }
    if (answer.status === 409 && method === "PUT") throw new Error(told.what); // goes on where the server stands
    if (answer.status < 500 || answer.status === 507) throw new Refused([told.what || `服务器答复 ${answer.status}`, told.how].filter(Boolean).join("，"));
    throw new Error(told.what || `服务器答复 ${answer.status}`);
  }

  // Asks again after a pause while the line is down; gives up after some minutes.
  async function steadily(line, act) {
    for (let tries = 0; ; tries++) {
      try { return await act(tries); } catch (error) {
        if (error instanceof Refused || tries >= 10) throw error;
        line.say("连接中断，稍候自动接着传");
        await wait(Math.min(30000, 1000 * 2 ** tries));
      }
    }
  }

  async function send(name, file, line, moved) {
    const key = keyOf(name, file);
    const start = JSON.stringify({ name, size: file.size, key });
    let state = await steadily(line, () => ask("POST", "", start, "application/json"));
    while (!state.finished) {
      const from = state.offset;
      moved(from);
      const last = from + part >= file.size;
      line.say(last ? "正在入卷" : `${Math.floor(100 * from / file.size)}%`);
      state = await steadily(line, async (tries) => {
        let at = from;
        if (tries) {
          const now = await ask("GET", `/${key}`);
          if (now.finished) return now;
          at = now.offset;
        }
        return ask("PUT", `/${key}?offset=${at}`, file.slice(at, at + part), "application/octet-stream");
      });
    }
    return state.taken;
  }

  function addLine(name) {
    const item = document.createElement("li");
    const label = document.createElement("span");
    const mark = document.createElement("span");
    label.className = "name";
    label.textContent = name;
    mark.className = "badge";
    item.append(label, " ", mark);
    list.append(item);
    return {
      say(text) { mark.textContent = text; },
      end(taken) {
        mark.remove();
        for (const one of taken) {
          if (taken.length > 1 && one.state === "added") continue;
          const end = document.createElement("span");
          end.className = `badge ${tones[one.state]}`;
          end.textContent = words[one.state];
          const told = one.state === "added" ? "" : ` ${taken.length > 1 ? `${one.name}：` : ""}${one.told} `;
          item.append(end, told);
        }
        const added = taken.filter((one) => one.state === "added").length;
        if (taken.length > 1) item.append(` 解开 ${taken.length} 件，新收 ${added} 件`);
        const quiet = taken.every((one) => one.state === "added");
        if (quiet && list.children.length > SHOWN) item.remove();
      },
    };
  }

  async function refresh() {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["papers-list", "papers-sum", "acts"]) {
      const now = document.getElementById(id), then = fresh.getElementById(id);
      if (!now || !then) continue;
      const chosen = now.querySelector("select")?.value; // the gate that somebody chose meanwhile stays
      now.replaceWith(then);
      if (chosen && [...then.querySelectorAll("option")].some((one) => one.value === chosen)) then.querySelector("select").value = chosen;
    }
    document.getElementById("unfinished")?.remove();
  }

  async function sendAll(chosen) {
    const wanted = chosen.filter(([name]) => !SKIPPED.test(name));
    if (busy) return;
    if (!wanted.length) {
      sum.textContent = chosen.length ? "选择的都是系统文件，没有可以上传的" : "没有选择文件：先选择文件或者文件夹，再点“上传”";
      document.getElementById("upload-progress").classList.remove("hidden");
      bar.classList.add("hidden");
      return;
    }
    busy = true;
    bar.classList.remove("hidden");
    form.querySelector("button").disabled = true;
    document.getElementById("upload-progress").classList.remove("hidden");
    list.replaceChildren();
    const all = wanted.reduce((bytes, [, file]) => bytes + file.size, 0) || 1;
    let before = 0, failed = 0;
    for (const [number, [name, file]] of wanted.entries()) {
      sum.textContent = `正在上传第 ${number + 1} / ${wanted.length} 件`;
      const line = addLine(name);
      try {
        const taken = await send(name, file, line, (bytes) => { bar.value = (before + bytes) / all; });
        failed += taken.filter((one) => one.state === "refused").length;
        line.end(taken);
      } catch (error) {
        failed += 1;
        const told = error instanceof Refused ? error.message : "连接中断，没有传完：再选同一文件，从断处接着传";
        line.end([{ name, state: "refused", told }]);
      }
      before += file.size;
      bar.value = before / all;
    }
    sum.textContent = failed ? `上传结束，${failed} 件没有收，原因见下` : `上传结束，共 ${wanted.length} 件`;
    files.value = folder.value = "";
    form.querySelector("button").disabled = false;
    busy = false;
    await refresh();
  }

  const named = (input) => [...input.files].map((file) => [file.webkitRelativePath || file.name, file]);

  async function inside(entry, path) {
    if (entry.isFile) return [[path + entry.name, await new Promise((done, fail) => entry.file(done, fail))]];
    const reader = entry.createReader(), found = [];
    for (;;) { // a folder is told in pieces
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      for (const one of some) found.push(...await inside(one, `${path}${entry.name}/`));
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendAll([...named(files), ...named(folder)]);
  });
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const found = [];
    for (const entry of entries) found.push(...await inside(entry, ""));
    sendAll(found);
  });
  addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
})();
