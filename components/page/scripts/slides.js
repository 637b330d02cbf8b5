// Slides: one shown at a time. Keys, clicks, swipes and a timer; which indicators are shown is chosen here and kept in the
// address. Nothing asks the server.
(function () {
  var deck = document.getElementById("slides");
  if (!deck || deck.dataset.ready) return;
  deck.dataset.ready = "yes";
  var all = Array.from(deck.querySelectorAll(".slide")), slides = [];
  var boxes = Array.from(deck.querySelectorAll(".chooser input")), chooser = deck.querySelector(".chooser");
  var timer = deck.querySelector(".timer"), choices = timer.dataset.seconds.split(",").map(Number);
  var now = 0, seconds = 0, clock = null, leaving = false, from = null;

  function address(name, value) {
    var url = new URL(location.href);
    if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
    history.replaceState(history.state, "", url);
  }
  // Long names must not run out of the slide: all its sizes shrink together, in small steps.
  function fit() {
    var slide = slides[now], size = 1, note = slide.querySelector(".notes");
    slide.style.setProperty("--fit", size);
    while (slide.scrollHeight > slide.clientHeight && size > 0.5) slide.style.setProperty("--fit", size -= 0.03);
    if (note) shrink(note);
  }
  // Notes are read by one person at the desk: smaller before a line of them is out of sight.
  function shrink(note) {
    note.style.fontSize = "";
    note.scrollTop = 0;
    for (var size = parseFloat(getComputedStyle(note).fontSize); note.scrollHeight > note.clientHeight && size > 12; size -= 1)
      note.style.fontSize = size - 1 + "px";
  }
  function show(place) {
    now = Math.max(0, Math.min(slides.length - 1, place));
    all.forEach(function (slide) { slide.hidden = slide !== slides[now]; });
    fit();
    deck.querySelector(".number").textContent = (now + 1) + " / " + slides.length;
    deck.querySelector(".gone").style.width = 100 * (now + 1) / slides.length + "%";
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

  // Which indicators have their slide. The usual ones need not stand in the address; none is a choice, too.
  var NONE = "~";
  function usual(key) { return "usual" in all.find(function (slide) { return slide.dataset.key === key; }).dataset; }
  function pick(keys) {
    var here = slides[now];
    boxes.forEach(function (box) { box.checked = keys ? keys.indexOf(box.value) >= 0 : usual(box.value); });
    var chosen = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    slides = all.filter(function (slide) { return !slide.dataset.key || chosen.indexOf(slide.dataset.key) >= 0; });
    var same = boxes.every(function (box) { return box.checked === usual(box.value); });
    var told = same ? "" : chosen.join("~") || NONE;
    address("pick", told);
    var take = deck.querySelector(".take"), link = new URL(take.href);
    // A hand-out of no indicator is none: it has the usual ones then.
    if (told && told !== NONE) link.searchParams.set("pick", told); else link.searchParams.delete("pick");
    take.href = link.href;
    var count = deck.querySelector(".chosen");
    count.textContent = count.dataset.words.replace("#", chosen.length);
    // The slide of the themes says how many targets of each are on no slide, where some of those have a verdict
    // or none of the theme has: that the others have no figure it says anyway.
    deck.querySelectorAll("[data-theme]").forEach(function (theme) {
      var left = theme.querySelector(".left"), own = slides.filter(function (slide) {
        return slide.dataset.of === theme.dataset.theme;
      });
      function missing(of, what) {
        return own.reduce(function (sum, slide) { return sum - Number(slide.dataset[what]); }, Number(theme.dataset[of]));
      }
      var count = missing("judged", "judged") || theme.dataset.judged === "0" ? missing("total", "targets") : 0;
      left.textContent = count ? left.dataset.words.replace("#", count) : "";
    });
    // The slide on screen stays, or the one in its place comes.
    if (here) show(slides.indexOf(here) >= 0 ? slides.indexOf(here) : Math.min(now, slides.length - 1));
  }
  function choose(open) {
    chooser.hidden = !open;
    if (open) (boxes[0] || chooser.querySelector("button")).focus(); else deck.focus({ preventScroll: true });
  }
  function noted(open) {
    deck.classList.toggle("noted", open);
    deck.querySelector(".note").setAttribute("aria-pressed", String(open));
    address("notes", open ? "1" : "");
    fit();
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
  function blank() { deck.classList.add("blank"); }
  var keys = {
    ArrowRight: function () { show(now + 1); }, ArrowDown: function () { show(now + 1); }, PageDown: function () { show(now + 1); },
    ArrowLeft: function () { show(now - 1); }, ArrowUp: function () { show(now - 1); }, PageUp: function () { show(now - 1); },
    Home: function () { show(0); }, End: function () { show(slides.length - 1); }, Escape: leave, f: full, d: scheme, b: blank, ".": blank,
    c: function () { choose(true); }, n: function () { noted(!deck.classList.contains("noted")); },
    t: function () { time(choices[(choices.indexOf(seconds) + 1) % choices.length]); }
  };
  keys[" "] = keys.ArrowRight;
  function press(event) {
    if (!document.contains(deck)) return stop();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // Before Streamlit sees it: its own shortcuts would run the page again.
    event.stopImmediatePropagation();
    if (!chooser.hidden) {
      if (key === "Escape" || key === "c") { event.preventDefault(); choose(false); }
      return;
    }
    // Black is left by whatever key comes next, and that key does nothing else.
    if (deck.classList.contains("blank")) { deck.classList.remove("blank"); return event.preventDefault(); }
    var onControl = event.target.closest && event.target.closest("#slides a, #slides button");
    if (onControl && key === " ") return;
    if (keys[key]) { event.preventDefault(); keys[key](); }
  }
  // The browser itself ends full screen on Escape and tells nobody of the key.
  function ended() {
    if (!document.contains(deck)) return stop();
    if (document.fullscreenElement) return;
    // Who ends the black by Escape wants the slide back: the presentation goes on, in the window.
    if (deck.classList.contains("blank")) return deck.classList.remove("blank");
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
  var buttons = {
    back: keys.ArrowLeft, on: keys.ArrowRight, timer: keys.t, scheme: scheme, full: full, note: keys.n, choose: keys.c,
    close: function () { choose(false); }, usual: function () { pick(null); }, none: function () { pick([]); },
    all: function () { pick(boxes.map(function (box) { return box.value; })); },
    go: function (button) {
      var box = boxes.find(function (item) { return item.value === button.dataset.go; });
      if (!box.checked) { box.checked = true; ticked(); }
      show(slides.findIndex(function (slide) { return slide.dataset.key === button.dataset.go; }));
      choose(false);
    }
  };
  function ticked() { pick(boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; })); }
  chooser.addEventListener("change", ticked);
  deck.addEventListener("click", function (event) {
    // A mouse that is touched by chance does not light up the screen.
    if (deck.classList.contains("blank")) return;
    var button = event.target.closest("button");
    if (button) buttons[button.className](button);
    else if (!event.target.closest("a, footer, .chooser, .notes")) show(now + (event.clientX < innerWidth / 3 ? -1 : 1));
  });
  deck.addEventListener("touchstart", function (event) { from = event.touches[0].clientX; }, { passive: true });
  deck.addEventListener("touchend", function (event) {
    var moved = from === null ? 0 : event.changedTouches[0].clientX - from;
    from = null;
    if (deck.classList.contains("blank")) return deck.classList.remove("blank");  // who touches has no keys
    if (Math.abs(moved) > 60 && chooser.hidden) show(now + (moved < 0 ? 1 : -1));
  });
  var asked = new URL(location.href).searchParams;
  // What the address names and no slide is about was ignored: a choice of nothing else is none.
  var wanted = (asked.get("pick") || "").split("~").filter(function (key) {
    return boxes.some(function (box) { return box.value === key; });
  });
  pick(wanted.length ? wanted : asked.get("pick") === NONE ? [] : null);
  show((parseInt(asked.get("slide"), 10) || 1) - 1);
  if (asked.get("notes")) noted(true);
  if (choices.indexOf(Number(asked.get("timer"))) > 0) time(Number(asked.get("timer")));
  deck.focus({ preventScroll: true });
  // Keys that came before the slides could hear them.
  (window.gapboardEarly || []).splice(0).forEach(function (key) { keys[key](); });
})();
