// A block pasted into the grid goes by position in Streamlit: a heading or a column of names among it shifts every
// figure, and what lies beyond the edge is cut without a word. Only figures that fit from the chosen cell on may go by
// position; any other block goes into the field below, where the server matches it by name and year.
if (!window.gapboardPaste) {
  window.gapboardPaste = true;
  const NAMES = 2;  // columns before the first year
  const FIGURE = /^[\s\d０-９.．,，+＋\-－−–—%％]*$/;
  const YEAR = /^\s*(19|20)\d\d\s*$/;
  const SETTLED = 300;  // milliseconds: a little longer than the grid takes to say which cell is chosen
  let moved = 0;  // when somebody last chose a cell
  const field = () => document.querySelector(".st-key-grid-paste textarea");
  // Where the grid has the focus, or the editor of one of its cells.
  const inGrid = (element) => element && element.closest("[data-testid=stDataFrame], #portal");
  const fits = (rows) => {
    const cell = document.querySelector("[data-testid=stDataFrame] td[aria-selected=true]");
    const place = cell && /(\d+)-(\d+)$/.exec(cell.id || cell.dataset.testid || "");
    const table = cell && cell.closest("table");
    if (!place || !table || document.activeElement.closest("#portal")) return false;
    const [column, row] = [Number(place[1]), Number(place[2])];
    const wide = Math.max(...rows.map((cells) => cells.length));
    return column >= NAMES && column + wide <= Number(table.getAttribute("aria-colcount"))
      && row + rows.length < Number(table.getAttribute("aria-rowcount"));  // its first row is the heading
  };
  const figures = (rows) => rows.every((cells) => cells.every((text) => FIGURE.test(text))
    && !cells.filter((text) => text.trim()).every((text) => YEAR.test(text)));
  const hand = (area, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    // The field tells Streamlit on its own time.
    setTimeout(() => document.querySelector(".st-key-grid-paste [data-testid=stFormSubmitButton] button").click(), 300);
  };
  window.addEventListener("pointerdown", () => { moved = performance.now(); }, true);
  window.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) moved = performance.now();
  }, true);
  window.addEventListener("paste", (event) => {
    if (!field() || !inGrid(document.activeElement) || !event.clipboardData) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    const rows = text.split("\n").map((line) => line.split("\t"));
    if (performance.now() - moved > SETTLED && figures(rows) && fits(rows)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    hand(field(), text);
  }, true);
  // Without this script the grid is not to be typed into: the style sheet opens it for a page that says so.
  document.documentElement.dataset.paste = "ready";
}
