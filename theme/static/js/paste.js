// A button beside each text to paste that copies it. Without it the text stands there to be marked.
(function () {
  "use strict";
  document.addEventListener("toggle", function (event) {
    var details = event.target;
    if (!details.open || !details.classList || !details.classList.contains("paste") || details.querySelector(".copy")) return;
    details.querySelector(".paste-file").append(" ", window.onrecord.copyButton(function () {
      return details.querySelector("pre").textContent;
    }));
  }, true);
})();
