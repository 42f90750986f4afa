"""Invented documents whose words are distributed as in real news, for measuring the search: how small an index is, and how much of
it a query loads, depends on nothing else. The same number and seed give the same documents.

The articles of ``corpus.py`` repeat some eighty sentences and would pack far too well. Here every word is drawn: words of grammar
in runs (*of the*, *and he was*), between them words of an invented vocabulary. Their frequencies fall as 1/rank, and faster among
the rare ones (two regimes: Ferrer i Cancho and Solé 2001), so that new words keep coming (Heaps' law). Words of a document's topic,
and words that it held before, come again (burstiness: Church and Gale 1995). Run by hand: ``python tests/bench/zipf.py 10000 FOLDER``.

Compared with 840 real articles, by the index of November 2026, in bits a word: lists as they are coded; texts with their table, and the
lexicon with all that files of lists hold besides, as gzip packs them.

| | words | forms | the 12 commonest | documents × forms | documents | positions | text | lexicon |
| --- | --: | --: | --: | --: | --: | --: | --: | --: |
| real | 644,000 | 28,500 | 24 % | 0.48 a word | 3.3 | 8.8 | 11.9 | 2.3 |
| here, 700 documents | 636,000 | 27,500 | 23 % | 0.49 a word | 3.4 | 8.8 | 12.0 | 2.5 |
| here, 10,000 documents | 9,135,000 | 107,600 | 23 % | 0.51 a word | 3.6 | 9.1 | 11.8 | 0.8 |
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, product
from pathlib import Path
from random import Random

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.search import Document, Said, Text

WORDS = (300, 900, 1500)
"""The shortest, the usual and the longest document, in words, before quotations name their speakers."""
WORDS_A_CONTENT = 1.78
"""Words for each word of content: with the words of grammar before it and the mark of possession behind it."""
DOCUMENTS_IN_A_FOLDER = 1000
FIRST_DAY, DAYS = date(1996, 1, 1), 30 * 365

# Words of grammar: how often each stands among 10,000 words of news, by the place it takes.
GRAMMAR: Mapping[str, str] = {
    "P": "to 270 of 230 in 210 for 100 on 90 with 62 as 60 at 48 by 43 from 40 about 30 than 19 after 18 over 15 against 11 into 11 "
    "between 8 during 8 before 8 under 7 through 7 since 6 without 5 among 5 around 5 until 4 behind 3 near 3 toward 3",
    "D": "the 540 a 230 his 62 an 37 her 34 this 32 more 27 their 24 one 22 all 18 some 14 no 14 other 14 two 13 its 12 most 12 "
    "last 12 many 11 our 11 those 11 my 10 any 8 these 8 three 7 such 6 both 5 each 4 every 4 your 5 own 6 several 4 few 4",
    "C": "and 220 that 140 who 43 but 42 not 40 or 22 what 19 if 18 when 18 which 18 out 18 up 18 also 16 so 14 just 13 even 12 "
    "because 11 now 11 while 10 how 10 only 8 where 8 then 8 like 9 still 7 back 6 why 4 though 4 whether 4 yet 3 never 4 again 3",
    "N": "he 90 it 66 i 47 they 36 she 34 we 29 you 23 there 18 him 16 them 12 me 7 us 6 himself 3 nothing 2 everyone 2",
    "V": "is 91 has 55 was 53 said 75 have 45 be 42 are 39 would 28 will 26 had 23 been 21 were 18 can 15 could 13 do 13 says 10 "
    "did 8 should 7 may 6 does 5 don’t 5 didn’t 4 might 4 must 3 isn’t 2 wasn’t 2",
}
# Runs of them before a word of content, each place by its letter, in thousandths; the other words have none before them.
RUNS = "P 120 PD 90 D 95 C 60 V 40 NV 25 CD 17 CNV 16 CN 14 VD 12 CV 9 VP 9 CP 9 N 9 VPD 7 NVD 6 CPD 6"
MARKS = " |1000|, |110|’s |35|-|52|; |2| – |4| (|3|) |3|: |3|/|1"
"""What stands behind a word of content within a sentence, and how often."""
ENDS = ((". ", "? ", "! ", "… "), (940, 35, 20, 5))
"""What stands behind a sentence."""

ONSETS = "b c d f g h j k l m n p r s t v w z ch sh th br cr dr fr gr pr tr st sp sl pl bl cl qu sk str".split()
VOWELS = "a a a a e e e e e i i i i o o o o u u ai ea ee ia io oa ou".split()
CODAS = ["", "", "", "", "", "", "", "", *"n n r r s t l m d ck nd nt st rt ng x p b g".split()]
ENDINGS = "s s s ed ed er y ing er ly ion al y ers able ment ness e es ity ist ism ian".split()
ACCENTS = str.maketrans("aeiouscgn", "áéıöüşçğñ")

VOCABULARY = 450_000
"""Different words that can occur; of ten thousand documents a quarter do."""
BREAK, STEEP = 3000, 1.85
"""The rank from which frequencies fall faster, and the exponent there."""
OFFSET = 40.0
"""Flattens the frequencies of the first words (Mandelbrot): no word of content is as frequent as *the*."""
NAMES, NUMERALS, DERIVED, ACCENTED = 0.32, 0.03, 0.5, 0.02
"""Shares of the vocabulary: capitalised, of digits, made of another word by an ending; and of the names, with accents."""
TOPICAL, RECURRING = 0.08, 0.25
"""Shares of the words of content that are of the document's topic, and that were in the document before."""
TOPIC_WORDS = 300

OUTLETS, LANGUAGES = 60, (("en", "de", "ru"), (94, 3, 3))
ENTITIES: Mapping[str, tuple[float, int, int]] = {
    "person": (0.5, 7, 2),
    "organization": (0.3, 5, 3),
    "place": (0.1, 6, 1),
    "event": (0.05, 1, 3),
    "topic": (0.03, 4, 2),
}
"""Facet → different values for each document of the corpus, values that one document has on average, and words of a value."""
FACETS = ("outlet", "speaker", *ENTITIES, "kind", "language")
"""Those of the site, in its order."""
CUES = "said says added told noted argued".split()
QUOTING = 0.3
"""Share of the paragraphs that begin with a quotation."""

Integers = NDArray[np.int64]


class _Draw:
    """Draws from some things by their weights."""

    def __init__(self, random: np.random.RandomState, weights: Sequence[float] | NDArray[np.float64]) -> None:
        self._random = random
        self._reach = np.cumsum(np.asarray(weights, dtype=np.float64))

    def __call__(self, size: int) -> Integers:
        """The numbers of so many of them."""
        found: Integers = np.searchsorted(self._reach, self._random.random_sample(size) * self._reach[-1], side="right")
        return found


def _weighted(table: str) -> tuple[list[str], list[float]]:
    """A table of things and weights; divided by strokes where the things hold spaces."""
    fields = table.split("|") if "|" in table else table.split()
    return fields[::2], [float(weight) for weight in fields[1::2]]


def _runs() -> tuple[list[str], list[float]]:
    """Every run of words of grammar, with a space behind it, and how often it comes."""
    words = {place: _weighted(table) for place, table in GRAMMAR.items()}
    found, weights = [""], [0.0]
    for shape, share in zip(*_weighted(RUNS), strict=True):
        together = np.array([1.0])
        for place in shape:
            often = np.array(words[place][1])
            together = np.outer(together, often / often.sum()).ravel()
        found += [" ".join(run) + " " for run in product(*(words[place][0] for place in shape))]
        weights += (together * share / 1000).tolist()
    weights[0] = 1 - sum(weights)
    return found, weights


def _vocabulary(random: Random) -> list[str]:
    """Different words, the most frequent first; the rarer, the longer."""
    words: dict[str, None] = {}
    stems: list[str] = []
    while len(words) < VOCABULARY:
        kind = random.random()
        if kind < NUMERALS:
            words.setdefault(str(random.choice((random.randint(1, 31), random.randint(1960, 2025), random.randint(1, 99_999)))))
        elif kind < NUMERALS + DERIVED and stems:
            words.setdefault(stems[int(random.random() * len(stems))] + ENDINGS[int(random.random() * len(ENDINGS))])
        else:
            stem = _stem(random, len(words))
            stems.append(stem)
            words.setdefault(stem)
    return list(words)


def _stem(random: Random, rank: int) -> str:
    syllables = 1 + (rank > random.randint(0, 1000)) + (rank > random.randint(30_000, 300_000))
    word = "".join(part[int(random.random() * len(part))] for part in (ONSETS, VOWELS, CODAS) * syllables)
    if random.random() < NAMES:
        word = word.capitalize()
        return word[:2] + word[2:4].translate(ACCENTS) + word[4:] if random.random() < ACCENTED else word
    return word


def _frequencies(size: int) -> NDArray[np.float64]:
    ranks = np.arange(1, size + 1, dtype=np.float64)
    return np.where(ranks < BREAK, 1 / (ranks + OFFSET), (BREAK / ranks) ** STEEP / (BREAK + OFFSET))


class World:
    """The words, people and outlets of one corpus."""

    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self.random = Random(seed)
        self.bulk = bulk = np.random.RandomState(seed)  # the class that gives the same numbers in every version of numpy
        self.words = _vocabulary(self.random)
        self.any_word = _Draw(bulk, _frequencies(VOCABULARY))
        self.runs, often = _runs()
        self.any_run = _Draw(bulk, often)
        self.marks, often = _weighted(MARKS)
        self.any_mark = _Draw(bulk, often)
        self.topics = self.any_word(TOPIC_WORDS * (20 + count // 40)).reshape(-1, TOPIC_WORDS)
        self.any_topical = _Draw(bulk, _frequencies(TOPIC_WORDS))
        self.names = [word for word in self.words[50:20_000] if word[0].isupper()]
        self.values = {
            kind: [self._label(words) for _ in range(10 + int(share * count))] for kind, (share, _, words) in ENTITIES.items()
        } | {"outlet": [self._label(2) for _ in range(OUTLETS)]}

    def _label(self, words: int) -> str:
        return " ".join(self.random.choices(self.names, k=words))

    def content(self, topic: int, size: int) -> list[str]:
        """So many words of content of a document: of its topic, of what was there before, and any others."""
        ranks = self.any_word(size)
        topical = self.bulk.random_sample(size) < TOPICAL
        ranks[topical] = self.topics[topic][self.any_topical(int(topical.sum()))]
        earlier = (self.bulk.random_sample(size) ** 2 * np.arange(size)).astype(np.int64).tolist()
        chosen = ranks.tolist()
        for place in np.flatnonzero(self.bulk.random_sample(size) < RECURRING).tolist():
            chosen[place] = chosen[earlier[place]]
        words = self.words
        return [words[rank] for rank in chosen]

    def topic(self, number: int) -> int:
        """The topic of a document. Topics come and go, so that documents that share words lie near each other in time."""
        return int(number / self.count * len(self.topics) + self.random.gauss(0, 3)) % len(self.topics)

    def some(self, kind: str, most: int) -> list[int]:
        """The numbers of one to so many different values of a facet, the first ones often and most of them seldom."""
        size = len(self.values[kind])
        return list({int(size ** self.random.random()) - 1: None for _ in range(self.random.randint(1, most))})


def _sentences(world: World, content: list[str]) -> Iterator[str]:
    """Sentences that hold some words of content, each without the mark at its end."""
    size = len(content)
    runs, marks = world.any_run(size).tolist(), world.any_mark(size).tolist()
    start = 0
    while start < size:
        end = min(size, start + max(2, int(world.random.gauss(11, 5))))
        parts: list[str] = []
        for at in range(start, end):
            run = world.runs[runs[at]]
            if run and parts and parts[-1][-1] != " ":
                parts[-1] = " "  # no hyphen before a word of grammar
            parts += (run, content[at], world.marks[marks[at]])
        sentence = "".join(parts[:-1])
        yield sentence[0].upper() + sentence[1:]
        start = end


def _paragraph(world: World, first: str, others: Iterator[str], speaker: str) -> tuple[str, tuple[int, int] | None]:
    """A paragraph that begins with a sentence, and where quoted words stand in it."""
    random, text, span = world.random, first, None
    if speaker:
        text = f"“{first},” {random.choice(CUES)} {speaker}"
        span = (1, 1 + len(first))
    for _ in range(random.randrange(3)):
        following = next(others, "")
        if following:
            text += random.choices(*ENDS)[0] + following
    return text + random.choices(*ENDS)[0].rstrip(), span


def _text(world: World, topic: int, speakers: Sequence[int]) -> tuple[Text, list[Said]]:
    random, names = world.random, world.values["person"]
    headline = " ".join(world.content(topic, random.randint(4, 8)))
    paragraphs: list[tuple[str, tuple[int, int] | None]] = [(headline[0].upper() + headline[1:], None)]
    said: list[Said] = []
    sentences = _sentences(world, world.content(topic, int(random.triangular(*WORDS) / WORDS_A_CONTENT)))
    for sentence in sentences:
        speaker = random.choice(speakers) if random.random() < QUOTING else -1
        name = names[speaker] if random.random() < 0.3 else names[speaker].split()[-1]
        paragraphs.append(_paragraph(world, sentence, sentences, name if speaker >= 0 else ""))
        if speaker >= 0:
            said.append(Said(len(said), f"person-{speaker}", direct=True))
    ends = list(accumulate((len(text) + 2 for text, _ in paragraphs)))
    starts = [0, *ends[:-1]]
    blocks = [(start, end - 2) for start, end in zip(starts, ends, strict=True)]
    spans = [(start + span[0], start + span[1]) for start, (_, span) in zip(starts, paragraphs, strict=True) if span]
    return Text("\n\n".join(text for text, _ in paragraphs), blocks, 1, spans), said


def _days(random: Random, day: date) -> tuple[int | None, int | None, str]:
    """The first and the last day on which a document can have been published, and the same in words: one in ten is known roughly."""
    known = random.random()
    if known < 0.9:
        return day.toordinal(), day.toordinal(), f"{day.day} {day:%B %Y}"
    if known < 0.97:
        return day.toordinal(), day.toordinal() + 30, f"after {day:%B %Y}"
    return None, None, "no date"


def _document(world: World, number: int) -> Document:
    random = world.random
    held = {kind: world.some(kind, 2 * usual - 1) for kind, (_, usual, _) in ENTITIES.items()}
    text, said = _text(world, world.topic(number), held["person"])
    first, last, when = _days(random, FIRST_DAY + timedelta(days=number * DAYS // world.count))
    held["outlet"] = world.some("outlet", 1)
    facets = {kind: [(f"{kind}-{n}", world.values[kind][n]) for n in numbers] for kind, numbers in held.items()}
    facets["speaker"] = [(one, world.values["person"][int(one.split("-")[1])]) for one in dict.fromkeys(one.speaker for one in said)]
    facets["kind"] = [("direct", "quoted")] if said else []
    language = random.choices(*LANGUAGES)[0]
    facets["language"] = [(language, language)]
    return Document(
        url=f"articles/{number:06d}.html",
        title=text.body[: text.blocks[0][1]],
        text=text,
        carrier=f"{facets['outlet'][0][1]}, {when}",
        days=(first, last),
        facets=facets,
        said=said,
    )


def documents(count: int, seed: int = 1) -> Iterator[Document]:
    """So many documents, in the order of their dates; those without a date come last."""
    world = World(count, seed)
    undated = []
    for number in range(count):
        document = _document(world, number)
        if document.days[0] is None:
            undated.append(document)
        else:
            yield document
    yield from undated


def write_documents(folder: Path, found: Iterable[Document]) -> int:
    """Write documents into a folder, a thousand to each subfolder; returns how many."""
    number = -1
    for number, document in enumerate(found):
        path = folder / f"{number // DOCUMENTS_IN_A_FOLDER:03d}" / f"{number:06d}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.encode(document))
    return number + 1


def read_documents(folder: Path) -> Iterator[Document]:
    """The documents of a folder, in the order in which they were written."""
    decoder = msgspec.json.Decoder(Document)
    return (decoder.decode(path.read_bytes()) for path in sorted(folder.rglob("*.json")))


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit("usage: python tests/bench/zipf.py NUMBER FOLDER")
    print(f"{write_documents(Path(sys.argv[2]), documents(int(sys.argv[1])))} documents in {sys.argv[2]}")
