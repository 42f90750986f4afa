//# allFunctionsCalledOnLoad
// The page of concordances: lines, their number over time, and their collocates, each a view that the address names. Which lines there
// are is always known in full; their texts are read little by little, and where only a part is read the page says so.
(function (onrecord) {
  "use strict";
  var SHOWN = 100; // lines on a page
  var READ = 1000; // lines whose texts are read without asking, where an order or a count needs the texts of all
  var AT_ONCE = 24; // texts that are loaded at the same time
  var BYTES = 1.5; // of a text as it is sent, for each of its words
  var LISTED = 50; // collocates shown at first
  var TITLED = 48; // letters of a title, as macros/concordances.html
  if (!document.querySelector(".concordance-form")) return;
  var found = document.querySelector(".concordance"), kwic = found.querySelector(".kwic"), reading = found.querySelector(".reading"), ready = document.querySelector(".ready"), notes = document.querySelector(".search-notes");
  var index = new onrecord.Index(""), latest = 0, texts = new Map(), result = null;
  var form = new onrecord.Form(document.querySelector(".concordance-form"), index, search), fields = form.element.elements, finding = new onrecord.Finding(form, index);
  var many = onrecord.many, element = onrecord.element, documents = onrecord.documents, grouped = onrecord.grouped;

  function part(selector) { return found.querySelector(selector); }

  // ---- asking

  function search(page, saved) {
    var turn = latest += 1, query;
    if (saved) form.write(page, saved === "typing"); else form.lead();
    found.setAttribute("aria-busy", "true");
    return Promise.resolve(index.head || index.open()).then(function () {
      query = finding.asked();
      return query.tree ? finding.find(query) : null;
    }).then(function (answer) {
      if (turn !== latest) return null;
      result = answer;
      found.hidden = !answer || !answer.lines.length;
      if (ready) ready.hidden = Boolean(answer);
      form.status.textContent = answer ? summary(answer) : onrecord.idle(form);
      if (!answer) return notes.replaceChildren.apply(notes, onrecord.told(form));
      return Promise.all([finding.count(answer), answer.lines.length ? show(page, turn) : null, advise(answer, turn)]);
    }).catch(function (error) {
      if (turn !== latest) return;
      found.hidden = true;
      notes.replaceChildren();
      form.status.textContent = form.excuse(error);
    }).then(function () { if (turn === latest) found.setAttribute("aria-busy", "false"); });
  }

  function advise(answer, turn) {
    return onrecord.advice(form, answer.query, answer.names, documents(answer.places).length, answer.lines.length).then(function (told) {
      if (!onrecord.phrases(answer.query.tree).length) told.unshift(element("p", "", "What is only left out, by NOT or -, has no lines. Search lists the documents without it."));
      if (turn === latest) notes.replaceChildren.apply(notes, told);
    });
  }

  function summary(result) {
    return many(result.lines.length, "line", "lines") + onrecord.where(result.query) + " in " + many(documents(result.lines).length, "document", "documents") + " of " + grouped(index.head.count) + form.dated(result.query, documents(result.lines)) +
      (result.names.length && form.value("names") !== "typed" ? ", under other spellings too" : "");
  }

  // ---- reading texts

  // The texts of documents, loaded a few at a time while the reader waits for nothing else.
  function read(wanted, turn) {
    var missing = wanted.filter(function (document) { return !texts.has(document); }), next = 0, done = 0;
    var bar = reading.querySelector("progress"), told = reading.querySelector("span");
    function one() {
      if (turn !== latest || next >= missing.length) return Promise.resolve();
      var document = missing[next++];
      return index.text(document).then(function (text) {
        texts.set(document, text);
        done += 1;
        bar.value = done;
        told.textContent = grouped(done) + " of " + grouped(missing.length);
        return one();
      });
    }
    bar.max = missing.length || 1;
    bar.value = 0;
    reading.hidden = missing.length <= SHOWN;
    return Promise.all(missing.slice(0, AT_ONCE).map(one)).then(function () { if (turn === latest) reading.hidden = true; });
  }

  // The lines whose texts may be read: all, where the reader wants it or they are read already, else the first.
  function readable(lines) {
    if (lines.length <= READ || form.value("read") === "all" || lines.every(function (line) { return texts.has(line.document); })) return lines;
    return lines.slice(0, READ);
  }

  // Says plainly how much is shown, and offers to read the rest.
  function tellPart(held, lines, doing) {
    var all = held.length === lines.length;
    part(".partly").hidden = all;
    part(".partly span").textContent = all ? "" : "Only the first " + grouped(held.length) + " of " + grouped(lines.length) + " lines in order of time are " + doing + ".";
    part(".read-all").textContent = "Read all: " + size(lines);
  }

  function size(lines) {
    var bytes = BYTES * documents(lines).reduce(function (sum, document) { return sum + (texts.has(document) ? 0 : index.lengths[document]); }, 0);
    return "about " + (bytes < 1e6 ? Math.ceil(bytes / 1e4) * 10 + " KB" : (bytes / 1e6).toFixed(1) + " MB");
  }

  // ---- views

  function show(page, turn) {
    var view = form.value("view");
    Array.prototype.forEach.call(found.querySelectorAll("[data-view]"), function (button) { button.setAttribute("aria-pressed", String(button.dataset.view === view)); });
    Array.prototype.forEach.call(found.querySelectorAll("[data-shows]"), function (one) { one.hidden = one.dataset.shows !== view; });
    part(".partly").hidden = true;
    if (view === "time") return showTimes(turn);
    if (view === "collocates") return showCollocates(turn);
    return showLines(page, turn);
  }

  // What an order is told of lines, by a function of a line.
  function telling(lines, order, turn) {
    if (onrecord.needsTexts(order)) return read(documents(lines), turn).then(function () { return function (line) { return texts.get(line.document); }; });
    if (order === "speaker") return Promise.all([index.said(documents(lines)), names("speaker")]).then(function (loaded) { return function (line) { return speaker(line, loaded[0], loaded[1]); }; });
    if (order === "outlet") return outlets();
    return Promise.resolve(null);
  }

  function names(facet) { return index.facet(facet).then(function (values) { return values.map(function (value) { return value.label; }); }); }

  // Who says a line, in words; the statement that is asked for before any other.
  function speaker(line, spans, names) {
    var span = onrecord.saidBy(line, spans, result.query.said ? result.query.speaker : 0, result.query.said)[0];
    return (span && names[span.speaker - 1]) || "";
  }

  function outlets() {
    return index.facet("outlet").then(function (values) {
      var labels = new Map();
      values.forEach(function (value) { value.documents.forEach(function (document) {
        labels.set(document, labels.has(document) ? labels.get(document) + "; " + value.label : value.label); // its own, and those of copies
      }); });
      return function (line) { return labels.get(line.document) || ""; };
    });
  }

  function showLines(page, turn) {
    var lines = result.lines, order = form.value("order"), held = onrecord.needsTexts(order) ? readable(lines) : lines, spans, people;
    if (held.length < lines.length) tellPart(held, lines, "read, put in order and shown");
    return telling(held, order, turn).then(function (told) {
      if (turn !== latest) return null;
      var pages = Math.ceil(held.length / SHOWN);
      page = Math.min(page, pages);
      var ordered = onrecord.ordered(index, held, order, told), first = (page - 1) * SHOWN, shown = ordered.slice(first, first + SHOWN);
      form.turnable(found, page, pages);
      return Promise.all([index.said(documents(shown)), names("speaker"), read(documents(shown), turn)]).then(function (loaded) {
        if (turn !== latest) return;
        spans = loaded[0];
        people = loaded[1];
        kwic.caption.textContent = grouped(first + 1) + "–" + grouped(first + shown.length) + " of " +
          (held.length < lines.length ? "the first " + grouped(held.length) + " of " : "") + many(lines.length, "line", "lines");
        kwic.classList.toggle("kwic-flowing", Number(form.value("width")) >= 100);
        kwic.tBodies[0].replaceChildren.apply(kwic.tBodies[0], shown.map(function (line, number) { return row(line, spans, people, !number); }));
      });
    });
  }

  function row(line, spans, people, first) {
    var text = texts.get(line.document), context = onrecord.context(text, line, Number(form.value("width"))), made = element("tr"), address = onrecord.addressOf(text, context.block);
    made.dir = "auto";
    made.setAttribute("role", "row");
    ["left", "node", "right", "source"].forEach(function (name) {
      made.append(element("td", "kwic-" + name, context[name] || ""));
      made.lastChild.setAttribute("role", "cell");
    });
    var source = made.lastChild, link = element("a"), who = speaker(line, spans, people);
    source.dir = "ltr";
    link.href = address + (address.indexOf("#") < 0 ? "#" : "") + fragment(context);
    link.title = text.title;
    link.tabIndex = first ? 0 : -1;
    if (!published(text)) link.append("“", element("bdi", "", short(text.title)), "”", text.carrier && ", ");
    link.append(onrecord.carried(text.carrier));
    source.append(link);
    if (who) {
      source.append(" ", element("span", "kwic-speaker"));
      source.lastChild.append(element("bdi", "", who));
    }
    return made;
  }

  // Whether it is told which outlet published a text: it stands before the date, and both before those of its copies
  // (onrecord.site.searching). Otherwise the title tells the text from others.
  function published(text) { return text.carrier.split(" (also ")[0].indexOf(", ") >= 0; }

  function short(title) {
    var letters = Array.from(title);
    return letters.length <= TITLED ? title : letters.slice(0, TITLED - 1).join("").replace(/ [^ ]*$/, "") + "…";
  }

  // A text fragment: browsers that know it mark the words, others go to the paragraph.
  function fragment(context) {
    function encoded(words) { return encodeURIComponent(words).replace(/-/g, "%2D"); }
    var before = context.left.trim().split(" ").slice(-3).join(" ");
    return ":~:text=" + (before ? encoded(before) + "-," : "") + encoded(context.node);
  }

  // ---- over time

  // How many words of each document were searched: all, or those of the statements that are asked for.
  function searched(chosen) {
    return Promise.all([index.paragraphs(chosen), result.query.said && index.said(chosen)]).then(function (loaded) {
      return function (document) {
        if (!result.query.said) return sum(loaded[0].get(document));
        var last = -1;
        return loaded[1].get(document).reduce(function (sum, span) {
          if ((result.query.speaker && span.speaker !== result.query.speaker) || (result.query.said === "direct" && !span.direct)) return sum;
          var words = Math.max(0, span.last - Math.max(span.first - 1, last)); // one statement may lie in another
          last = Math.max(last, span.last);
          return sum + words;
        }, 0);
      };
    });
  }

  function sum(numbers) { return numbers.reduce(function (all, number) { return all + number; }, 0); }

  function times() {
    var chosen = [], places = new Map();
    for (var document = 0; document < index.head.count; document += 1) if (result.fits(document)) chosen.push(document);
    result.lines.forEach(function (line) { places.set(line.document, (places.get(line.document) || 0) + 1); });
    return searched(chosen).then(function (words) {
      return onrecord.overTime(index, chosen, words, function (document) { return places.get(document) || 0; });
    });
  }

  function showTimes(turn) {
    return times().then(function (times) {
      if (turn !== latest) return;
      part(".over-time").replaceChildren(times.bins.length ? onrecord.drawOverTime(times) : "");
      part("figcaption").textContent = "By " + times.unit + "; each row to its own scale, the highest bar " + grouped(highest(times, function (bin) { return bin.places; })) + " and " + onrecord.rated(highest(times, onrecord.rate)) + "." +
        beside(times.rough, "known only more roughly than to the " + times.unit + ", or not for certain") + beside(times.undated, "not known, or without a beginning or an end");
      var rows = folded(times.bins).concat([times.rough, times.undated].filter(function (bin) { return bin.searched; }));
      part("[data-shows=time] thead th").textContent = times.unit[0].toUpperCase() + times.unit.slice(1);
      part("[data-shows=time] tbody").replaceChildren.apply(part("[data-shows=time] tbody"), rows.map(function (bin) {
        var made = element("tr"), head = element("th", "", bin.days && bin.places ? undefined : bin.label), rate = onrecord.rate(bin);
        head.scope = "row";
        if (bin.empty) {
          made.append(head, element("td", "", "no documents"));
          made.lastChild.colSpan = 5;
          return made;
        }
        if (bin.days && bin.places) head.append(form.asking(bin.label, { view: "", from: bin.days[0], to: bin.days[1], dates: "certainly" }));
        made.append(head);
        [bin.places, bin.documents, bin.searched, bin.words].forEach(function (number) { made.append(element("td", "", grouped(number))); });
        made.append(element("td", "", onrecord.rated(rate)));
        return made;
      }));
    });
  }

  var LONG = 3; // stretches in a row without documents that are one row of the table

  function folded(bins) {
    var rows = [];
    for (var at = 0, end; at < bins.length; at = end) {
      for (end = at; end < bins.length && !bins[end].searched; end += 1);
      if (end - at >= LONG) rows.push({ label: bins[at].label + "–" + bins[end - 1].label, empty: true });
      else { end = Math.max(end, at + 1); rows = rows.concat(bins.slice(at, end)); }
    }
    return rows;
  }

  function highest(times, value) {
    return Math.max.apply(null, [0].concat(times.bins.map(value)));
  }

  function beside(bin, how) {
    return bin.searched ? " Left out of the figure: " + many(bin.searched, "document", "documents") + " with " + many(bin.places, "line", "lines") + ", the date " + how + "." : "";
  }

  // ---- collocates

  function total() {
    var all = Array.from(index.lengths.keys());
    return index.paragraphs(all).then(function (paragraphs) {
      return sum(all.map(function (document) { return sum(paragraphs.get(document)); }));
    });
  }

  function collocates(held, turn) {
    return Promise.all([total(), read(documents(held), turn)]).then(function (loaded) {
      if (turn !== latest) return null;
      return onrecord.collocates(index, held, texts, Number(form.value("left")), Number(form.value("right")), Number(form.value("least")), loaded[0]);
    }).then(function (answer) {
      if (turn !== latest) return null;
      var by = form.value("by") || "g2", down = by === "word" ? 1 : -1;
      answer.rows.sort(function (a, b) { return (a[by] < b[by] ? -down : a[by] > b[by] ? down : 0) || b.g2 - a.g2 || (a.folded < b.folded ? -1 : 1); });
      return answer;
    });
  }

  function showCollocates(turn) {
    var held = readable(result.lines);
    tellPart(held, result.lines, "counted");
    return collocates(held, turn).then(function (answer) {
      if (!answer) return;
      var by = form.value("by") || "g2";
      Array.prototype.forEach.call(found.querySelectorAll("[data-by]"), function (button) {
        var sorted = button.dataset.by === by;
        if (sorted) button.closest("th").setAttribute("aria-sort", by === "word" ? "ascending" : "descending");
        else button.closest("th").removeAttribute("aria-sort");
      });
      var table = part(".collocates"), before = form.value("left"), behind = form.value("right");
      table.caption.textContent = many(answer.rows.length, "word", "words") + " drawn to " + many(held.length, "line", "lines") + ", within " + before + " before and " + behind + " after; " +
        "R = " + grouped(answer.around) + " words stand there, of N = " + grouped(answer.total) + " words of the corpus outside the lines; " +
        many(answer.rare, "word", "words") + " met less than " + form.value("least") + " times and " + many(answer.seldom, "word", "words") + " no more often than by chance are not listed.";
      list(answer.rows, LISTED);
    });
  }

  var CRITICAL = 3.841; // of chi-square with one degree of freedom at 5 % (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4)
  var COLUMNS = [["both", 0], ["left", 0], ["right", 0], ["documents", 0], ["expected", 2], ["corpus", 0], ["g2", 1], ["dice", 2]];

  function list(rows, shown) {
    var body = part(".collocates").tBodies[0], more = part(".more-collocates"), heads = part(".collocates").tHead.rows[0].cells;
    body.replaceChildren.apply(body, rows.slice(0, shown).map(function (one) {
      var made = element("tr"), head = element("th");
      head.scope = "row";
      head.append(form.asking(one.word, { view: "", with: one.folded, page: "", left: form.value("left"), right: form.value("right") }));
      made.append(head);
      COLUMNS.forEach(function (column, n) {
        var cell = element("td", "", one[column[0]].toLocaleString("en", { minimumFractionDigits: column[1], maximumFractionDigits: column[1] }));
        if (column[0] === "g2" && one.g2 < CRITICAL) { made.className = "unsure"; cell.append("†"); }
        cell.dataset.label = heads[n + 1].textContent;
        made.append(cell);
      });
      return made;
    }));
    more.hidden = rows.length <= shown;
    more.textContent = "Show all " + grouped(rows.length);
    more.onclick = function () { list(rows, rows.length); body.rows[shown].querySelector("a").focus(); };
  }

  // ---- tables to take away: always of all lines, for which every text is read where that is needed

  function save() {
    var turn = latest += 1, view = form.value("view"), name = form.value("q").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "concordance";
    var made = view === "time" ? times().then(timeRows) : view === "collocates" ? collocates(result.lines, turn).then(collocateRows) : lineRows(turn);
    return made.then(function (rows) { if (turn === latest) onrecord.save(name + "-" + (view || "lines") + ".csv", rows); }).catch(function (error) { form.status.textContent = form.excuse(error); });
  }

  function lineRows(turn) {
    var lines = result.lines, order = form.value("order"), width = Number(form.value("width"));
    return read(documents(lines), turn).then(function () {
      return Promise.all([telling(lines, order, turn), index.said(documents(lines)), names("speaker"), outlets()]);
    }).then(function (loaded) {
      var rows = [["left", "node", "right", "speaker", "outlet", "earliest", "latest", "source", "title", "url", "query"]], asked = address("concordance.html" + "#" + form.state(1));
      if (turn !== latest) return rows;
      onrecord.ordered(index, lines, order, loaded[0]).forEach(function (line) {
        var text = texts.get(line.document), context = onrecord.context(text, line, width), first = index.first[line.document], span = index.spans[line.document];
        rows.push([
          context.left.trimEnd(), context.node, context.right.trimStart(), speaker(line, loaded[1], loaded[2]), loaded[3](line),
          first ? iso(first) : "", span ? iso(first + span - 1) : "", text.carrier, text.title, address(onrecord.addressOf(text, context.block)), asked
        ]);
      });
      return rows;
    });
  }

  // A place of this site, in full where the site knows its own address.
  function address(place) {
    var own = document.querySelector("link[rel=canonical]");
    return own ? new URL(place, own.href).href : place;
  }

  function iso(ordinal) { return onrecord.day(ordinal).toISOString().slice(0, 10); }

  function timeRows(times) {
    return [[times.unit, "lines", "documents_with_any", "documents", "words", "per_10000_words"]].concat(times.bins.concat(times.rough, times.undated).map(function (bin) {
      var rate = onrecord.rate(bin);
      return [bin.label, bin.places, bin.documents, bin.searched, bin.words, rate === null ? "" : rate.toFixed(4)];
    }));
  }

  function collocateRows(answer) {
    return [["word", "together", "before", "after", "documents", "expected", "in_the_corpus", "log_likelihood", "log_dice"]].concat(answer ? answer.rows.map(function (row) {
      return [row.word, row.both, row.left, row.right, row.documents, row.expected.toFixed(4), row.corpus, row.g2.toFixed(4), row.dice.toFixed(4)];
    }) : []);
  }

  // ---- listening

  // Another question begins with a part again; another order or view of the same lines does not.
  form.element.addEventListener("input", function (event) {
    // Who chooses a speaker mostly means that speaker's words; the form says so, and can be told otherwise.
    if (event.target.name === "speaker" && event.target.value && !fields.said.value) fields.said.value = "all";
    if (["order", "width", "left", "right", "least"].indexOf(event.target.name) < 0) fields.read.value = "";
  }, true);
  form.element.addEventListener("reset", function () { ["view", "read", "by"].forEach(function (name) { fields[name].value = ""; }); });
  found.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.view !== undefined) { fields.view.value = button.dataset.view; search(1, "chosen"); }
    if (button.dataset.by) { fields.by.value = button.dataset.by === "g2" ? "" : button.dataset.by; search(1, "chosen"); }
    if (button.className === "read-all") { fields.read.value = "all"; search(1, "chosen"); }
    if (button.className === "save") save();
  });

  // j and k go from line to line from everywhere but a field; the arrows do so within the table.
  document.addEventListener("keydown", function (event) {
    var inside = kwic.contains(event.target), step = { j: 1, k: -1, ArrowDown: inside && 1, ArrowUp: inside && -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || found.hidden || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    var links = Array.from(kwic.tBodies[0].querySelectorAll("a")), now = links.findIndex(function (link) { return link.tabIndex === 0; });
    var next = links[inside ? now + step : now];
    if (!next) return;
    event.preventDefault();
    links[now].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  form.element.hidden = false;
  search(form.read(), false);
})(window.onrecord = window.onrecord || {});
