//# allFunctionsCalledOnLoad
// Reads what onrecord.search.coding wrote: codes one after the other, each byte from its highest bit on.
//
// The first line of these scripts asks Chromium to compile all of a file when it is read, beside the page, and not each function when
// it is first called, while somebody waits for an answer ("Explicit JavaScript compile hints"). To other browsers it is a comment.
(function (onrecord) {
  "use strict";

  var WINDOW = 25; // bits that four bytes hold for certain, wherever among their first eight one begins

  function Bits(base64) {
    this.bytes = decoded(base64 + "AAAAAAAA".slice(base64.length % 4)); // zeros behind the end, so that a window is whole there too
    this.at = 0;
  }

  // Browsers from 2025 on do this by themselves.
  function decoded(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    var text = atob(base64), bytes = new Uint8Array(text.length);
    for (var at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
    return bytes;
  }

  // The next bits, as many as a window has, without reading them.
  Bits.prototype.ahead = function () {
    var bytes = this.bytes, at = this.at >> 3;
    return (((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) << (this.at & 7)) >>> (32 - WINDOW);
  };

  Bits.prototype.number = function (size) {
    if (size > WINDOW) return this.number(size - WINDOW) * Math.pow(2, WINDOW) + this.number(WINDOW);
    var number = this.ahead() >>> (WINDOW - size);
    this.at += size;
    return number;
  };

  // The next symbol of a code that onrecord.codes made: of each length the codes are greater than those of the lengths before it.
  Bits.prototype.symbol = function (table) {
    var limits = table.limits, length = 1;
    if (table.symbols.length === 1) return table.symbols[0];
    var ahead = this.ahead();
    while (ahead >= limits[length]) length += 1;
    if (length === limits.length) return this.rare(table);
    this.at += length;
    return table.symbols[table.offsets[length] + (ahead >>> (WINDOW - length))];
  };

  // The same where the code is longer than a window.
  Bits.prototype.rare = function (table) {
    var counts = table.counts, code = 0, first = 0, index = 0;
    for (var length = 1; length < counts.length; length += 1) {
      code += this.number(1);
      if (code - first < counts[length]) return table.symbols[index + code - first];
      index += counts[length];
      first = (first + counts[length]) * 2;
      code *= 2;
    }
    throw new Error("no such code");
  };

  // A number where another was expected: the code of its magnitude, then the bits behind its second.
  Bits.prototype.gap = function (tables, expected) {
    var found = this.symbol(tables[magnitude(expected)]), length = (found >> 1) - 1;
    return length < 1 ? found - 1 : (2 + (found & 1)) * Math.pow(2, length) + this.number(length) - 1;
  };

  // As onrecord.search.coding has it.
  function magnitude(number) {
    var bits = 32 - Math.clz32(number);
    return number < 2 ? number : 2 * (bits - 1) + ((number >>> (bits - 2)) & 1);
  }

  // A number below a limit: a phase-in code, the first numbers a bit shorter.
  Bits.prototype.below = function (limit) {
    var length = 31 - Math.clz32(limit), short = Math.pow(2, length + 1) - limit, number = this.number(length);
    return number < short ? number : number * 2 + this.number(1) - short;
  };

  onrecord.Bits = Bits;

  // What lies behind so many bytes: four signs stand for three of them.
  onrecord.bits = function (base64, byte) {
    var bits = new Bits(base64.slice(4 * Math.floor(byte / 3)));
    bits.at = 8 * (byte % 3);
    return bits;
  };

  // The number that a sign stands for, and those of all signs of a text.
  onrecord.sign = function (text, at) {
    var code = text.charCodeAt(at);
    return code - 0x3f - (code > 0x5c ? 1 : 0);
  };
  onrecord.signs = function (text) {
    var numbers = new Uint8Array(text.length);
    for (var at = 0; at < numbers.length; at += 1) numbers[at] = onrecord.sign(text, at);
    return numbers;
  };

  // A canonical Huffman code (RFC 1951, 3.2.2) as it is read: how many codes there are of each length, the symbols in the order of their
  // codes; and of each length what the bits ahead are below where the code has that length at most, and how far its codes are from the
  // places of their symbols. `lengths` has that of each symbol, 0 for none; `symbols` are those that have a code, if not all.
  onrecord.codes = function (lengths, symbols) {
    var counts = [0], places = [0], limits = [0], offsets = [0], size = (symbols || lengths).length, order, at, length, symbol;
    for (at = 0; at < size; at += 1) {
      length = lengths[symbols ? symbols[at] : at];
      while (counts.length <= length) counts.push(0);
      if (length) counts[length] += 1;
    }
    for (length = 1, at = 0; length < counts.length; length += 1) {
      places.push(at);
      at += counts[length];
    }
    order = new Array(at);
    for (length = 1, at = 0; length < Math.min(counts.length, WINDOW + 1); length += 1) {
      offsets.push(places[length] - at);
      at += counts[length];
      limits.push(at * Math.pow(2, WINDOW - length));
      at *= 2;
    }
    for (at = 0; at < size; at += 1) {
      symbol = symbols ? symbols[at] : at;
      if (lengths[symbol]) order[places[lengths[symbol]]++] = symbol;
    }
    return { counts: counts, symbols: order, limits: limits, offsets: offsets };
  };

  // The same of a table, and of a list of tables.
  onrecord.table = function (signs) { return onrecord.codes(onrecord.signs(signs)); };
  onrecord.tables = function (list) { return list.map(onrecord.table); };

  // The numbers that onrecord.search.columns.numbers wrote.
  onrecord.numbers = function (coded, count) {
    var bits = new Bits(coded[1]), tables = [onrecord.table(coded[0])], numbers = new Array(count);
    for (var at = 0; at < count; at += 1) numbers[at] = bits.gap(tables, 0);
    return numbers;
  };

  // The same of onrecord.search.columns.small.
  onrecord.small = function (coded) {
    var bits = new Bits(coded[2]), table = onrecord.table(coded[1]), numbers = new Array(coded[0]);
    for (var at = 0; at < coded[0]; at += 1) numbers[at] = bits.symbol(table);
    return numbers;
  };
})(window.onrecord = window.onrecord || {});
