// The chosen language is remembered (LANGUAGE_COOKIE in server/visit.py): this runs anew whenever a page changes its language.
{
  const chosen = new URL(location.href).searchParams.get("lang");
  const secure = location.protocol === "https:" ? "; Secure" : "";
  if (["zh", "en"].includes(chosen)) document.cookie = `gapboard_lang=${chosen}; path=/; max-age=31536000; SameSite=Lax${secure}`;
}
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
// The menu's links are Streamlit's own, and drop what the address says of every page: the language, the day looked back to.
if (!window.gapboardMenu) {
  window.gapboardMenu = true;
  const carried = (event) => {
    const link = event.target.closest("a[data-testid*=Nav]");
    if (!link) return null;
    const here = new URL(location.href), there = new URL(link.href);
    for (const name of ["lang", "on"])
      if (here.searchParams.has(name)) there.searchParams.set(name, here.searchParams.get(name));
      else there.searchParams.delete(name);
    link.href = there.href;
    return there.search ? link : null;
  };
  document.addEventListener("mousedown", carried, true);  // for a new tab
  document.addEventListener("click", (event) => {
    const link = carried(event), aside = event.target.closest("[data-testid=stSidebar] a[data-testid*=Nav]");
    // On a phone the menu lies over the page, and Streamlit leaves it there.
    if (aside) setTimeout(() => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click());
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  }, true);
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
