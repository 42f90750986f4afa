// Divides and folds words as onrecord.search.words does.
(function (onrecord) {
  "use strict";
  var UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  onrecord.LETTERS = "[\\p{L}\\p{N}\\p{M}]";
  onrecord.WORD = new RegExp("[" + UNSPACED + "]\\p{M}*|(?:(?![" + UNSPACED + "])[\\p{L}\\p{N}]\\p{M}*)+", "gu");

  onrecord.words = function (text) { return text.match(onrecord.WORD) || []; };

  // `foldings` are those of the letters that the corpus holds; a word with any other letter stands in no text.
  onrecord.fold = function (word, foldings) {
    return Array.from(word).map(function (letter) {
      if (letter in foldings) return foldings[letter];
      return letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFC");
    }).join("");
  };
})(window.onrecord = window.onrecord || {});
