//# allFunctionsCalledOnLoad
// The words that stand around the lines of a concordance, and how much more often than chance would have it.
//
// Counted is every word at most so many words before or behind a line, in the same paragraph, each once however many lines it is near
// to; the words of the lines themselves are left out, here and in the corpus (S. Evert, "Corpora and collocations", in Corpus
// Linguistics: An International Handbook, 2008, section 4).
(function (onrecord) {
  "use strict";

  // The log-likelihood ratio G² (T. Dunning, Computational Linguistics 19(1), 1993) of the table of words: around the lines or
  // elsewhere, this word or another. As onrecord.site.companions.log_likelihood.
  onrecord.logLikelihood = function (both, first, second, total) {
    function sum(counts) { return counts.reduce(function (all, count) { return all + (count > 0 ? count * Math.log(count) : 0); }, 0); }
    return Math.max(0, 2 * (sum([both, first - both, second - both, total - first - second + both, total]) - sum([first, total - first, second, total - second])));
  };

  // logDice (P. Rychlý, "A lexicographer-friendly association score", RASLAN 2008): 14 where the two are always together, one less
  // where they are half as often; it does not grow with the corpus.
  onrecord.logDice = function (both, lines, second) { return 14 + Math.log2((2 * both) / (lines + second)); };

  // What is around some lines: folded word → { left, right, documents, forms }; and how many words were looked at, and are in the lines.
  // `texts` maps documents to their texts.
  onrecord.around = function (index, lines, texts, before, behind) {
    var words = new Map(), nodes = new Map(), around = 0, inside = 0, folded = new Map();
    function fold(word) {
      if (!folded.has(word)) folded.set(word, index.fold(word));
      return folded.get(word);
    }
    paragraphs(lines, texts).forEach(function (places, block) {
      var side = sides(block.words.length, places.found, before, behind);
      block.words.forEach(function (form, at) {
        if (side[at] === NODE) { inside += 1; nodes.set(fold(form), (nodes.get(fold(form)) || 0) + 1); }
        if (side[at] !== LEFT && side[at] !== RIGHT) return;
        var word = words.get(fold(form));
        if (!word) words.set(fold(form), (word = { left: 0, right: 0, documents: new Set(), forms: new Map() }));
        word[side[at] === LEFT ? "left" : "right"] += 1;
        word.documents.add(places.document);
        word.forms.set(form, (word.forms.get(form) || 0) + 1);
        around += 1;
      });
    });
    return { words: words, nodes: nodes, around: around, inside: inside };
  };

  // The paragraphs that have lines, each with the places of its lines.
  function paragraphs(lines, texts) {
    var found = new Map();
    lines.forEach(function (line) {
      var text = texts.get(line.document), place = onrecord.stand(line, onrecord.sizes(text)), block = text.blocks[place.block];
      if (!found.has(block)) found.set(block, { document: line.document, found: [] });
      found.get(block).found.push({ first: place.at, last: place.at + line.size - 1 });
    });
    return found;
  }

  var NODE = 1, LEFT = 2, RIGHT = 3;

  // For each word of a paragraph, whether it is of a line, before or behind the nearest line, or near none.
  function sides(count, places, before, behind) {
    var side = new Uint8Array(count), distance = new Uint8Array(count);
    places.forEach(function (place) {
      for (var step = 1; step <= Math.max(before, behind); step += 1) {
        claim(place.last + step, RIGHT, step <= behind && step);
        claim(place.first - step, LEFT, step <= before && step);
      }
    });
    places.forEach(function (place) { side.fill(NODE, place.first, place.last + 1); });
    // Of two lines as near the word counts as behind the first.
    function claim(at, which, step) {
      if (!step || at < 0 || at >= count) return;
      if (!side[at] || step < distance[at] || (step === distance[at] && which === RIGHT)) { side[at] = which; distance[at] = step; }
    }
    return side;
  }

  // Folded words → how often they stand in the corpus.
  onrecord.frequencies = function (index, words) {
    var parts = new Set();
    words.forEach(function (word) { index.parts(word, word, word).forEach(parts.add, parts); });
    return Promise.all(Array.from(parts, function (number) { return index.part(number); })).then(function (lexicons) {
      var counts = new Map(words.map(function (word) { return [word, 0]; }));
      lexicons.forEach(function (lexicon) {
        lexicon.folded.forEach(function (word, at) { if (counts.has(word)) counts.set(word, counts.get(word) + lexicon.cf[at]); });
      });
      return counts;
    });
  };

  // The collocates: words that are around the lines at least `least` times, and more often than chance would have them there.
  // `total` are the words of the corpus.
  onrecord.collocates = function (index, lines, texts, before, behind, least, total) {
    var found = onrecord.around(index, lines, texts, before, behind), often = [];
    found.words.forEach(function (word, folded) { if (word.left + word.right >= least) often.push(folded); });
    return onrecord.frequencies(index, often).then(function (frequencies) {
      var rows = often.map(function (folded) {
        var word = found.words.get(folded), both = word.left + word.right, corpus = frequencies.get(folded);
        var elsewhere = corpus - (found.nodes.get(folded) || 0), outside = total - found.inside;
        return {
          word: shown(word.forms),
          folded: folded,
          both: both,
          left: word.left,
          right: word.right,
          documents: word.documents.size,
          expected: (found.around * elsewhere) / outside,
          corpus: corpus,
          g2: onrecord.logLikelihood(both, found.around, elsewhere, outside),
          dice: onrecord.logDice(both, lines.length, corpus)
        };
      });
      var drawn = rows.filter(function (row) { return row.both > row.expected; });
      return { rows: drawn, seldom: rows.length - drawn.length, rare: found.words.size - often.length, around: found.around, total: total - found.inside };
    });
  };

  // The form in which a word stands most often.
  function shown(forms) {
    return Array.from(forms.keys()).sort(function (a, b) { return forms.get(b) - forms.get(a) || (a < b ? -1 : 1); })[0];
  }
})(window.onrecord = window.onrecord || {});
