// Where an item is chosen, the list comes to it; after a report is saved the keyboard goes on in the first field of the
// next one. Once for each `turn`, however often the page is drawn.
if (window.gapboardTurn !== turn) {
  window.gapboardTurn = turn;
  const until = performance.now() + 6000;
  let begun = 0, left = false;
  const leave = () => { left = begun > 0; };
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, leave, { capture: true, passive: true });
  const listed = () => {
    const list = document.querySelector(".gb-tasklist"), chosen = list && list.querySelector("a.chosen");
    if (!chosen) return;
    const place = chosen.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) list.scrollTop += place.top - frame.top - frame.height / 3;
  };
  const look = () => {
    const first = document.querySelector(".st-key-task-form [data-testid=stRadio] input");
    const there = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
    // A field that is drawn once more loses the focus: whoever has not gone on by then gets it back.
    if (first && there && (!begun || document.activeElement === document.body)) {
      if (!begun) listed();
      if (goesOn) first.focus({ preventScroll: innerWidth > 640 });
      begun = begun || performance.now();
    }
    const over = left || window.gapboardTurn !== turn || performance.now() > (begun ? begun + 1500 : until);
    if (!over) requestAnimationFrame(look);
    else for (const kind of ["keydown", "pointerdown"]) removeEventListener(kind, leave, { capture: true });
  };
  look();
}
// The link over the list goes to the first field: Streamlit follows an address within the page without the keyboard.
if (!window.gapboardToForm) {
  window.gapboardToForm = true;
  addEventListener("click", (event) => {
    const first = document.querySelector(".st-key-task-form [data-testid=stRadio] input");
    if (!event.target.closest?.("a.to-form") || !first) return;
    event.preventDefault();
    event.stopPropagation();
    first.focus();
  }, { capture: true });
}
// Whoever closes or reloads the page in the middle is asked first: what is typed lives in the page alone.
if (!window.gapboardTyped) {
  window.gapboardTyped = true;
  addEventListener("beforeunload", (event) => {
    const typed = [...document.querySelectorAll(".st-key-task-form [data-testid=stTextInput] input")];
    if (typed.some((field) => field.value.trim() && !field.closest("[data-testid=stPopover]"))) event.preventDefault();
  });
}
