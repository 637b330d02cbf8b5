// What was said last is brought into view where it is not, once for each `turn`: the button may stand far below it.
if (window.gapboardTold !== turn) {
  window.gapboardTold = turn;
  const until = performance.now() + 3000;
  const look = () => {
    const told = document.querySelector(".st-key-task-told");
    const there = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
    if (told && there) {
      const place = told.getBoundingClientRect();
      if (place.top < 64 || place.bottom > innerHeight) {
        told.style.scrollMarginTop = "5rem";
        told.scrollIntoView({ block: "start" });
      }
    } else if (performance.now() < until && window.gapboardTold === turn) requestAnimationFrame(look);
  };
  look();
}
