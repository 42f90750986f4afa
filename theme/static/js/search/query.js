//# allFunctionsCalledOnLoad
// What somebody asks for, as a tree; and the documents that answer it.
//
//   words            all of them, in any order              a b        also  a AND b
//   either           a OR b                                 without    a NOT b    also  a -b
//   phrase           "the words in this order"  "of * town"  near       a NEAR/5 b   (at most five words apart; side by side is one)
//   parts of words   ferr*  col*r                           as written =Word  ="The Words"
//   in headlines     title:word                             in statements  said:word  said:"a phrase"
//   groups           (a OR b) c     title:(a OR b)     -(a b)
(function (onrecord) {
  "use strict";
  var NEAR = 10, ANY = "*";
  var DEEPEST = 50, MOST = 500; // brackets, signs and NEAR within each other; words of a query

  // ---- reading

  // The tokens of a query, with all its quotation marks as ". A ’ within a word is an apostrophe. Signs belong to the word, phrase or
  // bracket right behind them.
  onrecord.tokens = function (text) {
    return straight(text).match(/(?:-|title:|said:|=)*(?:"[^"]*"?|\()|\)|[^\s()"]+/gi) || [];
  };

  // A token of signs with nothing right behind them: it means nothing.
  onrecord.LONE = /^(?:-|title:|said:|=)+$/i;

  function straight(text) {
    text = text.replace(/[\u201c-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\uff02]/g, "\"");
    return /[\u2018\u201a]/.test(text) ? text.replace(/(^|[\s(:=-])[\u2018\u201a]([^\u2018\u2019]*(?:[\u2019][\p{L}\p{N}][^\u2018\u2019]*)*)[\u2018\u2019](?![\p{L}\p{N}])/gu, "$1\"$2\"") : text;
  }
  onrecord.straight = straight;

  function Parser(text) {
    this.tokens = onrecord.tokens(text).filter(function (token) { return !onrecord.LONE.test(token); });
    this.at = 0;
    this.depth = 0;
  }

  Parser.prototype.peek = function () { return this.tokens[this.at]; };

  // `how` has what the signs before a bracket ask of everything in it; signs further in come before them.
  Parser.prototype.either = function (how) {
    var parts = [this.all(how)];
    while (this.peek() === "OR") { this.at += 1; parts.push(this.all(how)); }
    parts = distinct(parts.filter(Boolean));
    return parts.length > 1 ? { kind: "or", parts: parts } : parts[0] || null;
  };

  // What stands several times between OR is looked for once.
  function distinct(parts) {
    var held = new Map(parts.map(function (part) { return [JSON.stringify(part), part]; }));
    return Array.from(held.values());
  }

  Parser.prototype.all = function (how) {
    var parts = [], token;
    while ((token = this.peek()) !== undefined && token !== "OR" && token !== ")") {
      if (token === "AND") { this.at += 1; continue; }
      var part = this.not(how);
      if (part) parts.push(part);
    }
    return parts.length > 1 ? { kind: "and", parts: parts } : parts[0] || null;
  };

  Parser.prototype.not = function (how) {
    if (this.peek() === "NOT") {
      this.at += 1;
      var part = this.peek() === undefined ? null : this.deeper("not", how);
      return part && { kind: "not", part: part };
    }
    return this.near(how);
  };

  Parser.prototype.near = function (how) {
    var first = this.one(how), pairs = 0, match;
    while (first && (match = /^NEAR(?:\/(\d+))?$/.exec(this.peek() || ""))) {
      this.at += 1;
      var second = this.one(how);
      if (!second) break;
      if ((pairs += 1) > DEEPEST) throw tooDeep();
      if (first.kind !== "phrase" && first.kind !== "near" || second.kind !== "phrase") throw new onrecord.Unclear("NEAR stands between words and phrases only");
      first = { kind: "near", first: first, second: second, within: match[1] ? Number(match[1]) : NEAR };
    }
    return first;
  };

  Parser.prototype.one = function (how) {
    var token = this.tokens[this.at];
    if (token === undefined) return null;
    this.at += 1;
    if (token === "(") {
      var inside = this.deeper("either", how);
      if (this.peek() === ")") this.at += 1;
      return inside;
    }
    if (token === ")") return null;
    var sign = /^(-|title:|said:|=)/i.exec(token);
    if (sign) {
      this.tokens[this.at -= 1] = token.slice(sign[1].length);
      if (sign[1] === "-") { var part = this.deeper("one", how); return part && { kind: "not", part: part }; }
      var asked = { field: how.field, exact: how.exact };
      if (sign[1] === "=") asked.exact = true; else asked.field = sign[1].slice(0, -1).toLowerCase();
      return this.deeper("one", asked);
    }
    return phrase(token.replace(/^"|"$/g, ""), how);
  };

  // What is written within a bracket or behind a sign.
  Parser.prototype.deeper = function (rule, how) {
    if (this.depth === DEEPEST) throw tooDeep();
    this.depth += 1;
    var inside = this[rule](how);
    this.depth -= 1;
    return inside;
  };

  function tooDeep() { return new onrecord.Unclear("This is too involved: more than " + DEEPEST + " brackets, signs or NEAR within each other"); }

  onrecord.Unclear = function (message) { this.message = message; };

  // The words of a phrase. `*` stands for any letters of a word; alone between others it is ANY word, and elsewhere none.
  function phrase(text, how) {
    var pattern = new RegExp("(?:\\*|" + onrecord.letter(text) + ")+", "gu"), words = [];
    (text.match(pattern) || []).forEach(function (run) {
      if (run.indexOf("*") < 0) words = words.concat(onrecord.words(run));
      else words.push(/[^*]/.test(run) ? run : ANY);
    });
    while (words[0] === ANY) words.shift();
    while (words[words.length - 1] === ANY) words.pop();
    return words.length ? { kind: "phrase", words: words, field: how.field, exact: Boolean(how.exact) } : null;
  }

  // The tree of a query, or null for one without words.
  onrecord.parse = function (text) {
    var parser = new Parser(text), parts = [];
    while (parser.peek() !== undefined) {
      var part = parser.either({});
      if (part) parts.push(part);
      if (parser.peek() === ")") parser.at += 1;
    }
    var tree = parts.length > 1 ? { kind: "and", parts: parts } : parts[0] || null, words = 0;
    onrecord.each(tree, function (phrase) { words += phrase.words.length; });
    if (words > MOST) throw new onrecord.Unclear("These are " + words + " words; at most " + MOST + " can be looked for at once");
    return tree;
  };

  // Every phrase of a tree, in order; those too that it excludes.
  onrecord.each = function (tree, does) {
    if (tree) (tree.parts || [tree.part, tree.first, tree.second].filter(Boolean)).forEach(function (part) { onrecord.each(part, does); });
    if (tree && tree.kind === "phrase") does(tree);
  };

  // Every phrase that a tree looks for, but not those that it excludes.
  onrecord.phrases = function (tree) {
    if (!tree || tree.kind === "not") return [];
    if (tree.kind === "phrase") return [tree];
    if (tree.kind === "near") return onrecord.phrases(tree.first).concat(tree.second);
    return tree.parts.reduce(function (found, part) { return found.concat(onrecord.phrases(part)); }, []);
  };

  // The same, with their other spellings.
  onrecord.sought = function (tree) {
    return onrecord.phrases(tree).reduce(function (found, phrase) {
      return found.concat(phrase, (phrase.also || []).map(function (words) { return Object.assign({}, phrase, { words: words, also: null }); }));
    }, []);
  };

  // ---- words

  // Whether a form of the lexicon is what a word of a query asks for.
  onrecord.matcher = function (index, word, exact) {
    var asked = exact ? word : word.split("*").map(index.fold.bind(index)).join("*");
    if (word.indexOf("*") < 0) return { from: index.fold(word), to: index.fold(word), ending: index.fold(word), fits: function (folded, form) { return (exact ? form : folded) === asked; } };
    var parts = asked.split("*");
    var start = index.fold(word.slice(0, word.indexOf("*")));
    return { from: start, to: start ? start + "\uffff" : null, ending: index.fold(word.slice(word.lastIndexOf("*") + 1)), fits: function (folded, form) { return globbed(parts, exact ? form : folded); } };
  };

  // Whether a word begins with the first of some parts, ends with the last, and has the others in order between them. Each is taken where
  // it first stands: that leaves the most for the others, and a long word costs no more than reading it.
  function globbed(parts, word) {
    var last = parts[parts.length - 1], at = parts[0].length, end = word.length - last.length;
    if (at > end || !word.startsWith(parts[0]) || !word.endsWith(last)) return false;
    for (var n = 1; n < parts.length - 1; n += 1) {
      at = word.indexOf(parts[n], at);
      if (at < 0) return false;
      at += parts[n].length;
    }
    return at <= end;
  }

  var ASKED = 50; // words whose forms are kept, as an answer asks for them several times

  // The forms of the lexicon that a word of a query asks for; null where any will do.
  function terms(index, word, exact) {
    if (word === ANY) return Promise.resolve(null);
    var key = (exact ? "=" : "") + word, asked = (index.asked = index.asked || new Map());
    if (!asked.has(key)) {
      var match = onrecord.matcher(index, word, exact), found = index.terms(match.from, match.to, match.ending, match.fits);
      if (asked.size === ASKED) asked.clear();
      asked.set(key, found);
      found.catch(function () { asked.delete(key); });
    }
    return asked.get(key);
  }
  onrecord.terms = terms;

  // The forms as they are written.
  onrecord.forms = function (terms) { return terms && new Set(terms.map(function (term) { return term.part.decoded[term.at]; })); };

  // ---- finding

  // What is known of a document that was found. Its score is a fraction from the first: where a whole number stands in its place, V8 lays
  // out every one of these anew when it is ranked.
  function hit(count, flags, positions, size) { return { count: count, flags: flags, positions: positions, size: size, score: -0 }; }

  // Document → { count, flags, positions }: the places at which a phrase or one of its other spellings begins. Positions are left out
  // where nobody needs them.
  function find(index, node, positions) {
    var spellings = [node.words].concat(node.also || []), single = spellings.every(function (words) { return words.length === 1; });
    return Promise.all(spellings.map(function (words) {
      return spelt(index, { words: words, field: node.field, exact: node.exact, speaker: node.speaker }, positions || !single);
    })).then(function (found) { return found.reduce(merged); });
  }

  function spelt(index, node, positions) {
    return Promise.all(node.words.map(function (word) { return terms(index, word, node.exact); })).then(function (words) {
      words = words.map(function (forms, at) { return sharing(forms, words[at - 1], words[at + 1]); });
      if (words.some(function (forms) { return forms && !forms.length; })) return new Map();
      if (words.length === 1 && !positions && !node.field) return counted(index, words[0]);
      return placed(index, words, node).then(function (found) { return node.field ? within(index, found, node) : found; });
    });
  }

  // Those forms, and shares of forms, that may stand between some others, as onrecord.search.lexicon divides them; of the first and the
  // last word of a phrase nothing is known on one side.
  function sharing(forms, before, behind) {
    return forms && forms.filter(function (form) {
      var share = form.part.share.get(form.at);
      return !share || (ofKind(before, share.kinds, Math.floor(share.number / share.kinds)) && ofKind(behind, share.kinds, share.number % share.kinds));
    });
  }

  function ofKind(forms, kinds, kind) {
    return !forms || forms.some(function (form) { return letters(form.part.folded[form.at]) % kinds === kind; });
  }

  function letters(word) { return Array.from(word).reduce(function (sum, letter) { return sum + letter.codePointAt(0); }, 0); }

  // The places of two spellings together, each once.
  function merged(one, other) {
    var all = new Map(one);
    other.forEach(function (more, document) {
      var held = all.get(document), positions = held && more.positions && joined(held.positions, more.positions);
      all.set(document, held ? hit(positions ? positions.length : held.count + more.count, held.flags | more.flags, positions, held.size) : more);
    });
    return all;
  }

  // Two lists of rising numbers as one, each number once.
  function joined(one, other) {
    for (var all = [], n = 0, m = 0; n < one.length || m < other.length;) {
      var next = m === other.length || one[n] <= other[m] ? one[n] : other[m];
      if (one[n] === next) n += 1;
      if (other[m] === next) m += 1;
      all.push(next);
    }
    return all;
  }

  function counted(index, forms) {
    return Promise.all(forms.map(index.list.bind(index, "documents"))).then(function (lists) {
      var found = new Map(), list = lists.length > 1 ? total(lists, index.head.count) : lists[0];
      for (var n = 0; n < list.documents.length; n += 1) found.set(list.documents[n], hit(list.counts[n], list.flags[n], null, 1));
      return found;
    });
  }

  // The lists of several forms as that of one.
  function total(lists, count) {
    var counts = new Int32Array(count), flags = new Uint8Array(count), all = { documents: [], counts: [], flags: [] };
    lists.forEach(function (list) {
      for (var n = 0; n < list.documents.length; n += 1) {
        counts[list.documents[n]] += list.counts[n];
        flags[list.documents[n]] |= list.flags[n];
      }
    });
    for (var document = 0; document < count; document += 1) {
      if (!counts[document]) continue;
      all.documents.push(document);
      all.counts.push(counts[document]);
      all.flags.push(flags[document]);
    }
    return all;
  }

  // Document → { count, flags, positions } of a phrase. The lists of its rarer words are read first; where few documents are left, their
  // texts tell where the others stand, as they are fewer bytes than the positions of these.
  function placed(index, words, node) {
    var bytes = words.map(cost), size = words.length, read = Array.from(words.keys()).filter(function (at) { return words[at]; }).sort(function (a, b) { return bytes[a] - bytes[b]; });
    var dear = read.filter(function (at, n) { return n && bytes[at] > costs.dear; }), first = read.slice(0, read.length - dear.length);
    return Promise.all([standing(index, words, first, node.field, null).then(function (starts) {
      var lists = dear.reduce(function (sum, at) { return sum + bytes[at]; }, 0);
      return starts.size * costs.text < lists ? inTexts(index, words, starts) : standing(index, words, dear, node.field, starts);
    }).then(function (starts) { return read.length < size ? unbroken(index, starts, size) : starts; }), node.field === "said" ? [] : index.titles()]).then(function (loaded) { // what is said is not ranked by headlines
      var found = new Map(), ends = loaded[1];
      loaded[0].forEach(function (starts, document) {
        found.set(document, hit(starts.length, starts[0] + size <= ends[document] ? 1 : 0, starts, size));
      });
      return found;
    });
  }

  // Bytes as they are sent, roughly: of a position, of a text, and of positions from which they are read last.
  var costs = (onrecord.costs = { position: 0.75, text: 2100, dear: 30000 });
  function cost(forms) { return forms && costs.position * forms.reduce(function (sum, form) { return sum + form.part.cf[form.at]; }, 0); }

  // Those starts that have so many words behind them in their block: where any word will do, no list tells that one stands there.
  function unbroken(index, starts, size) {
    return index.paragraphs(Array.from(starts.keys())).then(function (sizes) {
      var left = new Map();
      starts.forEach(function (held, document) {
        var kept = held.filter(function (start) {
          var place = onrecord.stand({ position: start }, sizes.get(document));
          return place.at + size <= sizes.get(document)[place.block];
        });
        if (kept.length) left.set(document, kept);
      });
      return left;
    });
  }

  // Document → the starts of a phrase as far as the words at some places tell; `starts` are those that are left, or null for any. Where they
  // are to lie in a field, all words stand there.
  function standing(index, words, places, field, starts) {
    return Promise.all(places.map(function (at) {
      return Promise.all(words[at].map(function (form) {
        return Promise.all([index.list("documents", form), index.list("positions", form)]);
      })).then(function (forms) { return { step: at, forms: forms, flag: FLAGS[field] || 0 }; });
    })).then(function (read) { return read.reduce(narrowed, starts); });
  }

  var FLAGS = { title: 1, said: 2 }; // as lists of documents have them

  // Those starts that have a word behind them, as many words further as it stands in the phrase; of documents without any no place is read.
  function narrowed(starts, word) {
    var left = new Map();
    word.forms.forEach(function (lists) {
      var documents = lists[0].documents, counts = lists[0].counts, flags = lists[0].flags;
      for (var n = 0, from = 0, to; n < documents.length; n += 1, from = to) {
        to = from + counts[n];
        var document = documents[n], held = starts && starts.get(document);
        if ((starts && !held) || (flags[n] & word.flag) !== word.flag) continue;
        var kept = held ? meet(held, lists[1], from, to, word.step) : moved(lists[1], from, to, word.step);
        if (kept.length) left.set(document, left.has(document) ? joined(left.get(document), kept) : kept);
      }
    });
    return left;
  }

  // The starts that have one of some positions `step` further; both rise.
  function meet(starts, positions, from, to, step) {
    for (var kept = [], n = 0; n < starts.length; n += 1) {
      while (from < to && positions[from] < starts[n] + step) from += 1;
      if (from < to && positions[from] === starts[n] + step) kept.push(starts[n]);
    }
    return kept;
  }

  // The starts of which some positions stand `step` further.
  function moved(positions, from, to, step) {
    for (var starts = []; from < to; from += 1) starts.push(positions[from] - step);
    return starts;
  }

  // The starts at which texts have all words of a phrase. No more of a text is read than its last start needs.
  function inTexts(index, words, starts) {
    var sets = words.map(onrecord.forms);
    return Promise.all(Array.from(starts, function (pair) {
      return index.opened(pair[0]).then(function (text) {
        var laid = [], block = 0;
        return [pair[0], pair[1].filter(function (start) {
          for (; block < text.size && laid.length < start + sets.length; block += 1) {
            text.read(block + 1).blocks[block].words.forEach(function (word) { laid.push(word); });
            laid.push(null); // a position is left out behind each block
          }
          return sets.every(function (set, at) { return !set || set.has(laid[start + at]); });
        })];
      });
    })).then(function (left) { return new Map(left.filter(function (pair) { return pair[1].length; })); });
  }

  // Document → { count, positions, size } of a phrase, or of what is near another.
  onrecord.find = function (index, tree) { return tree.kind === "near" ? near(index, tree) : find(index, tree, true); };

  // What lies in headlines, or in statements.
  function within(index, found, node) {
    if (node.field === "title") {
      return index.titles().then(function (ends) {
        return keep(found, function (document, position) { return position + node.words.length <= ends[document]; });
      });
    }
    var documents = Array.from(found.keys());
    return (node.speaker ? index.said(documents) : index.stated(documents)).then(function (spans) {
      return keep(found, function (document, position) {
        return spans.get(document).some(function (span) { return (!node.speaker || span.speaker === node.speaker) && span.first <= position && position + node.words.length - 1 <= span.last; });
      });
    });
  }

  function keep(found, fits) {
    var kept = new Map();
    found.forEach(function (one, document) {
      var positions = one.positions.filter(fits.bind(null, document));
      if (positions.length) kept.set(document, hit(positions.length, one.flags, positions, one.size));
    });
    return kept;
  }

  // ---- ranking: Okapi BM25 (Robertson and Zaragoza 2009, section 3). What stands in a headline, and a word that stands in a
  // statement, counts as further occurrences.

  var K1 = 1.2, B = 0.75, TITLE = 3, SAID = 1;

  function scored(index, found) {
    var idf = Math.log(1 + (index.head.count - found.size + 0.5) / (found.size + 0.5));
    found.forEach(function (one, document) {
      var often = one.count + (one.flags & 1 ? TITLE : 0) + (one.flags & 2 ? SAID : 0);
      var size = 1 - B + (B * index.lengths[document]) / index.mean;
      one.score = (idf * often * (K1 + 1)) / (often + K1 * size);
    });
    return found;
  }

  // Document → { count, score } of a tree; the counts are those of its phrases, added.
  onrecord.ranked = function (index, tree) {
    if (tree.kind === "phrase") return find(index, tree, false).then(scored.bind(null, index));
    if (tree.kind === "near") return near(index, tree).then(scored.bind(null, index));
    if (tree.kind === "not") {
      return onrecord.ranked(index, tree.part).then(function (found) {
        var others = new Map(), none = hit(0, 0, null, 0);
        for (var document = 0; document < index.head.count; document += 1) if (!found.has(document)) others.set(document, none);
        return others;
      });
    }
    return Promise.all(tree.parts.map(onrecord.ranked.bind(null, index))).then(function (parts) {
      return tree.kind === "or" ? parts.reduce(added) : parts.reduce(shared);
    });
  };

  function sum(a, b) {
    var both = hit(a.count + b.count, 0, null, 0);
    both.score = a.score + b.score;
    return both;
  }

  function added(all, other) {
    other.forEach(function (more, document) { all.set(document, all.has(document) ? sum(all.get(document), more) : more); });
    return all;
  }

  function shared(one, other) {
    var both = new Map();
    one.forEach(function (held, document) { if (other.has(document)) both.set(document, sum(held, other.get(document))); });
    return both;
  }

  // Pairs at most `within` words apart, in either order: side by side is one, and the end of a block is a word. Each place of the first
  // counts once.
  function near(index, tree) {
    var first = tree.first.kind === "near" ? near(index, tree.first) : find(index, tree.first, true);
    return Promise.all([first, find(index, tree.second, true)]).then(function (found) {
      var both = new Map();
      found[0].forEach(function (one, document) {
        var other = found[1].get(document);
        if (!other) return;
        var positions = one.positions.filter(function (start) {
          return other.positions.some(function (place) {
            var apart = place >= start ? place - start - one.size : start - place - other.size;
            return apart >= 0 && apart < tree.within;
          });
        });
        if (positions.length) both.set(document, hit(positions.length, one.flags & other.flags, positions, one.size));
      });
      return both;
    });
  }
})(window.onrecord = window.onrecord || {});
