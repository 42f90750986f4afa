// The page that searches. What is asked for stands in the address, so that it can be cited; the answer is read from the files of the
// index. Without this script the page leads to the lists.
(function (onrecord) {
  "use strict";
  var SHOWN = 10, SENTENCES = 3;
  var form = document.querySelector(".search-form");
  if (!form) return;
  var status = form.querySelector(".filter-result"), found = document.querySelector(".found"), list = found.querySelector("ol");
  var facets = Array.prototype.filter.call(form.querySelectorAll("select[data-facet]"), Boolean).map(function (select) { return select.name; });
  var fields = ["q", "from", "to", "dates", "sort"].concat(facets);
  var index = new onrecord.Index(""), latest = 0, filled = {};

  function many(number, one, more) { return number.toLocaleString("en") + " " + (number === 1 ? one : more); }

  // ---- the address

  function read() {
    var state = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
    fields.forEach(function (name) {
      var field = form.elements[name], value = state.get(name) || "";
      if (field.dataset.facet !== undefined && value && !Array.prototype.some.call(field.options, function (option) { return option.value === value; })) field.add(new Option(value, value));
      if (value || field.tagName === "INPUT") field.value = value; else field.selectedIndex = 0;
    });
    search(Math.max(1, parseInt(state.get("page"), 10) || 1), false);
  }

  function write(page) {
    var state = new URLSearchParams();
    fields.forEach(function (name) {
      var field = form.elements[name], value = field.value.trim();
      if (value && !(field.tagName === "SELECT" && field.selectedIndex === 0)) state.set(name, value);
    });
    if (page > 1) state.set("page", page);
    var hash = state.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", location.pathname + (hash ? "#" + hash : ""));
  }

  // ---- dates: a year, a month or a day → its first and last day, counted as onrecord.search.columns counts them

  function days(text) {
    var match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text.trim());
    if (!match) throw new onrecord.Unclear("“" + text + "” is no date; write 2021, 2021-03 or 2021-03-05");
    var year = Number(match[1]), month = match[2] ? Number(match[2]) - 1 : 0, day = Number(match[3] || 1);
    var end = match[3] ? ordinal(year, month, day) : match[2] ? ordinal(year, month + 1, 0) : ordinal(year, 11, 31);
    return [ordinal(year, month, day), end];
  }

  function ordinal(year, month, day) {
    var date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return Math.round(date.getTime() / 86400000) + 719163; // the ordinal of 1970-01-01
  }

  // ---- finding

  function asked() {
    var value = function (name) { return form.elements[name].value.trim(); };
    var chosen = {};
    facets.forEach(function (name) { if (value(name)) chosen[name] = value(name); });
    return {
      tree: onrecord.parse(value("q")),
      chosen: chosen,
      from: value("from") ? days(value("from"))[0] : null,
      to: value("to") ? days(value("to"))[1] : null,
      certainly: value("dates") === "certainly",
      sort: value("sort")
    };
  }

  // The documents that hold the words, are of the time, and have the values chosen; and the sets of these values.
  function answer(query) {
    var names = Object.keys(query.chosen);
    return Promise.all([query.tree ? onrecord.answer(index, query.tree) : everything()].concat(names.map(function (name) { return index.facet(name); }))).then(function (loaded) {
      var hits = new Map(), sets = {};
      names.forEach(function (name, n) {
        var value = loaded[n + 1].find(function (one) { return one.id === query.chosen[name]; });
        sets[name] = new Set(value ? value.documents : []);
      });
      loaded[0].forEach(function (hit, document) { if (index.within(document, query.from, query.to, query.certainly)) hits.set(document, hit); });
      return { hits: hits, sets: sets };
    });
  }

  function everything() {
    var all = new Map();
    for (var document = 0; document < index.head.count; document += 1) all.set(document, { count: 0, score: 0 });
    return all;
  }

  function has(sets, document, but) {
    return Object.keys(sets).every(function (name) { return name === but || sets[name].has(document); });
  }

  function ordered(hits, sort) {
    var documents = Array.from(hits.keys());
    // Documents are numbered in the order of time, those without a date behind all others.
    if (sort === "oldest") return documents.sort(function (a, b) { return a - b; });
    if (sort === "newest") return documents.sort(function (a, b) { return !index.first[a] - !index.first[b] || b - a; });
    return documents.sort(function (a, b) { return hits.get(b).score - hits.get(a).score || b - a; });
  }

  function search(page, saved) {
    var turn = latest += 1, query;
    if (saved) write(page);
    Promise.resolve(index.head || index.open()).then(function () {
      query = asked();
      if (!query.tree && !Object.keys(query.chosen).length && query.from === null && query.to === null) return null;
      return answer(query);
    }).then(function (result) {
      if (turn !== latest) return null;
      found.hidden = !result;
      if (!result) { status.textContent = ""; list.textContent = ""; return count(everything(), {}); }
      var hits = new Map();
      result.hits.forEach(function (hit, document) { if (has(result.sets, document)) hits.set(document, hit); });
      var documents = ordered(hits, query.sort), total = 0;
      hits.forEach(function (hit) { total += hit.count; });
      status.textContent = (query.tree && total ? many(total, "place", "places") + " in " : "") + many(documents.length, "document", "documents") + " of " + index.head.count.toLocaleString("en");
      return Promise.all([show(documents, hits, query, page, turn), count(result.hits, result.sets)]);
    }).catch(function (error) {
      if (turn !== latest) return;
      found.hidden = true;
      status.textContent = error instanceof onrecord.Unclear ? error.message : "The file search/" + error.message + ".js of this site could not be loaded.";
    });
  }

  function show(documents, hits, query, page, turn) {
    var pages = Math.max(1, Math.ceil(documents.length / SHOWN));
    page = Math.min(page, pages);
    return Promise.all(documents.slice((page - 1) * SHOWN, page * SHOWN).map(function (document) {
      return index.text(document).then(function (text) { return item(text, hits.get(document), onrecord.sought(query.tree)); });
    })).then(function (items) {
      if (turn !== latest) return;
      list.replaceChildren.apply(list, items);
      list.start = (page - 1) * SHOWN + 1;
      found.querySelector(".pages").hidden = pages === 1;
      found.querySelector(".found-page").textContent = "page " + page + " of " + pages;
      Array.prototype.forEach.call(found.querySelectorAll("[data-turn]"), function (button) {
        var to = page + Number(button.dataset.turn);
        button.disabled = to < 1 || to > pages;
        button.onclick = function () { search(to, true); found.scrollIntoView(); };
      });
    });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function item(text, hit, phrases) {
    var row = element("li"), head = element("h2"), link = element("a", "", text.title), places = onrecord.places(index, text, phrases), shown = [];
    link.href = text.url;
    link.dir = "auto";
    head.append(link);
    row.append(head, element("p", "carrier", text.carrier + (hit.count ? " · " + many(hit.count, "place", "places") : "")));
    places.forEach(function (place) {
      var covered = shown.some(function (one) { return one.block === place.block && place.at < one.last && place.at >= one.first; });
      if (covered || shown.length === SENTENCES) return;
      var sentence = onrecord.sentence(text, places, place), quote = element("a", "line");
      shown.push({ block: place.block, first: sentence.first, last: sentence.last });
      quote.href = text.url + "#p" + (place.block + 1);
      quote.dir = "auto";
      quote.append(sentence.line);
      row.append(element("p"));
      row.lastChild.append(quote);
    });
    return row;
  }

  // ---- facets: the numbers beside each value count what choosing it would leave

  function count(hits, sets) {
    return Promise.all(facets.filter(function (name) { return filled[name] || form.elements[name].value; }).map(function (name) {
      return fill(name).then(function (values) {
        var counts = new Map(values.map(function (value) {
          return [value.id, value.documents.reduce(function (sum, document) { return sum + (hits.has(document) && has(sets, document, name)); }, 0)];
        }));
        Array.prototype.forEach.call(form.elements[name].options, function (option) {
          if (!option.value) return;
          var number = counts.get(option.value) || 0;
          option.textContent = (option.dataset.label || option.value) + " (" + number.toLocaleString("en") + ")";
          option.hidden = option.disabled = !number && !option.selected;
        });
      });
    }));
  }

  function fill(name) {
    return index.facet(name).then(function (values) {
      var select = form.elements[name], chosen = select.value;
      if (filled[name]) return values;
      filled[name] = true;
      while (select.options.length > 1) select.remove(1);
      values.forEach(function (value) {
        var label = name === "language" ? language(value.label) : value.label, option = new Option(label, value.id);
        option.dataset.label = label;
        select.add(option);
      });
      if (values.left) {
        var more = new Option("… and " + values.left.toLocaleString("en") + " rarer ones", "");
        more.disabled = true;
        select.add(more);
      }
      if (chosen && !values.some(function (value) { return value.id === chosen; })) select.add(new Option(chosen, chosen));
      select.value = chosen;
      return values;
    });
  }

  function language(code) {
    try { return new Intl.DisplayNames(["en"], { type: "language" }).of(code); } catch (error) { return code; }
  }

  // ---- the form

  var waiting;
  form.addEventListener("input", function (event) {
    clearTimeout(waiting);
    waiting = setTimeout(function () { search(1, true); }, event.target.tagName === "SELECT" ? 0 : 300);
  });
  form.addEventListener("focusin", function (event) {
    var name = event.target.name;
    if (facets.indexOf(name) >= 0 && !filled[name]) fill(name).then(function () { search(1, false); });
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(waiting); search(1, true); });
  form.addEventListener("reset", function () { setTimeout(function () { search(1, true); form.elements.q.focus(); }); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); form.elements.q.focus(); }
  });
  window.addEventListener("hashchange", read);
  form.hidden = false;
  read();
})(window.onrecord = window.onrecord || {});
