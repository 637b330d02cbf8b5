// Who goes back comes to the place on the page that they left. The page scrolls within Streamlit's own element, of which
// the browser remembers nothing. Nor does it know a row that an address names, which is drawn later than the page.
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
  function toRow() {
    const name = location.hash.slice(1), came = performance.now();
    if (!name.startsWith("row-")) return;
    until = came + LONGEST;
    let seen = 0;
    const look = () => {
      const row = until && document.getElementById(name);
      if (row) row.scrollIntoView({ block: "center" });
      seen = row ? seen || performance.now() : 0;
      if (performance.now() > until || (seen && performance.now() - seen > 700)) until = 0;
      else requestAnimationFrame(look);
    };
    look();
  }
  for (const kind of ["wheel", "touchstart", "keydown", "mousedown"]) document.addEventListener(kind, () => { until = 0; }, { capture: true, passive: true });
  window.addEventListener("popstate", (event) => {
    until = 0;
    if (event.isTrusted) back();  // a link of the board begins at the top, or at its row
    else toRow();
  }, true);
  const [entry] = performance.getEntriesByType("navigation");
  if (entry && entry.type === "back_forward") back();
  else toRow();
})();
