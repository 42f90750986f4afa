"""The names of a body: what the rules are sure of and what the trained tagger adds, settled against each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.annotate import headlines
from onrecord.annotate.knowledge import Knowledge
from onrecord.annotate.lists import vocabulary
from onrecord.annotate.names import Name, by_rules, is_initial, is_party, short_forms, with_titles
from onrecord.annotate.tagger import Model, Use
from onrecord.annotate.tokens import Token, Words
from onrecord.records import Block, EntityKind

SURE: Mapping[EntityKind, float] = {"person": 0.5, "place": 0.6, "organization": 0.5, "event": 0.5}
"""How probable a name by the tagger must be, by cross-validation on the texts it learned from (tools/training/names.py)."""

QUITE_SURE = 0.75
"""How probable a name that swallows a known place must be, found likewise."""


def find(body: str, blocks: Sequence[Block], words: Words, knowledge: Knowledge) -> list[Name]:
    """Every name that the rules or the tagger are sure of, in the order of the text and without overlap.

    The ``rule`` of a name by the tagger says how probable it is.
    """
    found = with_short_forms(by_rules(body, words, knowledge), body, words)
    if knowledge.tagger is not None:
        found = _settled(found, _tagged(found, body, words, knowledge.tagger, knowledge), knowledge)
    found = with_short_forms(headlines.settled(found, words), body, words)
    starts = [block.start for block in blocks]
    return [with_titles(name, body, starts[bisect_right(starts, name.start) - 1], words) for name in found]


def with_short_forms(found: Sequence[Name], body: str, words: Words) -> list[Name]:
    """The names of a body and their short forms, in the order of the text."""
    return sorted([*found, *short_forms(found, body, words)], key=lambda name: name.start)


def labels_of(found: Iterable[Name], words: Words) -> dict[int, str]:
    """Offset of a word → ``B-kind.rule`` or ``I-kind.rule``, for the first and the further words of names by rules."""
    labels: dict[int, str] = {}
    for name in found:
        begin = "B"
        for word in words.between(name.start, name.end):
            labels[word.start] = f"{begin}-{name.kind}.{name.rule}"
            begin = "I"
    return labels


def _tagged(found: Sequence[Name], body: str, words: Words, trained: Model, knowledge: Knowledge) -> list[tuple[Name, float]]:
    """The names of the tagger that are probable enough, and how probable.

    Each is of the kind that the same words have most surely in the document.
    """
    labels = labels_of(found, words)
    use = Use(words.blocks, labels)
    tagged: list[tuple[int, int, EntityKind, float]] = []
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for block in words.blocks:
        for name in trained.tag(block, labels, use):
            inside = block[name.first : name.after]
            if not _no_name(name.kind, inside, knowledge):
                start, end = inside[0].start, inside[-1].end
                tagged.append((start, end, name.kind, name.probability))
                votes[body[start:end]][name.kind] += name.probability  # type: ignore[assignment]  # typeshed counts in whole numbers
    settled = []
    for start, end, its_kind, probability in tagged:
        text = body[start:end]
        kind, sum_ = votes[text].most_common(1)[0]
        sure = probability if kind == its_kind else sum_ / votes[text].total()
        if sure >= SURE[kind]:
            settled.append((Name(start, end, text, kind, f"tagger, {sure:.0%} sure"), sure))
    return settled


def _no_name(kind: EntityKind, words: Sequence[Token], knowledge: Knowledge) -> bool:
    """Whether the words name an office ("Head of the …") or a part of one ("Chief of Army Staff"), or nothing by name.

    A nationality and the word of an event name nothing, and some words are in no person's name.
    """
    known = vocabulary()
    first, alone = words[0].folded, len(words) == 1
    if is_party(words, 0) or (kind == "person" and alone and "." in words[0].text):
        return True  # "R-Texas"; "N.H."
    if kind == "place" and alone and first == "state":
        return True
    if (first,) in known.offices and (alone or words[1].folded in ("of", "for", "s")):
        return True
    if any(word.capital and word.folded in known.function and not is_initial(words, n) for n, word in enumerate(words) if n):
        return True  # words of a headline: "… Would", "… If"
    if tuple(word.folded for word in words) in known.within_offices:
        return True
    if alone and (first in knowledge.demonyms or first in known.events):
        return True
    titled = first in known.never or (first,) in known.offices or all(word.folded in known.honorifics for word in words)
    return kind == "person" and titled


def _settled(found: Sequence[Name], tagged: Iterable[tuple[Name, float]], knowledge: Knowledge) -> list[Name]:
    """The names of rules and tagger without overlap: an authority record before all, then the tagger, then what else rules found."""
    starts, ends = [name.start for name in found], [name.end for name in found]
    kept: list[Name] = []
    gone: set[int] = set()
    reached = 0
    for name, sure in tagged:
        rivals = found[bisect_right(ends, name.start) : bisect_left(starts, name.end)]
        if name.start < reached or any((rule.kind, rule.id) in knowledge.known for rule in rivals):
            continue
        kept += _chosen(name, sure, rivals)
        gone.update(rule.start for rule in rivals)
        reached = max([name.end, *(rule.end for rule in rivals)])
    kept += [name for name in found if name.start not in gone]
    return sorted(kept, key=lambda name: name.start)


_CERTAIN = frozenset({"title before the name", "role beside the name", "opening word", "closing word"})
"""Rules that see what a person is called or does, or what kind of organization a name is of and how far it reaches."""


def _chosen(tagged: Name, sure: float, rivals: Sequence[Name]) -> Sequence[Name]:
    """Of a name by the tagger and the names by rules that share words with it, those that hold.

    A known name is right, unless it is a place and the tagger is quite sure of a longer name that holds it; of two ends of a
    person's name the rules' is further on; a person and something else that the rules tell apart are not one name; what the
    closing word of an organization tells is no place; an adjective such as "Brotherly" is no part of one; of events the tagger
    has learned too few to know better.
    """
    if len(rivals) > 1 and any(rule.kind == "person" for rule in rivals):
        return rivals
    if _country_before(tagged, rivals[0] if rivals else None):
        rest = tagged.text[len(rivals[0].text) :].lstrip()
        return rivals if len(rivals) > 1 else [rivals[0], replace(tagged, start=tagged.end - len(rest), text=rest)]
    for rule in rivals:
        around = rule.start <= tagged.start and tagged.end <= rule.end
        known = rule.id and (around or rule.kind != "place" or sure < QUITE_SURE)
        house = tagged.kind == "place" and rule.rule == "closing word" and tagged.end <= rule.end
        praised = rule.kind == tagged.kind == "place" and tagged.start < rule.start and tagged.text.split()[0].endswith("ly")
        if known or house or praised or rule.kind == "event" or (around and rule.rule in _CERTAIN):
            return rivals
        if rule.kind == tagged.kind and ((rule.start, rule.end) == (tagged.start, tagged.end) or (rule.kind == "person" and around)):
            return [rule]
    return [tagged]


def _country_before(tagged: Name, rule: Name | None) -> bool:
    """Whether a name begins with a country by its letters: who follows "U.S." or "U.K." has a name without them."""
    if rule is None or rule.kind != "place" or not rule.id or tagged.kind == "organization":
        return False
    return rule.start == tagged.start and rule.end < tagged.end and rule.text.replace(".", "").isupper()
