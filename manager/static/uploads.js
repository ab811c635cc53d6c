// Files on their way to the server: one after the other, each with its place in this list.
import { key as newKey } from "/static/live.js";
import { words } from "./page.js";

const drop = document.getElementById("drop");
const choose = document.getElementById("choose");
const files = document.getElementById("files");
const box = document.getElementById("uploads");
const made = document.getElementById("upload");
const all = document.getElementById("all-uploads");
const CREATED = 201;
/* What a file is does not change; a full disk or a broken line may. */
const OF_THE_FILE = [413, 422];
const OF_THE_MOMENT = ["media_disk", "media_cut"];
/* Half of a sign, which Windows allows in a name and no encoding does. */
const HALF = /[\ud800-\udfff]/gu;
const here = [];
const waiting = [];
let sent = null;
let added = 0;

/** Whether a file waits or is being sent. */
export const isSending = () => Boolean(sent) || waiting.length > 0;

/**
 * Lets files be chosen or dropped anywhere on the page; `renew()` after each that was taken or may
 * have been, `hear(text)` tells of one that was not.
 */
export function letAdd({ renew, hear }) {
  // A file that is dropped beside the area would be opened in the place of this page.
  for (const what of ["dragover", "drop"]) window.addEventListener(what, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (drop && what === "drop") for (const file of event.dataTransfer.files) add(file);
    drop?.classList.toggle("over", what === "dragover");
  });
  window.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop?.classList.remove("over");
  });
  if (!drop) return;

  choose.addEventListener("click", () => files.click());
  files.addEventListener("change", () => {
    for (const file of files.files) add(file);
    files.value = "";
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSending()) return;
    event.preventDefault();
    event.returnValue = "";
  });

  function add(file) {
    const row = made.content.firstElementChild.cloneNode(true);
    // Sent again after an answer that was lost, it is the same item.
    const upload = { file, row, key: newKey() };
    row.querySelector(".name").textContent = file.name;
    row.querySelector("progress").setAttribute("aria-label", file.name);
    row.addEventListener("click", (event) => {
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (what === "cancel" || what === "dismiss") leave(upload);
      if (what === "again") begin(upload);
    });
    box.append(row);
    here.push(upload);
    if (file.size > Number(drop.dataset.most)) fail(upload, "refused", words.large);
    else begin(upload);
  }

  all.addEventListener("click", (event) => {
    const what = event.target.closest("[data-all]")?.dataset.all;
    for (const upload of what ? those(what) : []) (what === "again" ? begin : leave)(upload);
    if (event.target.closest("[hidden]")) focusIn(box);
  });

  function begin(upload) {
    show(upload, "waiting", words.queued);
    waiting.push(upload);
    next();
  }

  /* The focus goes to the next one's key, or back to where files are chosen. */
  function leave(upload) {
    const at = upload.row.contains(document.activeElement);
    const beside = upload.row.nextElementSibling ?? upload.row.previousElementSibling;
    here.splice(here.indexOf(upload), 1);
    if (waiting.includes(upload)) waiting.splice(waiting.indexOf(upload), 1);
    upload.row.remove();
    // It ends at once, and that is no news to whoever cancelled it.
    if (sent?.upload === upload) sent.request.abort();
    if (at) focusIn(beside);
    count();
  }

  function next() {
    if (sent || !waiting.length) return;
    const upload = waiting.shift();
    const request = new XMLHttpRequest();
    sent = { upload, request };
    request.open("POST", "/display/media");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(upload.file.name.replace(HALF, "")));
    request.setRequestHeader("X-Key", upload.key);
    request.setRequestHeader("X-Goiso-Language", document.documentElement.lang);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      const part = Math.floor((100 * loaded) / total);
      show(upload, "sending", words.sent.replace("{part}", `${part} %`), part);
    });
    request.upload.addEventListener("load", () => show(upload, "checking", words.checked));
    request.addEventListener("loadend", () => {
      sent = null;
      if (upload.row.isConnected) answered(upload, request);
      next();
    });
    show(upload, "sending", words.sent.replace("{part}", "0 %"), 0);
    request.send(upload.file);
  }

  function answered(upload, request) {
    if (request.status === CREATED) {
      added += 1;
      const told = document.getElementById("added");
      told.hidden = false;
      told.querySelector("span").textContent = words.added.replace("{n}", added);
      leave(upload);
      renew();
      return;
    }
    const { message = words.lost, fault } = request.status ? body(request) : { message: words.cut };
    const isRefused = OF_THE_FILE.includes(request.status) && !OF_THE_MOMENT.includes(fault);
    fail(upload, isRefused ? "refused" : "cut", message);
    if (!request.status) renew();
  }

  function fail(upload, state, why) {
    show(upload, state, why);
    hear(`${upload.file.name}: ${why}`);
  }
}

/* Those of which one key would have them all sent again, or gone. */
const those = (what) =>
  here.filter(({ row }) => row.dataset.is === { again: "cut", dismiss: "refused" }[what]);

function count() {
  for (const key of all.children) {
    const n = those(key.dataset.all).length;
    key.hidden = n < 2;
    key.firstElementChild.textContent = words[key.dataset.all].replace("{n}", n);
  }
}

const focusIn = (part) => (part?.querySelector("button:not([hidden])") ?? choose).focus();

function body(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

function show({ row }, state, said, part = null) {
  const bar = row.querySelector("progress");
  const key = (what) => row.querySelector(`[data-do=${what}]`);
  row.dataset.is = state;
  row.querySelector(".how").textContent = said;
  const isOn = ["waiting", "sending", "checking"].includes(state);
  bar.hidden = !isOn || state === "waiting";
  if (state === "checking") bar.removeAttribute("value");
  else bar.value = part ?? 0;
  const held = row.contains(document.activeElement);
  key("cancel").hidden = !isOn || state === "checking";
  key("again").hidden = state !== "cut";
  key("dismiss").hidden = isOn;
  if (held) focusIn(row);
  count();
}
