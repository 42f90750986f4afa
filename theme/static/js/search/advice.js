//# allFunctionsCalledOnLoad
// Paragraphs beside an answer: what was done with the question, and what else could be asked.
(function (onrecord) {
  "use strict";
  var many = onrecord.many, element = onrecord.element;

  // `names` were found under other spellings; so many documents answer the words alone, and `left` of them are chosen.
  onrecord.advice = function (form, query, names, answering, left) {
    var told = onrecord.told(form).concat(names.length ? [spellings(form, names)] : []);
    if (query.tree && query.speaker > 0 && !query.said && !query.within) {
      told.push(paragraph("Anywhere in the documents in which " + query.name + " speaks — ", form.asking("only in the statements of " + query.name, { said: "all" })));
    }
    if (left && query.loose) told.push(paragraph(query.loose + " — ", form.asking("only those certainly within", { dates: "certainly" })));
    return Promise.all([strangers(form, query), left ? [] : instead(form, query, answering), absent(form, query, left)]).then(function (more) { return told.concat(more[0], more[1], more[2]); });
  };

  // The slips in what is asked, as paragraphs; and what to say where nothing is asked for.
  onrecord.told = function (form) { return onrecord.slips(form.value("q"), form.facets).map(paragraph); };
  onrecord.idle = function (form) { return form.value("q") ? "“" + form.value("q") + "” has no word to look for" : ""; };

  function paragraph() {
    var made = element("p");
    made.append.apply(made, Array.prototype.filter.call(arguments, function (part) { return part instanceof Node || typeof part === "string"; }));
    return made;
  }

  function spellings(form, names) {
    var written = names.map(function (name) {
      var whose = name.whose.join(", ") + (name.more ? " and " + many(name.more, "other", "others") : "");
      return name.others.join(", ") + " (" + (name.whose.length + name.more > 1 ? "names of " : "a name of ") + whose + ")";
    });
    return form.value("names") === "typed"
      ? paragraph("Only as typed, and not under: " + written.join("; ") + " — ", form.asking("in all spellings", { names: "" }))
      : paragraph("Also found under: " + written.join("; ") + " — ", form.asking("only as typed", { names: "typed" }));
  }

  // Chosen values that no list offers: an address may ask for one that is too rare, or that is none.
  function strangers(form, query) {
    return Promise.all(Object.keys(query.chosen).map(function (name) {
      return form.index.facet(name).then(function (values) {
        var field = form.element.elements[name], id = query.chosen[name], label = field.labels[0].textContent;
        if (values.some(function (value) { return value.id === id; })) return null;
        if (!values.left || !field.dataset.pages) return paragraph(label + ": no document has “" + id + "”.");
        var link = element("a", "", "page of its own");
        link.href = field.dataset.pages + "/" + encodeURIComponent(id) + ".html";
        return paragraph(label + ": “" + id + "” is none of the " + onrecord.grouped(values.length) + " most frequent, which can be chosen here. Its documents stand on a ", link, ".");
      });
    })).then(function (told) { return told.filter(Boolean); });
  }

  // Where nothing is found: what would be without dates and choices, and what each word finds alone.
  function instead(form, query, answering) {
    if (!query.tree) return [];
    if (answering) return [paragraph(many(answering, "document holds", "documents hold") + " this, but none of the time and with the values chosen: ", form.asking("search all documents", unchosen(query)), ".")];
    return onrecord.alone(form.index, query.tree).then(function (parts) {
      return parts.length > 1 ? [paragraph("Alone: " + parts.map(function (part) { return onrecord.written(part.phrase) + " " + many(part.documents, "document", "documents"); }).join(", ") + (parts.left ? " … and " + onrecord.grouped(parts.left) + " more" : "") + ".")] : [];
    });
  }

  // Words that stand in no document, with words written almost alike. Where nothing is found, it is told already that they find nothing.
  function absent(form, query, left) {
    return onrecord.absent(form.index, query.tree).then(function (words) {
      return Promise.all(words.map(function (one) {
        return (one.exact ? Promise.resolve([]) : onrecord.nearest(form.index, one.word)).then(function (forms) {
          return forms.length || left ? meant(form, (one.exact ? "=" : "") + one.word, forms) : null;
        });
      }));
    }).then(function (told) { return told.filter(Boolean); });
  }

  function unchosen(query) {
    var fields = { from: "", to: "" };
    Object.keys(query.chosen).forEach(function (name) { fields[name] = ""; });
    return fields;
  }

  function meant(form, word, forms) {
    var links = [], told = "“" + word + "” stands in no document.";
    if (!forms.length) return paragraph(told);
    forms.forEach(function (one, n) { links.push(n ? ", " : "", form.asking(one, { q: onrecord.exchanged(form.value("q"), word, one) })); });
    return paragraph.apply(null, [told + " Did you mean "].concat(links, "?"));
  }
})(window.onrecord = window.onrecord || {});
