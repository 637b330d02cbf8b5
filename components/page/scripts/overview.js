// The overview was sent once, with everything: filters, sorting and the choice of view run here, before and after
// Streamlit is alive, and the address holds them. Without this script the same links ask the server.
(function () {
  if (window.gapboardOverview) return;
  window.gapboardOverview = true;
  const FILTERS = ["theme", "region", "document", "due", "status", "indication", "body"];
  const OURS = [...FILTERS, "view", "sort", "scale"];
  const STATUS = FILTERS.indexOf("status"), DUE = FILTERS.indexOf("due"), SIGN = FILTERS.indexOf("indication");
  const DOCUMENT = FILTERS.indexOf("document"), NOTHING = FILTERS.length;
  const keys = new WeakMap();
  const keysOf = (row) => keys.get(row) || (keys.set(row, row.dataset.k.split("|").map((part) => part.split(" "))), keys.get(row));
  const all = (scope, selector) => [...scope.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const asked = (address) => Object.fromEntries(OURS.map((name) => [name, address.searchParams.get(name) || ""]));
  const here = () => new URL(location.href);

  // Whether two addresses differ in nothing but what is ours.
  function alike(one, other) {
    if (one.origin !== other.origin || one.pathname !== other.pathname || one.hash !== other.hash) return false;
    const rest = (address) => {
      const left = new URLSearchParams(address.search);
      OURS.forEach((name) => left.delete(name));
      left.sort();
      return left.toString();
    };
    return rest(one) === rest(other);
  }
  function address(change) {
    const to = here();
    for (const [name, value] of Object.entries(change)) value ? to.searchParams.set(name, value) : to.searchParams.delete(name);
    return to.href;
  }
  // The first answer and the live page behind it, as long as both are there.
  function scopes() {
    return [document.getElementById("first-answer"), document.getElementById("root") || document.body].filter(
      (scope) => scope && scope.querySelector(".gb-over"));
  }

  function apply(scope) {
    const now = asked(here()), head = scope.querySelector(".gb-over"), told = JSON.parse(head.dataset.told);
    const filtered = FILTERS.some((name) => now[name]);
    const fits = [], counted = [];
    for (const row of all(scope, ".gb-row[data-k]")) {
      const have = keysOf(row);
      const ok = FILTERS.every((name, at) => !now[name] || at === STATUS ||
        (name === "indication" && now[name] === "any" ? have[at][0] !== "" : have[at].includes(now[name])));
      if (ok) counted.push(have);
      fits[row.dataset.n] = ok && (!now.status || have[STATUS][0] === now.status);
      row.hidden = !fits[row.dataset.n];
    }
    const shown = fits.filter(Boolean).length;
    for (const group of all(scope, ".gb-rows [data-group]")) {
      const count = all(group, ".gb-row[data-k]:not([hidden])").length;
      group.hidden = !count;
      group.querySelector("h2 small").textContent = fill(told["overview.group_count"], { count });
    }
    const many = (element) => element.dataset.of.split(" ").filter((item) => fits[item]).length;
    let cards = 0;
    for (const card of all(scope, ".w-card")) if (!(card.hidden = !many(card))) cards += 1;
    for (const line of all(scope, ".w-owed [data-of]")) {
      const count = many(line);
      line.hidden = !count;
      line.querySelector(".n").textContent = count;
    }
    arrange(scope, now.sort);
    all(scope, ".gb-none").forEach((none) => { none.hidden = none.classList.contains("w-none") ? cards > 0 || !shown : shown > 0; });
    all(scope, ".gb-heads").forEach((heads) => { heads.hidden = !shown; });
    const list = now.view === "list", wall = scope.querySelector(".gb-wall");
    if (wall) {
      wall.hidden = list;
      now.scale ? (wall.dataset.scale = now.scale) : delete wall.dataset.scale;
    }
    all(scope, ".gb-rows").forEach((rows) => { rows.hidden = !list; });
    all(head, ".gb-legend").forEach((legend) => { legend.hidden = !list; });
    all(head, ".gb-index").forEach((chip) => { chip.hidden = list; });
    all(head, ".gb-glance").forEach((glance) => { glance.hidden = !list || filtered; });
    count(head, told, counted, shown);
    links(scope, head, now, told, filtered);
  }

  // The cards, or the rows within each status, in the order asked for; their own order is the data's.
  function arrange(scope, sort) {
    const grid = scope.querySelector(".w-grid");
    if (grid && (grid.dataset.sort || "") !== sort) {
      const by = { gap: (card) => +card.dataset.gap, due: (card) => +card.dataset.due, name: (card) => card.querySelector("b").textContent };
      const order = all(grid, ":scope > *").sort((a, b) => a.dataset.o - b.dataset.o);
      const cards = order.filter((item) => item.matches(".w-card"));
      const sorted = sort ? [...order.filter((item) => !item.matches(".w-card")), ...stable(cards, by[sort])] : order;
      grid.append(...sorted);
      grid.classList.toggle("sorted", sort !== "");
    }
    if (grid) {
      grid.dataset.sort = sort;
      for (const title of all(grid, ":scope > h2")) {
        let seen = 0;
        for (let next = title.nextElementSibling; next && next.matches(".w-card"); next = next.nextElementSibling) seen += !next.hidden;
        title.hidden = sort !== "" || !seen;
        title.querySelector("small").textContent = seen;
      }
    }
    const by = { due: (row) => +keysOf(row)[DUE][0], name: (row) => row.querySelector(".c-name a").textContent };
    for (const table of all(scope, ".gb-rows [role=table]")) {
      const wanted = by[sort] ? sort : "";
      if ((table.dataset.sort || "") === wanted) continue;
      table.dataset.sort = wanted;
      const rows = all(table, ".gb-row[data-k]").sort((a, b) => a.dataset.n - b.dataset.n);
      table.append(...(wanted ? stable(rows, by[wanted]) : rows));
    }
  }
  function stable(items, key) {
    const code = document.documentElement.lang || "zh-CN";
    return items.map((item) => [key(item), item]).sort(([a], [b]) => typeof a === "number" ? a - b : a.localeCompare(b, code)).map(([, item]) => item);
  }

  // The headline's sentences and the tiles, counted anew.
  function count(head, told, counted, shown) {
    const tally = (rows) => rows.reduce((found, have) => ((found[have[STATUS][0]] = (found[have[STATUS][0]] || 0) + 1), found), {});
    const past = counted.filter((have) => +have[DUE][0] < told.year);
    const year = Math.max(0, ...past.map((have) => +have[DUE][0]));
    const documents = new Set(counted.map((have) => have[DOCUMENT][0])).size;
    const lines = [fill(told.lines[documents > 1 ? "documents" : "one_document"], { documents, total: counted.length })];
    const parts = {
      year: past.filter((have) => +have[DUE][0] === year), before: past.filter((have) => +have[DUE][0] < year),
      open: counted.filter((have) => +have[DUE][0] >= told.year) };
    for (const [name, rows] of Object.entries(parts)) {
      if (!rows.length) continue;
      const found = tally(rows), words = told.parts[name === "open" ? "open" : "due"];
      const said = Object.keys(words).filter((group) => found[group]).map((group) => fill(words[group], { count: found[group] }));
      lines.push(fill(told.lines[name], { year, count: rows.length, parts: said.join(told.join) }));
    }
    head.querySelector(".gb-headline .lines").replaceChildren(...lines.flatMap((line) => {
      const span = document.createElement("span");
      span.textContent = line;
      return [span, " "];
    }));
    const signs = Object.entries(told.signs).map(([kind, text]) => [text, counted.filter((have) => have[SIGN].includes(kind)).length]).filter(([, many]) => many);
    const line = head.querySelector(".indications");
    line.hidden = !signs.length;
    line.textContent = fill(told.sign, { parts: signs.map(([text, many]) => fill(text, { count: many })).join(told.join),
      none: counted.filter((have) => have[NOTHING][0] === "0").length });
    const found = tally(counted);
    for (const tile of all(head, ".gb-tile")) tile.querySelector("b").textContent = found[tile.dataset.set.split("=")[1]] || 0;
    head.querySelector(".gb-count .shown").textContent = fill(told["overview.shown"], { shown, total: told.total });
  }

  // Every link says what is chosen, and leads from the address as it is now.
  function links(scope, head, now, told, filtered) {
    const named = {};
    for (const link of all(head, "a[data-set]")) {
      const at = link.dataset.set.indexOf("="), name = link.dataset.set.slice(0, at), value = link.dataset.set.slice(at + 1);
      const chosen = now[name] === value, toggles = "toggle" in link.dataset;
      const change = { [name]: chosen && toggles ? "" : value };
      if (link.dataset.toggle) change[link.dataset.toggle] = "";
      link.href = address(change);
      link.classList.toggle("chosen", chosen && !link.matches(".indications"));
      chosen ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
      if (chosen && value && FILTERS.includes(name)) {
        const choice = link.closest(".gb-choice");
        if (choice) named[name] = [choice.querySelector("b").textContent, link.textContent];
        else if (link.matches(".gb-tile")) named[name] = [told["overview.filter_by.status"], link.querySelector("span").textContent];
      }
    }
    const chips = FILTERS.filter((name) => now[name]).map((name) => {
      const [kind, word] = named[name] || [name, now[name]], chip = document.createElement("a");
      chip.className = "gb-chip";
      chip.href = address({ [name]: "" });
      chip.setAttribute("aria-label", `${told["overview.clear"]} ${kind}`);
      chip.append(`${kind}${told["access.colon"]}${word} `, Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }));
      return chip;
    });
    head.querySelector(".gb-chips").replaceChildren(...chips);
    const clear = head.querySelector(".gb-clear");
    clear.hidden = !filtered;
    clear.href = address(Object.fromEntries(FILTERS.map((name) => [name, ""])));
    const carry = (link, names) => {
      const to = new URL(link.href);
      names.forEach((name) => (now[name] ? to.searchParams.set(name, now[name]) : to.searchParams.delete(name)));
      link.href = to.href;
    };
    all(head, "a[data-carry]").forEach((link) => carry(link, FILTERS));
    all(scope, "a.gb-switch").forEach((link) => carry(link, OURS));
  }

  let last = here(), seen = [];
  function applyAll() {
    last = here();
    scopes().forEach(apply);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".gb a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    if (!scopes().length || !alike(new URL(link.href), here())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (link.href !== location.href) history.pushState({}, "", link.href);
    const menu = link.closest("details.gb-sort");
    if (menu) menu.open = false;
    applyAll();
  }, true);
  // Back and forward: Streamlit would ask the server for what is here already.
  window.addEventListener("popstate", (event) => {
    if (scopes().length && alike(here(), last) && here().href !== last.href) {
      event.stopImmediatePropagation();
      applyAll();
    } else last = here();
  }, true);
  // What Streamlit draws, it draws for the address that it knows.
  function look() {
    const found = scopes().flatMap((scope) => all(scope, ".gb-over, .w-grid, .gb-table"));
    if (found.length === seen.length && found.every((item, at) => item === seen[at])) return;
    seen = found;
    if (found.length) applyAll();
  }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
})();
