//# allFunctionsCalledOnLoad
// Finds in a text what a query looks for, and shows the words around it.
(function (onrecord) {
  "use strict";
  var LONGEST = 30; // words of a sentence shown on each side of what was found

  // What finds the places of phrases in a block of any of some documents, in order: the first word and how many words. Those of a phrase
  // that is asked for in headlines or statements lie there.
  onrecord.seeker = function (index, phrases, documents) {
    return Promise.all(phrases.map(function (phrase) {
      return Promise.all([within(index, phrase, documents)].concat(phrase.words.map(function (word) { return onrecord.terms(index, word, phrase.exact); })));
    })).then(function (loaded) {
      var sought = loaded.map(function (parts) { return { within: parts[0], words: parts.slice(1).map(onrecord.forms) }; });
      return function (block, document) {
        var found = [], words = block.words;
        for (var at = 0; at < words.length; at += 1) {
          for (var n = 0; n < sought.length; n += 1) {
            var phrase = sought[n];
            if (!phrase.words[0].has(words[at]) || !stands(phrase.words, words, at)) continue;
            var size = phrase.words.length, first = block.first + at;
            if (!phrase.within || phrase.within(document, first, first + size - 1)) found.push({ at: at, size: size });
          }
        }
        return found;
      };
    });
  };

  // Whether the words of a phrase stand behind its first.
  function stands(sought, words, at) {
    for (var n = 1; n < sought.length; n += 1) if (sought[n] ? !sought[n].has(words[at + n]) : at + n >= words.length) return false;
    return true;
  }

  // Whether the positions from one to another lie in the field in which a phrase is asked for; null where it may stand anywhere.
  function within(index, phrase, documents) {
    if (!phrase.field) return null;
    if (phrase.field === "title") return index.titles().then(function (ends) { return function (document, first, last) { return last < ends[document]; }; });
    return (phrase.speaker ? index.said(documents) : index.stated(documents)).then(function (spans) {
      return function (document, first, last) {
        return spans.get(document).some(function (span) { return (!phrase.speaker || span.speaker === phrase.speaker) && span.first <= first && last <= span.last; });
      };
    });
  }

  function words(block, from, to) {
    var text = "";
    for (var at = from; at < to; at += 1) text += block.words[at] + (at + 1 < to ? block.gaps[at] : "");
    return text;
  }

  // The words of a block between two of them, as nodes: what was found is marked.
  function marked(block, places, first, last) {
    var line = document.createDocumentFragment(), at = first;
    places.forEach(function (other) {
      if (other.at < at || other.at >= last) return;
      line.append(words(block, at, other.at) + (other.at > at ? block.gaps[other.at - 1] : ""));
      var end = Math.min(other.at + other.size, last), mark = document.createElement("mark");
      mark.textContent = words(block, other.at, end);
      line.append(mark, end < last ? block.gaps[end - 1] : "");
      at = end;
    });
    line.append(words(block, at, last));
    return line;
  }

  // The title of a text, as nodes, with what was found in it marked, where it is the first block; else nothing.
  onrecord.headline = function (title, block, places) {
    var size = block.words.length, written = block.before + words(block, 0, size), rest = title.slice(written.length); // signs behind the last word
    if (!size || !title.startsWith(written) || (rest && new RegExp(onrecord.letter(rest), "u").test(rest))) return null;
    var line = marked(block, places, 0, size);
    line.prepend(block.before);
    line.append(rest);
    return line;
  };

  // The sentence around a place in a block, as nodes: what was found in it is marked.
  onrecord.sentence = function (block, places, place) {
    var first = place.at, last = place.at + place.size, ends = /[.!?…][”’"')\]]*\s/;
    function goes(gap) { return gap === " " || !ends.test(gap); } // most words have but a space between them
    while (first > 0 && place.at - first < LONGEST && goes(block.gaps[first - 1])) first -= 1;
    while (last < block.words.length && last - place.at < LONGEST && goes(block.gaps[last - 1] || "")) last += 1;
    var line = document.createDocumentFragment();
    var opening = first === 0 ? block.before : (block.gaps[first - 1].match(/\S*$/) || [""])[0];
    line.append(first > 0 && !ends.test(block.gaps[first - 1]) ? "… " : opening);
    line.append(marked(block, places, first, last));
    var closing = block.gaps[last - 1] || "";
    line.append(ends.test(closing) || last === block.words.length ? closing.match(/^\S*/)[0] : " …");
    return { line: line, last: last };
  };
})(window.onrecord = window.onrecord || {});
