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

// A page that waits for what a process makes is loaded again when it is there, unless somebody writes on it.
let typed = false;
document.addEventListener("input", () => { typed = true; });
const lookAgain = async () => {
  try {
    const found = await fetch(location.href);
    if (found.ok && !(await found.text()).includes("data-waits")) {
      if (!typed) location.reload();
      return;
    }
  } catch { /* the server is away: the next look may find it */ }
  setTimeout(lookAgain, 2000);
};
if (document.querySelector("[data-waits]")) setTimeout(lookAgain, 1000);
