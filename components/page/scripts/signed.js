// Signing in or out in another tab changes what the browser sends; this page's connection keeps what it was opened with.
if (!window.gapboardSigned) {
  window.gapboardSigned = true;
  const look = async () => {
    const mark = document.querySelector("[data-gb-who]");
    if (!mark || document.hidden) return;
    const here = (window.__streamlit && window.__streamlit.BACKEND_BASE_URL) || location.href;
    try {
      const answer = await fetch(new URL("account/who", here), { cache: "no-store" });
      if (!answer.ok || (await answer.text()) === mark.dataset.gbWho) return;
    } catch { return; }
    // A page that shows nothing of the board has nothing to lose; on any other something may be filled in.
    if (document.querySelector(".gb-closed")) location.reload();
    else document.querySelectorAll(".gb-signed").forEach((told) => told.removeAttribute("hidden"));
  };
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest("[data-gb-reload]")) location.reload();
  });
}
