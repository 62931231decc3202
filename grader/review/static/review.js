"use strict";
// Improves pages that work without it.

// A form is sent once: a second press while the answer is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A click on a line's number names that line in the form below.
document.addEventListener("click", (event) => {
  const number = event.target.closest(".line[data-line] .no");
  if (!number) return;
  const form = number.closest(".source").querySelector(".comment-form");
  form.closest("details").open = true;
  form.elements.line.value = number.parentElement.dataset.line;
  form.elements.comment.focus();
});
