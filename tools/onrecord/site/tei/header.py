"""``teiHeader``: what is known of a document, how it is known, and what may be published of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord import __version__
from onrecord.articles import Article
from onrecord.fields import label, labels
from onrecord.records import Evidence, Revision, Value
from onrecord.site import dates as wordings
from onrecord.site import withheld
from onrecord.site.corpus import Corpus, Document, Said
from onrecord.site.dataset import Dataset, Keeper
from onrecord.site.tei import dates
from onrecord.site.tei.body import entity
from onrecord.site.tei.entities import EVIDENCE, Address, dated, topics
from onrecord.xmltext import element, escaped

_HOW = (
    "The text is that of the source without the furniture of its page; words and quotation marks stand as they stood, paragraphs are "
    "numbered. Names, statements and values were found by rules and corrected by people: a note of type evidence says of a value "
    "how it is known (stated: its words stand in the source; derived: built from such words; inferred: argued; editor: entered by a "
    'person) and by which words and rule. What a source does not state is absent, and a note says so. A said with direct="false" is '
    'reported speech; one with aloud="false" reports no speech but what somebody believes, plans or hopes. Fragments of one '
    "statement or name are chained by next and prev. A gap with the reason rights stands for words that may not be published here."
)
_EDTF = "Extended Date/Time Format (EDTF, ISO 8601-2)."


def header(corpus: Corpus, document: Document, said: Sequence[Said], dataset: Dataset, address: Address) -> str:
    """The element ``teiHeader``."""
    content = [
        element("fileDesc", {}, _title(document), _publication(document, dataset, address), _source(corpus, document)),
        _encoding(),
        _profile(document, said, address),
        _revisions(document.article, said),
    ]
    return f"{element('teiHeader', {'xml:lang': 'en'}, chr(10), *(f'{one}{chr(10)}' for one in content if one))}\n"


def field(name: str, number: int = 1) -> str:
    """The ``xml:id`` of the value of a field, to which its evidence points; further values of a field are numbered."""
    return f"field-{name}" if number == 1 else f"field-{name}.{number}"


# ---- fileDesc -----------------------------------------------------------------------------------------------------------------


def _title(document: Document) -> str:
    front = document.article.front
    titles = [element("title", {"type": "main"}, escaped(front.title))]
    if front.subtitle:
        titles.append(element("title", {"type": "sub"}, escaped(front.subtitle)))
    by = element("respStmt", {}, element("resp", {}, "read by rules, corrected by people"), element("name", {}, "onrecord"))
    return f"{element('titleStmt', {}, *titles, *_authors(front.authors), by)}\n"


def _authors(names: Iterable[str]) -> Iterator[str]:
    return (element("author", {}, escaped(name)) for name in names)


def _publication(document: Document, dataset: Dataset, address: Address) -> str:
    keepers = [element("publisher", {}, _keeper(keeper)) for keeper in dataset.keepers]
    content = [
        *(keepers or [element("authority", {}, escaped(dataset.title))]),
        element("ptr", {"target": address(document.url)}),
        element("idno", {"type": "id"}, escaped(document.article.id)),
        element("idno", {"type": "slug"}, escaped(document.slug)),
        _availability(document.article, dataset),
    ]
    return f"{element('publicationStmt', {}, *content)}\n"


def _keeper(keeper: Keeper) -> str:
    return element("name", {"ref": keeper.orcid}, escaped(keeper.name))


def _availability(article: Article, dataset: Dataset) -> str:
    """What the source says of its rights, what was decided from it, and how much stands here."""
    note, decision = withheld.note(article.publication), article.publication.decision if article.publication else None
    content = []
    status = "unknown"
    if note is not None and decision is not None:
        if decision.ground != "default":
            status = "free" if decision.level == "full" else "restricted"
        if note.statement is not None:
            content.append(element("licence", {"target": note.statement.href}, escaped(note.statement.text)))
        shown = note.extent or f"May be published {note.shown}."
        content.append(element("ab", {"type": "shown", "subtype": note.level}, escaped(f"{shown} Why: {note.reason}.")))
        content += [element("ab", {"type": "words"}, escaped(words)) for words in note.words]
    if article.front.rights:
        content.append(element("ab", {"type": "stated", "xml:id": field("rights")}, escaped(article.front.rights)))
    if dataset.licence:
        content.append(element("ab", {"type": "encoding"}, escaped(f"Header and annotations, as data about the text: {dataset.licence}")))
    return element("availability", {"status": status}, *(content or [element("p", {}, "Nothing is stated about the rights.")]))


def _source(corpus: Corpus, document: Document) -> str:
    front = document.article.front
    content = [_article(corpus, document)]
    kept = {"name": front.source, "sha256": front.sha256}
    file = [element("idno", {"type": key}, escaped(value)) for key, value in kept.items() if value]
    if file:
        content.append(element("bibl", {"type": "file"}, *file))
    return element("sourceDesc", {}, "\n", *(f"{one}\n" for one in content))


def _article(corpus: Corpus, document: Document) -> str:
    front = document.article.front
    titles = [element("title", {"level": "a", "type": "main", "xml:id": field("title")}, escaped(front.title))]
    if front.subtitle:
        titles.append(element("title", {"level": "a", "type": "sub", "xml:id": field("subtitle")}, escaped(front.subtitle)))
    authors = [element("author", {"xml:id": field("authors", number)}, escaped(name)) for number, name in enumerate(front.authors, 1)]
    content = [
        element("analytic", {}, *titles, *authors),
        element("monogr", {}, *_outlet(corpus, document), element("imprint", {}, *_imprint(document))),
        *_not_stated(document.article),
        *_evidence(document.article),
        *_related(corpus, document),
    ]
    return element("biblStruct", {"type": "article"}, "\n", *(f"{one}\n" for one in content))


def _outlet(corpus: Corpus, document: Document) -> Iterator[str]:
    if name := document.article.front.outlet:
        key = corpus.outlet_of.get(document.slug)
        found = document.article.standoff.entities if document.article.standoff else ()
        listed = key is not None and any((one.kind, one.id) == key for one in found)
        ref = f"#{entity(*key)}" if key is not None and listed else None
        yield element("title", {"level": "j", "xml:id": field("outlet"), "ref": ref}, escaped(name))


def _imprint(document: Document) -> Iterator[str]:
    front, when = document.article.front, document.when
    if front.host:
        yield element("distributor", {"xml:id": field("host")}, escaped(front.host))
    if front.date:
        yield dated(front.date, {"type": "published", "xml:id": field("date"), "evidence": EVIDENCE.get(when.basis)})
    if front.date_bounds:
        attributes = {"type": "bounds", "xml:id": field("date_bounds"), "evidence": EVIDENCE.get(document.article.basis("date_bounds"))}
        yield element("date", {**attributes, **dates.bounded(front.date_bounds)}, escaped(wordings.between(front.date_bounds)))
    if not front.host and not front.date and not front.date_bounds:
        yield element("date", {"type": "published"}, "not stated")  # the content model wants one thing at least


_ALWAYS = ("title", "outlet", "date", "authors", "language", "rights")
"""Fields of which it is said that the source does not state them; the others are rarely there."""


def _not_stated(article: Article) -> Iterator[str]:
    missing = [label(name) for name in _ALWAYS if article.basis(name) == "none"]
    if missing:
        yield element("note", {"type": "not-stated"}, escaped(f"Not stated: {', '.join(missing)}."))


def _evidence(article: Article) -> Iterator[str]:
    """How each value is known, in the order in which the page of the document shows the fields."""
    found = article.standoff.fields if article.standoff else {}
    for name in labels():
        for value in found.get(name, ()):
            if value.value is not None and value.evidence:
                attributes = {"type": "evidence", "subtype": value.basis, "target": _target(article, name, value.value)}
                yield element("note", attributes, escaped(f"{label(name)}: "), *_reasons(value))


def _target(article: Article, name: str, value: str) -> str | None:
    """Where a value stands in the header; a value that is not the document's any more, or has no element, stands nowhere."""
    if name == "digest_of":
        return None
    if name == "authors":
        return f"#{field(name, article.front.authors.index(value) + 1)}" if value in article.front.authors else None
    return f"#{field(name)}" if getattr(article.front, name) else None


def _reasons(value: Value) -> Iterator[str]:
    for number, evidence in enumerate(value.evidence):
        yield f"{'; ' if number else ''}{_reason(evidence)}"


def _reason(evidence: Evidence) -> str:
    """The words, with their place in the source's text and the rule that read them, and the argument."""
    where = f"characters {evidence.start} to {evidence.end}, " if evidence.start is not None and evidence.end is not None else ""
    words = f"{element('quote', {}, escaped(evidence.text))} " if evidence.text else ""
    argument = f": {evidence.note}" if evidence.note else ""
    return f"{words}{escaped(f'({where}rule: {evidence.rule}){argument}')}"


def _related(corpus: Corpus, document: Document) -> Iterator[str]:
    if document.article.front.digest_of:
        yield element("relatedItem", {"type": "digest-of"}, element("bibl", {}, escaped(document.article.front.digest_of)))
    standoff, fuller = document.article.standoff, corpus.fuller(document)
    if fuller is not None and standoff is not None:
        attributes = {"type": "copy-of", "subtype": standoff.duplicate_kind}
        yield element("relatedItem", attributes, element("ptr", {"target": f"{fuller.slug}.xml"}))


# ---- the rest -----------------------------------------------------------------------------------------------------------------


def _encoding() -> str:
    software = element("label", {}, "onrecord")
    return element(
        "encodingDesc",
        {},
        element("editorialDecl", {}, element("interpretation", {}, element("p", {}, escaped(_HOW)))),
        element("appInfo", {}, element("application", {"ident": "onrecord", "version": __version__}, software)),
    )


def _profile(document: Document, said: Sequence[Said], address: Address) -> str:
    front = document.article.front
    keys = {one.statement.speaker_name: one.speaker_key for one in said}
    named = [(name, keys.get(name)) for name in front.speakers]
    speakers = [element("rs", {"type": "speaker", "ref": f"#{entity(*key)}" if key else None}, escaped(name)) for name, key in named]
    terms = [*topics(document)]
    content = [
        element("langUsage", {}, element("language", {"ident": front.language, "xml:id": field("language")})) if front.language else "",
        element("calendarDesc", {}, element("calendar", {"xml:id": dates.METHOD}, element("p", {}, _EDTF))),
        element("particDesc", {}, element("p", {}, "Speakers: ", ", ".join(speakers))) if speakers else "",
        element("textClass", {}, element("keywords", {"scheme": address("topics.html")}, *terms)) if terms else "",
    ]
    return element("profileDesc", {}, *content)


def _revisions(article: Article, said: Iterable[Said]) -> str:
    """What people corrected: of the document, by the basis of its fields, and of its statements."""
    found = article.standoff.fields if article.standoff else {}
    corrected = ((name, value) for name, values in found.items() for value in values if value.basis == "editor")
    changes = [f"{label(name)}: {e.note}" for name, value in corrected for e in value.evidence if e.note]
    entries = [element("change", {}, escaped(text)) for text in dict.fromkeys(changes)]
    for one in said:
        entries += [element("change", {"target": f"#{one.anchor}"}, escaped(_revised(r))) for r in one.statement.revisions]
    return element("revisionDesc", {}, *entries) if entries else ""


def _revised(revision: Revision) -> str:
    before = f" (before: {revision.before})" if revision.before else ""
    return f"{revision.field.replace('_', ' ')}: {revision.reason}{before}"
