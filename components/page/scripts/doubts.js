// What opens over a page closes again as one expects: by Escape, or by a click elsewhere.
if (!window.gapboardDoubts) {
  window.gapboardDoubts = true;
  const open = () => document.querySelectorAll(".gb-why[open]");
  document.addEventListener("click", (event) => {
    for (const doubt of open()) if (!doubt.contains(event.target)) doubt.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const doubt of open()) {
      doubt.open = false;
      doubt.querySelector("summary").focus();
    }
  });
}
