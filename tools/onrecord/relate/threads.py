"""The threads of parallel passages as the documents hold them: which documents are searched, and how a thread is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord import edtf
from onrecord.records import BY_PARTICIPANTS, EntityKind, Parallel, Statement
from onrecord.relate import Related
from onrecord.relate.addresses import kept
from onrecord.relate.parallels import Place, Thread
from onrecord.relate.passages import Telling
from onrecord.slugs import slug, unique

_NAMED: frozenset[EntityKind] = frozenset({"person", "organization", "place", "event"})

Search = Callable[[Sequence[Telling]], Sequence[Thread]]


def with_parallels(related: Sequence[Related], published: Mapping[str, Sequence[Parallel]], search: Search) -> tuple[Related, ...]:
    """The documents with their parallel passages; one that copies another has none of its own.

    ``published`` maps the id of a document to the passages with which it was published before; ``search`` finds the threads.
    """
    tellings = tuple(telling(document) for document in related if document.duplicate_of is None)
    found = name_threads(search(tellings), tellings, published)
    return tuple(replace(document, parallels=found.get(document.annotated.described.cleaned.source.id, ())) for document in related)


def telling(document: Related) -> Telling:
    """A document as the search for parallel passages sees it: the sentences of its paragraphs."""
    annotated = document.annotated
    statements = annotated.statements
    paragraphs = {block.start: block.end for block in annotated.described.blocks if block.kind == "paragraph"}
    date, outlet, language = (document.fields[name][0].value if document.fields[name] else None for name in ("date", "outlet", "language"))
    return Telling(
        id=annotated.described.cleaned.source.id,
        body=annotated.described.cleaned.body,
        sentences=tuple(_inside(annotated.sentences, paragraphs)),
        names=tuple((m.start, m.end, f"{m.kind}:{m.entity}") for m in annotated.mentions if m.kind in _NAMED and m.rule != BY_PARTICIPANTS),
        said=tuple((s.start, s.end, s.speaker) for s in statements),
        frames=tuple(_frames(statements)),
        language=language,
        date=date,
        outlet=outlet,
    )


def _frames(statements: Iterable[Statement]) -> Iterator[tuple[int, int]]:
    """What introduces statements: from the name of the speaker to the cue, with what stands between them and is said of the speaker."""
    for statement in statements:
        spans = [span for span in (statement.cue, statement.speaker_span) if span]
        parts = statement.parts or ((statement.start, statement.end),)
        hull = (min(spans)[0], max(end for _, end in spans)) if spans else (0, 0)
        if any(start < hull[1] and hull[0] < end for start, end in parts):
            yield from spans
        elif spans:
            yield hull


def _inside(sentences: Iterable[tuple[int, int]], paragraphs: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The sentences that lie in paragraphs; both are in the order of the text, and no sentence crosses a paragraph."""
    here = 0
    for start, end in sentences:
        here = paragraphs.get(start, here)
        if end <= here:
            yield start, end


def name_threads(
    threads: Iterable[Thread], documents: Iterable[Telling], published: Mapping[str, Sequence[Parallel]]
) -> dict[str, tuple[Parallel, ...]]:
    """id of a document → its passages that stand in threads, in their order.

    A thread keeps the id under which most of its places were published before (``published``); a new one has the id of the
    document with its earliest passage, and that passage's first words.
    """
    telling = {document.id: document for document in documents}
    earliest = {thread: min(thread, key=lambda place: _when(telling[place.document], place)) for thread in threads}
    found: defaultdict[str, list[Parallel]] = defaultdict(list)
    for thread, id_ in _ids(earliest, telling, published).items():
        for place in thread:
            found[place.document].append(Parallel(place.start, place.end, id_))
    return {id_: tuple(sorted(parallels, key=lambda p: (p.start, p.end, p.thread))) for id_, parallels in found.items()}


def _when(document: Telling, place: Place) -> tuple[str, str, int]:
    """Orders places by the first day of their document's date; those without a date come last."""
    first = edtf.bounds(document.date)[0] if document.date else None
    return first.isoformat() if first else "9", document.id, place.start


_WORDS = 48
"""Characters of the first words in an id."""


def _ids(
    earliest: Mapping[Thread, Place], telling: Mapping[str, Telling], published: Mapping[str, Sequence[Parallel]]
) -> dict[Thread, str]:
    """Thread → its id. Published ids are given first, each to the thread that holds most of its places."""
    threads = sorted(earliest)
    ids = {threads[number]: id_ for number, id_ in kept(Counter(_published(thread, published)) for thread in threads).items()}
    taken = set(ids.values())
    for thread in threads:
        if thread in ids:
            continue
        first = earliest[thread]
        words = slug(telling[first.document].body[first.start : first.end], _WORDS)
        ids[thread] = unique(f"{first.document}-{words}".strip("-"), str(first.start), taken)
        taken.add(ids[thread])
    return ids


def _published(thread: Thread, published: Mapping[str, Sequence[Parallel]]) -> Iterator[str]:
    for place in thread:
        for before in published.get(place.document, ()):
            if before.start < place.end and place.start < before.end:
                yield before.thread
