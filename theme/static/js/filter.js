// Narrows a list while the reader types. Without it the whole list stands there.
(function () {
  "use strict";
  var input = document.getElementById("filter");
  if (!input) return;
  var list = document.getElementById(input.dataset.filters);
  var items = Array.prototype.slice.call(list.querySelectorAll("[data-filter]"));
  var sections = Array.prototype.slice.call(list.querySelectorAll("section"));
  var result = document.querySelector(".filter-result");
  input.addEventListener("input", function () {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    items.forEach(function (item) {
      item.hidden = !words.every(function (word) { return item.dataset.filter.indexOf(word) >= 0; });
      if (!item.hidden) shown += 1;
    });
    sections.forEach(function (section) { section.hidden = !section.querySelector("[data-filter]:not([hidden])"); });
    result.textContent = words.length ? shown + " of " + items.length + " on this page" : "";
  });
  input.closest(".filter").hidden = false;
})();
