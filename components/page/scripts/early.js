// Keys pressed while the slides are still coming: kept, for their script to act on when it is there.
(function () {
  if (window.gapboardEarly) return;
  const kept = (window.gapboardEarly = []), TURNING = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "];
  const presenting = () => /\/present\/?$/.test(location.pathname);
  window.addEventListener("keydown", (event) => {
    if (!presenting()) kept.length = 0;
    else if (!document.querySelector("#slides[data-ready]") && TURNING.includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey)
      kept.push(event.key);
  }, true);
})();
