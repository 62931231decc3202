"use strict";
// A key, pressed outside of a field, follows or focuses what carries it as data-key; without scripts Tab does.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, button, a, summary, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  for (const found of document.querySelectorAll("[data-key]")) {
    if (found.dataset.key !== event.key) continue;
    event.preventDefault();
    if (found.matches("a")) found.click(); else { found.focus(); found.select?.(); }
    return;
  }
});

// Who ticks somebody means some of them.
document.addEventListener("change", (event) => {
  if (event.target.name !== "member") return;
  const some = event.target.form.querySelector('input[name="part"][value="some"]');
  if (some) some.checked = true;
});
