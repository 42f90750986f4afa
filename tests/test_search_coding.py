"""What is written as bits is read back: codes of symbols and of numbers, as the page that searches reads them."""

from __future__ import annotations

import base64
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.search.coding import Codes, Contexts, Huffman, NumberCode, below, count, magnitude, pack
from onrecord.search.columns import voices
from onrecord.search.lists import rough

LEAST = [0, 1, *(half << bits for bits in range(38) for half in (2, 3))]
"""The least number of each magnitude: 0, 1, 2, 3, 4, 6, 8, 12, …"""


class Bits:
    """Reads bits as ``theme/static/js/search/bits.js`` does."""

    def __init__(self, packed: str) -> None:
        content = base64.b64decode(packed + "=" * (-len(packed) % 4))
        self._bits: Iterator[int] = (byte >> (7 - at) & 1 for byte in content for at in range(8))

    def number(self, size: int) -> int:
        value = 0
        for _ in range(size):
            value = value * 2 + next(self._bits)
        return value

    def symbol(self, table: str) -> int:
        lengths = [ord(sign) - 0x3F - (ord(sign) > ord("\\")) for sign in table]
        held = sorted((length, symbol) for symbol, length in enumerate(lengths) if length)
        if len(held) == 1:
            return held[0][1]
        code = first = size = 0
        for length, symbol in held:
            first <<= length - size
            while size < length:
                code, size = code * 2 + next(self._bits), size + 1
            if code == first:
                return symbol
            first += 1
        raise AssertionError("no such code")

    def gap(self, tables: list[str], expected: int) -> int:
        least = LEAST[self.symbol(tables[bisect_right(LEAST, expected) - 1])]
        return least - 1 + self.number(max(least.bit_length() - 2, 0))

    def below(self, limit: int) -> int:
        length = limit.bit_length() - 1
        short = (2 << length) - limit
        number = self.number(length)
        return number if number < short else number * 2 + self.number(1) - short


def _whole(codes: Codes) -> Bits:
    return Bits(pack(codes, [0, len(codes.lengths)])[0])


@given(st.lists(st.integers(0, 60), min_size=1), st.lists(st.integers(0, 10**6), min_size=61, max_size=61))
def test_symbols(symbols: list[int], often: list[int]) -> None:
    code = Huffman(np.bincount(symbols, minlength=61) + np.array(often) * (np.bincount(symbols, minlength=61) > 0))
    bits = _whole(code.encode(np.array(symbols)))
    assert [bits.symbol(code.table()) for _ in symbols] == symbols


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 8)), min_size=1))
def test_symbols_in_contexts(pairs: list[tuple[int, int]]) -> None:
    contexts, symbols = np.array(pairs).T
    code = Contexts(count(contexts, symbols, (4, 9)))
    bits = _whole(code.encode(contexts, symbols))
    assert [bits.symbol(code.table()[context]) for context, _ in pairs] == [symbol for _, symbol in pairs]


def test_magnitudes_begin_and_end_where_they_should() -> None:
    assert magnitude(np.array(LEAST)).tolist() == [*range(len(LEAST))]
    assert magnitude(np.array(LEAST[1:]) - 1).tolist() == [*range(len(LEAST) - 1)]


LIMITS = [least + step for least in LEAST[1:] for step in (-1, 0)]


@given(st.lists(st.tuples(st.integers(0, 2**35), st.integers(0, 2**35))))
@example([*zip(LIMITS, LIMITS, strict=True), *zip(LIMITS, reversed(LIMITS), strict=True)])
def test_numbers(pairs: list[tuple[int, int]]) -> None:
    numbers, expected = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    code = NumberCode(NumberCode.count(numbers, expected))
    bits = _whole(code.encode(numbers, expected))
    assert [bits.gap(code.table(), other) for _, other in pairs] == [number for number, _ in pairs]


@given(st.lists(st.integers(1, 2**30).flatmap(lambda limit: st.tuples(st.integers(0, limit - 1), st.just(limit)))))
def test_numbers_below_a_limit(pairs: list[tuple[int, int]]) -> None:
    numbers, limits = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    bits = _whole(below(numbers, limits))
    assert [bits.below(limit) for _, limit in pairs] == [number for number, _ in pairs]


@given(st.lists(st.lists(st.integers(0, 63).flatmap(lambda size: st.tuples(st.integers(0, 2**size - 1), st.just(size))))))
def test_each_section_begins_with_a_byte(sections: list[list[tuple[int, int]]]) -> None:
    values, lengths = np.array([code for section in sections for code in section], dtype=np.int64).reshape(-1, 2).T
    packed = pack(Codes(values, lengths), np.cumsum([0, *map(len, sections)]))
    assert len(packed) == len(sections)
    for section, text in zip(sections, packed, strict=True):
        bits = Bits(text)
        assert [bits.number(size) for _, size in section] == [value for value, _ in section]


@given(st.lists(st.integers(0, 2**40), min_size=1))
def test_a_rough_length_is_a_little_longer(numbers: list[int]) -> None:
    for exact, longer in zip(numbers, rough(np.array(numbers)).tolist(), strict=True):
        assert exact <= longer <= exact * 17 / 16
        assert longer >> max(0, longer.bit_length() - 5) << max(0, longer.bit_length() - 5) == longer


@given(st.lists(st.lists(st.tuples(st.integers(0, 5), st.booleans()))))
def test_who_speaks(documents: list[list[tuple[int, bool]]]) -> None:
    coded = voices(documents)
    size, table, packed = coded["told"]
    told, new = Bits(packed), Bits(coded["new"][1])
    assert size == sum(map(len, documents))
    for spoken in documents:
        heard: list[int] = []
        for speaker, direct in spoken:
            back, quoted = divmod(told.symbol(table), 2)
            heard.insert(0, heard.pop(back - 1) if back else new.gap([coded["new"][0]], 0))
            assert (heard[0], bool(quoted)) == (speaker, direct)
