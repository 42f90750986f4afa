//# allFunctionsCalledOnLoad
// Loads the files of the index, each once and only when it is needed, and decodes their lists.
(function (onrecord) {
  "use strict";

  function Index(root) {
    this.root = root;
    this.received = {};
    this.loading = {};
    this.rows = {};
    this.voiced = {};
    var index = this;
    onrecord.receive = function (name, content) { index.received[name] = content; };
    window.got = function (content) { onrecord.receive(/([^/]+)\.js$/.exec(document.currentScript.src)[1], content); };
  }

  // A file that does not come, or is none of the index: a server may send a page that says so.
  onrecord.Missing = function (name) { this.message = "search/" + name + ".js"; };

  Index.prototype.load = function (name) {
    var index = this;
    if (name in index.received) return Promise.resolve(index.received[name]);
    index.loading[name] = index.loading[name] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = index.root + "search/" + name + ".js";
      script.onload = script.onerror = function () {
        script.remove();
        if (name in index.received) { resolve(index.received[name]); return; }
        delete index.loading[name];
        reject(new onrecord.Missing(name));
      };
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
      index.lengths = onrecord.small(head.lengths).map(rough);
      index.mean = index.lengths.reduce(function (sum, length) { return sum + length; }, 0) / Math.max(1, head.count);
      index.first = onrecord.numbers(head.first, head.count).map(function (step) { return (day += step & 1 ? -(step + 1) / 2 : step / 2); });
      index.spans = onrecord.numbers(head.spans, head.count);
      index.unsure = some(head.unsure);
      index.yearly = everyYear(head.yearly);
      index.also = alsoPrinted(head.also, head.also.count);
      index.tables = {};
      Object.keys(head.tables).forEach(function (name) { index.tables[name] = onrecord.tables(head.tables[name]); });
      return index;
    });
  };

  // A length as onrecord.search.columns.lengths has it: the first 32 as they are, the others with four bits behind the highest.
  function rough(coded) { return coded < 32 ? coded : (16 + (coded & 15)) << ((coded >> 4) - 1); }

  Index.prototype.fold = function (word) { return onrecord.fold(word, this.head.foldings); };

  // A part of the lexicon: its forms, with how many documents and occurrences each has.
  Index.prototype.part = function (number) {
    var index = this;
    return index.load("lexicon-" + number).then(function (part) {
      if (part.decoded) return part;
      var last = "";
      part.number = number;
      part.decoded = part.forms.split("\n").map(function (told) {
        return (last = backwards(told.slice(1)) + tail(last, told.charCodeAt(0) - 0x21));
      });
      part.folded = part.decoded.map(index.fold.bind(index));
      part.df = onrecord.numbers(part.documents, part.decoded.length).map(function (count) { return count + 1; });
      part.cf = onrecord.numbers(part.more, part.decoded.length).map(function (more, at) { return more + part.df[at]; });
      part.share = new Map(part.shares.map(function (told) { return [told[0], { number: told[1], kinds: told[2] }]; }));
      part.held = { documents: {}, positions: {} };
      part.few = {};
      part.lain = lain(part.places, part.df, index.head.few);
      return part;
    });
  };

  // Where the lists of the forms in many documents lie: kind → number in the part → { file, byte }.
  function lain(places, df, few) {
    var often = Array.from(df.keys()).filter(function (at) { return df[at] > few; }), found = {}, next = 0;
    var steps = onrecord.numbers(places[1], 2 * often.length), bytes = onrecord.numbers(places[2], 2 * often.length);
    ["documents", "positions"].forEach(function (kind, n) {
      var file = places[0][n];
      found[kind] = new Map(often.map(function (at) { return [at, { file: (file += steps[next]), byte: bytes[next++] }]; }));
    });
    return found;
  }

  // The numbers of those whose strings lie between two; `starts` has what divides each from the one before it.
  function between(starts, from, to) {
    return Array.from(starts.keys()).filter(function (number) {
      return (number + 1 === starts.length || starts[number + 1] >= from) && (to === null || starts[number] <= to);
    });
  }

  // So many letters at the end of a text, and its letters from the last to the first. Most texts have no letter of two units.
  function tail(text, size) {
    if (!PAIR.test(text)) return text.slice(text.length - size);
    var letters = Array.from(text);
    return letters.slice(letters.length - size).join("");
  }

  function backwards(text) {
    if (PAIR.test(text)) return Array.from(text).reverse().join("");
    for (var turned = "", at = text.length; at > 0; at -= 1) turned += text[at - 1];
    return turned;
  }

  var PAIR = /[\ud800-\udbff]/;

  // The numbers of the parts that may hold forms whose folded letters lie between two strings, and which end in some letters or are
  // these: a row begins with some letters, and its parts are in the order of the last.
  Index.prototype.parts = function (from, to, ending) {
    var rows = this.head.lexicon, first = [0], last = backwards(ending);
    rows.forEach(function (row, number) { first.push(first[number] + row[1].length); });
    return [].concat.apply([], between(rows.map(function (row) { return row[0]; }), from, to).map(function (row) {
      return between(rows[row][1], last, from === to ? last : last + "\uffff").map(function (part) { return first[row] + part; });
    }));
  };

  // The terms among them that fit: [{part, at}].
  Index.prototype.terms = function (from, to, ending, fits) {
    return Promise.all(this.parts(from, to, ending).map(this.part.bind(this))).then(function (parts) {
      var found = [];
      parts.forEach(function (part) {
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
      var size = part.df[at], head = index.head, tables = index.tables, expected = Math.floor(head.count / (size + 1));
      var usual = Math.floor(part.cf[at] / size), more = 4 * (part.cf[at] - size), all = size * head.mean;
      var list = { documents: new Int32Array(size), counts: new Int32Array(size), flags: new Uint8Array(size) };
      for (var n = 0, last = -1; n < size; n += 1) {
        last += bits.gap(tables.documents, expected) + 1;
        var often = Math.min(Math.floor((more * index.lengths[last]) / all), head.often - 1);
        var symbol = bits.symbol(tables.counts[often]), count = symbol >> 2;
        list.documents[n] = last;
        list.counts[n] = count < head.many ? count : count + bits.gap(tables.more, usual);
        list.flags[n] = symbol & 3;
      }
      return list;
    },
    // the positions in one document after the other: words left out before each, of those between the one before it and the end
    positions: function (index, bits, part, at) {
      var list = part.held.documents[at], positions = new Int32Array(part.cf[at]), tables = index.tables.positions;
      for (var n = 0, place = 0; n < list.counts.length; n += 1) {
        for (var left = list.counts[n], last = -1; left > 0; left -= 1) {
          var room = index.lengths[list.documents[n]] - last - 1;
          last += 1 + (left > 1 ? bits.gap(tables, Math.floor(room / (left + 1))) : bits.below(room));
          positions[place++] = last;
        }
      }
      return positions;
    }
  };

  // A list of a term; that of positions needs that of documents.
  Index.prototype.list = function (kind, term) {
    var index = this, part = term.part, lists = part.held[kind], place = part.lain[kind].get(term.at);
    var file = place ? kind + "-" + place.file : kind === "documents" ? "" : "few-" + part.number;
    return Promise.all([file && index.load(file), kind === "positions" ? index.list("documents", term) : null]).then(function (loaded) {
      if (!(term.at in lists)) {
        if (place) lists[term.at] = DECODE[kind](index, onrecord.bits(loaded[0], place.byte), part, term.at);
        else index.few(kind, part, term.at, kind === "positions" ? loaded[0] : part.lists);
      }
      return lists[term.at];
    });
  };

  // Reads the lists of the forms in few documents up to one of them: no list says where it begins.
  Index.prototype.few = function (kind, part, last, content) {
    var reader = part.few[kind] = part.few[kind] || { bits: onrecord.bits(content, 0), at: 0 };
    for (; reader.at <= last; reader.at += 1) {
      if (part.df[reader.at] <= this.head.few) part.held[kind][reader.at] = DECODE[kind](this, reader.bits, part, reader.at);
    }
  };

  // ---- facets

  // The values of a facet: id, label, and the documents of each, in order.
  Index.prototype.facet = function (name) {
    var index = this;
    return Promise.all([index.load("facet-" + name), index.load("index")]).then(function (loaded) {
      var facet = loaded[0];
      if (facet.decoded) return facet.decoded;
      var holders = new Holders(facet, loaded[1].count);
      facet.decoded = facet.values.map(function (value, number) { return new Choice(value, holders, number); });
      facet.decoded.left = facet.left;
      return facet.decoded;
    });
  };

  function Choice(told, holders, number) {
    this.id = told[0];
    this.label = told[1];
    this.holders = holders;
    this.number = number;
  }

  Object.defineProperty(Choice.prototype, "documents", { get: function () { return this.holders.of(this.number); } });

  // The documents of the values of a facet, read as far as somebody asks for them: no list says where it begins.
  function Holders(facet, count) {
    this.values = facet.values;
    this.count = count;
    this.bits = new onrecord.Bits(facet.documents);
    this.tables = onrecord.tables(facet.code);
    this.read = [];
  }

  Holders.prototype.of = function (number) {
    while (this.read.length <= number) {
      var documents = new Int32Array(this.values[this.read.length][2]), expected = Math.floor(this.count / (documents.length + 1));
      for (var n = 0, last = -1; n < documents.length; n += 1) documents[n] = last += this.bits.gap(this.tables, expected) + 1;
      this.read.push(documents);
    }
    return this.read[number];
  };

  // Numbers that ascend, as onrecord.search.columns has them.
  function some(told) {
    var last = 0;
    return new Set(onrecord.numbers(told.slice(1), told[0]).map(function (step) { return (last += step); }));
  }

  // Whether a document or a copy of it was certainly, or only possibly, published between two days; a day that is null is no limit. Days that
  // are unsure are within a time only possibly.
  Index.prototype.within = function (document, from, to, certainly) {
    if (from === null && to === null) return true;
    var first = this.first[document] || null, last = this.spans[document] ? this.first[document] + this.spans[document] - 1 : null, copies = this.also.get(document);
    if (!(certainly && this.unsure.has(document)) && lies(first, last, from, to, certainly) && (certainly || this.recurs(document, first, last, from, to))) return true;
    return Boolean(copies) && copies.some(function (days) { return !(certainly && days.unsure) && lies(days.first, days.last, from, to, certainly); });
  };

  // Whether a day that a document without a year can be of lies between two days and its limits. Others can be of any day.
  Index.prototype.recurs = function (document, first, last, from, to) {
    var days = this.yearly.get(document), since = Math.max(first, from), until = Math.min(last === null ? Infinity : last, to === null ? Infinity : to);
    if (!days || !since || until - since > EVERY) return true;
    var key = since + "/" + until;
    if (this.between !== key) { this.between = key; this.recurring = daysOfYears(since, until); }
    return this.recurring.indexOf(1, days.first) >= 0 && this.recurring.indexOf(1, days.first) <= days.last;
  };

  var EVERY = 8 * 366; // days that hold each day of a year, 29 February too
  onrecord.EPOCH = 719163; // the ordinal of 1970-01-01

  // The day that an ordinal counts, as a date of the world's time.
  onrecord.day = function (ordinal) { return new Date((ordinal - onrecord.EPOCH) * 86400000); };

  // For each day of a year, counted as in onrecord.search.columns, whether there is one between two days.
  function daysOfYears(from, to) {
    var found = new Uint8Array(13 * 32);
    for (var ordinal = from; ordinal <= to; ordinal += 1) {
      var day = onrecord.day(ordinal);
      found[32 * (day.getUTCMonth() + 1) + day.getUTCDate()] = 1;
    }
    return found;
  }

  // Documents of which the year is not known → their first and last day of a year.
  function everyYear(told) {
    var documents = Array.from(some(told.documents)), first = onrecord.numbers(told.first, documents.length), spans = onrecord.numbers(told.spans, documents.length);
    return new Map(documents.map(function (document, n) { return [document, { first: first[n], last: first[n] + spans[n] }]; }));
  }

  function lies(first, last, from, to, certainly) {
    if (certainly) return (from === null || (first !== null && first >= from)) && (to === null || (last !== null && last <= to));
    return (from === null || last === null || last >= from) && (to === null || first === null || first <= to);
  }

  // Documents → the days of their copies, where these are others: as onrecord.search.columns has them.
  function alsoPrinted(told, count) {
    var found = new Map(), document = 0, steps = onrecord.numbers(told.documents, count), first = onrecord.numbers(told.first, count), spans = onrecord.numbers(told.spans, count), unsure = some(told.unsure);
    for (var n = 0; n < count; n += 1) {
      document += steps[n];
      if (!found.has(document)) found.set(document, []);
      found.get(document).push({ first: first[n] || null, last: spans[n] ? first[n] + spans[n] - 1 : null, unsure: unsure.has(n) });
    }
    return found;
  }

  // ---- where headlines and statements stand

  // The position at which the headlines of each document end.
  Index.prototype.titles = function () {
    var index = this;
    return index.load("titles").then(function (titles) { return (index.ends = index.ends || onrecord.numbers(titles, index.head.count)); });
  };

  // Documents → what is made of the columns that a series of files holds of each, as onrecord.search.rows wrote them.
  function rows(index, series, documents, made) {
    var size = index.head.said;
    return Promise.all(filesOf(index, documents).map(function (file) {
      var name = series + "-" + file;
      return index.load(name).then(function (content) {
        index.rows[name] = index.rows[name] || new Rows(content, onrecord.tables(index.head.rows[series]), Math.min(size, index.head.count - file * size), made);
      });
    })).then(function () {
      return new Map(documents.map(function (document) { return [document, index.rows[series + "-" + Math.floor(document / size)].of(document % size)]; }));
    });
  }

  // The columns of some documents, one after the other, and where those of each end.
  function Rows(content, tables, documents, made) {
    var bits = new onrecord.Bits(content), ends = next(documents, tables[0]), all = 0;
    function next(count, table) {
      var numbers = new Int32Array(count), only = [table];
      for (var n = 0; n < count; n += 1) numbers[n] = bits.gap(only, 0);
      return numbers;
    }
    ends.forEach(function (count, at) { ends[at] = all += count; });
    this.ends = ends;
    this.columns = tables.slice(1).map(next.bind(null, all));
    this.rows = new Array(documents);
    this.made = made;
  }

  // What is made of those of one document, the first time that it is asked for.
  Rows.prototype.of = function (at) {
    var first = at ? this.ends[at - 1] : 0, last = this.ends[at];
    return (this.rows[at] = this.rows[at] || this.made(this.columns.map(function (column) { return column.subarray(first, last); })));
  };

  function filesOf(index, documents) {
    return Array.from(new Set(documents.map(function (document) { return Math.floor(document / index.head.said); })));
  }

  // Documents → the first and the last position of each of their statements, in order.
  Index.prototype.stated = function (documents) { return rows(this, "said", documents, spans); };

  function spans(columns) {
    var first = 0;
    return Array.from(columns[0], function (step, n) {
      first += step;
      return { first: first, last: first + columns[1][n] };
    });
  }

  // The same with the number of the speaker among the values of the facet (0: none of them), and whether the words are quoted.
  Index.prototype.said = function (documents) {
    var index = this, files = filesOf(index, documents);
    return Promise.all([index.stated(documents)].concat(files.map(function (file) { return index.load("speakers-" + file); }))).then(function (loaded) {
      files.forEach(function (file, n) {
        if (!index.voiced[file]) tellVoices(index.rows["said-" + file], loaded[n + 1]);
        index.voiced[file] = true;
      });
      return loaded[0];
    });
  };

  // Tells the spans of some documents whose they are: one of those heard before in the document, the last of them first, or a new one.
  function tellVoices(rows, part) {
    var told = onrecord.small(part.told), new_ = 0, at = 0;
    var speakers = onrecord.numbers(part.new, told.filter(function (voice) { return voice < 2; }).length);
    rows.ends.forEach(function (_, document) {
      var heard = [];
      rows.of(document).forEach(function (span) {
        var back = told[at] >> 1;
        span.direct = Boolean(told[at++] & 1);
        span.speaker = back ? heard.splice(back - 1, 1)[0] : speakers[new_++];
        heard.unshift(span.speaker);
      });
    });
  }

  // Documents → how many words each of their paragraphs has. Positions leave one out behind each paragraph.
  Index.prototype.paragraphs = function (documents) {
    return rows(this, "paragraphs", documents, function (columns) { return columns[0]; });
  };

  // ---- texts

  // The text of a document, with all its blocks.
  Index.prototype.text = function (document) { return this.opened(document).then(function (text) { return text.read(text.size); }); };

  // The same, of which no more is read than is asked for.
  Index.prototype.opened = function (document) {
    var index = this, low = 0;
    index.starts = index.starts || starts(index.head);
    for (var high = index.starts.length - 1; low < high;) {
      var middle = (low + high + 1) >> 1;
      if (index.starts[middle] <= document) low = middle; else high = middle - 1;
    }
    return Promise.all([index.coding(), index.load("text-" + low)]).then(function (loaded) {
      var held = index.received["text-" + low], at = document - index.starts[low];
      if (held.split) held = index.received["text-" + low] = held.split(" ");
      if (!held[at].blocks) held[at] = new Text(held[at], loaded[0]);
      return held[at];
    });
  };

  // What texts are written in: read as soon as it is there, while texts may be under way.
  Index.prototype.coding = function () {
    var index = this;
    return index.load("words").then(function (table) { return (index.codes = index.codes || symbols(table)); });
  };

  // Has at hand what most questions need, whatever they are.
  Index.prototype.prepare = function () {
    this.starts = this.starts || starts(this.head);
    return Promise.all([this.coding(), this.load("names")]);
  };

  // The first document of each file of texts.
  function starts(head) {
    var bits = new onrecord.Bits(head.texts[1]), tables = [onrecord.table(head.texts[0])], found = [];
    for (var first = 0; first < head.count; first += bits.gap(tables, 0) + 1) found.push(first);
    return found;
  }

  var SPELT_GAP = 3, AGAIN = 4, KEPT = 5, POINT = 21; // as in onrecord.search.texts

  // What the symbols of texts stand for, and their codes: that of a class behind a class, and those within each class.
  function symbols(table) {
    var codes = {
      letters: new Array(KEPT + 1).concat(Array.from(table.letters)),
      spelling: onrecord.tables(table.spelling),
      behind: contexts(table),
      pieces: new Array(SPELT_GAP).concat(table.headings.pieces),
      places: table.headings.places,
      headings: onrecord.tables(table.headings.codes),
      after: onrecord.tables(table.after),
      again: onrecord.tables(table.again)
    };
    var words = fronted(table.words, codes), classes = onrecord.small(table.classes), lengths = onrecord.small(table.lengths), usual = -1;
    codes.written = new Array(KEPT).concat(words, table.gaps);
    codes.gaps = KEPT + words.length; // the first symbol of a gap
    codes.usual = new Uint8Array(codes.written.length);
    onrecord.numbers(table.usual[1], table.usual[0]).forEach(function (step) { codes.usual[KEPT + (usual += step + 1)] = 1; });
    codes.classes = classes;
    var held = table.after.map(function () { return []; });
    classes.forEach(function (number, symbol) { held[number].push(symbol); });
    codes.first = classes[0];
    codes.within = held.map(function (members) {
      if (members.length === 1) return { symbols: members };
      return onrecord.codes(lengths, members);
    });
    return codes;
  }

  // Pairs of letters → the code for what stands behind them: that of the pair, else that of its second letter.
  function contexts(table) {
    var size = KEPT + 2 + Array.from(table.letters).length, pair = -1;
    var behind = Uint16Array.from({ length: size * size }, function (_, at) { return at % size; });
    onrecord.numbers(table.pairs, table.spelling.length - size).forEach(function (step, n) { behind[pair += step + 1] = size + n; });
    return behind;
  }

  // Words as onrecord.search.texts wrote them: each begins as the one before it, and has a case. Letters are behind the kind of a word,
  // and `ends` has the size of the word up to each.
  function fronted(told, codes) {
    var bits = new onrecord.Bits(told[2]), shapes = onrecord.table(told[1]), size = codes.letters.length + 1, words = new Array(told[0]), letters = [0], ends = [0], word = "";
    for (var n = 0; n < words.length; n += 1) {
      var shape = bits.symbol(shapes), at = Math.floor(shape / 3), next;
      word = word.slice(0, ends[at]);
      while ((next = bits.symbol(codes.spelling[at ? codes.behind[letters[at - 1] * size + letters[at]] : 0])) !== KEPT) {
        word += letter(bits, codes, next);
        at += 1;
        letters[at] = next;
        ends[at] = word.length;
      }
      words[n] = shape % 3 === 0 ? word : shape % 3 === 1 ? word.charAt(0).toUpperCase() + word.slice(1) : word.toUpperCase();
    }
    return words;
  }

  // What a heading consists of, as onrecord.search.headings has it, each piece by piece.
  function fields(bits, codes) {
    var found = [];
    for (var at = 0; at < codes.headings.length; at += codes.places) {
      for (var text = "", place = 0, piece = null; piece !== ""; place += 1) {
        var symbol = bits.symbol(codes.headings[at + Math.min(place, codes.places - 1)]);
        piece = symbol < SPELT_GAP ? spelt(bits, codes, symbol) : codes.pieces[symbol];
        text += piece;
      }
      found.push(text);
    }
    return found;
  }

  // A text: its address, its title, where it comes from, how many blocks it has and how many of them are headlines above the first
  // paragraph; and the blocks that have been read, each as the position of its first word, what stands before that, and the words with
  // what follows them.
  function Text(held, codes) {
    this.bits = new onrecord.Bits(held);
    var told = fields(this.bits, codes);
    this.codes = codes;
    this.last = codes.first;
    this.rarer = []; // words that may come again, and the class of each
    this.classes = [];
    this.blocks = [];
    this.block = { first: 0, before: "", words: [], gaps: [] };
    this.size = Number(told[5]);
    this.title = told[3] ? told[3].slice(1) : whole(this.read(1).blocks[0]);
    this.url = address(told, this.title);
    this.carrier = told[4];
    this.above = Number(told[6]);
  }

  // Reads so many blocks, or all there are.
  Text.prototype.read = function (count) {
    var bits = this.bits, codes = this.codes, rarer = this.rarer, classes = this.classes;
    while (this.blocks.length < Math.min(count, this.size)) {
      var own = bits.symbol(codes.after[this.last]), next = bits.symbol(codes.within[own]), block = this.block, written;
      var gap = next === SPELT_GAP || next >= codes.gaps, again = next === AGAIN ? rarer.length - 1 - bits.gap(codes.again, rarer.length) : -1;
      if (next >= KEPT) { written = codes.written[next]; own = codes.classes[next]; }
      else if (again >= 0) { written = rarer[again]; own = classes[again]; } // the class is its own, however a word was told
      else written = spelt(bits, codes, next);
      this.last = own;
      if (gap) { this.gap(written); continue; }
      if (!codes.usual[next]) { rarer.push(written); classes.push(own); }
      if (block.words.length > block.gaps.length) block.gaps.push(" "); // a space between two words is not written
      block.words.push(written);
    }
    return this;
  };

  // What stands between two words, with the ends of blocks in it.
  Text.prototype.gap = function (written) {
    var text = this;
    if (this.block.words.length && written.indexOf("\u0000") < 0) { this.block.gaps.push(written); return; }
    written.split("\u0000").forEach(function (part, n) {
      var block = text.block;
      if (n) { text.blocks.push(block); text.block = { first: block.first + block.words.length + 1, before: part, words: [], gaps: [] }; }
      else if (block.words.length) block.gaps.push(part);
      else block.before = part;
    });
  };

  // The address of a block: that of its paragraph, or of the page where it stands above them.
  onrecord.addressOf = function (text, block) {
    return text.url + (block < text.above ? "" : "#p" + (block - text.above + 1));
  };

  // An address is mostly the title in small letters: what stands before that, how much of it the address has, and what is behind.
  function address(told, title) {
    var slug = Number(told[1]) ? title.replace(/['’ʼ`]/g, "").toLowerCase().match(/[a-z0-9]+/g).join("-") : "";
    return told[0] + slug.slice(0, told[1]) + told[2];
  }

  function whole(block) {
    return block.before + block.words.map(function (word, at) { return word + block.gaps[at]; }).join("");
  }

  // A word or a gap letter by letter, the first of them behind what announced it. The end comes before the letters, any other letter
  // behind them.
  function spelt(bits, codes, number) {
    var size = codes.letters.length + 1;
    for (var text = "", context = number; ;) {
      var next = bits.symbol(codes.spelling[context]);
      if (next === KEPT) return text;
      text += letter(bits, codes, next);
      context = codes.behind[number * size + next];
      number = next;
    }
  }

  function letter(bits, codes, number) {
    return number < codes.letters.length ? codes.letters[number] : String.fromCodePoint(bits.number(POINT));
  }

  onrecord.Index = Index;
})(window.onrecord = window.onrecord || {});
