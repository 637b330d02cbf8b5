// Links within the board change the address without loading the application anew: Streamlit listens to the
// browser's history. Without script they are ordinary links and work all the same.
if (!window.gapboardLinks) {
  window.gapboardLinks = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".gb a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    if (link.origin !== location.origin || link.target === "_blank") return;
    event.preventDefault();
    // Only within a click may a page ask for the full screen; where that is refused, the slides fill the window.
    if ("full" in link.dataset) document.documentElement.requestFullscreen().catch(() => {});
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
}
if (!window.gapboardDates) {
  window.gapboardDates = true;
  document.addEventListener("change", (event) => {
    if (!event.target.matches || !event.target.matches(".gb input[name=on], .gb input[name=since]")) return;
    const address = new URL(location.href);
    if (event.target.value) address.searchParams.set(event.target.name, event.target.value);
    else address.searchParams.delete(event.target.name);
    history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
}
