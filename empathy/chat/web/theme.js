// A plain script in the head: the scheme is set before anything is drawn. The toggle is in settings.js.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("empathy.theme");
    } catch {
      return null; // Storage may be forbidden; the page works without.
    }
  };
  const apply = () => {
    document.documentElement.dataset.theme = chosen() ?? (system.matches ? "dark" : "light");
  };
  system.addEventListener("change", apply);
  apply();
})();
