// Reads what onrecord.search.coding wrote: codes one after the other, each byte from its highest bit on.
(function (onrecord) {
  "use strict";

  function Bits(base64) {
    var text = atob(base64);
    this.bytes = new Uint8Array(text.length);
    for (var at = 0; at < text.length; at += 1) this.bytes[at] = text.charCodeAt(at);
    this.at = 0;
  }

  Bits.prototype.bit = function () {
    var bit = (this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1;
    this.at += 1;
    return bit;
  };

  Bits.prototype.number = function (size) {
    var number = 0;
    for (; size > 0; size -= 1) number = number * 2 + this.bit();
    return number;
  };

  // The next symbol of a code that onrecord.codes made.
  Bits.prototype.symbol = function (table) {
    var counts = table.counts, code = 0, first = 0, index = 0;
    if (table.symbols.length === 1) return table.symbols[0];
    for (var length = 1; length < counts.length; length += 1) {
      code |= this.bit();
      var count = counts[length];
      if (code - first < count) return table.symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("no such code");
  };

  // A number where another was expected: the code of its length in bits, then the bits behind its first.
  Bits.prototype.gap = function (tables, expected) {
    var length = this.symbol(tables[expected ? 32 - Math.clz32(expected) : 0]);
    return Math.pow(2, length - 1) + this.number(length - 1) - 1;
  };

  // A number below a limit: a phase-in code, the first numbers a bit shorter.
  Bits.prototype.below = function (limit) {
    var length = 31 - Math.clz32(limit), short = Math.pow(2, length + 1) - limit, number = this.number(length);
    return number < short ? number : number * 2 + this.bit() - short;
  };

  onrecord.Bits = Bits;

  // The numbers that signs stand for.
  onrecord.signs = function (text) {
    return Array.from(text, function (sign) { var code = sign.charCodeAt(0); return code - 0x3f - (code > 0x5c); });
  };

  // A canonical Huffman code (RFC 1951, 3.2.2) as it is read: how many codes there are of each length, and the symbols in the order of
  // their codes. `lengths` has that of each symbol, 0 for none; `symbols` are their numbers, if not 0, 1, 2, …
  onrecord.codes = function (lengths, symbols) {
    var counts = [0], order = [];
    lengths.forEach(function (length, at) {
      while (counts.length <= length) counts.push(0);
      if (length) { counts[length] += 1; order.push(at); }
    });
    order.sort(function (a, b) { return lengths[a] - lengths[b] || a - b; });
    return { counts: counts, symbols: symbols ? order.map(function (at) { return symbols[at]; }) : order };
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
})(window.onrecord = window.onrecord || {});
