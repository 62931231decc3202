"use strict";
// Keys for the page of one answer, the points that comments make, and a look at whether somebody else saved.
(() => {
  const at = (name) => document.getElementById(name);
  const form = at("marking");
  if (!form) return;
  for (const each of document.querySelectorAll(".needs-script")) each.hidden = false;

  const points = at("points"), comments = [...form.querySelectorAll("input[name=comment]")];
  const similar = [...form.querySelectorAll("[data-similar]")];
  const sum = at("sum"), keys = at("keys"), help = at("help"), on = at("keys-on"), live = at("live");

  // What the chosen comments make: from nothing where one gives points, else from the most.
  const tellSum = () => {
    if (!sum) return;
    const carried = comments.filter((each) => each.checked).map((each) => Number(each.dataset.points)).filter(Boolean);
    sum.hidden = !carried.length || points.value.trim() !== "";
    const most = Number(sum.dataset.most), from = Math.max(0, ...carried) > 0 ? 0 : most;
    const made = Math.min(most, Math.max(0, carried.reduce((one, other) => one + other, from)));
    sum.textContent = sum.dataset.words.replace("{points}", String(Math.round(made * 1e4) / 1e4));
  };
  form.addEventListener("input", tellSum);
  tellSum();

  on.checked = localStorage.getItem("grader-keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("grader-keys", on.checked ? "on" : "off"));
  const showKeys = (wanted) => {
    keys.hidden = !wanted;
    help.setAttribute("aria-expanded", String(wanted));
    if (wanted) { keys.scrollIntoView({ block: "nearest" }); keys.focus(); } else help.focus();
  };
  help.addEventListener("click", () => showKeys(keys.hidden));

  const press = (element) => { if (element) element.click(); };
  const toggle = (box) => { if (box) { box.click(); box.focus(); } };
  let typed = 0;
  const digit = (key) => {  // digits that follow each other quickly are one number
    const now = Date.now();
    points.value = now - typed < 800 ? points.value + key : key;
    typed = now;
    tellSum();
  };
  const half = () => {
    const value = points.value.trim();
    if (!value.includes(".") && !value.includes(",")) points.value = (value || "0") + ".5";
    tellSum();
  };
  const waiting = similar.filter((each) => each.dataset.similar === "waits");  // what others marked is ticked by hand alone
  const nextSimilar = () => toggle(waiting.find((each) => !each.checked) || similar.find((each) => !each.checked));
  const acts = {
    ".": half, ",": half, Enter: () => press(at("save")), c: () => at("own").focus(), s: nextSimilar,
    a: () => { for (const each of waiting) each.checked = true; }, n: () => press(at("next")),
    z: () => at("undo").requestSubmit(), "?": () => showKeys(keys.hidden),
  };
  const isText = (element) =>
    element.matches("textarea, select, input:not([type=checkbox])") && element.id !== "points";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); press(at("save")); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") { document.activeElement.blur(); if (!keys.hidden) showKeys(false); return; }
    if (!on.checked || isText(event.target)) return;
    const inPoints = event.target === points;
    if (/^[0-9]$/.test(event.key)) { if (!inPoints) { event.preventDefault(); digit(event.key); } return; }
    if (inPoints && (event.key === "." || event.key === ",")) return;
    if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
    const act = acts[event.key] || (() => {
      const one = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      return one && (one.matches("input") ? () => toggle(one) : () => press(one));
    })();
    if (act) { event.preventDefault(); act(); }
  });

  // The answer stays claimed while the page is open, and who comes second is told at once.
  const look = async () => {
    if (document.hidden) return;
    try {
      const found = await fetch(`${live.dataset.watch}?version=${encodeURIComponent(live.dataset.version)}`);
      if (!found.ok) return;
      const said = await found.json();
      if (live.textContent !== said.told) live.textContent = said.told;
      live.classList.toggle("quiet", !said.told);
    } catch { /* the server is away: saving will say so */ }
  };
  setInterval(look, 15000);
})();
