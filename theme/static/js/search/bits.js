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

  // A canonical Huffman code, told by how many codes each length has and by the symbols in their order (RFC 1951, 3.2.2).
  Bits.prototype.symbol = function (table) {
    var counts = table[0], code = 0, first = 0, index = 0;
    for (var length = 1; length < counts.length; length += 1) {
      code |= this.bit();
      var count = counts[length];
      if (code - first < count) return table[1][index + code - first];
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

  onrecord.Bits = Bits;

  // The numbers that onrecord.search.columns.numbers wrote.
  onrecord.numbers = function (coded, count) {
    var bits = new Bits(coded[1]), numbers = new Array(count);
    for (var at = 0; at < count; at += 1) numbers[at] = bits.gap(coded[0], 0);
    return numbers;
  };
})(window.onrecord = window.onrecord || {});
