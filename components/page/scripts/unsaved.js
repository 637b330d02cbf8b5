// What is typed into a form is kept in the tab until it is saved or given up. Streamlit's fields live as long as the
// visit: after a reload they are empty, and the texts are handed over through the field `channel`, once.
const kept = window.gapboardUnsaved ||= { seen: [], form: null };
const read = (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };
const write = (key, texts) => {
  try {
    if (texts) sessionStorage.setItem(key, JSON.stringify(texts)); else sessionStorage.removeItem(key);
  } catch { /* then nothing is kept */ }
};
const field = (name, ask) => document.querySelector(`.${kept.form.fields[name]} ${ask}`);
const valueOf = (name) => {
  if (name !== kept.form.own[0]) return field(name, "input")?.value || "";
  const buttons = [...document.querySelectorAll(`.${kept.form.fields[name]} input[type=radio]`)];
  return kept.form.choices[buttons.findIndex((button) => button.checked)] || "";
};
const typed = () => {
  const texts = {};
  for (const name of Object.keys(kept.form.fields)) texts[name] = valueOf(name);
  const any = kept.form.own.some((name) => texts[name].trim());
  write(kept.form.key, any ? { ...texts, turn: kept.form.turn } : null);
};
kept.form = form;
kept.typed = typed;
for (const key of Object.keys(sessionStorage)) {
  if (key.startsWith("gapboard.unsaved|") && form.gone.includes(read(key)?.turn)) write(key, null);
}
if (!kept.listens) {
  kept.listens = true;
  const heard = ({ target }) => {
    const mine = kept.form.own.some((name) => target.closest?.(`.${kept.form.fields[name]}`));
    if (mine) setTimeout(() => kept.typed(), 0);  // a button is checked only after the event
  };
  for (const kind of ["input", "change"]) addEventListener(kind, heard, { capture: true, passive: true });
}
if (!kept.seen.includes(form.key)) {
  kept.seen.push(form.key);
  const found = read(form.key), until = performance.now() + 8000;
  const give = () => {
    const channel = document.querySelector(`.${form.channel} input`);
    const there = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
    if (kept.form !== form || performance.now() > until) return;
    if (!channel || !there) { requestAnimationFrame(give); return; }
    if (form.own.some((name) => valueOf(name) !== (form.given[name] || ""))) return;  // somebody types already
    write(form.key, { ...found, turn: form.turn });
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(channel, JSON.stringify(found));
    channel.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => channel.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), 50);
  };
  if (found) give();
}
