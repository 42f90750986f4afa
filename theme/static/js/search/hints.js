//# allFunctionsCalledOnLoad
// What helps a reader whose question is not what it seems, or finds nothing: slips of writing, what each word finds alone, and the
// words of the texts that are written like one that none of them holds.
(function (onrecord) {
  "use strict";
  var TOLD = 12; // phrases and words that are looked for alone
  var NEAREST = 3, SHORT = 5; // suggestions; letters of a word in which one slip is as much as a guess may bridge

  // Slips in what is written, each as a sentence.
  // `facets` are the names of the lists beside the query.
  onrecord.slips = function (text, facets) {
    var told = [], lone = [], open = 0, closed = 0;
    var tokens = onrecord.tokens(text).filter(function (token) { return !onrecord.LONE.test(token) || !lone.push(token); });
    if ((onrecord.straight(text).match(/"/g) || []).length % 2) told.push("A quotation mark is not closed: the phrase runs to the end.");
    lone.forEach(function (token) { told.push("“" + token + "” needs a word right behind it; it is left out."); });
    tokens.forEach(function (token, at) {
      var before = tokens[at - 1], after = tokens[at + 1];
      var bare = token.replace(/^(?:-|title:|said:|=)*"?\s*|\s*"?$/gi, "");
      var left = before !== undefined && !OPENING.test(before) && !/^(AND|OR|NOT)$/.test(before), right = after !== undefined && after !== ")" && !/^(AND|OR)$/.test(after);
      if (OPENING.test(token)) open += 1;
      else if (token === ")") { if (open) open -= 1; else closed += 1; }
      else if (/^(AND|OR)$/.test(token) && !(left && right)) told.push(token + " needs a word on both sides; it is left out.");
      else if (/^NEAR(\/\d+)?$/.test(token) && !(left && right)) told.push(token + " needs a word on both sides.");
      else if (/^NEAR\/0+$/.test(token)) told.push(token + " finds nothing; NEAR/1 is side by side.");
      else if (token === "NOT" && !right) told.push("NOT needs a word behind it; it is left out.");
      else if (/^(or|not|near(\/\d+)?)$/.test(token) && left && right) told.push("“" + token + "” is looked for as a word; written " + token.toUpperCase() + " it would " + MEANS[token.split("/")[0]] + ".");
      else if (/^\*+$/.test(bare)) told.push("A star alone stands for no word; it is left out.");
      else if (/^\*+\s|\s\*+$/.test(bare)) told.push("A star alone stands for a word between two others; at an end of a phrase it is left out.");
      else if (/^NEAR\/(?!\d+$)/.test(token)) told.push("“" + token + "” is looked for as a word; NEAR has a whole number behind it: NEAR/5.");
      var signs = /^(?:-|title:|said:|=)*/i.exec(token)[0], asked = signs.match(/title:|said:/gi) || [];
      if (new Set(asked.map(function (one) { return one.toLowerCase(); })).size > 1) told.push("“" + signs + "” asks for one of the two only: “" + asked[asked.length - 1] + "” counts.");
      var field = /^-?([^:]+):/.exec(token);
      if (field && (facets || []).indexOf(field[1].toLowerCase()) >= 0) told.push("“" + field[0] + "” is looked for as a word; the list “" + field[1][0].toUpperCase() + field[1].slice(1).toLowerCase() + "” beside the words chooses by that.");
      if (token.indexOf("?") >= 0 && /[\p{L}\p{N}]\?[\p{L}\p{N}]/u.test(token)) told.push("A question mark stands for no letter; * stands for any letters.");
    });
    if (open) told.push("A bracket is not closed.");
    if (closed) told.push("A bracket is closed that was not opened.");
    if (text.trim() && !told.length && !onrecord.parse(text)) told.push("Nothing is looked for: no letter or digit stands in this.");
    return told;
  };

  var OPENING = /^(?:-|title:|said:|=)*\($/i; // a bracket, with the signs before it
  var MEANS = { or: "mean either", not: "leave out what follows", near: "look for words close to each other" };

  // The words of a tree, of its first so many, that stand in no document, those too that it excludes: [{ word, exact }]. A name that is
  // found under other spellings is none of them.
  onrecord.absent = function (index, tree) {
    var asked = new Map();
    onrecord.each(tree, function (phrase) {
      if (!phrase.also && !phrase.named) phrase.words.forEach(function (word) { asked.set((phrase.exact ? "=" : "") + word, { word: word, exact: phrase.exact }); });
    });
    return Promise.all(Array.from(asked.values()).slice(0, TOLD).map(function (one) {
      return onrecord.terms(index, one.word, one.exact).then(function (terms) { return !terms || terms.length ? null : one; });
    })).then(function (told) { return told.filter(Boolean); });
  };

  // What each phrase of a tree finds alone, or each word where there is one phrase: [{ phrase, documents }].
  onrecord.alone = function (index, tree) {
    var phrases = onrecord.phrases(tree);
    if (phrases.length === 1) phrases = phrases[0].words.filter(function (word) { return word !== "*"; }).map(function (word) { return { kind: "phrase", words: [word], exact: phrases[0].exact }; });
    var seen = {};
    phrases = phrases.filter(function (phrase) {
      var written = onrecord.written(phrase).toLowerCase();
      return !phrase.added && !seen[written] && (seen[written] = true);
    });
    return Promise.all(phrases.slice(0, TOLD).map(function (phrase) {
      return onrecord.ranked(index, phrase).then(function (found) { return { phrase: phrase, documents: found.size }; });
    })).then(function (told) { told.left = Math.max(0, phrases.length - TOLD); return told; });
  };

  // A phrase as it is written in a query.
  onrecord.written = function (phrase) {
    var words = phrase.words.join(" ");
    return (phrase.field ? phrase.field + ":" : "") + (phrase.exact ? "=" : "") + (phrase.words.length > 1 ? "\"" + words + "\"" : words);
  };

  // A query with one word for another: not where its letters are part of a word.
  onrecord.exchanged = function (text, word, other) {
    return text.replace(onrecord.WORD, function (found, at) {
      return found === word && text[at - 1] !== "*" && text[at + found.length] !== "*" ? other : found;
    });
  };

  // The words of the lexicon that are written almost like one that is not in it, the likest and most frequent first. They are looked
  // for among those that begin with the same letter.
  onrecord.nearest = function (index, word) {
    var folded = index.fold(word), most = Array.from(folded).length <= SHORT ? 1 : 2;
    if (word.indexOf("*") >= 0) return Promise.resolve([]);
    return index.terms(folded.slice(0, 1), folded.slice(0, 1) + "\uffff", "", function () { return true; }).then(function (terms) {
      var held = new Map(), stands = false;
      terms.forEach(function (term) {
        var form = term.part.folded[term.at], apart = form === folded ? 0 : distance(form, folded, most);
        if (apart === 0) stands = true;
        if (apart > most || (apart === 2 && form[0] !== folded[0])) return;
        var written = term.part.decoded[term.at], known = held.get(written) || { folded: form, form: written, most: 0, apart: apart };
        known.most += term.part.cf[term.at]; // it may be told in shares
        held.set(written, known);
      });
      if (stands) return [];
      var best = new Map();
      held.forEach(function (one) { if (!best.has(one.folded) || best.get(one.folded).most < one.most) best.set(one.folded, one); });
      return Array.from(best.values()).sort(function (a, b) { return a.apart - b.apart || b.most - a.most; }).slice(0, NEAREST).map(function (one) { return one.form; });
    });
  };

  // Letters to add, drop, change or swap with the next (Damerau 1964) until one word is the other; `most` + 1 stands for all above.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    var rows = [[], Array.from({ length: other.length + 1 }, function (_, at) { return at; })];
    for (var n = 1; n <= one.length; n += 1) {
      var row = [n], last = rows[1];
      for (var m = 1; m <= other.length; m += 1) {
        row[m] = Math.min(row[m - 1] + 1, last[m] + 1, last[m - 1] + (one[n - 1] === other[m - 1] ? 0 : 1));
        if (n > 1 && m > 1 && one[n - 1] === other[m - 2] && one[n - 2] === other[m - 1]) row[m] = Math.min(row[m], rows[0][m - 2] + 1);
      }
      rows = [last, row];
    }
    return Math.min(rows[1][other.length], most + 1);
  }
})(window.onrecord = window.onrecord || {});
