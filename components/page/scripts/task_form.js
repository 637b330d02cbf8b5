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
