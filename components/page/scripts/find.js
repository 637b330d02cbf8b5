// What is found for what was typed: pure matching over the board's index, without the page and without the server.
// `gapboardFind.prepare(index)` once, then `gapboardFind.find(prepared, text)` at every key. The words of the tasks' steps, and what
// else documents say, are two other files, `gapboardFind.addSteps(prepared, steps, besides)`, for who does search: without them the
// rest is found all the same.
(function () {
  if (window.gapboardFind) return;
  const HAN = "\u3400-\u9fff\uf900-\ufaff";
  const HAN_ONLY = new RegExp("^[" + HAN + "]+$"), HAN_SOME = new RegExp("[" + HAN + "]");
  const BETWEEN = new RegExp("([" + HAN + "]) (?=[" + HAN + "])", "g");
  const MIXED = new RegExp("[" + HAN + "]+|[^" + HAN + "]+", "g");  // 昆明GDP is two words
  const LATIN_ONLY = /^[a-z0-9']+$/;
  const YEAR = /^(?:19|20)\d\d$/;
  const MARKS = /[“”"'‘’·•.,，。、;；:：!！?？()（）\[\]【】《》<>…]/g;
  // How well a word fits, whatever it is a word of; the best of an entry's words counts.
  const FIT = { same: 100, start: 80, read: 76, word: 70, first: 66, inside: 60, readStart: 56, initials: 50, readInside: 44,
    initialsInside: 30, loose: 18 };
  // What a word of something else says of a thing: that of a target's body less than the target's own.
  const SHARE = { indicator: .9, own: .92, quote: .5, body: .6, document: .55, theme: .5, region: .5, year: .7, verdict: .7,
    themes: .85, documents: .9, bodies: .95, pages: .9, tasks: .8, step: .5, aims: .7 };
  const SHOWN = { indicators: 8, targets: 8, bodies: 5, documents: 4, themes: 4, pages: 4, tasks: 5, aims: 4 };
  const MOST = 100;  // characters of what is typed

  // One spelling for what people write in several ways: width, case, R&D and RD, marks; in a name also spaces among Chinese.
  const spell = (text) => text.normalize("NFKC").toLowerCase().replace(/\s*&\s*/g, "").replace(/ü|u:/g, "v").replace(MARKS, "")
    .replace(/[\s\-‐-―_/~～|]+/g, " ").trim();
  const fold = (text) => spell(text).replace(BETWEEN, "$1");
  function prepare(index) {
    const readings = new Map();
    for (const [reading, characters] of Object.entries(index.readings))
      for (const character of characters) readings.set(character, [...(readings.get(character) || []), reading]);
    const seen = new Map();
    // A word with its readings, one list a character; what is not Chinese has none.
    const word = (text) => {
      const folded = fold(text);
      if (!seen.has(folded)) seen.set(folded, { text: folded, read: [...folded].map((one) => readings.get(one)) });
      return seen.get(folded);
    };
    const all = (entry) => [entry.name, ...entry.words, ...(entry.called || [])].map(word);
    const words = {};
    for (const kind of ["verdicts", "themes", "regions", "documents", "bodies", "indicators", "pages", "tasks"])
      words[kind] = (index[kind] || []).map(all);
    words.own = index.targets.map((target) => (target.name ? all(target) : []));
    const of = index.indicators.map(() => []);
    index.targets.forEach((target, place) => of[target.of].push(place));
    const noise = (index.noise || []).map(fold).sort((one, other) => other.length - one.length);
    const simple = new Map((index.traditional || "").match(/../g)?.map(([old, now]) => [old, now]));
    const phrases = words.verdicts.flat().map((each) => each.text);
    // Of names that fit alike the one that says most: with a verdict, with a target, with a figure.
    const isKnown = (place) => index.verdicts[index.targets[place].verdict].id !== "no_data";
    const tells = index.indicators.map((entry, place) => (of[place].some(isKnown) ? 3 : of[place].length ? 2 : Object.keys(entry.years).length ? 1 : 0));
    return { index, words, of, simple, tells, kept: new Map(), quotes: index.targets.map((target) => fold(target.quote)), noise: new Set(noise),
      whether: (index.whether || []).map(fold), who: (index.who || []).map(fold),
      particles: new RegExp(noise.filter((one) => HAN_ONLY.test(one)).join("|") || "$^", "g"),
      verdicts: [...new Set(phrases)].sort((one, other) => other.length - one.length) };
  }

  // Of each task, by its id, the steps as [shown, what else they are called in the other language].
  // Beside them, by document, its aims and headings in the same form, and the readings of all these characters.
  function addSteps(prepared, steps, besides = {}) {
    const readings = new Map();
    for (const [reading, characters] of Object.entries(besides.readings || {}))
      for (const character of characters) readings.set(character, [...(readings.get(character) || []), reading]);
    const line = (texts) => {
      const folded = texts.map(fold), printed = folded.find((text) => HAN_SOME.test(text)) || "";
      return { shown: texts[0], texts: folded, read: [...printed].map((one) => readings.get(one)) };
    };
    prepared.steps = (prepared.index.tasks || []).map(({ id }) => (steps[id] || []).map(line));
    prepared.aims = prepared.index.documents.flatMap(({ id }, document) => ((besides.said || {})[id] || []).map((texts) => ({ document, ...line(texts) })));
    prepared.kept.clear();
  }
  // Whether a word stands in a line of text: of Latin letters, as the beginning of one of its words, or as whole syllables.
  const stands = ({ texts, read }, token) => (LATIN_ONLY.test(token)
    ? token.length > 2 && (texts.some((text) => begins(text, token)) || token.length > 4 && soundsIn(read, token))
    : token.length > 1 && texts.some((text) => text.includes(token)));
  function soundsIn(syllables, token) {
    const typed = token.replace(/'/g, "").replace(/([ln])yu/g, "$1v");
    return syllables.some((found, start) => {
      if (!found || !found.some((one) => typed.startsWith(one))) return false;
      const all = spelled(typed, syllables, start, false);
      return Boolean(all) && all.full && all.end - start > 1;  // one syllable is half the language
    });
  }
  // The first step of a task with a word in it.
  const stepWith = (prepared, place, token) => prepared.steps && prepared.steps[place].find((step) => stands(step, token));
  // The first step of a task in which words stand one behind the other.
  const inOrder = ({ texts }, words) => texts.some((text) => {
    let at = 0;
    return words.every((word) => { const place = text.indexOf(word, at); at = place + word.length; return place >= 0; });
  });

  // ---- what was typed, as words that must all fit
  function tokens(prepared, typed) {
    let text = spell(typed.slice(0, MOST).normalize("NFKC").replace(
      /((?:19|20)\d\d)\s*年?\s*[-‐-―~～至到]\s*((?:19|20)\d\d)/g, (all, from, to) => ` ${from}_${to} `).replace(/_/g, "\u0001"));
    const found = [], held = [];
    // Verdicts of several words stay together: "not met" is not "met".
    for (const phrase of prepared.verdicts)
      if (phrase.includes(" ")) text = ` ${text} `.replace(` ${phrase} `, () => ` \u0002${held.push(phrase) - 1} `).trim();
    for (const piece of text.split(" ").filter(Boolean)) {
      if (piece[0] === "\u0002") found.push(held[Number(piece.slice(1))]);
      else if (piece.includes("\u0001")) found.push({ from: Number(piece.slice(0, 4)), to: Number(piece.slice(5, 9)) });
      else found.push(...cut(prepared, piece));
    }
    const telling = asked(prepared, spell(typed), found.filter((one) => typeof one !== "string" || !prepared.noise.has(one)));
    return telling.length ? telling : found.length ? found : text ? [text] : [];
  }
  // Who asks whether the target of population was met wants to hear that it was not, and of no other that was.
  function asked(prepared, text, found) {
    const words = prepared.whether, first = text.split(" ")[0];
    if (!words.some((word) => (HAN_ONLY.test(word) ? text.includes(word) : word === first))) return found;
    const isVerdict = (token) => prepared.verdicts.includes(token);
    const others = found.filter((token) => !isVerdict(token));
    return others.some((token) => typeof token === "string" && !YEAR.test(token)) ? others : found;
  }
  // "旅游2025年未达成" and "lvyou2025" are written without spaces.
  function cut(prepared, piece) {
    const year = /^(.*?)(?<!\d)((?:19|20)\d\d)(?!\d)年?(.*)$/.exec(piece);
    if (year && (year[1] || year[3] || piece.length > 4))
      return [...cut(prepared, year[1]), year[2], ...cut(prepared, year[3])].filter(Boolean);
    if (!HAN_SOME.test(piece) || prepared.verdicts.includes(piece)) return piece ? [piece] : [];
    for (const verdict of prepared.verdicts) {
      const place = HAN_ONLY.test(verdict) && verdict.length > 1 ? piece.indexOf(verdict) : -1;
      if (place < 0) continue;
      return [...cut(prepared, piece.slice(0, place)), verdict, ...cut(prepared, piece.slice(place + verdict.length))];
    }
    return piece.replace(prepared.particles, " ").trim().split(/ +/).filter(Boolean);
  }

  // ---- how well one typed word fits one word of the index
  function fit(token, word) {
    const text = word.text, place = text.indexOf(token);
    if (place >= 0) {
      const latin = LATIN_ONLY.test(token);
      const kind = text.length === token.length ? FIT.same : place === 0 ? FIT.start
        : latin ? (begins(text, token) ? FIT.word : token.length > 3 ? FIT.initialsInside : 0) : FIT.inside;
      if (kind) return kind + 8 * (token.length / text.length);
    }
    if (LATIN_ONLY.test(token)) return token.length > 1 ? read(token, word) : 0;
    return token.length > 2 && HAN_ONLY.test(token) && follows(token, text) ? FIT.loose : 0;
  }
  const begins = (text, token) => {  // a word within the text begins with it
    for (let place = text.indexOf(token); place >= 0; place = text.indexOf(token, place + 1))
      if (!/[a-z0-9]/.test(text[place - 1] || " ")) return true;
    return false;
  };
  const follows = (token, text) => {  // all its characters, in this order: 社零额 in 社会消费品零售总额
    let place = -1;
    return [...token].every((one) => (place = text.indexOf(one, place + 1)) >= 0);
  };
  // By pinyin: whole syllables, initials, or both mixed; the last syllable may be unfinished.
  function read(token, word) {
    const typed = token.replace(/'/g, "").replace(/([ln])yu/g, "$1v"), { read: syllables } = word;
    let best = 0;
    for (let start = 0; start < syllables.length; start++) {
      if (!syllables[start]) continue;
      const whole = spelled(typed, syllables, start, false);
      const short = whole ? null : typed.length < 9 ? spelled(typed, syllables, start, true) : null;
      const found = whole || short;
      if (!found) continue;
      const all = start === 0 && found.end === syllables.length, share = 8 * (found.end - start) / syllables.length;
      // "zzz" is no word that somebody shortens, but three syllables in a row begin so somewhere.
      if (short && !all && /^(.)\1+$/.test(typed)) continue;
      // Two letters are the initials of half the board: only where a name begins.
      if (short && start > 0 && typed.length < 3) continue;
      const kind = whole ? (all && found.full ? FIT.read : start === 0 ? FIT.readStart : FIT.readInside)
        : all ? FIT.first : start === 0 ? FIT.initials : FIT.initialsInside;
      best = Math.max(best, kind + share);
    }
    return best;
  }
  function spelled(typed, syllables, place, short) {
    if (!typed) return { end: place, full: true };
    for (const syllable of syllables[place] || []) {
      if (typed.startsWith(syllable)) {
        const rest = spelled(typed.slice(syllable.length), syllables, place + 1, short);
        if (rest) return rest;
      }
      if (typed.length > 1 && typed.length < syllable.length && syllable.startsWith(typed)) return { end: place + 1, full: false };
      if (!short) continue;
      for (const size of /^[zcs]h/.test(syllable) ? [2, 1] : [1]) {
        if (!typed.startsWith(syllable.slice(0, size))) continue;
        const rest = spelled(typed.slice(size), syllables, place + 1, true);
        if (rest) return rest;
      }
    }
    return null;
  }

  // ---- one typed word against everything
  const KEPT = 50;  // of several words only the last changes with a key
  function rate(prepared, token) {
    const key = typeof token === "string" ? token : `${token.from}-${token.to}`, { kept } = prepared;
    if (!kept.has(key)) {
      if (kept.size >= KEPT) kept.clear();
      kept.set(key, rated(prepared, token));
    }
    return kept.get(key);
  }
  function rated(prepared, token) {
    const { index, words, quotes } = prepared;
    if (typeof token !== "string" || YEAR.test(token)) return rateYear(index, typeof token === "string" ? { from: +token, to: +token } : token);
    // Of several and of one: "industries" also looks for "industry".
    const one = /^[a-z]{4,}s$/.test(token) ? token.replace(/ies$|s$/, (end) => (end === "ies" ? "y" : "")) : "";
    const best = (list) => list.reduce((most, word) => Math.max(most, fit(token, word), one && .9 * fit(one, word)), 0);
    const by = { token };
    for (const kind of ["themes", "regions", "documents", "bodies", "indicators", "pages", "tasks"]) by[kind] = words[kind].map(best);
    by.aims = (prepared.aims || []).map((aim) => (stands(aim, token) || one && stands(aim, one) ? SHARE.aims * SHARE.step * FIT.inside : 0));
    // A task's name is a line of text: letters that stand somewhere in it, or begin its words, are chance.
    by.tasks = by.tasks.map((value, place) => (value >= FIT.readInside ? value
      : stepWith(prepared, place, token) || one && stepWith(prepared, place, one) ? SHARE.step * FIT.inside : 0));
    // Of a verdict not a part: 达成 is in 未达成 too.
    by.verdicts = words.verdicts.map((list) => list.reduce((most, word) => {
      // Nor what is less than half of it: 逾期 is in 逾期达成, and asks for something else.
      const long = word.text.startsWith(token) && token.length > (HAN_ONLY.test(token) ? 1 : 2) && token.length * 2 > word.text.length;
      const value = long ? fit(token, word) : LATIN_ONLY.test(token) && token.length > 2 ? read(token, word) : 0;
      return value >= FIT.initials ? Math.max(most, value) : most;
    }, 0));
    const own = words.own.map(best);
    by.targets = index.targets.map((target, place) => Math.max(
      SHARE.indicator * by.indicators[target.of], SHARE.own * own[place], SHARE.theme * by.themes[index.indicators[target.of].theme],
      SHARE.quote * (token.length > 1 && quotes[place].includes(token) ? FIT.inside : 0), SHARE.region * by.regions[target.region],
      SHARE.document * by.documents[target.document], SHARE.verdict * by.verdicts[target.verdict],
      ...target.bodies.map((body) => SHARE.body * by.bodies[body])));
    by.indicators = by.indicators.map((value, place) => Math.max(value, SHARE.theme * by.themes[index.indicators[place].theme]));
    by.bodies = by.bodies.map((value, place) => Math.max(value, SHARE.region * by.regions[index.bodies[place].region]));
    by.documents = by.documents.map((value, place) => Math.max(value, SHARE.region * by.regions[index.documents[place].region]));
    for (const kind of ["themes", "documents", "bodies", "pages", "tasks"]) by[kind] = by[kind].map((value) => SHARE[kind] * value);
    return by;
  }
  function rateYear(index, { from, to }) {
    const within = (year) => year >= from && year <= to, none = (list) => (list || []).map(() => 0);
    const newest = (years) => Math.max(...Object.keys(years || {}).map(Number).filter(within));
    return {
      year: { from, to }, verdicts: none(index.verdicts), themes: none(index.themes), regions: none(index.regions),
      bodies: none(index.bodies), pages: none(index.pages), tasks: none(index.tasks), aims: [],
      targets: index.targets.map((target) => (within(target.due) ? SHARE.year * FIT.same : 0)),
      documents: index.documents.map(({ years }) => (years[0] <= to && years[1] >= from ? FIT.inside : 0)),
      indicators: index.indicators.map(({ years }) => (Object.values(years).some((one) => newest(one) > 0) ? FIT.inside : 0)),
    };
  }

  // ---- all typed words together
  const together = (rates, kind, place) => {
    let sum = 0;
    for (const each of rates) {
      if (!each[kind][place]) return 0;
      sum += each[kind][place];
    }
    return sum / rates.length + (rates.whole ? rates.whole(kind, place) : 0);
  };
  // Several words that are a name as they stand: "disposable income per head" is that before it is anything longer.
  function whole({ words }, text) {
    if (!text.includes(" ")) return null;
    return (kind, place) => {
      const names = (words[kind] || [])[place] || [];
      return names.some((word) => word.text === text) ? 20 : names.some((word) => word.text.startsWith(text)) ? 8 : 0;
    };
  }
  function ranked(rates, kind, list) {
    return list.map((entry, place) => ({ place, value: together(rates, kind, place) })).filter((hit) => hit.value)
      .sort((one, other) => other.value - one.value || one.place - other.place);
  }
  function matched(prepared, typed, text) {
    const { index, of, tells } = prepared;
    const rates = typed.map((token) => rate(prepared, token));
    rates.whole = whole(prepared, text);
    const targets = ranked(rates, "targets", index.targets);
    const value = new Map(targets.map((hit) => [hit.place, hit.value]));
    const indicators = index.indicators.map((entry, place) => {
      const own = together(rates, "indicators", place);
      const best = of[place].filter((target) => value.has(target)).sort((one, other) => value.get(other) - value.get(one))[0];
      // One of its targets fits everything: the answer is that target's.
      return { place, target: best, value: Math.max(own && own + tells[place], best === undefined ? 0 : value.get(best) + (own ? 1 : 0)) };
    }).filter((hit) => hit.value).sort((one, other) => other.value - one.value || one.place - other.place);
    const found = { indicators, targets };
    for (const kind of ["bodies", "documents", "themes", "tasks", "pages"]) found[kind] = ranked(rates, kind, index[kind] || []);
    found.aims = ranked(rates, "aims", prepared.aims || []);
    return { rates, found };
  }
  const nothing = ({ found }) => Object.values(found).every((hits) => !hits.length);

  function find(prepared, wanted) {
    const text = [...wanted].map((one) => prepared.simple.get(one) || one).join("");
    let typed = tokens(prepared, text);
    if (!typed.length) return { groups: [], count: 0, answer: null, without: [] };
    let result = matched(prepared, typed, fold(text)), without = [];
    if (nothing(result)) {
      for (const [each, left] of loosened(prepared, typed)) {
        const again = matched(prepared, each, "");
        if (nothing(again)) continue;
        [result, without] = [again, left];
        break;
      }
    }
    return { ...told(prepared, { ...result, who: asksWho(prepared, text) }), without };
  }
  // "谁负责外贸": the answer begins with who answers for it.
  function asksWho(prepared, text) {
    const typed = spell(text);
    return prepared.who.some((word) => (HAN_ONLY.test(word) ? typed.includes(word) : ` ${typed} `.includes(` ${word} `)));
  }
  // What a question may mean that fits nothing as it stands, the nearest first: its words apart, then fewer of them.
  function* loosened(prepared, typed) {
    const split = typed.flatMap((token) => (typeof token === "string" && HAN_SOME.test(token) ? token.match(MIXED) : [token]));
    yield [split, []];
    yield* apart(split);
    yield* shortened(prepared, typed);
    yield* fewer(prepared, split);
    // A number by itself is a part of a hundred names and the answer to nothing.
    const isNumber = (token) => typeof token === "string" && /^\d{1,3}$/.test(token);
    const known = split.filter((token) => !isNumber(token) && !nothing(matched(prepared, [token], "")));
    const unknown = split.filter((token) => !known.includes(token));
    if (known.length && unknown.length) {
      yield [known, unknown];
      for (const [each, left] of fewer(prepared, known)) yield [each, [...unknown, ...left]];
    }
    // What names an indicator before what narrows it.
    const best = (token) => Math.max(...rate(prepared, token).indicators);
    for (const token of known.sort((one, other) => best(other) - best(one))) yield [[token], split.filter((each) => each !== token).map(written)];
    for (const token of split) yield* parts(prepared, token, split);
    for (const token of split) yield* partsOfSteps(prepared, token, split);
  }
  // "提速15个省级重点物流园区" is how somebody tells a step of which words stand between: its two ends, in one step, in their order.
  function* shortened(prepared, typed) {
    const [token] = typed;
    if (!prepared.steps || typed.length > 1 || typeof token !== "string" || token.length < 6 || token.length > 40 || !HAN_SOME.test(token)) return;
    for (let at = token.length - 2; at > 1; at--) {
      const ends = [token.slice(0, at), token.slice(at)];
      if (prepared.steps.some((steps) => steps.some((step) => inOrder(step, ends)))) yield [ends, []];
    }
  }
  // "空气质量差不差" begins with something.
  function* parts(prepared, token, split) {
    if (typeof token !== "string" || token.length > 12 || !HAN_ONLY.test(token)) return;
    const others = split.filter((each) => each !== token).map(written);
    for (let size = token.length - 1; size > 1; size--)
      for (const at of [0, token.length - size]) {
        const part = token.slice(at, at + size);  // of a name: in a clause two characters may stand by chance
        if (Math.max(...rate(prepared, part).indicators) >= FIT.inside)
          yield [[part], [...others, token.slice(0, at) + token.slice(at + size)]];
      }
  }
  // "三甲医院" and "停车位" are in no document, but hospitals and parking are in steps: what a thing is stands at the end.
  function* partsOfSteps(prepared, token, split) {
    if (!prepared.steps || typeof token !== "string" || token.length > 12 || !HAN_ONLY.test(token)) return;
    const others = split.filter((each) => each !== token).map(written);
    for (let size = token.length - 1; size > 1; size--) {
      for (const [part, left] of [[token.slice(-size), token.slice(0, -size)], [token.slice(0, size), token.slice(size)]])
        if (prepared.steps.some((steps, place) => stepWith(prepared, place, part))) yield [[part], [...others, left]];
    }
  }
  const written = (token) => (typeof token === "string" ? token : `${token.from}–${token.to}`);
  // "昆明旅游收入" is no name: two words of it may be.
  function* apart(typed) {
    for (let place = 0; place < typed.length; place++) {
      const token = typed[place];
      if (typeof token !== "string" || token.length < 4 || token.length > 12 || !HAN_ONLY.test(token)) continue;
      for (let at = 2; at <= token.length - 2; at++)
        yield [[...typed.slice(0, place), token.slice(0, at), token.slice(at), ...typed.slice(place + 1)], []];
    }
  }
  // Nothing of tourism was missed in 2025: what there is of tourism in 2025, and that this was left out, is an answer.
  function fewer(prepared, typed) {
    const isVerdict = (token) => prepared.verdicts.includes(token), isYear = (token) => typeof token !== "string" || YEAR.test(token);
    const less = (drop) => [typed.filter((token) => !drop(token)), typed.filter(drop)];
    return [isVerdict, isYear, (token) => isVerdict(token) || isYear(token)].map(less)
      .filter(([kept, left]) => kept.length && left.length)
      .map(([kept, left]) => [kept, left.map(written)]);
  }

  // ---- in words
  const fill = (text, values) => text.replace(/\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g, (all, name, one, several) =>
    one === undefined ? values[name] : String(values[name]) === "1" ? one : several);
  function told(prepared, { rates, found, who }) {
    const { index } = prepared, { says } = index;
    const groups = Object.entries(found).filter(([, hits]) => hits.length).map(([kind, hits]) => ({
      kind, name: says.group[kind], count: hits.length, value: hits[0].value,
      hits: hits.slice(0, SHOWN[kind]).map((hit) => row[kind](prepared, hit, rates, who)),
    }));
    groups.sort((one, other) => other.value - one.value);
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    const listed = list(prepared, rates);
    // A question made of filters alone has a list for its answer.
    const alone = listed && rates.every((each) => each.year || !each.indicators.some((value) => value >= FIT.start));
    const first = listed && !groups.length || alone && !found.pages.length ? listed : groups.length ? groups[0].hits[0] : null;
    if (listed && listed !== first && listed.count) groups.push({ kind: "list", name: says.group.list, count: 1, value: 0, hits: [listed] });
    return { groups, count, answer: first };
  }
  // What stands in the list: what the answer has said already is not said again, and not counted again.
  function listed({ groups, answer }) {
    const left = groups.map((group) => {
      const hits = group.hits.filter((hit) => hit.title !== answer.title || hit.said !== answer.said);
      return { ...group, hits, more: group.count - group.hits.length };
    });
    const count = left.reduce((sum, { hits, more }) => sum + hits.length + more, answer ? 1 : 0);
    return { groups: left.filter(({ hits, more }) => hits.length || more), count };
  }
  const name = (entry) => entry.short || entry.name;
  const row = {
    indicators({ index, of }, { place, target }, rates, who) {
      const entry = index.indicators[place], asked = rates.map((each) => each.year).filter(Boolean)[0];
      const chosen = target === undefined ? of[place][0] : target;
      const promise = chosen === undefined ? null : index.targets[chosen];
      // A year that nobody promised anything for, but that has a figure.
      const inYear = asked && target === undefined ? yearly(index, entry, asked) : null;
      const region = inYear ? inYear.region : promise ? promise.region : Number(Object.keys(entry.years)[0] || 0);
      return {
        title: entry.name, said: inYear ? inYear.said : promise ? (who ? `${promise.who} · ` : "") + promise.said : entry.said,
        small: [name(index.themes[entry.theme]), index.regions[region].name],
        verdict: inYear || !promise ? "" : index.verdicts[promise.verdict].id,
        data: Object.keys(entry.years).length > 0,
        path: "indicator", asked: { id: entry.id, region: index.regions[region].id },
      };
    },
    targets({ index }, { place }) {
      const target = index.targets[place], of = index.indicators[target.of];
      const { says } = index, region = index.regions[target.region], document = index.documents[target.document];
      return {
        title: target.name || of.name, said: target.said,
        small: [region.name, fill(says.due, { year: target.due }), name(document), target.item, ...target.bodies.map((body) => index.bodies[body].name)],
        verdict: index.verdicts[target.verdict].id, path: "indicator", asked: { id: of.id, region: region.id },
      };
    },
    bodies({ index }, { place }) {
      const { id, name: title, said, region } = index.bodies[place];
      return { title, said, small: [index.regions[region].name], path: "departments", asked: { body: id } };
    },
    documents({ index }, { place }) {
      const { id, name: title, said } = index.documents[place];
      return { title, said, small: [], path: "documents", asked: { document: id } };
    },
    themes({ index }, { place }) {
      const { id, name: title, said } = index.themes[place];
      return { title, said, small: [], path: "./", asked: { theme: id } };
    },
    tasks(prepared, { place }, rates) {
      const { index } = prepared, { id, name: title, item, document } = index.tasks[place];
      const words = rates.map(({ token }) => token).filter(Boolean);
      // That with all the words before that with the first.
      const step = prepared.steps && prepared.steps[place].find((each) => inOrder(each, words))
        || words.map((token) => stepWith(prepared, place, token)).find(Boolean);
      return { title, said: step ? step.shown : "", small: [name(index.documents[document]), item], path: "documents", asked: { task: id } };
    },
    aims(prepared, { place }) {
      const { index } = prepared, { shown, document } = prepared.aims[place], { id } = index.documents[document];
      return { title: shown, said: index.says.no_task, small: [name(index.documents[document])], path: "documents", asked: { document: id } };
    },
    pages({ index }, { place }) {
      const { address, name: title, section, asked = {} } = index.pages[place];
      return { title, said: "", small: section ? [section] : [], path: address || "./", asked };
    },
  };
  function yearly(index, entry, { from, to }) {
    for (const [region, years] of Object.entries(entry.years)) {
      const year = Object.keys(years).map(Number).filter((one) => one >= from && one <= to).pop();
      if (year) return { region: Number(region), said: fill(index.says.in_year, { year, amount: years[year] }) };
    }
    return null;
  }
  // Words that each are a filter of the overview lead there.
  function list({ index }, rates) {
    const asked = {}, names = [];
    for (const each of rates) {
      const filter = each.year ? (each.year.from === each.year.to ? ["due", String(each.year.from), fill(index.says.due, { year: each.year.from })] : null)
        : strongest(index, each);
      if (!filter || asked[filter[0]]) return null;
      asked[filter[0]] = filter[1];
      names.push(filter[2]);
    }
    if (rates.length < 2 && (asked.theme || asked.document)) return null;
    const count = index.targets.filter((target) => (!asked.due || String(target.due) === asked.due)
      && (!asked.status || index.verdicts[target.verdict].id === asked.status)
      && (!asked.theme || index.themes[index.indicators[target.of].theme].id === asked.theme)
      && (!asked.region || index.regions[target.region].id === asked.region)
      && (!asked.document || index.documents[target.document].id === asked.document)).length;
    return { count, title: names.join(index.says.join), said: fill(index.says.listed, { count }), small: [], verdict: asked.status || "",
      path: "./", asked };
  }
  function strongest(index, each) {
    const kinds = [["verdicts", "status"], ["themes", "theme"], ["regions", "region"], ["documents", "document"]];
    let best = null, most = .8 * FIT.readStart;
    for (const [kind, filter] of kinds)
      each[kind].forEach((value, place) => {
        if (value > most) [most, best] = [value, [filter, index[kind][place].id, name(index[kind][place])]];
      });
    return best;
  }
  window.gapboardFind = { prepare, addSteps, find, listed, fold, tokens };
})();
