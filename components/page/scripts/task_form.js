// After a report is saved the next one begins: the keyboard goes on in its first field, once for each `turn`.
if (window.gapboardTurn !== turn) {
  window.gapboardTurn = turn;
  const until = performance.now() + 6000;
  let begun = 0, left = false;
  const leave = () => { left = begun > 0; };
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, leave, { capture: true, passive: true });
  const look = () => {
    const first = document.querySelector(".st-key-task-form [data-testid=stRadio] input");
    const there = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
    // A field that is drawn once more loses the focus: whoever has not gone on by then gets it back.
    if (first && there && (!begun || document.activeElement === document.body)) {
      first.focus();
      begun = begun || performance.now();
    }
    const over = left || window.gapboardTurn !== turn || performance.now() > (begun ? begun + 1500 : until);
    if (!over) requestAnimationFrame(look);
    else for (const kind of ["keydown", "pointerdown"]) removeEventListener(kind, leave, { capture: true });
  };
  look();
}
