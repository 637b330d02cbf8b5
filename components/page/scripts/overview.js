// The overview was sent once, with everything: filters, sorting and the choice of view run here, before and after
// Streamlit is alive, and the address holds them. Without this script the same links ask the server.
(function () {
  if (window.gapboardOverview) return;
  window.gapboardOverview = true;
  const FILTERS = ["theme", "region", "document", "due", "status", "indication", "body"];
  const OURS = [...FILTERS, "view", "sort", "scale"];
  const STATUS = FILTERS.indexOf("status"), DUE = FILTERS.indexOf("due"), SIGN = FILTERS.indexOf("indication");
  const DOCUMENT = FILTERS.indexOf("document"), NOTHING = FILTERS.length;
  const kept = new WeakMap();
  // What does not change of an element as long as it is there is worked out once.
  const keep = (element, make) => {
    if (!kept.has(element)) kept.set(element, make());
    return kept.get(element);
  };
  const hide = (element, hidden) => { if (element.hidden !== hidden) element.hidden = hidden; };
  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const all = (scope, selector) => [...scope.querySelectorAll(selector)];
  // As gapboard/kernel/wording fills a text, {count:target|targets} included.
  const fill = (text, values) => text.replace(/\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g, (_, name, one, several) =>
    one === undefined ? values[name] : String(values[name]) === "1" ? one : several);
  const here = () => new URL(location.href);
  // What is told of the page, its links, and by them what an address can ask for.
  const facts = (head) => keep(head, () => {
    const links = all(head, "a[data-set]");
    return { ...JSON.parse(head.dataset.told), links, known: new Set(links.map((link) => link.dataset.set)) };
  });
  // What the address asks for; what the page does not know is ignored here too, as the server has told the visitor.
  function asked({ known }) {
    const said = here().searchParams, value = (name) => said.get(name) || "";
    return Object.fromEntries(OURS.map((name) => [name, known.has(`${name}=${value(name)}`) ? value(name) : ""]));
  }

  const stable = (items, key) => items.map((item) => [key(item), item]).sort(([a], [b]) => a - b).map(([, item]) => item);

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
    const head = scope.querySelector(".gb-over"), told = facts(head), now = asked(told);
    const list = scope.querySelector(".gb-rows"), wall = scope.querySelector(".gb-wall");
    if (!list || !wall) return;
    const filtered = FILTERS.some((name) => now[name]), listed = now.view === "list";
    const fits = [], counted = [];
    const groups = keep(list, () => all(list, "[data-group]").map((group) => ({ group, count: group.querySelector("h2 small"),
      rows: all(group, ".gb-row").map((row) => ({ row, n: +row.dataset.n, have: row.dataset.k.split("|").map((part) => part.split(" ")) })) })));
    for (const { group, count, rows } of groups) {
      let seen = 0;
      for (const { row, n, have } of rows) {
        const ok = FILTERS.every((name, at) => !now[name] || at === STATUS ||
          (name === "indication" && now[name] === "any" ? have[at][0] !== "" : have[at].includes(now[name])));
        if (ok) counted.push(have);
        fits[n] = ok && (!now.status || have[STATUS][0] === now.status);
        seen += fits[n];
      }
      if (!listed) continue;  // what is not seen is brought up to date when it is
      hide(group, !seen);
      if (!seen) continue;
      for (const { row, n } of rows) hide(row, !fits[n]);
      write(count, fill(told["overview.group_count"], { count: seen }));
    }
    const shown = fits.filter(Boolean).length;
    hide(head.querySelector(".gb-none"), shown > 0);
    hide(list.querySelector(".gb-heads"), !shown);
    if (!listed) cards(wall, fits, shown);
    arrange(wall.querySelector(".w-grid"), groups, now.sort);
    hide(wall, listed);
    wall.toggleAttribute("data-seen", !listed);
    now.scale ? (wall.dataset.scale = now.scale) : delete wall.dataset.scale;
    hide(list, !listed);
    hide(head.querySelector(".gb-legend"), !listed);
    hide(head.querySelector(".gb-signs"), !now.indication);
    hide(head.querySelector(".gb-index"), listed);
    hide(head.querySelector(".gb-glance"), !listed || filtered);
    count(head, told, counted, shown);
    tasks(head.querySelector(".gb-tasksline"), now);
    links(head, now, told, filtered);
  }

  // The cards of what fits, and how many of each theme are owed.
  function cards(wall, fits, shown) {
    let seen = 0;
    for (const { element, of, number } of keep(wall, () => all(wall, "[data-of]").map((element) => (
      { element, of: element.dataset.of.split(" "), number: element.querySelector(".n") })))) {
      const count = of.filter((item) => fits[item]).length;
      hide(element, !count);
      if (number) write(number, String(count));
      else if (count) seen += 1;
    }
    hide(wall.querySelector(".w-none"), seen > 0 || !shown);
  }

  // The cards, or the rows within each status, in the order asked for; their own order is the data's.
  function arrange(grid, groups, sort) {
    if ((grid.dataset.sort || "") !== sort) {
      const by = { gap: (card) => +card.dataset.gap, due: (card) => +card.dataset.due, name: (card) => +card.dataset.a };
      const order = stable(all(grid, ":scope > *"), (item) => +item.dataset.o);
      const [titles, cards] = [order.filter((item) => !item.matches("a")), order.filter((item) => item.matches("a"))];
      grid.append(...(sort ? [...titles, ...stable(cards, by[sort])] : order));
      grid.classList.toggle("sorted", sort !== "");
      grid.dataset.sort = sort;
      const key = { due: (row) => +row.have[DUE][0], name: (row) => +row.row.dataset.a }[sort] || ((row) => row.n);
      for (const { rows } of groups) rows[0].row.parentNode.append(...stable(rows, key).map((row) => row.row));
    }
    let title = null, seen = 0;
    const tell = () => {
      if (!title) return;
      hide(title, sort !== "" || !seen);
      write(title.querySelector("small"), String(seen));
    };
    for (const item of grid.children) {
      if (item.localName === "a") seen += !item.hidden;
      else {
        tell();
        [title, seen] = [item, 0];
      }
    }
    tell();
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
    const place = head.querySelector(".gb-headline .lines");
    if ([...place.children].map((span) => span.textContent).join() !== lines.join()) {
      place.replaceChildren(...lines.flatMap((line) => [Object.assign(document.createElement("span"), { textContent: line }), " "]));
    }
    const signs = Object.entries(told.signs).map(([kind, text]) => [text, counted.filter((have) => have[SIGN].includes(kind)).length]).filter(([, many]) => many);
    const line = head.querySelector(".indications");
    line.hidden = !signs.length;
    if (signs.length) write(line, fill(told.sign, { parts: signs.map(([text, many]) => fill(text, { count: many })).join(told.join),
      none: counted.filter((have) => have[NOTHING][0] === "0").length }));
    const found = tally(counted);
    for (const tile of all(head, ".gb-tile")) write(tile.querySelector("b"), String(found[tile.dataset.set.split("=")[1]] || 0));
    write(head.querySelector(".gb-count .shown"), fill(told["overview.shown"], { shown, total: told.total }));
  }

  // The tasks that fit, each step once; of which status their figures are is asked of targets alone.
  function tasks(line, now) {
    if (!line) return;
    const facts = keep(line, () => {
      const found = JSON.parse(line.dataset.tasks);
      return { ...found, rows: found.rows.map(([fits, counts]) => ({ have: fits.split("|").map((part) => part.split(" ")), counts })) };
    });
    const fitting = facts.rows.filter(({ have }) => FILTERS.every((name, at) => !now[name] || at === STATUS || have[at].includes(now[name])));
    const found = Object.fromEntries(facts.keys.map((key, at) => [key, fitting.reduce((sum, { counts }) => sum + counts[at], 0)]));
    const said = (text, count) => fill(text, { count: count.toLocaleString("en-US") });
    const { tasks, steps, done, published } = found;
    hide(line, !tasks);
    write(line.querySelector(".told"), fill(facts.told, { tasks: tasks.toLocaleString("en-US"), steps: steps.toLocaleString("en-US") }));
    for (const part of all(line, "[data-count]")) {
      const key = part.dataset.count, more = key === "done" && published ? said(published === done ? facts.all_published : facts.published, published) : "";
      hide(part, key !== "done" && !found[key]);
      write(part.querySelector("a"), said(facts.texts[key], found[key]) + more);
    }
  }

  // What a link with data-set asks for, from the address as it is now; what toggles, lifts what it has set.
  function wanted(link, now) {
    const { name, value, toggle } = keep(link, () => {
      const at = link.dataset.set.indexOf("=");
      return { name: link.dataset.set.slice(0, at), value: link.dataset.set.slice(at + 1), toggle: link.dataset.toggle };
    });
    const change = { [name]: now[name] === value && toggle !== undefined ? "" : value };
    if (toggle) change[toggle] = "";
    return { name, value, change };
  }

  // Every link says what is chosen, and the chips name it.
  function links(head, now, told, filtered) {
    const named = {}, kinds = { status: told["overview.filter_by.status"] };
    for (const link of told.links) {
      const { name, value } = wanted(link, now), chosen = now[name] === value, choice = link.closest(".gb-choice");
      if (chosen !== link.hasAttribute("aria-current")) {
        chosen ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
        link.classList.toggle("chosen", chosen && !link.matches(".indications"));
      }
      if (choice) kinds[name] = choice.firstElementChild.textContent;
      if (chosen && choice) named[name] = link.textContent;
      else if (chosen && link.matches(".gb-tile")) named[name] = link.querySelector("span").textContent;
    }
    const chips = FILTERS.filter((name) => now[name]).map((name) => {
      const kind = kinds[name], word = named[name] || now[name], chip = document.createElement("a");
      chip.className = "gb-chip";
      chip.href = address({ [name]: "" });
      chip.setAttribute("aria-label", `${told["overview.clear"]} ${kind}`);
      chip.append(`${kind}${told["access.colon"]}${word} `, Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }));
      return chip;
    });
    head.querySelector(".gb-chips").replaceChildren(...chips);
    const clear = head.querySelector(".gb-clear");
    hide(clear, !filtered);
    if (filtered) clear.href = address(Object.fromEntries(FILTERS.map((name) => [name, ""])));
  }

  // Where the links lead, for who opens them elsewhere: after what is seen has been painted.
  function lead(scope) {
    const head = scope.querySelector(".gb-over");
    if (!head) return;
    const told = facts(head), now = asked(told);
    for (const link of told.links) link.href = address(wanted(link, now).change);
    const carry = (link, names) => {
      const to = new URL(link.href);
      names.forEach((name) => (now[name] ? to.searchParams.set(name, now[name]) : to.searchParams.delete(name)));
      link.href = to.href;
    };
    all(head, "a[data-carry]").forEach((link) => carry(link, FILTERS));
    all(scope, "a.gb-switch, .gb-lookedback a").forEach((link) => carry(link, OURS));
  }

  let last = here(), seen = [], later = 0;
  function applyAll() {
    last = here();
    scopes().forEach(apply);
    clearTimeout(later);
    later = setTimeout(leadAll, 60);
  }
  function leadAll() {
    clearTimeout(later);
    later = 0;
    scopes().forEach(lead);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".gb a[href]");
    if (link && later) leadAll();  // clicked before the links were told where to lead
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
