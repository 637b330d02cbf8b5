// Who goes back comes to the place on the page that they left, and who asks for a task, a row of the year or the place for files comes to it.
// The page scrolls within Streamlit's own element, of which the browser remembers nothing.
(function () {
  if (window.gapboardPlace) return;
  window.gapboardPlace = true;
  const LONGEST = 8000;  // milliseconds for the page to be drawn; whoever scrolls meanwhile has found their place
  const key = () => `gapboard-place ${location.href}`;
  const scroller = () => document.getElementById("first-answer") || document.querySelector("[data-testid=stMain]");
  let until = 0;
  const kept = () => {
    try { return Number(sessionStorage.getItem(key())) || 0; } catch { return 0; }
  };
  document.addEventListener("scroll", (event) => {
    if (until || event.target !== scroller()) return;
    try { sessionStorage.setItem(key(), String(Math.round(event.target.scrollTop))); } catch { /* then nothing is kept */ }
  }, true);
  function back() {
    const place = kept();
    until = place ? performance.now() + LONGEST : 0;
    const from = scroller(), before = from ? from.scrollHeight : 0, left = performance.now();
    const look = () => {
      if (!until) return;
      const main = scroller();
      // The page that is left may be long enough too: its own height, or a moment, tells that the other one is there.
      const other = main && (main.scrollHeight !== before || performance.now() - left > 600);
      if (other && main.scrollHeight - main.clientHeight >= place && main.scrollTop !== place) main.scrollTop = place;
      if (performance.now() > until || (other && main.scrollTop === place && performance.now() - left > 1500)) until = 0;
      else requestAnimationFrame(look);
    };
    if (until) look();
  }
  // The address names a task, or a row by its mark: the page comes to it once, when it is drawn. A mark of a task is none:
  // its document may be another one than the page shows, which only the parameter chooses.
  let wanted = "";
  const marked = () => {
    const mark = decodeURIComponent(location.hash.slice(1));
    return new URL(location.href).searchParams.get("task") || (/^(row|take)-/.test(mark) ? mark : "");
  };
  function forward() {
    const name = wanted = marked(), begun = performance.now();
    const look = () => {
      const asked = wanted && wanted === name && wanted === marked();
      const row = asked && /^(row|take)-/.test(name) && document.getElementById(name);
      const found = row || (asked && document.querySelector(`[data-task="${CSS.escape(name)}"].chosen, [data-task="${CSS.escape(name)}"]`));
      if (found) found.scrollIntoView({ block: name.startsWith("row-") ? "center" : "start" });
      // What is drawn above it later moves it once more.
      if (wanted === name && performance.now() - begun < (found ? 1200 : LONGEST)) requestAnimationFrame(look);
    };
    if (wanted) look();
  }
  for (const kind of ["wheel", "touchstart", "keydown", "mousedown"]) document.addEventListener(kind, () => { until = 0; wanted = ""; }, { capture: true, passive: true });
  window.addEventListener("popstate", (event) => {
    until = 0;
    if (event.isTrusted) back();  // a link of the board begins at the top
    else forward();
  }, true);
  const [entry] = performance.getEntriesByType("navigation");
  if (entry && entry.type === "back_forward") back();
  else forward();
})();
