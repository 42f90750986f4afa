"""A small trained tagger for the names that no rule is sure of: a linear-chain conditional random field, decoded here.

It reads only the stretches of a block that may be names: capitalised words with the particles between them. What it knows of
a word is the word, its letters, its neighbours, the word lists, the classes of words that stand in like company, the rules' own
findings and how the document uses the word elsewhere. The weights stand in ``vocabulary/tagger.tsv``, written by
``tools/training/names.py``, the classes in ``vocabulary/word-classes.tsv``, by ``tools/training/word_classes.py``; without the
weights the rules work alone. SOURCES.md there says what they were learned from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import exp
from operator import getitem, mul
from struct import Struct
from typing import Any

from onrecord.annotate.lists import vocabulary
from onrecord.annotate.tokens import Token, fold
from onrecord.records import EntityKind
from onrecord.vocabulary import has_table, table, values

KINDS: tuple[EntityKind, ...] = ("person", "place", "organization", "event")
LABELS = ("O", *(f"{begin}-{kind}" for kind in KINDS for begin in "BI"))
"""Outside of names, and the first and the further words of a name of each kind."""
_SIZE = len(LABELS)
LONGEST = 40
"""Words; a longer stretch is a list or a heading, and is read in pieces."""
_JOINTS = frozenset({" ", "-", "\u00a0", "‑", "–", "'", "’", " & "})
_ABBREVIATED = frozenset("st jr sr mt ft no vs".split())
_BETWEEN = frozenset("of the and for in on de la le du del di da van von der den al el bin ibn s to at".split())
"""Words in lower case that may stand inside a name."""

_LEADING = frozenset("al el bin ibn van von".split())
"""Words in lower case that may begin a name."""


def stretches(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """(first, after) of every stretch of a block's words that may hold names: from a capitalised word to a capitalised word.

    Words such as "al" and "bin" may stand before the first.
    """
    index, count = 0, len(words)
    function = vocabulary().function
    while index < count:
        word = words[index]
        opens = word.capital or (word.text in _LEADING and _led(words, index))
        if not opens or (word.folded in function and not word.text[1:].isupper()):
            index += 1
            continue
        after = index + 1
        while after < count and after - index < LONGEST:
            beyond = after
            while beyond < count and beyond < after + 3 and _joined(words, beyond) and _inner(words[beyond]):
                beyond += 1
            if beyond >= count or not _joined(words, beyond) or not (words[beyond].capital or words[beyond].text[0].isdigit()):
                break
            after = beyond + 1
        yield index, after
        index = after


def _led(words: Sequence[Token], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].capital and words[index + 1].gap in _JOINTS


def open_stretches(words: Sequence[Token], labels: Mapping[int, str], use: Use) -> Iterator[tuple[int, int]]:
    """The stretches that the rules and the document leave open.

    A stretch that is one name by a rule of ``SETTLED`` is settled, and so is a word alone that names a nationality or a day, or
    that the document also writes in lower case: it begins a sentence.
    """
    for first, after in stretches(words):
        label = labels.get(words[first].start)
        if label is None:
            if after - first == 1 and _tells_itself(words[first], use):
                continue
        elif label.endswith(SETTLED) and all(labels.get(word.start, "")[:1] == "I" for word in words[first + 1 : after]):
            continue
        yield first, after


SETTLED = ("known name", "surname", "acronym", "given name")
"""Rules whose names the tagger would not mend: asked about them too, it is no better (cross-validation), and takes twice the time."""


def _tells_itself(word: Token, use: Use) -> bool:
    lowered = word.text.lower() in use.lower and gap_of(word.gap) != "_"
    return lowered or word.folded in vocabulary().no_names or "'" in word.folded


def _inner(word: Token) -> bool:
    return not word.capital and word.folded in _BETWEEN


def _joined(words: Sequence[Token], index: int) -> bool:
    word = words[index]
    if word.gap == ". ":
        before = words[index - 1]
        return len(before.text) == 1 or before.folded in vocabulary().honorifics or before.folded in _ABBREVIATED
    return word.gap in _JOINTS


# ---- what is told of a word ----------------------------------------------------------------------------------------------


class Use:
    """How a document uses its words: which it writes in lower case too, and which the rules took for a part of a name."""

    def __init__(self, blocks: Sequence[Sequence[Token]], kinds: Mapping[int, str]) -> None:
        """``kinds``: offset of a word → label of the rules."""
        self.lower: set[str] = set()
        self.within: set[str] = set()
        self.kinds: dict[str, set[str]] = {}
        self.beside: dict[str, set[str]] = {}
        for block in blocks:
            before: Token | None = None
            for word in block:
                if not word.capital:
                    self.lower.add(word.text)
                else:
                    if before is not None and word.gap == " " and not before.capital:
                        self.within.add(word.text)
                    if label := kinds.get(word.start):
                        self.kinds.setdefault(word.text, set()).add(label)
                    if before is not None and word.gap in (" ", ". "):
                        self._beside(word.text, before)
                before = word

    def _beside(self, text: str, before: Token) -> None:
        known = vocabulary()
        if before.capital and before.folded in known.given:
            self.beside.setdefault(text, set()).add("given")
        if before.folded in known.honorifics:
            self.beside.setdefault(text, set()).add("title")
        if before.folded in ("in", "at", "near", "from"):
            self.beside.setdefault(text, set()).add("in")

    def told(self, text: str, label: str) -> tuple[str, ...]:
        """How the document uses a word elsewhere."""
        found = ["lower"] if text.lower() in self.lower else []
        if text in self.within:
            found.append("within")
        if text in self.beside:
            found += sorted(self.beside[text])
        if text in self.kinds:
            found += [kind for kind in sorted(self.kinds[text]) if kind != label]
        return tuple(found)


@lru_cache(maxsize=100_000)
def shape(text: str) -> str:
    """The kind of letters of a word: ``Xx``, ``XX``, ``X``, ``XxX``, ``d`` or ``x``."""
    if text[0].isdigit():
        return "d4" if len(text) == 4 else "d"
    if not text[0].isupper():
        return "x"
    if len(text) == 1:
        return "X"
    plain = text.replace(".", "")
    if plain.isupper():
        return "X." if "." in text else "XX" if len(text) < 6 else "XXX"
    return "Xx" if text[1:].islower() else "XxX"


@lru_cache(maxsize=100_000)
def sort_of(folded: str) -> str:
    """Which word lists have a word, as one word."""
    known = vocabulary()
    lists = (
        ("title", folded in known.honorifics),
        ("function", folded in known.function),
        ("closing", folded in known.closing_ends),
        ("opening", folded in known.opening_begins),
        ("event", folded in known.events),
        ("given", folded in known.given),
        ("office", (folded,) in known.offices),
        ("never", folded in known.never),
        ("particle", folded in known.particles),
    )
    return "+".join(name for name, holds in lists if holds) or "-"


@lru_cache(maxsize=50_000)
def gap_of(gap: str) -> str:
    """What stands between two words, in brief."""
    return "".join(gap.split())[:2] or "_"


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, str]:
    """Folded word → its class, all the classes that hold it from the broadest to the finest."""
    return {word: row["class"] for row in table("word-classes") for word in values(row["words"])}


@lru_cache(maxsize=100_000)
def classes(folded: str) -> tuple[str, ...]:
    """The classes of a word, from the broadest to the finest: ``("7", "7.31", "7.31.2", "7.31.2.44")``; none for a rare word."""
    parts = _classes().get(folded, "").split(".")
    return tuple(".".join(parts[:length]) for length in range(1, len(parts) + 1)) if parts[0] else ()


def _own(text: str) -> list[str]:
    folded = fold(text)
    found = [f"w:{folded}", f"s:{shape(text)}", f"c:{sort_of(folded)}"]
    if not text[0].isdigit():
        found += [f"e2:{folded[-2:]}", f"e3:{folded[-3:]}", f"e4:{folded[-4:]}", f"b3:{folded[:3]}"]
    return found + [f"k:{name}" for name in classes(folded)]


def _told(told: tuple[str, ...]) -> list[str]:
    return [f"d:{use}" for use in told]


def _ruled(labels: tuple[str, str, str]) -> list[str]:
    before, label, after = labels
    return [f"r:{label}", f"r-:{before}|{label}", f"r+:{label}|{after}"]


def _neighbour(text: str, place: str) -> list[str]:
    folded = fold(text)
    found = [f"w{place}:{folded}", f"s{place}:{shape(text)}", f"c{place}:{sort_of(folded)}", f"e{place}:{folded[-3:]}"]
    return found + [f"k{place}:{name}" for name in classes(folded)]


def _second(text: str, place: str) -> list[str]:
    folded = fold(text)
    return [f"w{place}:{folded}", f"c{place}:{kind_of(text)}", *(f"k{place}:{name}" for name in classes(folded))]


def _joints(around: tuple[str, str, str, str, str]) -> list[str]:
    before, gap, kind, next_gap, after = around
    gaps = [f"g-1:{gap}", f"g+1:{next_gap}", f"g:{gap}|{next_gap}"]
    return [*gaps, f"cc-:{before}|{gap}|{kind}", f"cc+:{kind}|{next_gap}|{after}"]


def _left(around: tuple[str, str, int]) -> list[str]:
    before, gap, length = around
    left = fold(before)
    return [f"l:{length}", f"L:{left}|{gap}", f"L1:{left}|{length}"]


def _right(around: tuple[int, str, str]) -> list[str]:
    length, next_gap, after = around
    right = fold(after)
    return [f"R:{next_gap}|{right}", f"R1:{right}|{length}"]


Key = str | tuple[str | int, ...]
"""What a few features of a word depend on. Few keys are new in a text."""
Keys = tuple[Key, ...]
Builder = Callable[[Any], list[str]]
"""The names of the features that a key stands for."""

SHARED: tuple[Builder, ...] = (_left, _right)
"""What reads the keys that all words of a stretch share, in the order of ``keys``."""

OWN: tuple[Builder, ...] = (
    _own,
    partial(_second, place="-2"),
    partial(_neighbour, place="-1"),
    partial(_neighbour, place="+1"),
    partial(_second, place="+2"),
    _ruled,
    _joints,
    _told,
)
"""What reads the keys of each word, likewise."""


def features(builders: Sequence[Builder], keys_: Keys) -> list[str]:
    """The names of all features of some keys."""
    return [feature for build, key in zip(builders, keys_, strict=True) for feature in build(key)]


def keys(words: Sequence[Token], first: int, end: int, labels: Mapping[int, str], use: Use) -> tuple[Keys, list[Keys]]:
    """What the features of a stretch depend on: those that all its words share, and those of each word."""
    low, high = max(first - 2, 0), min(end + 2, len(words))
    near = words[low:high]
    texts = ["^"] * (low - first + 2) + [word.text for word in near] + ["$"] * (end + 2 - high)
    gaps = [gap_of(word.gap) for word in words[first : end + 1]] + ["$"] * (end + 1 > len(words))
    ruled = [labels.get(words[index].start, "O") if 0 <= index < len(words) else "-" for index in range(first - 1, end + 1)]
    kinds = [kind_of(text) for text in texts[1:-1]]
    length = min(end - first, 4)
    shared = ((texts[1], gaps[0], length), (length, gaps[-1], texts[-2]))
    own: list[Keys] = []
    for n in range(end - first):
        text, label = texts[n + 2], ruled[n + 1]
        joints = (kinds[n], gaps[n], kinds[n + 1], gaps[n + 1], kinds[n + 2])
        rules = (ruled[n], label, ruled[n + 2])
        own.append((text, texts[n], texts[n + 1], texts[n + 3], texts[n + 4], rules, joints, use.told(text, label)))
    return shared, own


@lru_cache(maxsize=100_000)
def kind_of(text: str) -> str:
    """The word lists and the letters of a word."""
    return sort_of(fold(text)) + shape(text)


# ---- decoding ------------------------------------------------------------------------------------------------------------

Row = Sequence[float]
"""A number for each label."""
_LANE = 32
_MIDDLE = sum(1 << _LANE * label + _LANE - 2 for label in range(_SIZE))
_LANES = Struct(f"<{_SIZE}i")


def packed(weights: Mapping[int, int]) -> int:
    """The weights of a feature, in hundredths by number of label, side by side in one number: one addition adds those of all labels."""
    return sum(weight << _LANE * label for label, weight in weights.items())


def unpacked(total: int) -> tuple[int, ...]:
    """The hundredths of each label in a sum of packed weights; all are shifted by the same, which makes them positive."""
    return _LANES.unpack((total + _MIDDLE).to_bytes(_LANES.size, "little"))


@dataclass(frozen=True, slots=True)
class Found:
    """A name by the tagger: indexes of its first word and after its last in the block, its kind, and how probable it is (0 to 1)."""

    first: int
    after: int
    kind: EntityKind
    probability: float


class Sums(dict[Key, int]):
    """The packed weights of the features of each key, added up when it is first met and kept, as most keys recur."""

    def __init__(self, build: Builder, weights: Mapping[str, int]) -> None:
        super().__init__()
        self._build, self._weights = build, weights

    def __missing__(self, key: Key) -> int:
        if len(self) >= _KEPT:
            self.clear()
        self[key] = total = sum([self._weights.get(feature, 0) for feature in self._build(key)])
        return total


class Model:
    """The weights of each feature, packed, and for each label the factors of the steps that lead to it from every label."""

    def __init__(self, weights: Mapping[str, int], steps: Sequence[Row]) -> None:
        self.weights, self.steps = weights, steps
        self._shared = [Sums(build, weights) for build in SHARED]
        self._own = [Sums(build, weights) for build in OWN]

    def tag(self, words: Sequence[Token], labels: Mapping[int, str], use: Use) -> Iterator[Found]:
        """The names in a block's words. ``labels`` are the findings of the rules by offset."""
        for first, after in open_stretches(words, labels, use):
            shared, own = keys(words, first, after, labels, use)
            base = sum(map(getitem, self._shared, shared))
            yield from _names(first, _probable([unpacked(base + sum(map(getitem, self._own, found))) for found in own], self.steps))


_KEPT = 50_000
"""Keys of each kind kept in memory."""
_INNER = frozenset(number for number, label in enumerate(LABELS) if label[0] == "I")
_HOPELESS = 800
"""Hundredths; a label that scores this much less than the best of its word (3,000 times less probable) is not looked at."""


_EXP = tuple(exp(-score / 100) for score in range(_HOPELESS))
_Weighed = tuple[list[int], list[float]]
"""The labels of a word that are looked at, in their order, and how probable each is by its score alone, the best being 1."""


def _probable(scores: Sequence[Sequence[int]], steps: Sequence[Row]) -> Iterator[tuple[int, float]]:
    """The most probable label of each word of a stretch, and its probability (forward-backward). Scores are in hundredths."""
    weighed = [_potentials(row, begins=not number) for number, row in enumerate(scores)]
    paths = _reach(weighed, steps)
    if len(paths) > 1:
        _weigh(paths, weighed, steps)
    for (labels, _), come in zip(weighed, paths, strict=True):
        highest = max(come)
        yield labels[come.index(highest)], highest / sum(come)


def _potentials(row: Sequence[int], *, begins: bool) -> _Weighed:
    """The labels with a chance. "Outside" stays possible: it may follow any label. A stretch ``begins`` no name before itself."""
    highest = max(row)
    labels, found = [], []
    for label, score in enumerate(row):
        if begins and label in _INNER:
            continue
        if highest - score < _HOPELESS:
            labels.append(label)
            found.append(_EXP[highest - score])
        elif not label:
            labels.append(label)
            found.append(exp((score - highest) / 100))
    return labels, found


def _reach(weighed: Sequence[_Weighed], steps: Sequence[Row]) -> list[list[float]]:
    """How probable each label of a word is by the paths that lead to it (forward). A word with one label ends all paths alike."""
    before, path = weighed[0]
    paths = [path]
    for labels, potential in weighed[1:]:
        if len(labels) == 1:
            path = [1.0]
        else:
            come = []
            for label, value in zip(labels, potential, strict=True):
                step, reached = steps[label], 0.0
                for last, led in zip(before, path, strict=True):
                    reached += led * step[last]
                come.append(value * reached)
            total = sum(come)
            path = [value / total for value in come]
        paths.append(path)
        before = labels
    return paths


def _weigh(paths: list[list[float]], weighed: Sequence[_Weighed], steps: Sequence[Row]) -> None:
    """Weigh the paths to each label by those that lead on from it (backward)."""
    after, ahead = weighed[-1]
    for number in range(len(paths) - 2, -1, -1):
        labels, potential = weighed[number]
        if len(labels) == 1:
            after, ahead = labels, potential
            continue
        leads = [(value, steps[label]) for label, value in zip(after, ahead, strict=True)]
        onward = [sum([value * step[label] for value, step in leads]) for label in labels]
        onward = [path and value for path, value in zip(paths[number], onward, strict=True)]
        total = sum(onward)
        ahead = [value * on / total for value, on in zip(potential, onward, strict=True)]
        after = labels
        paths[number] = list(map(mul, paths[number], onward))


def _names(first: int, probable: Iterable[tuple[int, float]]) -> Iterator[Found]:
    """The names in the labels of a stretch; the least probable of its words says how probable a name is."""
    begun, kind, sure = first, None, 1.0
    index = first
    for label, probability in probable:
        if kind and label not in _FURTHER[kind]:
            yield Found(begun, index, kind, sure)
            kind = None
        if kind:
            sure = min(sure, probability)
        elif label:
            begun, kind, sure = index, _KIND[label], probability
        index += 1
    if kind:
        yield Found(begun, index, kind, sure)


_KIND = {number: kind for number, label in enumerate(LABELS) for kind in KINDS if label[2:] == kind}
_FURTHER = {kind: frozenset({LABELS.index(f"I-{kind}")}) for kind in KINDS}


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The tagger that comes with the package, read once; ``None`` without its file."""
    return model_of(table("tagger")) if has_table("tagger") else None


def model_of(rows: Sequence[Mapping[str, str]]) -> Model:
    """The model of a table: a row for each feature, ``label=weight`` for each label; a feature ``>label`` is a step from a label."""
    numbers = {label: number for number, label in enumerate(LABELS)}
    weights: dict[str, int] = {}
    steps = [[float(after[0] != "I" or after[2:] == before[2:]) for before in LABELS] for after in LABELS]
    for row in rows:
        pairs = {numbers[label]: float(weight) for label, _, weight in (pair.partition("=") for pair in values(row["weights"]))}
        if row["feature"].startswith(">"):
            for label, weight in pairs.items():
                steps[label][numbers[row["feature"][1:]]] = exp(weight)
        else:
            weights[row["feature"]] = packed({label: round(weight * 100) for label, weight in pairs.items()})
    return Model(weights, steps)
