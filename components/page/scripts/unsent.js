// A report is saved with its file or not at all: by itself Streamlit saves what has arrived, and says nothing of a file
// that is still on its way or was refused. For the one saving waits, the other has to be taken out first.
const unsent = window.gapboardUnsent ||= { chosen: -Infinity, waits: false };
unsent.words = words;
if (!unsent.listens) {
  unsent.listens = true;
  const beginning = 400;  // milliseconds until a file that was let go of stands in the field
  const settled = 12;  // frames at rest after which the server knows of a file that has come
  const uploader = ".st-key-task-form [data-testid=stFileUploader]";
  const find = (what) => document.querySelector(`${uploader} ${what}`);
  const isSending = () => performance.now() - unsent.chosen < beginning || find("[data-testid=stFileChipIconSpinner]");
  const isRefused = () => find("[data-testid=stFileChip][aria-invalid=true]");
  const isAtRest = () => document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
  const tell = (text) => {
    const told = document.querySelector(".gb-unsent");
    if (!told || told.textContent === text) return;
    told.textContent = text;
    if (text) told.scrollIntoView({ block: "nearest" });
  };
  const end = (save) => {
    unsent.waits = false;
    tell("");
    if (save) document.querySelector(".st-key-task-save button")?.click();
  };
  const wait = () => {
    let rest = 0, wasRefused = false;
    const look = () => {
      if (isSending()) tell(unsent.words.sending);
      else if (isRefused()) { tell(unsent.words.refused); wasRefused = true; }
      else if (wasRefused || !find("[data-testid=stFileChip]")) return end(false);  // taken out: to save is asked anew
      else if (rest >= settled) return end(true);
      rest = !isSending() && isAtRest() ? rest + 1 : 0;
      requestAnimationFrame(look);
    };
    unsent.waits = true;
    look();
  };
  const hold = (event) => {
    if (!unsent.waits && !isSending() && !isRefused()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Leaving a field sends what was typed last, as saving does.
    if (document.activeElement?.matches("input[type=text], textarea")) document.activeElement.blur();
    if (!unsent.waits) wait();
  };
  for (const kind of ["change", "drop"]) addEventListener(kind, (event) => {
    if (event.target.closest?.(uploader)) unsent.chosen = performance.now();
  }, { capture: true, passive: true });
  addEventListener("click", (event) => { if (event.target.closest?.(".st-key-task-save")) hold(event); }, { capture: true });
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && find("*")) hold(event);
  }, { capture: true });
}
