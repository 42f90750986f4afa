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

  // Letters that have no base to be parted from, as onrecord.search.words.fold has them.
  var BASES = { "ə": "e", "Ə": "e", "ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "Ь": "", "ь": "", "Ъ": "", "ъ": "" };

  // Without case and marks. `foldings` are those of the letters that an indexed corpus holds: some are written in Latin letters.
  onrecord.fold = function (text, foldings) {
    return text.replace(/[^\x00-\x7f]/gu, function (letter) {
      if (foldings && letter in foldings) return foldings[letter];
      return letter in BASES ? BASES[letter] : letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFC");
    }).toLowerCase();
  };

  // The folded words of a text, for looking whether it holds some.
  onrecord.plain = function (text) { return onrecord.words(onrecord.fold(text)); };
})(window.onrecord = window.onrecord || {});
