// A button beside each citation that copies it with its address. Without it the text stands there to be marked.
(function () {
  "use strict";
  function copy(text, done) {
    function byHand() {
      var field = document.createElement("textarea");
      field.value = text;
      field.setAttribute("readonly", "");
      field.style.position = "fixed";
      field.style.opacity = "0";
      document.body.appendChild(field);
      field.select();
      var copied = false;
      try { copied = document.execCommand("copy"); } catch (error) { /* said below */ }
      field.remove();
      done(copied);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
    } else byHand();
  }
  function button(text) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = "Copy";
    made.addEventListener("click", function () {
      copy(text(), function (copied) {
        made.textContent = copied ? "Copied" : "Not copied: mark the text";
        setTimeout(function () { made.textContent = "Copy"; }, 2500);
      });
    });
    return made;
  }
  // Rows come with the page or later, so the button is made when a citation is opened.
  document.addEventListener("toggle", function (event) {
    var details = event.target;
    if (!details.open || !details.classList || !details.classList.contains("cite") || details.querySelector(".copy")) return;
    details.querySelector(".cite-tools").prepend(button(function () {
      return details.querySelector(".cite-text").textContent + ". " + details.querySelector(".permalink").href;
    }), " ");
  }, true);
  function beside(text) {
    text.after(" ", button(function () { return text.textContent; }));
  }
  document.querySelectorAll(".styles .cite-text").forEach(beside);
  // The statements of a document may be many: their buttons are made when their list is opened.
  document.addEventListener("toggle", function (event) {
    var details = event.target;
    if (!details.open || !details.classList || !details.classList.contains("cite-statements") || details.querySelector(".copy")) return;
    details.querySelectorAll("li").forEach(function (said) {
      said.querySelector(".cite-files").prepend(button(function () {
        return said.querySelector(".cite-text").textContent + ". " + said.querySelector(".cite-words a").href;
      }));
    });
  }, true);
  window.onrecord = window.onrecord || {};
  window.onrecord.copyButton = button;
})();
