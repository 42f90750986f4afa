// Finds in a text what a query looks for, and shows the words around it.
(function (onrecord) {
  "use strict";
  var LONGEST = 30; // words of a sentence shown on each side of what was found

  // The places of phrases in a text, in order: number of the block, first word, and how many words.
  onrecord.places = function (index, text, phrases) {
    var sought = phrases.map(function (phrase) {
      return phrase.words.map(function (word) { return onrecord.matcher(index, word, phrase.exact).fits; });
    });
    var found = [];
    text.blocks.forEach(function (block, number) {
      var folded = block.words.map(index.fold.bind(index));
      block.words.forEach(function (_, at) {
        sought.forEach(function (fits) {
          var all = at + fits.length <= folded.length && fits.every(function (fit, n) { return fit(folded[at + n], block.words[at + n]); });
          if (all) found.push({ block: number, at: at, size: fits.length });
        });
      });
    });
    return found;
  };

  function words(block, from, to) {
    var text = "";
    for (var at = from; at < to; at += 1) text += block.words[at] + (at + 1 < to ? block.gaps[at] : "");
    return text;
  }

  // The sentence around a place, as nodes: what was found in it is marked.
  onrecord.sentence = function (text, places, place) {
    var block = text.blocks[place.block], ends = /[.!?…][”’"')\]]*\s/;
    var first = place.at, last = place.at + place.size;
    while (first > 0 && place.at - first < LONGEST && !ends.test(block.gaps[first - 1])) first -= 1;
    while (last < block.words.length && last - place.at < LONGEST && !ends.test(block.gaps[last - 1] || "")) last += 1;
    var line = document.createDocumentFragment(), at = first;
    var opening = first === 0 ? block.before : (block.gaps[first - 1].match(/\S*$/) || [""])[0];
    line.append(first > 0 && !ends.test(block.gaps[first - 1]) ? "… " : opening);
    places.forEach(function (other) {
      if (other.block !== place.block || other.at < at || other.at >= last) return;
      line.append(words(block, at, other.at) + (other.at > at ? block.gaps[other.at - 1] : ""));
      var end = Math.min(other.at + other.size, last), mark = document.createElement("mark");
      mark.textContent = words(block, other.at, end);
      line.append(mark, end < last ? block.gaps[end - 1] : "");
      at = end;
    });
    line.append(words(block, at, last));
    var closing = block.gaps[last - 1] || "";
    line.append(ends.test(closing) || last === block.words.length ? closing.match(/^\S*/)[0] : " …");
    return { line: line, first: first, last: last };
  };
})(window.onrecord = window.onrecord || {});
