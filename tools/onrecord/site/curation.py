"""What needs a person's decision, with its evidence and the exact words to paste: the page ``curation.html`` of a local build.

Nothing here changes a value. Each decision says what it would improve (how many statements and documents it touches), and what
would improve most stands first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from onrecord import corrections
from onrecord.authorities import plain, unused
from onrecord.decisions import Change
from onrecord.handwriting import as_yaml
from onrecord.problems import all_advice
from onrecord.records import PLURALS, SINGULARS, Evidence, Problem, Value
from onrecord.refusals import Refusals, What
from onrecord.site.contexts import CurationContext, Decision, Link, Passage, Paste, Stack
from onrecord.site.corpus import Corpus, Document
from onrecord.site.rows import document_link
from onrecord.suggest import Suggestion, suggest
from onrecord.suggest.proposals import Quote

MOST = 20
"""Decisions of a sort that the page shows; the number of the others is said."""
_FEW = 8
"""Documents to which one decision leads."""
_CORRECTIONS = "corrections.yaml beside the folder of sources"
_ASKED = frozenset({"date-missing", "date-ambiguous", "date-without-year", "date-unreadable", "title-missing", "duplicate"})
"""Problems that a stack of their own asks about, document by document; and copies, which the pages show as such."""


_NONE = Refusals()


def page(corpus: Corpus, corrections_file: Path | None, refusals: Refusals = _NONE) -> CurationContext:
    """The page for a corpus; ``corrections_file`` holds the corrections of the corpus, where its place is known. What was refused
    is not asked again.

    Raises :class:`ConfigurationError` when the corrections do not fit.
    """
    unused = [*_unused_records(corpus), *(_unused_corrections(corpus, corrections_file) if corrections_file else ())]
    stacks = [
        *_suggested(corpus, refusals),
        _stack("dates", "Dates", "Documents whose date is not stated in full.", _dates(corpus)),
        _stack("outlets", "Outlets", "Documents that do not say who published them.", _missing(corpus, "outlet")),
        _stack("titles", "Titles", "Documents without a headline; their title is built from the first words.", _missing(corpus, "title")),
        _stack("sources", "Sources", "Problems met in reading, each sort once.", _written(_problems(corpus))),
        _stack("unused", "Decisions without effect", "Records and corrections that meet no document.", _written(unused)),
    ]
    found = sorted((stack for stack in stacks if stack.decisions), key=lambda stack: -stack.gain)
    return CurationContext(
        url="curation.html",
        title="Open decisions",
        description="What needs a person’s decision.",
        section="curation",
        stacks=tuple(found),
        total=sum(len(stack.decisions) + stack.more for stack in found),
    )


@dataclass(frozen=True, slots=True)
class _Open:
    """An open decision before it is written out: most of many are never shown."""

    gain: float
    write: Callable[[], Decision]


def _written(decisions: Iterable[Decision]) -> Iterator[_Open]:
    return (_Open(decision.gain, partial(_same, decision)) for decision in decisions)


def _same(decision: Decision) -> Decision:
    return decision


def _stack(id_: str, heading: str, lead: str, found: Iterable[_Open], command: str | None = None) -> Stack:
    ranked = sorted(found, key=lambda one: -one.gain)
    shown = tuple(one.write() for one in ranked[:MOST])
    return Stack(id_, heading, lead, shown, len(ranked) - len(shown), sum(one.gain for one in ranked), command)


# ---- what the suggestions say -------------------------------------------------------------------------------------------

_SUGGESTED: Mapping[What, tuple[str, str]] = {
    "split": ("Two under one name", "What the documents say of them does not go together."),
    "merge": ("One or two", "Names that may be those of one under two spellings."),
    "record": ("{} without a record", "Those that speak most, or are named in several documents."),
}


def _suggested(corpus: Corpus, refusals: Refusals) -> Iterator[Stack]:
    groups: defaultdict[tuple[What, str], list[_Open]] = defaultdict(list)
    for suggestion in suggest([document.article for document in corpus.documents], corpus.authorities, refusals):
        file = suggestion.file if suggestion.what == "record" else ""
        groups[suggestion.what, file].append(_Open(suggestion.gain, partial(_suggestion, corpus, suggestion)))
    for (what, kind), found in groups.items():
        heading, lead = _SUGGESTED[what]
        yield _stack(f"{what}-{kind}".strip("-"), heading.format(kind.capitalize()), lead, found, "onrecord suggest")


def _suggestion(corpus: Corpus, suggestion: Suggestion) -> Decision:
    entries = (corpus.entities.get((SINGULARS[suggestion.file], id_)) for id_ in suggestion.about)
    links = tuple(Link(entry.name, entry.url) for entry in entries if entry)
    apart = (f"onrecord suggest --apart {suggestion.id}",) if suggestion.what == "merge" else ()
    return Decision(
        title=" · ".join(link.text for link in links) or suggestion.names[0],
        evidence=suggestion.reasons,
        passages=tuple(_passage(corpus, quote) for quote in suggestion.evidence),
        links=links,
        pastes=tuple(_record(corpus, change) for change in suggestion.changes),
        commands=(f"onrecord suggest --apply {suggestion.id}", *apart, f"onrecord suggest --refuse {suggestion.id}"),
        statements=suggestion.statements,
        documents=suggestion.documents,
        doubt=suggestion.doubt,
    )


def _record(corpus: Corpus, change: Change) -> Paste:
    (text,) = as_yaml([plain(change.record)])
    known = change.record.id in getattr(corpus.authorities, change.kind)
    remarks = "".join(f"  # {line}\n" for line in change.remarks)
    return Paste(f"content/authorities/{change.kind}.yaml", f"{text}\n{remarks}", f"in place of {change.record.id}" if known else "")


def _passage(corpus: Corpus, quote: Quote) -> Passage:
    document = corpus.by_slug.get(quote.document)
    where = Link(document.title, f"{document.url}#{quote.paragraph}") if document else Link(quote.document)
    return Passage(quote.before, quote.words, quote.after, where)


# ---- documents ----------------------------------------------------------------------------------------------------------


def _dates(corpus: Corpus) -> Iterator[_Open]:
    """Documents whose date is not stated in full: with a text to paste for each reading, or one with a gap to fill."""
    for document in corpus.originals:
        found = next((problem for problem in _problems_of(document) if problem.code.startswith("date-")), None)
        if found is not None:
            value = document.when.date or ""
            readings = _DAY.findall(found.detail) if found.code == "date-ambiguous" else []
            gap = value.replace("XXXX", "YYYY") if value.startswith("XXXX") else "YYYY-MM-DD"
            bounds = [f"{document.when.words}: {e.note or e.text}" for e in _evidence(document, "date_bounds")] if not value else []
            yield _of_document(corpus, document, "date", readings or [gap], [found.detail, *bounds])


_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def _missing(corpus: Corpus, field: str) -> Iterator[_Open]:
    """Documents of which nobody and nothing says the value of a field."""
    for document in corpus.originals:
        value = _value(document, field)
        if value is not None and value.basis in ("none", "derived"):
            read = [f"built from “{evidence.text}”" for evidence in value.evidence]
            yield _of_document(corpus, document, field, [""], read)


def _of_document(corpus: Corpus, document: Document, field: str, values: Sequence[str], evidence: Sequence[str]) -> _Open:
    statements = len(corpus.said_in.get(document.slug, ()))
    return _Open(statements + 1, partial(_correction, document, statements, field, values, evidence))


def _correction(document: Document, statements: int, field: str, values: Sequence[str], evidence: Sequence[str]) -> Decision:
    """A decision on one field of a document; what a person has yet to write is nothing that a build would accept."""
    texts = [_yaml({"document": document.article.id, "field": field, "value": value, "reason": ""}) for value in values]
    return Decision(
        title=document.title,
        evidence=tuple(evidence),
        links=(document_link(document),),
        pastes=tuple(
            Paste(_CORRECTIONS, text, f"if {value} is right" if len(values) > 1 else "") for text, value in zip(texts, values, strict=True)
        ),
        statements=statements,
        documents=1,
        commands=(f"onrecord explain {document.slug} {field}",),
    )


def _yaml(record: Mapping[str, object]) -> str:
    text: str = yaml.safe_dump([dict(record)], allow_unicode=True, sort_keys=False, width=120)
    return text


def _value(document: Document, field: str) -> Value | None:
    standoff = document.article.standoff
    return next(iter(standoff.fields.get(field, ())), None) if standoff else None


def _evidence(document: Document, field: str) -> Sequence[Evidence]:
    value = _value(document, field)
    return value.evidence if value else ()


def _problems_of(document: Document) -> Sequence[Problem]:
    return document.article.standoff.problems if document.article.standoff else ()


def _problems(corpus: Corpus) -> Iterator[Decision]:
    """One decision for each sort of problem, with the documents that have it."""
    found: defaultdict[str, list[tuple[Document, Problem]]] = defaultdict(list)
    for document in corpus.documents:
        for problem in _problems_of(document):
            if problem.code not in _ASKED:
                found[problem.code].append((document, problem))
    for code, met in sorted(found.items()):
        advice = all_advice().get(code)
        details = dict.fromkeys(f"{document.slug}: {problem.detail}" for document, problem in met[:_FEW])
        yield Decision(
            title=advice.means if advice else code,
            evidence=(*((advice.do,) if advice else ()), *details),
            links=tuple(document_link(document) for document, _ in met[:_FEW]),
            more=max(len(met) - _FEW, 0),
            documents=len(met),
            commands=("onrecord check",),
        )


# ---- decisions that meet nothing ------------------------------------------------------------------------------------------


def _unused_records(corpus: Corpus) -> Iterator[Decision]:
    """Records that nothing mentions."""
    words = all_advice()["authority-unused"]
    for kind, record in unused(corpus.authorities, {(PLURALS[kind], id_) for kind, id_ in corpus.entities}):
        yield Decision(
            title=f"{record.label} ({record.id})", evidence=(words.means, words.do), places=(f"content/authorities/{kind}.yaml",)
        )


def _unused_corrections(corpus: Corpus, path: Path) -> Iterator[Decision]:
    for correction in corrections.load(path):
        if correction.document not in corpus.by_id:
            words = all_advice()["correction-unused"]
            yield Decision(
                title=f"{correction.document}: {correction.field}",
                evidence=(words.means, words.do),
                places=(f"{path.name}, line {correction.line}",),
            )
