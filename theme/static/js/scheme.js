// Light or dark: the system decides until the reader does; the choice is remembered in this browser only.
// The controls of the masthead need scripts, and are shown where there are any.
(function () {
  "use strict";
  var root = document.documentElement;
  function stored() {
    try { return localStorage.getItem("scheme"); } catch (error) { return null; }
  }
  if (stored()) root.dataset.scheme = stored();
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.scheme");
    if (!button) return;
    var system = matchMedia("(prefers-color-scheme: dark)");
    function isDark() {
      return root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches;
    }
    function label() { button.textContent = isDark() ? "Light" : "Dark"; }
    button.addEventListener("click", function () {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try { localStorage.setItem("scheme", root.dataset.scheme); } catch (error) { /* the choice lasts for this page */ }
      label();
    });
    system.addEventListener("change", label);
    label();
    document.querySelectorAll(".masthead [hidden]").forEach(function (control) { control.hidden = false; });
  });
})();
