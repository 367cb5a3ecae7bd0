/* Chooses light or dark before the page is painted; a classic script, because modules run too late for that. */
(function () {
  const KEY = "detsguard.theme";
  const root = document.documentElement;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage may be forbidden; the system's choice is a good one
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") {
      root.dataset.theme = theme;
    }
  }

  function current() {
    const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;
    return root.dataset.theme ?? (systemIsDark ? "dark" : "light");
  }

  function toggle() {
    const next = current() === "dark" ? "light" : "dark";
    apply(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // It holds until the page is left.
    }
    return next;
  }

  apply(stored());
  globalThis.detsguardTheme = { current, toggle };
})();
