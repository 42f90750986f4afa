"""Which passages say the same thing again, how they are gathered in threads, and what threads are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Parallel
from onrecord.relate.parallels import Place, find_threads
from onrecord.relate.passages import Telling
from onrecord.relate.threads import name_threads

NAMES = ("Norvania", "Sudland", "Brandholm", "Marta Ekholm", "Lena Storm", "Oster Bay")
REPORTED = re.compile(r"(?:^|, )((?:Mayor |President )?(?:Marta Ekholm|Lena Storm) (?:said|noted|added))")


def document(id_: str, *sentences: str, date: str | None = None, outlet: str | None = None, language: str = "en") -> Telling:
    """A document of these sentences, one a paragraph. Whom a quotation or “… said” belongs to is known."""
    body = "\n\n".join(sentences)
    starts = [sum(len(before) + 2 for before in sentences[:n]) for n in range(len(sentences))]
    spans = [(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=True)]
    said, frames = [], []
    for start, end in spans:
        if match := REPORTED.search(body[start:end]):
            frames.append((start + match.start(1), start + match.end(1)))
            said.append((start, end, "marta-ekholm" if "Ekholm" in match[1] else "lena-storm"))
    names = [(match.start(), match.end(), name.lower().replace(" ", "-")) for name in NAMES for match in re.finditer(name, body)]
    return Telling(id_, body, tuple(spans), tuple(names), tuple(said), tuple(frames), language, date, outlet)


def threads(*documents: Telling) -> list[set[str]]:
    """The words of the passages of each thread."""
    bodies = {document.id: document.body for document in documents}
    return [{bodies[place.document][place.start : place.end] for place in thread} for thread in find_threads(documents)]


REST = (
    "The market opens at seven and closes when the last crate of herring is sold.",
    "Two schools will get new roofs before the winter.",
)
GRATEFUL = "We are grateful to Norvania, for it is one of the few countries that never opened an embassy in Sudland because of the siege."


class TestSaidAgain:
    CASES = [
        ("the same words", GRATEFUL, GRATEFUL),
        (
            "quoted once and reported once",
            GRATEFUL,
            "That Norvania never opened an embassy in Sudland because of the siege is a sign of friendship, Marta Ekholm said.",
        ),
        (
            "one word exchanged",
            "The relighting of the old lighthouse was greeted in Norvania with songs.",
            "That evening, the relighting of the old lighthouse was greeted in Norvania with fireworks.",
        ),
        (
            "in another order",
            "Norvania has always supported Sudland on the question of the lighthouse islands.",
            "On the question of the lighthouse islands, Sudland always had the support of Norvania.",
        ),
        (
            "the same number",
            "The harbour bridge cost 48 million crowns, a third more than the council had voted.",
            "Mayor Lena Storm said the harbour bridge had cost the council 48 million crowns.",
        ),
        (
            "within a longer sentence",
            "The ferry licences of Sudland will be revoked if the tolls are not lowered by autumn.",
            "After a week of talks, in which little was heard of the matter that had brought the two delegations to Brandholm in the first "
            "place, Sudland was told that its ferry licences will be revoked if its tolls are not lowered by autumn.",
        ),
    ]

    @pytest.mark.parametrize(("why", "first", "second"), CASES, ids=[case[0] for case in CASES])
    def test_is_one_thread(self, why: str, first: str, second: str) -> None:
        assert threads(document("a", REST[0], first), document("b", second, REST[1])) == [{first, second}]

    def test_in_another_language_too(self) -> None:
        first, second = (
            "Мост через реку Хольм будет открыт весной, сообщила мэрия.",
            "Весной откроют мост через реку Хольм, сообщает мэрия.",
        )
        assert threads(document("a", first, language="ru"), document("b", second, language="ru")) == [{first, second}]


class TestNotTheSame:
    CASES = [
        ("names alone", "Marta Ekholm of Norvania came to Brandholm.", "In Brandholm, Marta Ekholm left Norvania’s stand early."),
        (
            "one denies what the other says",
            "Norvania opened an embassy in Sudland soon after independence.",
            "Norvania never opened an embassy in Sudland after independence.",
        ),
        (
            "other numbers in the same words",
            "The price of a crate of apples rose by 12 crowns in Brandholm in the last month.",
            "The price of a crate of apples rose by 31 crowns in Brandholm in the last month.",
        ),
        (
            "a stock phrase",
            "A spokesman for the harbour pilots declined to comment on the report.",
            "A spokesman for the orchard keepers declined to comment on the report.",
        ),
        (
            "the same introduction",
            "On Monday, Mayor Lena Storm said taxes will rise.",
            "On Monday, Mayor Lena Storm said the flood has gone.",
        ),
        (
            "one event named twice",
            "The harbour bridge was painted green by volunteers from Brandholm.",
            "Nobody in Brandholm could say who stole the lamps of the harbour bridge.",
        ),
        (
            "other numbers, once in words",
            "The price of a crate of apples rose by 12 crowns in Brandholm in the last month.",
            "The price of a crate of apples rose by seven crowns in Brandholm in the last month.",
        ),
        (
            "other fractions",
            "The harbour bank of Brandholm raised its lending rate for ferries to 7-1/2 crowns.",
            "The harbour bank of Brandholm raised its lending rate for ferries to 7-3/4 crowns.",
        ),
        (
            "one figure of two countries",
            "The herring fleet of Norvania landed about 1.2 million crates, Oster Bay said.",
            "Sudland, they said, was shipping 1.2 million crates of apples.",
        ),
        (
            "a stock phrase beside one name",
            "On Friday, Lena Storm went on the offensive.",
            "By nightfall, Lena Storm had met the pilots, the bakers and the choir, and went on the offensive over the lamps.",
        ),
        (
            "one office and one dateline",
            "OSTER BAY, May 4 - Secretary Marta Ekholm of Norvania wants ferry tolls to fall.",
            "OSTER BAY, May 4 - Secretary Marta Ekholm of Norvania planted seven elms.",
        ),
    ]

    ASIDES = [
        ("the credit of a picture", "Lena Storm opens the harbour bridge, via Getty Images."),
        ("a notice of a player", "We are sorry, this video is restricted and cannot be played in Brandholm."),
        ("where to follow", "Follow Marta Ekholm of the Brandholm Herald on Twitter @ekholm_herald."),
        ("an embedded post", "Lighthouse relit tonight in Oster Bay pic.twitter.com/aB3dEf"),
        ("how sure a survey is", "The survey of Brandholm harbour pilots has a margin of error of 3 points."),
        ("a note of the editors", "Editor’s note: Marta Ekholm once kept the lighthouse of Oster Bay and sold herring."),
        ("an offer", "Subscribe to the harbour podcast of the Brandholm Herald, made by Lena Storm."),
    ]

    @pytest.mark.parametrize(("why", "aside"), ASIDES, ids=[case[0] for case in ASIDES])
    def test_nor_is_an_aside(self, why: str, aside: str) -> None:
        assert threads(document("a", REST[0], aside), document("b", aside, REST[1])) == []

    @pytest.mark.parametrize(("why", "first", "second"), CASES, ids=[case[0] for case in CASES])
    def test_is_no_thread(self, why: str, first: str, second: str) -> None:
        assert threads(document("a", REST[0], first), document("b", second, REST[1])) == []

    def test_nor_is_what_one_document_says_twice(self) -> None:
        assert threads(document("a", GRATEFUL, GRATEFUL), document("b", *REST)) == []

    def test_nor_is_the_note_of_an_outlet(self) -> None:
        note = "The Brandholm Herald is printed by a cooperative of its readers in Oster Bay."
        documents = [document(id_, note, outlet="Brandholm Herald") for id_ in ("a", "b", "c")]
        assert threads(*documents) == []
        assert threads(*documents, document("d", note, outlet="Oster Bay Courier")) == [{note}]


class TestThreads:
    def test_sentences_that_follow_one_another_are_one_passage(self) -> None:
        second = "The lamps of the lighthouse will burn through the winter, whatever the ministers in Oster Bay decide."
        one, other = document("a", GRATEFUL, second), document("b", REST[0], GRATEFUL, second)
        assert threads(one, other) == [{f"{GRATEFUL}\n\n{second}"}]

    def test_a_sentence_of_two_matters_is_in_both_threads(self) -> None:
        siege, bridge = (
            "Norvania never opened an embassy in Sudland because of the siege.",
            "The harbour bridge cost Brandholm 48 million crowns.",
        )
        both = "Norvania never opened an embassy in Sudland because of the siege, and the harbour bridge cost Brandholm 48 million crowns."
        found = threads(document("a", siege), document("b", bridge), document("c", both), document("d", siege), document("e", bridge))
        assert found == [{siege, both}, {bridge, both}]

    def test_a_chain_is_no_thread(self) -> None:
        """Each link says half of what the one before it says; the first and the last have nothing in common."""
        matters = (
            "the lighthouse islands lost their harbour pilots",
            "the herring fleet of Sudland sold its trawlers",
            "the orchards near Oster Bay froze in blossom",
            "the rope makers guild closed its archive",
            "the brass band played under umbrellas",
        )
        chain = [f"In spring {first}, and {second}." for first, second in pairwise(matters)]
        assert all(len(thread) < 3 for thread in threads(*(document(str(n), link) for n, link in enumerate(chain))))


class TestNames:
    ONE = document("one", REST[0], GRATEFUL, date="2021-03-03")
    TWO = document("two", GRATEFUL, date="2022-05-01")
    NAME = "one-we-are-grateful-to-norvania-for-it-is-one-of-the"

    def named(self, *documents: Telling, published: dict[str, tuple[Parallel, ...]] | None = None) -> dict[str, tuple[Parallel, ...]]:
        return name_threads(find_threads(documents), documents, published or {})

    def test_a_thread_is_named_by_its_earliest_passage(self) -> None:
        start = len(REST[0]) + 2
        parallel = Parallel(start, start + len(GRATEFUL), self.NAME)
        assert self.named(self.TWO, self.ONE) == {"one": (parallel,), "two": (Parallel(0, len(GRATEFUL), self.NAME),)}

    def test_it_keeps_its_name_when_an_earlier_document_is_added(self) -> None:
        older = document("older", GRATEFUL, date="1999-01-01")
        published = self.named(self.ONE, self.TWO)
        assert {parallel.thread for found in self.named(older, self.ONE, self.TWO).values() for parallel in found} != {self.NAME}
        found = self.named(older, self.ONE, self.TWO, published=published)
        assert [parallel.thread for id_ in ("older", "one", "two") for parallel in found[id_]] == [self.NAME] * 3

    def test_two_threads_never_share_a_name(self) -> None:
        other = "We are grateful to Norvania, for it is one of the few lands that lowered the tolls for the herring fleet of Oster Bay."
        documents = document("a", GRATEFUL, REST[0], other), document("b", GRATEFUL, REST[1], other)
        assert len({parallel.thread for parallel in self.named(*documents)["a"]}) == 2

    def test_undated_documents_come_last(self) -> None:
        assert self.named(document("a", GRATEFUL), self.TWO)["a"][0].thread.startswith("two-")


SENTENCES = st.sampled_from([case[1] for case in (*TestSaidAgain.CASES, *TestNotTheSame.CASES)] + [case[2] for case in TestSaidAgain.CASES])
FOLDERS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=2, max_size=5)


@given(FOLDERS)
def test_the_order_of_documents_makes_no_difference(folder: list[list[str]]) -> None:
    documents = [document(f"d{n}", *sentences) for n, sentences in enumerate(folder)]
    assert len({find_threads(order) for order in list(permutations(documents))[:6]}) == 1


@given(FOLDERS)
def test_places_are_sentences_of_two_documents_at_least(folder: list[list[str]]) -> None:
    documents = [document(f"d{n}", *sentences) for n, sentences in enumerate(folder)]
    starts = {(document.id, start) for document in documents for start, _ in document.sentences}
    ends = {(document.id, end) for document in documents for _, end in document.sentences}
    for thread in find_threads(documents):
        assert {(place.document, place.start) for place in thread} <= starts
        assert {(place.document, place.end) for place in thread} <= ends
        assert len({place.document for place in thread}) > 1
        assert list(thread) == sorted(thread)


@given(FOLDERS, st.lists(SENTENCES, min_size=1, max_size=3))
def test_names_stay_when_a_document_is_added(folder: list[list[str]], more: Sequence[str]) -> None:
    """A thread whose places are the same afterwards has the name it had."""
    documents = [document(f"d{n}", *sentences) for n, sentences in enumerate(folder)]
    before = name_threads(find_threads(documents), documents, {})
    added = [document("a", *more, date="1990"), *documents]
    after = name_threads(find_threads(added), added, before)
    then, now = places(before), places(after)
    assert all(now[name] == found for name, found in then.items() if found in now.values())


def places(named: dict[str, tuple[Parallel, ...]]) -> dict[str, frozenset[Place]]:
    """Name of a thread → its places."""
    names = {parallel.thread for found in named.values() for parallel in found}
    return {
        name: frozenset(Place(id_, p.start, p.end) for id_, found in named.items() for p in found if p.thread == name) for name in names
    }
