// The first key on a cell of the grid opens Streamlit's editor, which is fetched and drawn after that. Meanwhile every
// further key opens it anew with nothing but itself: who typed 17.25 got .25 or 5, without a word. So what is typed until
// the editor has the focus is held, and then typed into it in its order.
if (!window.gapboardTyping) {
  window.gapboardTyping = true;
  const LONGEST = 5000;  // milliseconds; an editor that has not come by then does not come
  const LEAVE = ["Enter", "Tab", "Escape"];
  let held = null;  // the keys that wait for the editor, while it opens
  const grid = () => document.activeElement?.closest("[data-testid=stDataFrame]");
  const editor = () => document.activeElement?.closest("#portal textarea, #portal input");
  const wait = (time) => new Promise((done) => { setTimeout(done, time); });
  const until = async (test) => {
    for (const end = performance.now() + LONGEST; !test() && performance.now() < end;) await wait(10);
    return test();
  };
  const press = (key) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
  // Whether it could be typed: the editor may have been closed by something else, and the grid be gone.
  const type = async (key) => {
    const within = editor();
    if (!within && !grid()) return false;
    if (within && key.key === "Backspace") document.execCommand("delete");
    else if (within && key.key.length === 1) document.execCommand("insertText", false, key.key);
    else if (!within || LEAVE.includes(key.key)) press(key);
    await wait(0);  // the editor takes it over before the next one
    if (within) return !LEAVE.includes(key.key) || until(() => !editor());
    return key.key.length > 1 || until(editor);
  };
  const deliver = async (mine) => {
    let goes = await until(() => editor() || held !== mine);
    await wait(0);  // it sets its caret right after it has the focus
    while (goes && held === mine && mine.length) goes = await type(mine.shift());
    if (held === mine) held = null;
  };
  window.addEventListener("keydown", (event) => {
    const { key, code, keyCode, shiftKey, ctrlKey, metaKey, altKey, isTrusted, target } = event;
    if (!isTrusted || ctrlKey || metaKey || altKey || !target.closest) return;
    if (held) {
      if (!target.closest("[data-testid=stDataFrame], #portal")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held.push({ key, code, keyCode, shiftKey });
    } else if (key.length === 1 && key !== " " && target.matches("[data-testid=stDataFrame] :is(canvas, td)")) {
      const mine = held = [];
      // Streamlit has kept the key to itself where it opens the editor: not in a cell that cannot be typed into.
      setTimeout(() => { if (event.defaultPrevented) deliver(mine); else if (held === mine) held = null; }, 0);
    }
  }, true);
  // Who clicks elsewhere before it is all there gets nothing of it, and not the half of a figure.
  window.addEventListener("pointerdown", () => {
    if (!held) return;
    held = null;
    if (editor()) press({ key: "Escape", code: "Escape", keyCode: 27 });
  }, true);
}
