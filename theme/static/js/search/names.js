//# allFunctionsCalledOnLoad
// Names under their other spellings, by the tables of onrecord.site.spellings: who asks for Aliev finds Aliyev too, and is told so.
(function (onrecord) {
  "use strict";
  var ORDINARY = 0.1; // a name of which this share stands without a capital is a word like others
  var LONGEST = 6; // words of a name

  // Adds to the phrases of a tree the other spellings of what they name (`also`), unless names are asked for as they are `typed`;
  // the other spellings: [{ others, whose, more }].
  onrecord.widen = function (index, tree, typed) {
    if (!tree) return Promise.resolve([]);
    return index.load("names").then(function (names) {
      // Letters that stand in no text, but in names by which something in the texts is called.
      Object.keys(names.foldings).forEach(function (letter) { index.head.foldings[letter] = names.foldings[letter]; });
      return Promise.all(groups(tree).map(widen.bind(null, index, names.starts, typed)));
    }).then(function (added) { return [].concat.apply([], added); });
  };

  // The phrases of a tree, each alone; but words side by side that must all stand in a document may be a name together.
  function groups(node, sized) {
    if (node.kind === "phrase") return [{ nodes: [node], sized: sized }];
    if (node.kind === "not") return groups(node.part, sized);
    if (node.kind === "near") return groups(node.first, true).concat(groups(node.second, true));
    var found = [], run = null;
    node.parts.forEach(function (part) {
      var word = node.kind === "and" && part.kind === "phrase" && part.words.length === 1 && !part.exact;
      if (word && run && run.nodes[0].field === part.field) { run.nodes.push(part); return; }
      var inside = groups(part, sized);
      run = word ? inside[0] : null;
      found = found.concat(inside);
    });
    return found;
  }

  function widen(index, starts, typed, group) {
    var alone = group.nodes.length === 1, words = alone ? group.nodes[0].words : group.nodes.map(function (node) { return node.words[0]; });
    if (group.nodes[0].exact) return [];
    return names(index, starts, words).then(function (found) {
      var taken = [], added = [];
      found.forEach(function (name) {
        var others = name.others.filter(function (other) {
          return other.words.length === name.size || (!group.sized && (alone || name.size === 1));
        });
        if (!others.length || taken.some(function (one) { return one.at < name.at + name.size && name.at < one.at + one.size; })) return;
        taken.push(name);
        // What the texts do not tell apart from what is typed is found in any case.
        var told = others.filter(function (other) { return !typed || index.fold(other.written) !== index.fold(name.written); });
        if (told.length) added.push({ others: told.map(function (other) { return other.written; }), whose: name.whose, more: name.more });
        if (!typed) others.forEach(function (other) {
          if (alone) add(index, group.nodes[0], words.slice(0, name.at).concat(other.words, words.slice(name.at + name.size)));
          else if (name.size === 1) add(index, group.nodes[name.at], other.words);
          else other.words.forEach(function (word, n) { add(index, group.nodes[name.at + n], [word]); });
        });
      });
      return added;
    });
  }

  function add(index, node, words) {
    var folded = words.map(index.fold.bind(index)).join(" ");
    node.also = node.also || [];
    var known = [node.words].concat(node.also).some(function (one) { return one.map(index.fold.bind(index)).join(" ") === folded; });
    if (!known) node.also.push(words);
  }

  // The names among some words, the longest first: [{ at, size, others: [{ written, words }], whose, more }].
  function names(index, starts, words) {
    var spans = [];
    for (var size = Math.min(words.length, LONGEST); size > 0; size -= 1) {
      for (var at = 0; at + size <= words.length; at += 1) spans.push({ at: at, size: size });
    }
    return Promise.all(spans.map(function (span) {
      var parts = words.slice(span.at, span.at + span.size);
      if (parts.join("").indexOf("*") >= 0) return null;
      return entry(index, starts, parts.map(index.fold.bind(index)).join(" ")).then(function (held) {
        if (!held) return null;
        var others = held[0].map(function (written) { return { written: written, words: onrecord.words(written) }; });
        others = others.filter(function (other) { return onrecord.fold(other.written) !== onrecord.fold(parts.join(" ")); });
        return Promise.all([ordinary(index, parts)].concat(others.map(function (other) { return found(index, other.words); }))).then(function (told) {
          if (told[0]) return null;
          return { at: span.at, size: span.size, written: parts.join(" "), others: others.filter(function (_, n) { return told[n + 1]; }), whose: held[1], more: held[2] };
        });
      });
    })).then(function (found) { return found.filter(Boolean); });
  }

  function entry(index, starts, key) {
    var file = starts.length - 1;
    while (file >= 0 && starts[file] > key) file -= 1;
    return file < 0 ? Promise.resolve(null) : index.load("names-" + file).then(function (held) { return Object.prototype.hasOwnProperty.call(held, key) ? held[key] : null; });
  }

  // Whether a spelling stands in the texts in its own letters, and names something there.
  function found(index, words) {
    return Promise.all([ordinary(index, words)].concat(words.map(function (word) {
      var folded = index.fold(word), bare = onrecord.fold(word);
      return index.terms(folded, folded, folded, function (form, written) { return form === folded && onrecord.fold(written) === bare; });
    }))).then(function (told) { return !told[0] && told.slice(1).every(function (terms) { return terms.length; }); });
  }

  // Whether a single word stands in the texts without a capital as well, and so is a word that merely also is a name.
  function ordinary(index, words) {
    if (words.length > 1) return Promise.resolve(false);
    var folded = index.fold(words[0]);
    return index.terms(folded, folded, folded, function (form) { return form === folded; }).then(function (forms) {
      var all = 0, small = 0;
      forms.forEach(function (term) {
        var form = term.part.decoded[term.at], count = term.part.cf[term.at];
        all += count;
        if (form === form.toLowerCase() && form !== form.toUpperCase()) small += count;
      });
      return all > 0 && small >= ORDINARY * all;
    });
  }
})(window.onrecord = window.onrecord || {});
