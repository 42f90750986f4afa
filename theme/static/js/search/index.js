// Loads the files of the index, each once and only when it is needed, and decodes their lists.
(function (onrecord) {
  "use strict";

  function Index(root) {
    this.root = root;
    this.received = {};
    this.loading = {};
    this.bytes = 0;
    var index = this;
    onrecord.receive = function (name, content) { index.received[name] = content; };
  }

  Index.prototype.load = function (name) {
    var index = this;
    if (name in index.received) return Promise.resolve(index.received[name]);
    index.loading[name] = index.loading[name] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = index.root + "search/" + name + ".js";
      script.onload = function () { script.remove(); resolve(index.received[name]); };
      script.onerror = function () { script.remove(); delete index.loading[name]; reject(new Error(name)); };
      document.head.appendChild(script);
    });
    return index.loading[name];
  };

  // What is known of every document. Call it first.
  Index.prototype.open = function () {
    var index = this;
    return index.load("index").then(function (head) {
      var day = 0;
      index.head = head;
      index.lengths = onrecord.numbers(head.lengths, head.count);
      index.mean = index.lengths.reduce(function (sum, length) { return sum + length; }, 0) / Math.max(1, head.count);
      index.first = onrecord.numbers(head.first, head.count).map(function (step) { return (day += step & 1 ? -(step + 1) / 2 : step / 2); });
      index.spans = onrecord.numbers(head.spans, head.count);
      index.common = new Map(head.common.map(function (word, number) { return [word, number + 1]; }));
      return index;
    });
  };

  Index.prototype.fold = function (word) { return onrecord.fold(word, this.head.foldings); };

  // A file of the lexicon: its forms, with how many documents and occurrences each has.
  Index.prototype.lexicon = function (number) {
    var index = this, name = "lexicon-" + number;
    return index.load(name).then(function (part) {
      if (part.decoded) return part;
      var last = "";
      part.decoded = part.forms.split("\n").map(function (told) {
        last = last.slice(0, told.charCodeAt(0) - 0x21) + told.slice(1);
        return last;
      });
      part.folded = part.decoded.map(index.fold.bind(index));
      part.df = onrecord.numbers(part.documents, part.decoded.length).map(function (count) { return count + 1; });
      part.cf = onrecord.numbers(part.more, part.decoded.length).map(function (more, at) { return more + part.df[at]; });
      part.lists = { documents: {}, positions: {}, before: {} };
      return part;
    });
  };

  // The terms whose folded forms lie between two strings and fit: [{part, at}].
  Index.prototype.terms = function (from, to, fits) {
    var index = this, starts = index.head.lexicon, parts = [];
    for (var number = 0; number < starts.length; number += 1) {
      if ((number + 1 === starts.length || starts[number + 1] >= from) && (to === null || starts[number] <= to)) parts.push(number);
    }
    return Promise.all(parts.map(index.lexicon.bind(index))).then(function (lexicons) {
      var found = [];
      lexicons.forEach(function (part) {
        part.folded.forEach(function (folded, at) { if (fits(folded, part.decoded[at])) found.push({ part: part, at: at }); });
      });
      return found;
    });
  };

  // ---- lists

  // Each decodes the list of the form `at` of a part of the lexicon, and so finds where the next begins.
  var DECODE = {
    // numbers of documents, occurrences in each, and in what they stand: 1 a title, 2 a statement
    documents: function (index, bits, part, at) {
      var size = part.df[at], head = index.head, tables = head.tables, expected = Math.floor(head.count / (size + 1));
      var list = { documents: new Int32Array(size), counts: new Int32Array(size), flags: new Uint8Array(size) };
      for (var n = 0, last = -1; n < size; n += 1) {
        last += bits.gap(tables.documents, expected) + 1;
        var symbol = bits.symbol(tables.counts), count = symbol >> 2;
        list.documents[n] = last;
        list.counts[n] = count < head.many[0] ? count : bits.number(head.many[1]);
        list.flags[n] = symbol & 3;
      }
      return list;
    },
    // words left out before each occurrence; where a document begins is told by the counts
    positions: function (index, bits, part, at) {
      var size = part.cf[at], gaps = new Int32Array(size), tables = index.head.tables.positions;
      var expected = Math.floor((index.head.mean * part.df[at]) / (part.df[at] + size));
      for (var n = 0; n < size; n += 1) gaps[n] = bits.gap(tables, expected);
      return gaps;
    },
    before: function (index, bits, part, at) {
      if (index.common.has(part.folded[at])) return null;
      var size = part.cf[at], codes = new Uint8Array(size), table = index.head.tables.before;
      for (var n = 0; n < size; n += 1) codes[n] = bits.symbol(table);
      return codes;
    }
  };

  // A list of a term; the lists that stand before it in its file are decoded on the way, and kept.
  Index.prototype.list = function (kind, term) {
    var index = this, part = term.part, first = part.files[kind][0], starts = part.files[kind][1], file = starts.length - 1;
    while (starts[file] > term.at) file -= 1;
    return index.load(kind + "-" + (first + file)).then(function (coded) {
      var lists = part.lists[kind];
      if (!(term.at in lists)) {
        var bits = new onrecord.Bits(coded);
        for (var at = starts[file]; at <= term.at; at += 1) lists[at] = DECODE[kind](index, bits, part, at);
      }
      return lists[term.at];
    });
  };

  // Numbers of documents → the positions of a term in each.
  Index.prototype.positions = function (term) {
    return Promise.all([this.list("documents", term), this.list("positions", term)]).then(function (lists) {
      var found = new Map(), at = 0;
      lists[0].documents.forEach(function (document, n) {
        var positions = new Int32Array(lists[0].counts[n]);
        for (var k = 0, last = -1; k < positions.length; k += 1) positions[k] = last += lists[1][at++] + 1;
        found.set(document, positions);
      });
      return found;
    });
  };

  // ---- facets

  // The values of a facet: id, label, and the documents of each, in order.
  Index.prototype.facet = function (name) {
    var index = this;
    return index.load("facet-" + name).then(function (facet) {
      if (facet.decoded) return facet.decoded;
      var bits = new onrecord.Bits(facet.documents), count = index.head.count;
      facet.decoded = facet.values.map(function (value) {
        var documents = new Int32Array(value[2]), expected = Math.floor(count / (value[2] + 1));
        for (var n = 0, last = -1; n < documents.length; n += 1) documents[n] = last += bits.gap(facet.code, expected) + 1;
        return { id: value[0], label: value[1], documents: documents };
      });
      facet.decoded.left = facet.left;
      return facet.decoded;
    });
  };

  // Whether a document was certainly, or only possibly, published between two days; a day that is null is no limit.
  Index.prototype.within = function (document, from, to, certainly) {
    var first = this.first[document] || null, last = this.spans[document] ? this.first[document] + this.spans[document] - 1 : null;
    if (certainly) return (from === null || (first !== null && first >= from)) && (to === null || (last !== null && last <= to));
    return (from === null || last === null || last >= from) && (to === null || first === null || first <= to);
  };

  // ---- where headlines and statements stand

  // The position at which the headlines of each document end.
  Index.prototype.titles = function () {
    this.ends = this.ends || onrecord.numbers(this.head.titles, this.head.count);
    return Promise.resolve(this.ends);
  };

  // Documents → their statements in order: first and last position, number of the speaker among the values of the facet (0: none of
  // them), and whether the words are quoted.
  Index.prototype.said = function (documents) {
    var index = this, size = index.head.said, files = new Set(documents.map(function (document) { return Math.floor(document / size); }));
    return Promise.all(Array.from(files).map(function (file) {
      return index.load("said-" + file).then(function (part) {
        part.spans = part.spans || decodeSaid(part, Math.min(size, index.head.count - file * size));
      });
    })).then(function () {
      return new Map(documents.map(function (document) { return [document, index.received["said-" + Math.floor(document / size)].spans[document % size]]; }));
    });
  };

  function decodeSaid(part, count) {
    var counts = onrecord.numbers(part.counts, count), total = counts.reduce(function (sum, n) { return sum + n; }, 0), at = 0;
    var steps = onrecord.numbers(part.steps, total), sizes = onrecord.numbers(part.sizes, total), who = onrecord.numbers(part.who, total);
    return counts.map(function (spans) {
      var found = [], first = 0;
      for (; spans > 0; spans -= 1, at += 1) {
        first += steps[at];
        found.push({ first: first, last: first + sizes[at], speaker: who[at] >> 1, direct: Boolean(who[at] & 1) });
      }
      return found;
    });
  }

  // Documents → how many words each of their paragraphs has. Positions leave one out behind each paragraph.
  Index.prototype.paragraphs = function (documents) {
    var index = this, size = index.head.said, files = new Set(documents.map(function (document) { return Math.floor(document / size); }));
    return Promise.all(Array.from(files).map(function (file) {
      return index.load("paragraphs-" + file).then(function (part) {
        part.sizes = part.sizes || decodeParagraphs(part, Math.min(size, index.head.count - file * size));
      });
    })).then(function () {
      return new Map(documents.map(function (document) { return [document, index.received["paragraphs-" + Math.floor(document / size)].sizes[document % size]]; }));
    });
  };

  function decodeParagraphs(part, count) {
    var counts = onrecord.numbers(part.counts, count), at = 0;
    var sizes = onrecord.numbers(part.words, counts.reduce(function (sum, n) { return sum + n; }, 0));
    return counts.map(function (paragraphs) { return sizes.slice(at, (at += paragraphs)); });
  }

  // ---- texts

  // The text of a document: its address, its title, and its blocks, each as what stands before the first word, and the words with
  // what follows them.
  Index.prototype.text = function (document) {
    var index = this, starts = index.head.texts, low = 0, high = starts.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (starts[middle] <= document) low = middle; else high = middle - 1;
    }
    return Promise.all([index.load("words"), index.load("text-" + low)]).then(function (loaded) {
      var held = loaded[1][document - starts[low]];
      if (!held.blocks) held = loaded[1][document - starts[low]] = decodeText(held, loaded[0]);
      return held;
    });
  };

  var WORD = 0, GAP = 1; // the symbols that announce a spelt word and a spelt gap

  function decodeText(held, table) {
    var bits = new onrecord.Bits(held[4]), words = table.words, gaps = table.gaps, waiting = -1;
    function symbol() {
      var next = waiting >= 0 ? waiting : bits.symbol(table.symbols);
      waiting = -1;
      return next;
    }
    function word() {
      var next = symbol();
      return next === WORD ? spelt(bits, table.letters) : words[next - 2];
    }
    function gap(next) { return next === GAP ? spelt(bits, table.letters) : gaps[next - 2 - words.length]; }
    // Between two words a gap of one space is not written: the next symbol is a word then, which waits for its turn.
    function between() {
      var next = symbol();
      if (next === GAP || next >= 2 + words.length) return gap(next);
      waiting = next;
      return " ";
    }
    return {
      url: held[0],
      title: held[1],
      carrier: held[2],
      blocks: held[3].map(function (count) {
        var block = { before: gap(symbol()), words: [], gaps: [] };
        for (var n = 1; n <= count; n += 1) {
          block.words.push(word());
          block.gaps.push(n < count ? between() : gap(symbol()));
        }
        return block;
      })
    };
  }

  function spelt(bits, letters) {
    var text = "", number = letters.letters.indexOf("\u0000");
    for (;;) {
      number = bits.symbol(letters.after[number]);
      if (letters.letters[number] === "\u0000") return text;
      text += letters.letters[number];
    }
  }

  onrecord.Index = Index;
})(window.onrecord = window.onrecord || {});
