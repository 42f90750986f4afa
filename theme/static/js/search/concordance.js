//# allFunctionsCalledOnLoad
// Every hit of a query as a line. Which lines there are is known from the lists of the index alone (spans.js); the words around them
// stand in the texts.
(function (onrecord) {
  "use strict";
  var COMPARED = 4; // words by which lines are put in order

  // The lines that have other words beside them: `beside` are lines themselves, at most so many words before or behind, in the same
  // paragraph.
  onrecord.beside = function (index, lines, beside, before, behind) {
    var held = new Map();
    beside.forEach(function (other) { if (held.has(other.document)) held.get(other.document).push(other); else held.set(other.document, [other]); });
    var near = lines.filter(function (line) { return held.has(line.document); });
    return index.paragraphs(onrecord.documents(near)).then(function (paragraphs) {
      return near.filter(function (line) {
        var sizes = paragraphs.get(line.document), place = onrecord.stand(line, sizes);
        var first = Math.max(line.position - before, line.position - place.at);
        var last = Math.min(line.position + line.size + behind, line.position - place.at + sizes[place.block]);
        return held.get(line.document).some(function (other) {
          var end = other.position + other.size;
          return other.position >= first && end <= last && (end <= line.position || other.position >= line.position + line.size);
        });
      });
    });
  };

  // ---- the words around

  function sized(text) { return Array.from(text).length; }

  // What stands before the words of a line, the words, and what stands behind: words of at most `width` characters on each side, and
  // never over the end of the paragraph. Each side begins and ends where a space stands, or letters that are written without spaces
  // meet: what an apostrophe or a hyphen joins is shown whole, up to as many characters again. As onrecord.site.concordance.context.
  onrecord.context = function (text, line, width) {
    var place = onrecord.stand(line, onrecord.sizes(text));
    var block = text.blocks[place.block], end = place.at + line.size, left = "", node = "", right = "", at, room, gap;
    for (at = place.at, room = width; at > 0; at -= 1) {
      gap = block.gaps[at - 1];
      if ((room -= sized(block.words[at - 1] + gap)) < (parting(gap) ? 0 : -width)) break;
      left = block.words[at - 1] + gap + left;
    }
    left = (at === 0 ? block.before : block.gaps[at - 1].match(/\S*$/)[0]) + left;
    for (at = place.at; at < end; at += 1) node += block.words[at] + (at + 1 < end ? block.gaps[at] : "");
    for (at = end, room = width; at < block.words.length; at += 1) {
      gap = block.gaps[at - 1];
      if ((room -= sized(gap + block.words[at])) < (parting(gap) ? 0 : -width)) break;
      right += gap + block.words[at];
    }
    right += at === block.words.length ? block.gaps[at - 1] : block.gaps[at - 1].match(/^\S*/)[0];
    return { block: place.block, left: plain(left).trimStart(), node: plain(node), right: plain(right).trimEnd() };
  };

  function parting(gap) { return !gap || /\s/.test(gap); }

  function plain(text) { return text.replace(/\s+/g, " "); }

  // ---- order

  // The words by which a line is put in order, folded: from the first, second or third word on a side outwards, or the words
  // themselves and then those behind.
  function key(index, text, line, order) {
    var place = onrecord.stand(line, onrecord.sizes(text)), words = text.blocks[place.block].words, found = [];
    var side = /^(left|right)([123])$/.exec(order), end = place.at + line.size;
    if (!side) for (var at = place.at; at < end; at += 1) found.push(index.fold(words[at]));
    for (var n = 0; n < COMPARED; n += 1) {
      var step = side ? Number(side[2]) + n : 1 + n, word = words[side && side[1] === "left" ? place.at - step : end - 1 + step];
      found.push(word === undefined ? "" : index.fold(word));
    }
    return found.join("\u0000");
  }

  onrecord.needsTexts = function (order) { return /^(left[123]|right[123]|word)$/.test(order); };

  // Lines in another order; those that it does not tell apart stay in order of time. `told` has what the order needs: texts by document,
  // or the speaker or the outlet of a line in words.
  onrecord.ordered = function (index, lines, order, told) {
    if (!order) return lines;
    if (order === "newest") {
      return lines.slice().sort(function (a, b) { return !index.first[a.document] - !index.first[b.document] || b.document - a.document || a.position - b.position; });
    }
    var texts = onrecord.needsTexts(order), keyed = lines.map(function (line, number) {
      return { line: line, number: number, key: texts ? key(index, told(line), line, order) : folded(told(line)) };
    });
    // Without case and accents; names that differ in nothing else stay apart.
    function folded(name) { return name && index.fold(name) + "\u0000" + name; }
    // Lines without a speaker or an outlet come last, those with no word in the place first.
    keyed.sort(function (a, b) {
      if (!texts && !a.key !== !b.key) return a.key ? -1 : 1;
      return a.key < b.key ? -1 : a.key > b.key ? 1 : a.number - b.number;
    });
    return keyed.map(function (one) { return one.line; });
  };
})(window.onrecord = window.onrecord || {});
