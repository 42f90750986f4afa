// The page that searches. The answer is read from the files of the index. Without this script the page leads to the lists.
(function (onrecord) {
  "use strict";
  var SHOWN = 10, SENTENCES = 3;
  if (!document.querySelector(".search-form")) return;
  var found = document.querySelector(".search-found"), list = found.querySelector("ol");
  var index = new onrecord.Index(""), latest = 0;
  var form = new onrecord.Form(document.querySelector(".search-form"), index, search);
  var many = onrecord.many, element = onrecord.element;

  // ---- finding

  function everything() {
    var all = new Map();
    for (var document = 0; document < index.head.count; document += 1) all.set(document, { count: 0, score: 0 });
    return all;
  }

  function ordered(hits, sort) {
    var documents = Array.from(hits.keys());
    // Documents are numbered in the order of time, those without a date behind all others.
    if (sort === "oldest") return documents.sort(function (a, b) { return a - b; });
    if (sort === "newest") return documents.sort(function (a, b) { return !index.first[a] - !index.first[b] || b - a; });
    return documents.sort(function (a, b) { return hits.get(b).score - hits.get(a).score || b - a; });
  }

  function search(page, saved) {
    var turn = latest += 1, query, nothing;
    if (saved) form.write(page);
    Promise.resolve(index.head || index.open()).then(function () {
      query = form.asked();
      nothing = !query.tree && !Object.keys(query.chosen).length && query.from === null && query.to === null;
      return Promise.all([query.tree ? onrecord.answer(index, query.tree) : everything(), form.filter(query)]);
    }).then(function (loaded) {
      if (turn !== latest) return null;
      found.hidden = nothing;
      var all = loaded[0], fits = loaded[1];
      var counted = form.count(function (name, value) {
        return value.documents.reduce(function (sum, document) { return sum + (all.has(document) && fits(document, name)); }, 0);
      });
      if (nothing) { form.status.textContent = ""; list.textContent = ""; return counted; }
      var hits = new Map(), total = 0;
      all.forEach(function (hit, document) { if (fits(document)) { hits.set(document, hit); total += hit.count; } });
      form.status.textContent = (query.tree && total ? many(total, "place", "places") + " in " : "") + many(hits.size, "document", "documents") + " of " + index.head.count.toLocaleString("en");
      return Promise.all([show(ordered(hits, form.value("sort")), hits, query, page, turn), counted]);
    }).catch(function (error) {
      if (turn !== latest) return;
      found.hidden = true;
      form.status.textContent = form.excuse(error);
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

  form.element.hidden = false;
  search(form.read(), false);
})(window.onrecord = window.onrecord || {});
