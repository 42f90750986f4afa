//# allFunctionsCalledOnLoad
// Divides and folds words as onrecord.search.words does.
(function (onrecord) {
  "use strict";
  var UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  // A letter or digit in a text. The classes of Unicode take milliseconds to build, the first time they are needed.
  onrecord.letter = function (text) { return ascii(text) ? "[A-Za-z0-9]" : "[\\p{L}\\p{N}\\p{M}]"; };
  onrecord.WORD = new RegExp("[" + UNSPACED + "]\\p{M}*|(?:(?![" + UNSPACED + "])[\\p{L}\\p{N}]\\p{M}*)+", "gu");

  onrecord.words = function (text) { return text.match(ascii(text) ? /[A-Za-z0-9]+/g : onrecord.WORD) || []; };

  function ascii(text) { return /^[\x00-\x7f]*$/.test(text); }

  // Letters that have no base to be parted from, or a base that Unicode does not tell, as onrecord.search.words.fold has them.
  var BASES = { "ə": "e", "Ə": "e", "ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ς": "σ", "ё": "е", "Ё": "е", "ѐ": "е", "Ѐ": "е", "ѝ": "и", "Ѝ": "и" };

  // Without case and marks, in its own script. `foldings` are those of the letters that an indexed corpus holds.
  onrecord.fold = function (text, foldings) {
    if (ascii(text)) return text.toLowerCase();
    return text.normalize("NFC").replace(/[^\x00-\x7f]/gu, function (letter) {
      if (foldings && letter in foldings) return foldings[letter];
      if (letter in BASES) return BASES[letter];
      // In Cyrillic a letter with a mark is a letter of its own.
      return (/[\u0400-\u052f]/.test(letter) ? letter : letter.normalize("NFKD")).replace(/\p{M}/gu, "").toLowerCase().normalize("NFC");
    }).toLowerCase();
  };

  // The folded words of a text, for looking whether it holds some.
  onrecord.plain = function (text) { return onrecord.words(onrecord.fold(text)); };
})(window.onrecord = window.onrecord || {});
