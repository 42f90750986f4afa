"""Names in headlines, where nearly every word has a capital and a run of capitals tells little: the text below tells more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.annotate.names import Name, is_headline
from onrecord.annotate.tokens import Token, Words, fold
from onrecord.vocabulary import table, values
from onrecord.vocabulary import words as vocabulary_words


def settled(found: Sequence[Name], words: Words) -> list[Name]:
    """The names of a body, those in headlines by what the other blocks have.

    A person's name ends where one of the text does, or before a verb; another name with a verb in it is none, unless the text has it.
    """
    headlines = [(block[0].start, block[-1].end) for block in words.blocks if is_headline(block)]
    starts = [start for start, _ in headlines]

    def inside(name: Name) -> bool:
        number = bisect_left(starts, name.end) - 1
        return number >= 0 and name.start < headlines[number][1]

    outside = [name for name in found if not inside(name)]
    people = {name.text for name in outside if name.kind == "person"}
    things = {name.text for name in outside if name.kind != "person"}
    kept: list[Name] = []
    for name in found:
        if name.id or not inside(name) or name.text in people | things:
            kept.append(name)
        elif name.kind == "person" and " " in name.text:
            kept += _people(name, words.between(name.start, name.end), people)
        elif not any(word.folded in _verbs() for word in words.between(name.start, name.end)):
            kept.append(name)
    return kept


def _people(name: Name, words: Sequence[Token], people: Collection[str]) -> Iterator[Name]:
    """A name in a headline as far as it is one, and the people of the text whom it has swallowed."""
    first = max((text for text in people if name.text.startswith(f"{text} ") and " " in text), key=len, default="")
    verb = next((word for word in words[1:] if word.folded in _verbs()), None)
    if not first and verb is None:
        yield name
        return
    if not first and verb is not None:
        first = name.text[: verb.start - name.start].rstrip()
    if " " in first or first in {text.split()[-1] for text in people}:
        yield replace(name, end=name.start + len(first), text=first)
    rest = name.text[len(first) :]
    for text in sorted(people, key=lambda text: (-len(text), text)):
        if rest.endswith(f" {text}"):
            yield replace(name, start=name.end - len(text), text=text)
            return


@cache
def _verbs() -> frozenset[str]:
    """Forms of verbs that end a name: common ones, those of headlines and those that report words."""
    cues = {fold(form) for row in table("cues") for form in values(row["forms"]) if " " not in form}
    return vocabulary_words("common-verbs") | vocabulary_words("headline-verbs") | cues
