//# allFunctionsCalledOnLoad
// The hits of a query: the spans that its sought phrases match, each as the number of its document, its first position, and how many
// words it has. A span that is equal to another or lies within another is no further hit.
(function (onrecord) {
  "use strict";

  // Document → the spans of every document that answers a tree. What is excluded has none, and neither has what merely stands in the
  // same document as something else that is looked for.
  function located(index, tree) {
    if (tree.kind === "phrase") {
      return Promise.all(spellings(tree).map(placed.bind(null, index))).then(function (found) { return found.reduce(either); });
    }
    if (tree.kind === "near") return placed(index, tree);
    if (tree.kind === "not") {
      return onrecord.ranked(index, tree).then(function (found) {
        return new Map(Array.from(found.keys(), function (document) { return [document, []]; }));
      });
    }
    return Promise.all(tree.parts.map(located.bind(null, index))).then(function (parts) { return parts.reduce(tree.kind === "or" ? either : both); });
  }

  // A phrase as it is typed and in its other spellings, each alone.
  function spellings(phrase) {
    return [phrase.words].concat(phrase.also || []).map(function (words) { return Object.assign({}, phrase, { words: words, also: null }); });
  }

  function placed(index, tree) {
    return onrecord.find(index, tree).then(function (found) {
      var places = new Map();
      found.forEach(function (hit, document) {
        places.set(document, Array.from(hit.positions, function (position) { return { document: document, position: position, size: hit.size }; }));
      });
      return places;
    });
  }

  function either(one, other) {
    var all = new Map(one);
    other.forEach(function (places, document) { all.set(document, (one.get(document) || []).concat(places)); });
    return all;
  }

  function both(one, other) {
    var shared = new Map();
    one.forEach(function (places, document) { if (other.has(document)) shared.set(document, places.concat(other.get(document))); });
    return shared;
  }

  // In order, without those that are equal to another or lie within another.
  function widest(places) {
    var end = 0;
    return places.sort(function (a, b) { return a.position - b.position || b.size - a.size; }).filter(function (place) {
      if (place.position + place.size <= end) return false;
      end = place.position + place.size;
      return true;
    });
  }

  // The hits of a tree in order of time.
  onrecord.lines = function (index, tree) {
    return located(index, tree).then(function (found) {
      return Array.from(found.keys()).sort(function (a, b) { return a - b; }).reduce(function (lines, document) {
        widest(found.get(document)).forEach(function (line) { lines.push(line); });
        return lines;
      }, []);
    });
  };

  // The documents of some lines.
  onrecord.documents = function (lines) { return Array.from(new Set(lines.map(function (line) { return line.document; }))); };

  // The statements in which a line lies, the narrowest first.
  onrecord.saidIn = function (line, spans) {
    return spans.get(line.document).filter(function (span) {
      return span.first <= line.position && line.position + line.size - 1 <= span.last;
    }).sort(function (a, b) { return (a.last - a.first) - (b.last - b.first); });
  };

  // Where in its document a line stands: number of the paragraph, and of its first word there.
  onrecord.stand = function (line, sizes) {
    var block = 0, first = 0;
    while (line.position > first + sizes[block]) { first += sizes[block] + 1; block += 1; }
    return { block: block, at: line.position - first };
  };

  onrecord.sizes = function (text) {
    text.sizes = text.sizes || text.blocks.map(function (block) { return block.words.length; });
    return text.sizes;
  };

  // The statements in which a line lies that are of a speaker (0: of anybody), and are quoted where that is asked.
  onrecord.saidBy = function (line, spans, speaker, how) {
    return onrecord.saidIn(line, spans).filter(function (span) { return (!speaker || span.speaker === speaker) && (how !== "direct" || span.direct); });
  };

  // The number of the chosen speaker (0: nobody is chosen, -1: one who has no statements) and the name; `said:` then asks for the words
  // of that speaker.
  onrecord.speaking = function (index, query) {
    var id = query.chosen.speaker;
    return (id ? index.facet("speaker") : Promise.resolve([])).then(function (values) {
      var at = values.findIndex(function (value) { return value.id === id; });
      query.speaker = id ? at + 1 || -1 : 0;
      query.name = at < 0 ? id : values[at].label;
      onrecord.each(query.tree, function (phrase) { if (phrase.field === "said") { query.within = true; phrase.speaker = query.speaker; } });
      return query;
    });
  };

  // Whether a document would answer a tree if one speaker were chosen, whose words `said:` then asks for: a function of both their numbers;
  // null where such words are to stand near others.
  onrecord.heard = function (index, tree) {
    var said = false;
    onrecord.each(tree, function (phrase) { said = said || phrase.field === "said"; });
    if (!said) return onrecord.ranked(index, tree).then(function (found) { return function (document) { return found.has(document); }; });
    if (tree.kind === "phrase") return voiced(index, tree);
    if (tree.kind === "near") return Promise.resolve(null);
    return Promise.all((tree.parts || [tree.part]).map(onrecord.heard.bind(null, index))).then(function (parts) {
      if (parts.indexOf(null) >= 0) return null;
      return function (document, speaker) {
        function answers(part) { return part(document, speaker); }
        return tree.kind === "not" ? !answers(parts[0]) : tree.kind === "or" ? parts.some(answers) : parts.every(answers);
      };
    });
  };

  function voiced(index, phrase) {
    return located(index, Object.assign({}, phrase, { speaker: 0 })).then(function (found) {
      return index.said(Array.from(found.keys())).then(function (spans) {
        return function (document, speaker) {
          return found.has(document) && found.get(document).some(function (line) { return onrecord.saidBy(line, spans, speaker, "all").length; });
        };
      });
    });
  }

  // Where hits were looked for, in words.
  onrecord.where = function (query) {
    if (!query.said && !query.within) return "";
    return (query.said === "direct" ? " in quoted words" : query.said ? " in statements" : "") + (!query.speaker ? "" : query.said ? " of " + query.name : " in the words of " + query.name);
  };

  // Document → { count, score } of a tree. The lists of documents tell how many hits there are, but where two phrases may match the
  // same words.
  onrecord.answer = function (index, tree) {
    return Promise.all([onrecord.ranked(index, tree), overlapping(index, matched(tree))]).then(function (loaded) {
      if (!loaded[1]) return loaded[0];
      return located(index, tree).then(function (found) {
        loaded[0].forEach(function (hit, document) { hit.count = widest(found.get(document)).length; });
        return loaded[0];
      });
    });
  };

  // The phrases whose spans are hits: of what is near something else, the first.
  function matched(tree) {
    if (tree.kind === "not") return [];
    if (tree.kind === "phrase") return spellings(tree);
    if (tree.kind === "near") return matched(tree.first);
    return [].concat.apply([], tree.parts.map(matched));
  }

  // Whether a span of one of the phrases may lie within one of another: each of its words has a form in common with another's, in order.
  function overlapping(index, phrases) {
    if (phrases.length < 2) return Promise.resolve(false);
    return Promise.all(phrases.map(function (phrase) {
      return Promise.all(phrase.words.map(function (word) {
        return onrecord.terms(index, word, phrase.exact).then(onrecord.forms);
      }));
    })).then(function (all) {
      return all.some(function (one, n) { return all.some(function (other, m) { return n !== m && mayHold(other, one); }); });
    });
  }

  function mayHold(words, inner) {
    for (var at = 0; at + inner.length <= words.length; at += 1) {
      if (inner.every(function (forms, n) { return common(forms, words[at + n]); })) return true;
    }
    return false;
  }

  function common(one, other) { return !one || !other || (one.size > other.size ? common(other, one) : Array.from(one).some(function (form) { return other.has(form); })); }
})(window.onrecord = window.onrecord || {});
