// Slides: one shown at a time. Keys, dots, clicks, swipes and a timer; nothing asks the server.
(function () {
  var deck = document.getElementById("slides");
  if (!deck || deck.dataset.ready) return;
  deck.dataset.ready = "yes";
  var slides = Array.from(deck.querySelectorAll(".slide"));
  var dots = Array.from(deck.querySelectorAll(".dot"));
  var timer = deck.querySelector(".timer"), choices = timer.dataset.seconds.split(",").map(Number);
  var now = 0, seconds = 0, clock = null, leaving = false;

  function address(name, value) {
    var url = new URL(location.href);
    if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
    history.replaceState(history.state, "", url);
  }
  // Long names must not run out of the slide: all its sizes shrink together, in small steps.
  function fit() {
    var slide = slides[now], size = 1;
    slide.style.setProperty("--fit", size);
    while (slide.scrollHeight > slide.clientHeight && size > 0.5) slide.style.setProperty("--fit", size -= 0.03);
  }
  function show(place) {
    now = Math.max(0, Math.min(slides.length - 1, place));
    slides.forEach(function (slide, index) { slide.hidden = index !== now; });
    fit();
    dots.forEach(function (dot, index) {
      if (index === now) dot.setAttribute("aria-current", "step"); else dot.removeAttribute("aria-current");
    });
    deck.querySelector(".number").textContent = (now + 1) + " / " + slides.length;
    address("slide", now ? String(now + 1) : "");
    wind();
  }
  function wind() {
    clearTimeout(clock);
    if (seconds) clock = setTimeout(function () { show(now + 1 < slides.length ? now + 1 : 0); }, seconds * 1000);
  }
  function time(next) {
    seconds = next;
    timer.textContent = seconds ? timer.dataset.on.replace("#", seconds) : timer.dataset.off;
    timer.setAttribute("aria-pressed", String(Boolean(seconds)));
    address("timer", seconds ? String(seconds) : "");
    wind();
  }
  function leave() {
    if (leaving) return;
    leaving = true;
    stop();
    if (document.fullscreenElement) document.exitFullscreen();
    deck.querySelector(".leave").click();
  }
  function full() {
    if (document.fullscreenElement) { deck.dataset.windowed = "yes"; document.exitFullscreen(); }
    else document.documentElement.requestFullscreen();
  }
  var dark = Boolean(document.querySelector('[data-gb-theme="dark"]'));
  function scheme() { dark = !dark; deck.classList.toggle("dark", dark); deck.classList.toggle("light", !dark); }
  var keys = {
    ArrowRight: function () { show(now + 1); }, ArrowDown: function () { show(now + 1); }, PageDown: function () { show(now + 1); },
    ArrowLeft: function () { show(now - 1); }, ArrowUp: function () { show(now - 1); }, PageUp: function () { show(now - 1); },
    Home: function () { show(0); }, End: function () { show(slides.length - 1); }, Escape: leave, f: full, d: scheme,
    t: function () { time(choices[(choices.indexOf(seconds) + 1) % choices.length]); }
  };
  keys[" "] = keys.ArrowRight;
  function press(event) {
    if (!document.contains(deck)) return stop();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    var onControl = event.target.closest && event.target.closest("#slides a, #slides button");
    if (onControl && key === " ") return;
    // Before Streamlit sees it: its own shortcuts would run the page again.
    event.stopImmediatePropagation();
    if (keys[key]) { event.preventDefault(); keys[key](); }
  }
  // The browser itself ends full screen on Escape and tells nobody of the key.
  function ended() {
    if (!document.contains(deck)) return stop();
    if (document.fullscreenElement) return;
    if (deck.dataset.windowed) delete deck.dataset.windowed; else leave();
  }
  function stop() {
    clearTimeout(clock);
    window.removeEventListener("keydown", press, true);
    document.removeEventListener("fullscreenchange", ended);
    window.removeEventListener("resize", fit);
  }
  window.addEventListener("keydown", press, true);
  document.addEventListener("fullscreenchange", ended);
  window.addEventListener("resize", fit);
  deck.addEventListener("click", function (event) {
    var dot = event.target.closest(".dot");
    if (dot) show(Number(dot.dataset.slide));
    else if (event.target.closest(".timer")) keys.t();
    else if (event.target.closest(".scheme")) scheme();
    else if (event.target.closest(".full")) full();
    else if (!event.target.closest("a, button, footer")) show(now + (event.clientX < innerWidth / 3 ? -1 : 1));
  });
  var from = null;
  deck.addEventListener("touchstart", function (event) { from = event.touches[0].clientX; }, { passive: true });
  deck.addEventListener("touchend", function (event) {
    var moved = from === null ? 0 : event.changedTouches[0].clientX - from;
    from = null;
    if (Math.abs(moved) > 60) show(now + (moved < 0 ? 1 : -1));
  });
  var asked = new URL(location.href).searchParams;
  show((parseInt(asked.get("slide"), 10) || 1) - 1);
  if (choices.indexOf(Number(asked.get("timer"))) > 0) time(Number(asked.get("timer")));
  deck.focus({ preventScroll: true });
})();
