// The first answer: its charts as wide as their places, and gone when the live page stands there.
(function () {
  var first = document.getElementById("first-answer"), root = document.getElementById("root");
  if (!first || !root) return;
  var dark = matchMedia("(prefers-color-scheme:dark)").matches ? "&dark=1" : "";
  var charts = first.querySelectorAll("img[data-chart]");
  charts.forEach(function (chart) {
    // In steps, so that the server need not draw one for every pixel.
    var data = chart.dataset, fits = data.step * Math.floor(chart.parentNode.clientWidth / data.step);
    chart.src = data.chart + "&width=" + Math.min(data.widest, Math.max(data.narrowest, fits)) + dark;
  });
  // Anything else that the live page may have come to: a message, a dialog, another page.
  var other = "[data-testid=stAlert], [data-testid=stDialog], [data-testid=stException], " +
    "[data-testid=stApp][data-test-script-state=notRunning] [data-testid=stMain] [data-testid=stElementContainer]";
  var late = 0;
  function look() {
    if (!root.querySelector(first.dataset.end)) {
      if (!root.querySelector(other)) return;
    } else if (root.querySelectorAll("svg.marks").length < charts.length) {
      // The page is there, its charts are still being drawn: they cannot keep it covered for good.
      late = late || setTimeout(give_way, 5000);
      return;
    }
    give_way();
  }
  var watch = new MutationObserver(look);
  function give_way() {
    watch.disconnect();
    clearTimeout(late);
    var main = root.querySelector("[data-testid=stMain]"), place = first.scrollTop;
    first.remove();
    if (main && place) main.scrollTop = place;
  }
  watch.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
})();
