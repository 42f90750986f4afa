// Finds statements by speaker, kind, year, topic, event and words. What is looked for stands in the address, so that it can be
// sent to somebody. The data are scripts, loaded when they are needed: a page opened from a folder may load nothing else.
// Without this script all statements stand on their pages in order of time.
(function () {
  "use strict";
  var SHOWN = 25;
  var NOBODYS = -2; // what an address asks for and no statement has: it finds nothing, and not everything
  var form = document.querySelector(".finder");
  if (!form) return;
  var found = document.querySelector(".found");
  var list = found.querySelector("ol");
  var all = document.querySelector(".all");
  var result = form.querySelector(".filter-result");
  var field = form.elements.words;
  var index, facets, words = [], loading = {}, latest = 0;
  var received = {};

  window.onrecord = window.onrecord || {};
  window.onrecord.receive = function (name, content) {
    received[name] = content;
    if (name === "index") start(content);
  };

  function load(name) {
    if (received[name]) return Promise.resolve(received[name]);
    loading[name] = loading[name] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = "data/statements/" + name + ".js";
      script.onload = function () { script.remove(); resolve(received[name]); };
      script.onerror = function () { delete loading[name]; reject(new Error(name)); };
      document.head.appendChild(script);
    });
    return loading[name];
  }

  // ---- what is looked for, and its place in the address

  function wanted() {
    var query = { words: window.onrecord.plain(field.value), facets: {} };
    facets.forEach(function (name) {
      var value = form.elements[name].value;
      var number = index.facets[name].number.get(value);
      if (value) query.facets[name] = number === undefined ? NOBODYS : number;
    });
    return query;
  }

  function address(page) {
    var parts = [];
    facets.concat("words").forEach(function (name) {
      var value = form.elements[name].value.trim();
      if (value) parts.push(name + "=" + encodeURIComponent(value));
    });
    if (page > 1 && parts.length) parts.push("page=" + page);
    return parts.join("&");
  }

  function fromAddress() {
    var state = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
    facets.concat("words").forEach(function (name) {
      var value = state.get(name) || "";
      var choices = form.elements[name];
      if (value && name !== "words" && !index.facets[name].number.has(value)) {
        choices.add(new Option(value, value));
        choices.closest("p").hidden = false;
      }
      choices.value = value;
    });
    search(Math.max(1, parseInt(state.get("page"), 10) || 1), Boolean(location.search));
  }

  function toAddress(page) {
    var hash = address(page);
    if (hash === location.hash.slice(1) && !location.search) return;
    // What was looked for stands behind "#" alone; an empty address part would jump to the top of the page.
    history.replaceState(null, "", location.pathname + (hash ? "#" + hash : ""));
  }

  // ---- finding

  function has(value, number) { return typeof value === "number" ? value === number : value.indexOf(number) >= 0; }

  function holds(query, position, but) {
    return facets.every(function (name) {
      return name === but || query.facets[name] === undefined || has(index.facets[name].of[position], query.facets[name]);
    });
  }

  function says(query, position) {
    var text = words[position];
    return query.words.every(function (word) { return text.indexOf(word) >= 0; });
  }

  function loadWords() {
    var files = Math.ceil(index.count / index.words);
    if (words.length === index.count) return Promise.resolve();
    var waiting = Promise.resolve();
    for (var number = 0; number < files; number += 1) {
      waiting = waiting.then(load.bind(null, "words-" + number)).then(function (part) {
        if (words.length < index.count) Array.prototype.push.apply(words, part.map(function (text) { return window.onrecord.plain(text).join(" "); }));
        result.textContent = "Reading the words: " + words.length.toLocaleString("en") + " of " + index.count.toLocaleString("en") + " statements";
      });
    }
    return waiting;
  }

  function count(query, matches) {
    facets.forEach(function (name) {
      var counts = new Map();
      matches.forEach(function (position) {
        if (!holds(query, position, name)) return;
        [].concat(index.facets[name].of[position]).forEach(function (number) { counts.set(number, (counts.get(number) || 0) + 1); });
      });
      Array.prototype.forEach.call(form.elements[name].options, function (option) {
        if (!option.value) return;
        var number = index.facets[name].number.get(option.value);
        var many = counts.get(number) || 0;
        option.textContent = (number === undefined ? option.value : index.facets[name].values[number][1]) + " (" + many.toLocaleString("en") + ")";
        option.hidden = option.disabled = !many && !option.selected;
      });
    });
  }

  function search(page, write) {
    var turn = latest += 1;
    var query = wanted();
    var active = query.words.length || Object.keys(query.facets).length;
    if (write) toAddress(page);
    (query.words.length ? loadWords() : Promise.resolve()).then(function () {
      if (turn !== latest) return;
      var said = [];
      for (var position = 0; position < index.count; position += 1) if (!query.words.length || says(query, position)) said.push(position);
      count(query, said);
      var matches = said.filter(function (position) { return holds(query, position); });
      all.hidden = Boolean(active);
      found.hidden = !active;
      result.textContent = active
        ? matches.length.toLocaleString("en") + " of " + index.count.toLocaleString("en") + " statements"
        : index.count.toLocaleString("en") + " statements";
      if (active) show(matches, Math.min(page, Math.max(1, Math.ceil(matches.length / SHOWN))), turn);
    }).catch(failed);
  }

  function show(matches, page, turn) {
    var rows = matches.slice((page - 1) * SHOWN, page * SHOWN);
    var files = Array.from(new Set(rows.map(function (position) { return Math.floor(position / index.rows); })));
    return Promise.all(files.map(function (number) { return load("rows-" + number); })).then(function () {
      if (turn !== latest) return;
      // The rows are HTML of this site's own, escaped when it was built.
      list.innerHTML = rows.map(function (position) {
        return received["rows-" + Math.floor(position / index.rows)][position % index.rows];
      }).join("");
      var pages = Math.max(1, Math.ceil(matches.length / SHOWN));
      found.querySelector(".pages").hidden = pages === 1;
      found.querySelector(".found-page").textContent = "page " + page + " of " + pages;
      Array.prototype.forEach.call(found.querySelectorAll("[data-turn]"), function (button) {
        var to = page + Number(button.dataset.turn);
        button.disabled = to < 1 || to > pages;
        button.onclick = function () { search(to, true); found.scrollIntoView(); result.focus({ preventScroll: true }); };
      });
    });
  }

  function failed(error) { result.textContent = "The file " + error.message + ".js of this site could not be loaded."; }

  // ---- the form

  function start(content) {
    index = content;
    facets = Object.keys(index.facets);
    facets.forEach(function (name) {
      var facet = index.facets[name];
      facet.number = new Map(facet.values.map(function (pair, number) { return [pair[0], number]; }));
      var ordered = facet.values.slice().sort(function (a, b) {
        var unnamed = (a[1][0] === "(") - (b[1][0] === "(");
        return unnamed || (name === "kind" ? 0 : a[1].localeCompare(b[1], "en", { numeric: true }));
      });
      ordered.forEach(function (pair) { form.elements[name].add(new Option(pair[1], pair[0])); });
      form.elements[name].closest("p").hidden = ordered.length < 2;
    });
    var waiting;
    form.addEventListener("input", function (event) {
      clearTimeout(waiting);
      waiting = setTimeout(function () { search(1, true); }, event.target === field ? 200 : 0);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); search(1, true); });
    form.addEventListener("reset", function () { setTimeout(function () { search(1, true); field.focus(); }); });
    window.addEventListener("hashchange", fromAddress);
    form.hidden = false;
    fromAddress();
  }
})();
