// Keys, the drawer, copying. Everything works without this file: it only saves clicks.
"use strict";
(() => {
  const SWITCH = "onrecord-keys";
  const WIDE = window.matchMedia("(min-width: 64rem)");
  const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
  const byId = (id) => document.getElementById(id);
  const stored = () => { try { return localStorage.getItem(SWITCH); } catch { return null; } };
  let on = stored() !== "off";

  const go = (element) => {
    if (!element) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center", behavior: STILL.matches ? "auto" : "smooth" });
  };
  const step = (selector, by) => {
    const all = [...document.querySelectorAll(selector)];
    if (!all.length) return;
    const active = document.activeElement;
    const here = all.findIndex((one) => one === active || (selector === ".card" && one.contains(active)));
    if (here >= 0) { go(all[Math.min(Math.max(here + by, 0), all.length - 1)]); return; }
    const after = (one) => active && active !== document.body &&
      active.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = active && active !== document.body ? all.findIndex(after) : 0;
    go(by > 0 ? all[next < 0 ? all.length - 1 : next] : all[Math.max((next < 0 ? all.length : next) - 1, 0)]);
  };
  const openSource = () => {
    const active = document.activeElement;
    if (!active) return;
    if (active.matches("a.diff, a.source-link")) active.click();
    else active.closest(".card")?.querySelector("a.source-link")?.click();
  };
  const verify = () => {
    const box = byId("words");
    if (box) go(box); else window.location.assign("/verify");
  };

  const dialog = byId("keys");
  const tell = () => {
    const button = byId("keys-switch");
    button.textContent = on ? "Keys are on" : "Keys are off";
    button.setAttribute("aria-pressed", String(on));
  };
  const help = () => { tell(); dialog.showModal(); };
  const actions = {
    j: () => step(".card", 1), k: () => step(".card", -1),
    n: () => step("a.diff", 1), p: () => step("a.diff", -1),
    o: openSource, "/": verify, "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer && !drawer.hidden) closeDrawer();
    const typing = event.target.closest?.("input, select, textarea, dialog");
    if (!on || typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
  if (dialog) {
    const opener = byId("keys-open");
    if (opener) { opener.hidden = false; opener.addEventListener("click", help); }
    byId("keys-close").addEventListener("click", () => dialog.close());
    byId("keys-switch").addEventListener("click", () => {
      on = !on;
      try { localStorage.setItem(SWITCH, on ? "on" : "off"); } catch { /* the switch then lasts for this page */ }
      tell();
    });
  }

  // The drawer: the source beside the story, where there is room for it.
  const drawer = byId("drawer");
  let opener = null;
  const closeDrawer = () => {
    drawer.hidden = true;
    document.querySelector(".columns").classList.remove("with-drawer");
    opener?.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[hx-target="#drawer"]');
    // Narrow windows, new tabs and pages without a drawer follow the link as any other.
    if (link && (!drawer || !WIDE.matches || event.ctrlKey || event.metaKey || event.shiftKey)) event.stopImmediatePropagation();
    else if (link) opener = link;
  }, true);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "said") { copyButtons(); byId("said-h")?.focus(); return; }
    if (event.detail.target.id !== "drawer") return;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close the source";
    close.addEventListener("click", closeDrawer);
    drawer.prepend(close);
    drawer.hidden = false;
    document.querySelector(".columns").classList.add("with-drawer");
    const mark = drawer.querySelector("#mark");
    (mark ?? drawer).focus({ preventScroll: true });
    if (mark) drawer.scrollTop = mark.offsetTop - drawer.clientHeight / 3;
  });

  // "Copy" beside every citation.
  const copyButtons = () => {
    for (const cite of document.querySelectorAll(".cite:not([data-copy])")) {
      cite.dataset.copy = "";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        try { await navigator.clipboard.writeText(cite.textContent); button.textContent = "Copied"; }
        catch { getSelection().selectAllChildren(cite); button.textContent = "Selected: copy it with your keys"; }
      });
      cite.after(" ", button);
    }
  };
  copyButtons();

  // A printed page shows what was folded.
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not(.decide)")) one.open = true;
  });
})();
