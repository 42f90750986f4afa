//# allFunctionsCalledOnLoad
// Names under their other spellings, by the tables of onrecord.site.spellings: who asks for Aliev finds Aliyev too, and is told so.
(function (onrecord) {
  "use strict";
  var ORDINARY = 0.1; // a name of which this share stands without a capital is a word like others
  var LONGEST = 6; // words of a name

  // Adds to a tree the other spellings of what its phrases name, unless names are asked for as they are `typed`; the other spellings:
  // [{ others, whose, more }].
  onrecord.widen = function (index, tree, typed) {
    if (!tree) return Promise.resolve([]);
    return index.load("names").then(function (table) {
      // Letters that stand in no text, but in names by which something in the texts is called.
      Object.keys(table.foldings).forEach(function (letter) { index.head.foldings[letter] = table.foldings[letter]; });
      var all = groups(tree, {}), sought = all.filter(function (group) { return !group.excluded; }), excluded = all.filter(function (group) { return group.excluded; });
      var each = function (some, others, clash) { return Promise.all(some.map(widen.bind(null, index, table, typed, apart(others, clash)))); };
      // Two spellings of which one is looked for and the other excluded are told apart by who asks.
      return each(sought, excluded, function (spelt, other) { return holds(index, spelt, other); }).then(function (added) {
        return each(excluded, sought, function (spelt, other) { return holds(index, other, spelt); }).then(function (more) { return added.concat(more); });
      });
    }).then(function (added) { return [].concat.apply([], added); });
  };

  // Whether a spelling clashes with none in which the phrases of some groups are looked for.
  function apart(groups, clash) {
    return function (spelt) {
      return !groups.some(function (group) { return group.spelt.some(function (other) { return clash(spelt, other); }); });
    };
  }

  // The phrases of a tree, each alone, as { nodes, spelt, sized, excluded }; but words side by side that must all stand in a document may
  // be a name together, and are `parts` of their node.
  function groups(node, how) {
    if (node.kind === "phrase") return [{ nodes: [node], spelt: [node.words], sized: how.sized, excluded: how.excluded }];
    if (node.kind === "not") return groups(node.part, { sized: how.sized, excluded: !how.excluded });
    if (node.kind === "near") return [node.first, node.second].reduce(function (found, part) { return found.concat(groups(part, { sized: true, excluded: how.excluded })); }, []);
    var found = [], run = null;
    node.parts.forEach(function (part) {
      var word = node.kind === "and" && part.kind === "phrase" && part.words.length === 1 && !part.exact;
      if (word && run && run.nodes[0].field === part.field) {
        run.nodes.push(part);
        run.spelt[0] = run.spelt[0].concat(part.words);
        run.parts = node.parts;
        return;
      }
      var inside = groups(part, how);
      run = word ? inside[0] : null;
      found = found.concat(inside);
    });
    return found;
  }

  // The phrases of a group under the other spellings of the names in them, but such as `fits` refuses.
  function widen(index, table, typed, fits, group) {
    var words = group.spelt[0], first = group.nodes[0];
    if (first.exact) return [];
    return names(index, table, words).then(function (found) {
      var taken = [], added = [];
      found.forEach(function (name) {
        var end = name.at + name.size, before = group.parts ? [] : words.slice(0, name.at), behind = group.parts ? [] : words.slice(end);
        var asked = before.concat(words.slice(name.at, end), behind);
        var others = name.others.map(function (other) { return { written: other.written, spelt: before.concat(other.words, behind) }; }).filter(function (other) {
          // What holds all that is asked for is found in any case.
          return (!group.sized || other.spelt.length === asked.length) && !holds(index, other.spelt, asked) && fits(other.spelt);
        });
        if (!others.length || taken.some(function (one) { return one.at < end && name.at < one.at + one.size && !(group.parts && short(name, one)); })) return;
        taken.push(name);
        added.push({ others: others.map(function (other) { return other.written; }), whose: name.whose, more: name.more });
        var spelt = others.map(function (other) { return other.spelt; });
        group.spelt = group.spelt.concat(spelt);
        if (typed) return;
        if (group.parts && name.size > 1) either(index, group.parts, group.nodes.slice(name.at, end), spelt);
        else spelt.forEach(add.bind(null, index, group.parts ? group.nodes[name.at] : first));
      });
      return added;
    });
  }

  // Whether a word is a name, such as a surname, of whom a longer name is too: where its words need not stand together it is looked for in
  // other spellings as if it were asked for alone.
  function short(name, other) {
    return name.size === 1 && other.size > 1 && name.whose.some(function (label) { return other.whose.indexOf(label) >= 0; });
  }

  // Has some parts, which need not stand together, or one of some phrases: the words of another spelling tell of the name only together.
  function either(index, parts, run, spelt) {
    var phrase = { kind: "phrase", words: spelt[0], field: run[0].field, exact: false, added: true };
    spelt.slice(1).forEach(add.bind(null, index, phrase));
    run.forEach(function (part) { part.named = true; });
    parts.splice(parts.indexOf(run[0]), run.length, { kind: "or", parts: [{ kind: "and", parts: run }, phrase] });
  }

  function add(index, node, words) {
    node.also = node.also || [];
    var known = [node.words].concat(node.also).some(function (one) { return one.length === words.length && holds(index, one, words); });
    if (!known) node.also.push(words);
  }

  // Whether some words have others among them, side by side.
  function holds(index, words, others) {
    return words.some(function (_, at) {
      return at + others.length <= words.length && others.every(function (word, n) { return same(index, word, words[at + n]) || same(index, words[at + n], word); });
    });
  }

  function same(index, asked, word) { return onrecord.matcher(index, asked, false).fits(index.fold(word)); }

  // The names among some words, the longest first: [{ at, size, others: [{ written, words }], whose, more }].
  function names(index, table, words) {
    var spans = [];
    for (var size = Math.min(words.length, LONGEST); size > 0; size -= 1) {
      for (var at = 0; at + size <= words.length; at += 1) spans.push({ at: at, size: size });
    }
    return Promise.all(spans.map(function (span) {
      var parts = words.slice(span.at, span.at + span.size);
      if (parts.join("").indexOf("*") >= 0) return null;
      return entry(index, table, parts).then(function (held) {
        if (!held) return null;
        var others = held[0].map(function (written) { return { written: written, words: onrecord.words(written) }; });
        return Promise.all([ordinary(index, parts)].concat(others.map(function (other) { return found(index, other.words); }))).then(function (told) {
          if (told[0]) return null;
          return { at: span.at, size: span.size, others: others.filter(function (_, n) { return told[n + 1]; }), whose: held[1], more: held[2] };
        });
      });
    })).then(function (found) { return found.filter(Boolean); });
  }

  // What is told of a name, which is looked for by its Latin letters; most names are told only to who asks in others.
  function entry(index, table, words) {
    var folded = words.map(index.fold.bind(index)).join(" ");
    if (!/[^\x00-\x7f]/.test(folded)) return row(index, "names", table.starts, folded);
    return index.load("letters").then(function (letters) {
      var key = folded.replace(/[^\x00-\x7f]/gu, function (letter) { return letter in letters.latin ? letters.latin[letter] : letter; });
      return row(index, "letters", letters.starts, key).then(function (held) { return held || row(index, "names", table.starts, key); });
    });
  }

  function row(index, kind, starts, key) {
    var file = starts.length - 1;
    while (file >= 0 && starts[file] > key) file -= 1;
    return file < 0 ? Promise.resolve(null) : index.load(kind + "-" + file).then(function (held) { return Object.prototype.hasOwnProperty.call(held, key) ? held[key] : null; });
  }

  // Whether a spelling stands in the texts, and names something there.
  function found(index, words) {
    return Promise.all([ordinary(index, words)].concat(words.map(function (word) {
      var folded = index.fold(word);
      return index.terms(folded, folded, folded, function (form) { return form === folded; });
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
