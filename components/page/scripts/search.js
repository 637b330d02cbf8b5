// The search box: "/" or Ctrl+K opens it on every page but the slides, whose keys are their own. The index is fetched once,
// when nothing else is to be done or when the box opens; what is found is worked out here (find.js), without the server.
(function () {
  if (window.gapboardSearch) return;
  const QUIET = 4000;  // milliseconds after the page has come, before the index is fetched unasked
  const FRESH = 10000;  // milliseconds for which it is not asked about again
  let dialog = null, input, results, state;  // made when first opened
  let index = null, prepared = null, from = "", etag = "", asked = 0, waiting = null, refused = false;
  let entered = null;  // Enter came before the index: what it was pressed on, and whether for another tab

  const button = () => document.querySelector(".gb-find");
  // In a meeting nothing is opened over the slides; and who may not read the board has no button.
  const may = () => button() && !document.getElementById("slides");

  // ---- the index
  function fetched() {
    const place = button(), address = place && new URL(place.dataset.index, location.href).href;
    if (!address) return Promise.resolve();
    if (waiting && from === address) return waiting;
    if (from !== address) { index = prepared = null; etag = ""; asked = 0; }
    if (prepared && performance.now() - asked < FRESH) return Promise.resolve();
    from = address;
    // The browser asks whether its copy still holds, and then brings the same text; only a new one is prepared anew.
    waiting = fetch(address, { cache: "no-cache", credentials: "same-origin" }).then(async (answer) => {
      refused = answer.status === 403;
      if (!answer.ok) throw new Error(String(answer.status));
      const now = answer.headers.get("etag") || "";
      const content = prepared && now && now === etag ? index : await answer.json();
      if (from !== address) return;
      if (content !== index) [index, prepared] = [content, gapboardFind.prepare(content)];
      [etag, asked] = [now, performance.now()];
    }).catch(() => {
      // What was known may be nobody's business any more: after signing out, say.
      if (from === address) { index = prepared = null; etag = ""; }
    }).finally(() => { waiting = null; if (dialog && dialog.open) { draw(); steps(); } });
    return waiting;
  }
  // What is to be done, step by step, is as large again: it is fetched when the box is used, and found as soon as it is there.
  let asking = null;
  function steps() {
    const now = prepared;
    if (!now || now.steps || asking === now) return;
    asking = now;
    const part = (name) => fetch(`${from}&part=${name}`, { cache: "no-cache", credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))));
    Promise.all([part("steps"), part("besides")])
      .then(([content, besides]) => { gapboardFind.addSteps(now, content, besides); if (dialog.open && now === prepared) draw(); })
      .catch(() => { asking = null; });  // asked again when the box opens again
  }

  // ---- the box
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
    element.append(...children.filter(Boolean));
    return element;
  };
  function build() {
    input = make("input", { type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": "gb-search-hits", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", maxlength: "100" });
    state = make("p", { class: "state", role: "status" });
    results = make("div", { id: "gb-search-hits", role: "listbox" });
    const close = make("button", { type: "button", class: "close" }, "×");
    const keys = make("p", { class: "keys", "aria-hidden": "true" });
    dialog = make("dialog", { id: "gb-search", class: "gb" }, make("div", { class: "line" }, input, close), state, results, keys);
    document.body.append(dialog);
    close.addEventListener("click", () => dialog.close());
    input.addEventListener("input", draw);
    dialog.addEventListener("keydown", press);
    // A click beside the box is one on the dialog itself.
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    results.addEventListener("click", follow);
    results.addEventListener("pointermove", (event) => {
      const hit = event.target.closest("[role=option]");
      if (hit) choose(hit, false);
    });
    // On a phone the first touch is not to bring the focus to a link that is gone at the next key.
    dialog.addEventListener("close", () => { input.value = ""; entered = null; results.replaceChildren(); });
  }
  function open() {
    if (!dialog) build();
    if (dialog.open) return input.select();
    const { dataset } = button();
    dialog.setAttribute("aria-label", dataset.label);
    input.setAttribute("aria-label", dataset.label);
    input.placeholder = dataset.hint;
    results.setAttribute("aria-label", dataset.label);
    dialog.querySelector(".close").setAttribute("aria-label", dataset.close);
    dialog.querySelector(".keys").textContent = dataset.move;
    document.querySelectorAll("details.gb-why[open]").forEach((each) => { each.open = false; });
    dialog.showModal();
    input.focus();
    fetched().then(steps);
    draw();
  }

  // ---- what is found
  function draw() {
    const { dataset } = button() || { dataset: {} };
    results.setAttribute("aria-busy", String(!prepared));
    if (!prepared) {
      results.replaceChildren();
      shown(waiting ? dataset.wait : refused ? dataset.refused : dataset.away);
      return;
    }
    const says = index.says, text = input.value.trim();
    if (!text) {
      results.replaceChildren();
      shown(says.start);
      return;
    }
    const found = gapboardFind.find(prepared, text), { answer, without } = found, { groups, count } = gapboardFind.listed(found);
    const parts = answer ? [group(says.first, [option(answer, "answer")], "first")] : [];
    for (const { name, hits, kind, more } of groups)
      parts.push(group(name, hits.map((hit) => option(hit, kind)), kind, more > 0 ? filled(says.more, more) : ""));
    results.replaceChildren(...parts);
    results.scrollTop = 0;
    const told = without.length ? says.without.replace("{words}", without.join(" ")) : says.found;
    shown(answer ? filled(told, count) : says.none, Boolean(answer));
    const first = results.querySelector("[role=option]");
    if (first) choose(first, false);
    if (first && entered && entered.text === text) go(first, entered.elsewhere);
    entered = null;
  }
  const filled = (text, count) => text.replace("{count}", count);
  function shown(text, any) {
    state.textContent = text || "";
    input.setAttribute("aria-expanded", String(Boolean(any)));
    if (!any) input.removeAttribute("aria-activedescendant");
  }
  let number = 0;
  function group(title, options, kind, more) {
    const label = `gb-search-${kind}`;
    return make("div", { role: "group", class: `hits ${kind}`, "aria-labelledby": label },
      make("p", { class: "name", id: label, role: "presentation" }, title), ...options, more && make("p", { class: "more", role: "presentation" }, more));
  }
  function option(hit, kind) {
    const says = index.says, first = kind === "answer";
    const sign = hit.verdict ? make("i", { class: `shape ${hit.verdict}`, "aria-hidden": "true" }) : make("i", { class: "shape", "aria-hidden": "true" });
    const title = make("b", {}, hit.title), said = hit.said ? make("span", { class: "said" }, hit.said) : null;
    const small = hit.small.filter(Boolean).join(says.join) + (hit.data === false ? says.join + says.no_figure : "");
    return make("a", { id: `gb-hit-${++number}`, role: "option", tabindex: "-1", "aria-selected": "false", href: address(hit) },
      sign, make("span", { class: "text" }, title, said && " ", said, small && " ", small && make("small", {}, small)),
      first && make("span", { class: "go", "aria-hidden": "true" }, `→ ${says.follow}`));
  }
  // The chosen language and the day looked back to go along.
  function address(hit) {
    const wanted = new URLSearchParams((button() || { dataset: {} }).dataset.carry || "");
    for (const [key, value] of Object.entries(hit.asked)) wanted.set(key, value);
    const query = wanted.toString();
    return hit.path + (query ? `?${query}` : "");
  }

  // ---- keys
  const options = () => [...results.querySelectorAll("[role=option]")];
  const chosen = () => results.querySelector("[aria-selected=true]");
  function choose(hit, look = true) {
    const before = chosen();
    if (before) before.setAttribute("aria-selected", "false");
    hit.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", hit.id);
    if (look) hit.scrollIntoView({ block: "nearest" });
  }
  function press(event) {
    // Streamlit has keys of its own, and so have the pages.
    event.stopPropagation();
    if (event.isComposing) return;
    const all = options(), place = all.indexOf(chosen());
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + 6, PageUp: place - 6 }[event.key];
    if (to !== undefined && all.length) {
      event.preventDefault();
      const step = Math.abs(to - place) === 1;
      choose(all[step ? (to + all.length) % all.length : Math.max(0, Math.min(all.length - 1, to))]);
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      const elsewhere = event.ctrlKey || event.metaKey;
      if (place >= 0) go(all[place], elsewhere);
      else if (!prepared) entered = { text: input.value.trim(), elsewhere };
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      input.select();
    }
  }
  function go(link, elsewhere) {
    if (elsewhere) window.open(link.href, "_blank", "noopener");
    else link.click();  // links.js keeps it within the application where that is there
  }
  function follow(event) {
    const link = event.target.closest("a");
    // After the click has gone up to who follows links of the board.
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) setTimeout(() => dialog.close(), 0);
  }
  // A field, a list or a grid takes what is typed for itself.
  const TYPED = "input, textarea, select, [contenteditable=''], [contenteditable=true], [role=textbox], [role=combobox], [role=grid]," +
    "[role=listbox], [data-testid=stDataFrame], #portal, dialog";
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || !may()) return;
    const command = event.ctrlKey || event.metaKey;
    const target = event.target.closest ? event.target : document.body;
    const slash = !command && event.key === "/" && !target.closest(TYPED);
    if (!slash && !(command && !event.shiftKey && event.key.toLowerCase() === "k" && !target.closest("dialog"))) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest(".gb-find") && may()) open();
  });

  const idle = window.requestIdleCallback || ((then) => setTimeout(then, 200));
  const later = () => setTimeout(() => idle(() => { if (may() && !prepared) fetched(); }), QUIET);
  if (document.readyState === "complete") later(); else window.addEventListener("load", later);
  window.gapboardSearch = { open, ready: () => Boolean(prepared) };
})();
