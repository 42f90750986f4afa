//# allFunctionsCalledOnLoad
// The page that searches. The answer is read from the files of the index. Without this script the page leads to the lists.
(function (onrecord) {
  "use strict";
  var SHOWN = 10, SENTENCES = 3, SOON = 300; // documents a page, sentences a document, milliseconds without a word of what is going on
  if (!document.querySelector(".search-form")) return;
  var found = document.querySelector(".search-found"), list = found.querySelector("ol"), notes = document.querySelector(".search-notes");
  var index = new onrecord.Index(""), latest = 0;
  var form = new onrecord.Form(document.querySelector(".search-form"), index, search);
  var many = onrecord.many, element = onrecord.element;

  // ---- finding

  function everything() {
    var all = new Map(), hit = { count: 0, score: 0 };
    for (var document = 0; document < index.head.count; document += 1) all.set(document, hit);
    return all;
  }

  // The documents found that have what is chosen.
  function kept(all, fits) {
    var left = new Map();
    all.forEach(function (hit, document) { if (fits(document)) left.set(document, hit); });
    return left;
  }

  // The same whatever is chosen of one facet: 1 for each.
  function marked(all, fits, facet) {
    var marks = new Uint8Array(index.head.count);
    all.forEach(function (_, document) { if (fits(document, facet)) marks[document] = 1; });
    return marks;
  }

  // Document → { count, score, lines } of hits in statements; and the number of a speaker → the documents that have some in the
  // statements of this one.
  function inStatements(query) {
    return Promise.all([onrecord.ranked(index, query.tree), onrecord.lines(index, query.tree)]).then(function (loaded) {
      return index.said(onrecord.documents(loaded[1])).then(function (spans) {
        var hits = new Map(), spoken = new Map();
        loaded[1].forEach(function (line) {
          var around = onrecord.saidBy(line, spans, 0, query.said), hit = hits.get(line.document);
          around.forEach(function (span) { if (spoken.has(span.speaker)) spoken.get(span.speaker).add(line.document); else spoken.set(span.speaker, new Set([line.document])); });
          if (!around.some(function (span) { return !query.speaker || span.speaker === query.speaker; })) return;
          if (!hit) hits.set(line.document, (hit = { count: 0, score: loaded[0].get(line.document).score, lines: [] }));
          hit.count += 1;
          hit.lines.push(line);
        });
        hits.spoken = spoken;
        return hits;
      });
    });
  }

  // The documents in order, and at least so many of them.
  function ordered(hits, sort, most) {
    var documents = [], scores = new Float64Array(hits.size), least;
    hits.forEach(function (hit, document) { scores[documents.length] = hit.score; documents.push(document); });
    // Documents are numbered in the order of time, those without a date behind all others.
    if (sort === "oldest") return documents.sort(function (a, b) { return a - b; });
    if (sort === "newest") return documents.sort(function (a, b) { return !index.first[a] - !index.first[b] || b - a; });
    // Numbers alone are sorted many times faster, and tell which documents need not be.
    least = scores.slice().sort()[Math.max(0, scores.length - most)];
    return documents.filter(function (_, n) { return scores[n] >= least; }).sort(function (a, b) { return hits.get(b).score - hits.get(a).score || b - a; });
  }

  function search(page, saved) {
    var turn = latest += 1, query, limited, nothing, names, patience = setTimeout(wait, SOON);
    if (saved) form.write(page, saved === "typing");
    return Promise.resolve(index.head || index.open()).then(function () {
      query = form.asked();
      limited = Object.keys(query.chosen).length || query.from !== null || query.to !== null;
      nothing = !query.tree && !limited;
      return onrecord.widen(index, query.tree, form.value("names") === "typed");
    }).then(function (widened) {
      names = widened;
      return onrecord.speaking(index, query);
    }).then(function () {
      return Promise.all([!query.tree ? everything() : query.said ? inStatements(query) : onrecord.answer(index, query.tree), form.filter(query)]);
    }).then(function (loaded) {
      if (turn !== latest) return null;
      var all = loaded[0], fits = loaded[1], hits = nothing ? new Map() : limited ? kept(all, fits) : all;
      var summed = nothing ? onrecord.idle(form) : summary(query, names, hits, page);
      return Promise.all([onrecord.advice(form, query, names, all.size, nothing || hits.size), nothing ? null : show(hits, query, page)]).then(function (made) {
        if (turn !== latest) return;
        var inside = list.contains(document.activeElement);
        notes.replaceChildren.apply(notes, made[0]);
        if (made[1]) made[1]();
        found.hidden = nothing || !hits.size;
        if (inside) (found.hidden ? form.element.elements.q : list.querySelector("h2 a")).focus(); // who went on to the former documents goes on
        form.status.textContent = summed;
        painted(function () { if (turn === latest) count(query, all, fits).catch(tell.bind(null, turn)); });
      });
    }).catch(fail.bind(null, turn)).then(function () {
      clearTimeout(patience);
      if (turn === latest) found.removeAttribute("aria-busy");
    });
  }

  function fail(turn, error) {
    if (turn !== latest) return;
    if (list.contains(document.activeElement)) form.element.elements.q.focus();
    found.hidden = true;
    notes.replaceChildren();
    tell(turn, error);
  }

  function tell(turn, error) { if (turn === latest) form.status.textContent = form.excuse(error); }

  // Does something when what was found stands on the screen.
  function painted(does) { requestAnimationFrame(function () { setTimeout(does); }); }

  // The numbers beside the values of the facets that are open: documents that choosing a value would leave.
  function count(query, all, fits) {
    var marks = {}, asked = query.within && !query.said && (form.filled.speaker || query.speaker);
    return Promise.resolve(asked ? onrecord.heard(index, query.tree) : null).then(function (heard) { return form.count(leaves.bind(null, heard)); });
    function leaves(heard, name, value, number) {
      // said: asks for the words of whoever is chosen
      if (name === "speaker" && query.within) return heard && value.documents.filter(function (document) { return fits(document, name) && heard(document, number + 1); }).length;
      if (name === "speaker" && all.spoken) return Array.from(all.spoken.get(number + 1) || []).filter(function (document) { return fits(document, name); }).length;
      var left = (marks[name] = marks[name] || marked(all, fits, name)), documents = value.documents, counted = 0;
      for (var n = 0; n < documents.length; n += 1) counted += left[documents[n]];
      return counted;
    }
  }

  function wait() {
    found.setAttribute("aria-busy", "true");
    form.status.textContent = "Searching …";
  }

  function summary(query, names, hits, page) {
    var places = 0, pages = Math.ceil(hits.size / SHOWN);
    hits.forEach(function (hit) { places += hit.count; });
    return (query.tree && places ? many(places, "hit", "hits") + onrecord.where(query) + " in " : "") + many(hits.size, "document", "documents") + " of " + onrecord.grouped(index.head.count) + form.dated(query, hits.keys()) +
      (names.length && form.value("names") !== "typed" ? ", under other spellings too" : "") + (pages > 1 ? ", page " + Math.min(page, pages) + " of " + pages : "");
  }

  // ---- what is shown; the page changes when all of it is there

  function show(hits, query, page) {
    var pages = Math.max(1, Math.ceil(hits.size / SHOWN)), shown;
    page = Math.min(page, pages);
    shown = ordered(hits, form.value("sort"), page * SHOWN).slice((page - 1) * SHOWN, page * SHOWN);
    return Promise.all([onrecord.seeker(index, onrecord.sought(query.tree), shown)].concat(shown.map(function (document) { return index.opened(document); }))).then(function (loaded) {
      var items = shown.map(function (document, n) {
        var hit = hits.get(document);
        // The hits of one phrase are its places, of which none is left behind the last.
        var places = hit.lines || query.tree && query.tree.kind === "phrase" && !query.tree.also || !hit.count ? hit.count : Infinity;
        return item(loaded[n + 1], hit, places, function (block) { return hit.lines ? standing(hit.lines, block) : loaded[0](block, document); });
      });
      return function () {
        list.replaceChildren.apply(list, items);
        list.start = (page - 1) * SHOWN + 1;
        form.turnable(found, page, pages);
      };
    });
  }

  // Those lines that stand in a block, as places in it.
  function standing(lines, block) {
    return lines.filter(function (line) {
      return line.position >= block.first && line.position < block.first + block.words.length;
    }).map(function (line) { return { at: line.position - block.first, size: line.size }; });
  }

  // A document, with the first sentences that hold hits; `seek` finds the places in a block, of which there are so many in the text.
  function item(text, hit, places, seek) {
    var row = element("li"), head = element("h2"), link = element("a"), carrier = element("p", "carrier"), headline = null, left = SENTENCES;
    link.href = text.url;
    link.dir = "auto";
    head.append(link);
    carrier.append(onrecord.carried(text.carrier), hit.count ? " · " + many(hit.count, "hit", "hits") : "");
    row.append(head, carrier);
    for (var number = 0; number < text.size && places > 0 && left; number += 1) {
      var block = text.read(number + 1).blocks[number], found = seek(block);
      places -= found.length;
      if (!number) headline = onrecord.headline(text.title, block, found);
      if (number || !headline) left -= quote(row, block, found, onrecord.addressOf(text, number), left);
    }
    link.append(headline || text.title);
    return row;
  }

  // Adds the sentences of a block in which something was found, but no more than so many; tells how many.
  function quote(row, block, places, address, most) {
    var added = 0, last = 0;
    places.forEach(function (place) {
      if (place.at < last || added === most) return;
      var sentence = onrecord.sentence(block, places, place), link = element("a", "line"), line = element("p");
      last = sentence.last;
      added += 1;
      link.href = address;
      link.dir = "auto";
      link.append(sentence.line);
      line.append(link);
      row.append(line);
    });
    return added;
  }

  // ---- keys: from the field to what was found, from one document to the next, and back

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    var field = form.element.elements.q, target = event.target, links = found.hidden ? [] : list.querySelectorAll("h2 a"), to = null;
    if (target === field) to = event.key === "ArrowDown" && !event.shiftKey ? links[0] : null;
    else if (event.key === "?" && !/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
      var help = document.getElementById("search-how");
      help.open = true;
      to = help.querySelector("summary");
    } else if (list.contains(target)) to = step(event.key, Array.prototype.indexOf.call(list.children, target.closest("li")), links, field);
    if (!to) return;
    event.preventDefault();
    to.focus();
  });

  function step(key, at, links, field) {
    if (key === "Escape") return field;
    if (key === "ArrowDown" || key === "j") return links[at + 1] || null;
    if (key === "ArrowUp" || key === "k") return at ? links[at - 1] : field;
    return null;
  }

  // A page on which nothing is asked yet makes ready for a question while it rests. What cannot be had then is asked for again with it.
  function rest() {
    var idle = window.requestIdleCallback || setTimeout;
    if (index.head && !form.state(1)) idle(function () { index.prepare().catch(function () {}); });
  }

  form.element.hidden = false;
  search(form.read(), false).then(rest);
})(window.onrecord = window.onrecord || {});
