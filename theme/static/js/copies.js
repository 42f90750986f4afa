// One button that opens or closes the copies of every row. Without it each row still opens its own.
(function () {
  "use strict";
  var rows = Array.prototype.slice.call(document.querySelectorAll("details.copies"));
  var button = document.querySelector("[data-toggles='copies']");
  if (!button || !rows.length) return;
  function allOpen() { return rows.every(function (row) { return row.open; }); }
  function label() {
    var open = allOpen();
    button.textContent = open ? "Hide copies" : "Show copies";
    button.setAttribute("aria-expanded", String(open));
  }
  button.addEventListener("click", function () {
    var open = !allOpen();
    rows.forEach(function (row) { row.open = open; });
    label();
  });
  rows.forEach(function (row) { row.addEventListener("toggle", label); });
  label();
  button.parentNode.hidden = false;
})();
