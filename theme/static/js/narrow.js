// Narrows an index of entities, over all of its pages together, while the reader types. What is looked for stands in the address,
// so that it can be sent to somebody. The rows are a script, loaded on the first question: a page opened from a folder may load
// nothing else. Without this script every order and every facet is a list of pages.
(function () {
  "use strict";
  var STEP = 100;
  var form = document.querySelector(".narrow");
  if (!form) return;
  var name = form.dataset.index;
  var found = document.querySelector(".found");
  var list = found.querySelector("ul");
  var more = found.querySelector("button");
  var all = document.querySelector(".all");
  var result = form.querySelector(".filter-result");
  var rows, asked = false, matching = [];

  window.onrecord = window.onrecord || {};
  window.onrecord.receive = function (_, content) {
    rows = content.map(function (row) {
      return { href: name + "/" + row[0] + ".html", label: row[1], detail: row[2], documents: row[3], statements: row[4],
        record: row[5], first: row[6], last: row[7], words: window.onrecord.plain(row[1] + " " + row[2]).join(" ") };
    });
    narrow();
  };

  function controls() { return Array.prototype.filter.call(form.elements, function (control) { return control.name; }); }

  function load() {
    if (asked) return;
    asked = true;
    result.textContent = "Loading…";
    var script = document.createElement("script");
    script.src = "data/indexes/" + name + ".js";
    script.onerror = function () { asked = false; result.textContent = "The names could not be loaded."; };
    document.head.appendChild(script);
  }

  function matches(row, wanted) {
    return wanted.words.every(function (word) { return row.words.indexOf(word) >= 0; }) &&
      (!wanted.speaks || (row.statements > 0) === (wanted.speaks === "1")) &&
      (!wanted.record || row.record === Number(wanted.record)) &&
      (!wanted.documents || row.documents >= Number(wanted.documents)) &&
      (!wanted.from || row.last >= Number(wanted.from)) &&
      (!wanted.to || (row.first > 0 && row.first <= Number(wanted.to)));
  }

  function narrow() {
    var wanted = {}, parts = [];
    controls().forEach(function (control) {
      wanted[control.name] = control.value.trim();
      if (wanted[control.name]) parts.push(control.name + "=" + encodeURIComponent(wanted[control.name]));
    });
    var some = parts.length > 0;
    // From a folder some browsers refuse to change the address; what is found does not depend on it.
    try { history.replaceState(null, "", some ? "#" + parts.join("&") : location.pathname); } catch (error) { /* not kept */ }
    all.hidden = some;
    found.hidden = !some;
    if (!some) { result.textContent = ""; return; }
    if (!rows) { load(); return; }
    wanted.words = window.onrecord.plain(wanted.words);
    matching = rows.filter(function (row) { return matches(row, wanted); });
    result.textContent = matching.length.toLocaleString("en") + " of " + rows.length.toLocaleString("en");
    list.textContent = "";
    show();
  }

  function count(number, noun) { return number.toLocaleString("en") + " " + noun + (number === 1 ? "" : "s"); }

  function element(tag, kind, text) {
    var made = document.createElement(tag);
    if (kind) made.className = kind;
    made.textContent = text;
    return made;
  }

  function show() {
    var shown = list.children.length;
    matching.slice(shown, shown + STEP).forEach(function (row) {
      var item = document.createElement("li");
      var link = element("a", "", row.label);
      link.href = row.href;
      item.append(link, " ");
      if (row.detail) item.append(element("span", "detail", row.detail), " ");
      item.append(element("span", "numbers", count(row.documents, "document") + (row.statements ? ", " + count(row.statements, "statement") : "")));
      list.append(item);
    });
    more.hidden = list.children.length >= matching.length;
  }

  function restore() {
    if (location.hash.indexOf("=") < 0) return;
    var parts = new URLSearchParams(location.hash.slice(1));
    controls().forEach(function (control) { control.value = parts.get(control.name) || ""; });
    narrow();
  }

  form.addEventListener("input", narrow);
  form.addEventListener("reset", function () { window.setTimeout(narrow); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  more.addEventListener("click", show);
  window.addEventListener("hashchange", restore);
  form.hidden = false;
  restore();
})();
