"""Which of a document may be published: decided by a person, by the record of its outlet, or by what the source itself says.

The first that speaks decides: a correction; that the words are the corpus keeper's own (a digest, a page written by hand); the record
of the outlet or of the host, the stricter of the two; the source's own lines; the setting. A licence must stand where licences stand:
in the rights field, or in a line that is nothing but a notice, in the furniture or at an edge of the text. An article about
a licence, a teaser of one, or the licence of a photograph decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.articles import Article, StandOff
from onrecord.authorities import Authorities, Outlet
from onrecord.edits import LAYOUT
from onrecord.rights.publication import LEVELS, Decision, Level, Policy
from onrecord.vocabulary import table


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of ``rights.tsv``; ``level`` is ``None`` for lines that speak of something other than the text."""

    pattern: re.Pattern[str]
    level: Level | None
    statement: str
    yields: bool


@dataclass(frozen=True, slots=True)
class _Notice:
    """A line that says something of the rights: its words, and the statement of rights that they make. One that is nothing but the name
    of a licence (``alone``) stands in lists of photographs too: nobody says that it is the text's, and it decides nothing."""

    words: str
    level: Level
    yields: bool
    label: str
    uri: str | None
    unnamed: bool
    alone: bool


def decide(article: Article, authorities: Authorities, policy: Policy) -> Decision:
    """What may be published of a document."""
    return _corrected(article) or _own(article) or _recorded(article, authorities) or _stated(article) or _default(article, policy)


# ---- people ---------------------------------------------------------------------------------------------------------------


def _corrected(article: Article) -> Decision | None:
    level = article.front.publish
    if level is None:
        return None
    values = article.standoff.fields.get("publish", ()) if article.standoff else ()
    why = next((evidence.note for value in values for evidence in value.evidence if evidence.note), None)
    stated = _strictest(_notices(article))
    fits = stated[0] if stated and stated[0].level == level else None
    return Decision(level, "correction", why or "entered by hand", uri=fits.uri if fits else None, label=fits.label if fits else None)


def _own(article: Article) -> Decision | None:
    """A digest and a page written by hand hold no words of a publisher. Where a line of the source alone says that it is a digest, what
    its other lines say of the rights goes before."""
    if article.front.digest_of is not None:
        stated = None if article.basis("digest_of") == "editor" else _stated(article)
        return stated or Decision("full", "own", "a digest: the words are those of this corpus, not of the article that it retells")
    if article.standoff is None:
        return Decision("full", "own", "a page written by hand for this corpus")
    return None


def _recorded(article: Article, authorities: Authorities) -> Decision | None:
    """What the records of the outlet and of the host say; where both speak, the stricter."""
    names = [name for name in (article.front.outlet, article.front.host) if name]
    found = [record for name in names if (record := _record(name, article, authorities)) is not None]
    deciding = [(LEVELS.index(record.publish), record) for record in found if record.publish]
    if not deciding:
        return None
    record = max(deciding, key=lambda pair: pair[0])[1]
    assert record.publish is not None  # noqa: S101  (narrows the type)
    return Decision(
        record.publish, "record", f"so the record of {record.label} says", uri=record.rights_uri, label=_label(record.rights_uri)
    )


def _record(name: str, article: Article, authorities: Authorities) -> Outlet | None:
    ids = [e.id for e in article.standoff.entities if e.kind == "outlet" and e.name == name] if article.standoff else []
    for id_ in ids:
        if id_ in authorities.outlets:
            return authorities.outlets[id_]
    return next((record for record in authorities.outlets.values() if name in (record.label, *record.variants)), None)


def _default(article: Article, policy: Policy) -> Decision:
    statement = _statements()["CNE"]
    named = tuple(dict.fromkeys(notice.words for notice in _lines(article) if notice.alone))[:1]
    what = "terms are named without saying that they are for this text" if named else "nothing is stated about the rights"
    return Decision(policy.level, "default", f"{what}, so the setting of this corpus decides", named, statement[1], statement[0])


# ---- the source -------------------------------------------------------------------------------------------------------------


def _stated(article: Article) -> Decision | None:
    notices = _strictest(_notices(article))
    if not notices:
        return None
    first = notices[0]
    reason = {
        "full": "the source may be published again",
        "excerpt": "the source reserves its rights",
        "metadata": "the source is not meant for publication",
    }[first.level]
    if first.unnamed:
        reason = "the source names a Creative Commons licence without saying which"
    if len(notices) > 1:
        reason = "the source states two things about its rights, of which the stricter counts"
    words = tuple(dict.fromkeys(notice.words for notice in notices))
    return Decision(first.level, "source", reason, words, first.uri, first.label, ambiguous=len(notices) > 1)


def _strictest(notices: Sequence[_Notice]) -> list[_Notice]:
    """The notice that decides, with one that contradicts it. A © decides only where nothing else does."""
    firm = [notice for notice in notices if not notice.yields] or list(notices)
    if not firm:
        return []
    best = max(firm, key=lambda notice: LEVELS.index(notice.level))  # among equals, the first
    against = next((notice for notice in firm if notice.level == "full" and best.level != "full"), None)
    return [best, against] if against else [best]


def _notices(article: Article) -> list[_Notice]:
    """The notices of a source that decide something, the rights field's first."""
    return [notice for notice in _lines(article) if not notice.alone]


def _lines(article: Article) -> list[_Notice]:
    """The lines of a source that say something of rights, the rights field's first; what an editor entered there is all that it says."""
    entered = article.standoff is None or article.basis("rights") == "editor"
    lines = [e.text for v in article.standoff.fields.get("rights", ()) for e in v.evidence] if article.standoff and not entered else []
    found = [notice for line in lines or [article.front.rights or ""] for notice in _read([line], field=True)]
    if article.standoff is None or entered:
        return found
    return [*found, *_read(_furniture(article.standoff)), *_read(_edges(article, article.standoff), prose=True)]


def _furniture(standoff: StandOff) -> Iterator[str]:
    """What was cut from the source."""
    for edit in standoff.edits:
        if edit.rule != LAYOUT:
            yield standoff.source[edit.start : edit.end]


_EDGE = 3
"""Blocks at the head and at the foot of a text among which a notice may stand that was not recognized as furniture."""
_LONGEST = 60
"""Words of a block that can be such a notice."""


def _edges(article: Article, standoff: StandOff) -> Iterator[str]:
    """The short blocks at the edges of the text in which nobody speaks."""
    blocks = [block for block in standoff.blocks if block.kind not in ("title", "subtitle")]
    for block in (*blocks[:_EDGE], *blocks[max(_EDGE, len(blocks) - _EDGE) :]):
        text = article.body[block.start : block.end]
        said = any(start < block.end and block.start < end for s in standoff.statements for start, end in s.parts)
        if not said and len(text.split()) <= _LONGEST:
            yield text


_BETWEEN = re.compile(r"[\n|·•]|(?<=[^\W\d_]{2}[.;!])\s+(?=[^\W\d_a-z]|©)|(?<=\d[.;])\s+(?=[^\W\d_a-z]|©)")


_LONGEST_LINE = 2000
"""Characters of a line that are looked at: a notice is shorter."""


def _cut(text: str) -> Iterator[str]:
    """A text in lines, cells of a footer and sentences, the longest of them cut."""
    return (" ".join(part.split())[:_LONGEST_LINE] for part in _BETWEEN.split(text) if part.strip())


_LEAD_IN = re.compile(
    r"\W*(?:(?:except|unless)\s+(?:where|as)?\s*otherwise\s+\w+\W+)?"
    r"(?:(?:©|\(c\)|copyright)[^.]{0,60}?\W+)?"
    r"(?:(?:all|any|the|this|these|our|its|other)\s+)*"
    r"(?:(?:written|text|original|editorial|published|site['’]?s?|website['’]?s?|web)\s+)*"
    r"(?:(?:texts?|articles?|works?|stor(?:y|ies)|reports?|posts?|pages?|(?:web)?sites?|documents?|contents?|materials?|information|publications?|"
    r"transcripts?|speech(?:es)?|statements?|releases?|interviews?|news|it|rights?|licen[cs]es?|licen[cs]ed|published|released|available|"
    r"republish\w*|reproduction|terms)\b[^.]{0,120}?)?\W*",
    re.IGNORECASE,
)
"""With what a notice begins, before its licence: ``This article is published under …``. Prose about a licence begins otherwise."""


_LONGEST_LEAD_IN = 300
"""Characters."""


def _read(texts: Iterable[str], *, field: bool = False, prose: bool = False) -> Iterator[_Notice]:
    """What some texts say, line by line. Outside the rights field, what frees or forbids must be a notice; in prose, what reserves too."""
    for line in (line for text in texts if _may_speak(text) for line in _cut(text) if _may_speak(line)):
        for row in _rows():
            match = row.pattern.search(line)
            if match is None:
                continue
            if row.level is None:
                break
            reserves = row.level == "excerpt" and row.statement == "InC"
            if not field and (prose or not reserves) and not _is_notice(line, match.start()):
                continue
            if not field and _is_alone(line, row, match):
                yield replace(_notice(line, row, match), alone=True)
                break
            if not field and row.level == "full" and row.statement != "InC" and not line[: match.start()].strip(_MARKS):
                continue
            yield _notice(line, row, match)
            if not row.yields:
                break


_MARKS = " -–—:(<["
_BEHIND = 4
"""Words behind the name of a licence that still belong to it: "International Public License"."""


def _is_alone(line: str, row: _Row, match: re.Match[str]) -> bool:
    """Whether a line is nothing but the name of a licence or of the public domain."""
    frees = row.level == "full" and row.statement != "InC"
    bare = not line[: match.start()].strip(_MARKS) and len(line[match.end() :].split()) <= _BEHIND
    return (frees or row.statement == _UNNAMED) and bare and "©" not in line


def _is_notice(line: str, start: int) -> bool:
    """Whether the words before a licence are those with which a notice begins."""
    return start <= _LONGEST_LEAD_IN and _LEAD_IN.fullmatch(line, 0, start) is not None


def _notice(line: str, row: _Row, match: re.Match[str]) -> _Notice:
    groups = match.groupdict()
    label, uri = _statements()[row.statement.format(id=(groups.get("id") or "").lower())]
    version, port = groups.get("version"), (groups.get("port") or "").lower()
    if "{version}" in (uri or ""):
        label = f"{label} {version}" if version else f"{label}, version not stated"
        uri = uri.format(version=version, port=f"{port}/" if port else "") if version and uri else None
    assert row.level is not None  # noqa: S101  (narrows the type)
    return _Notice(_short(line), row.level, row.yields, label, uri, unnamed=row.statement == _UNNAMED, alone=False)


_UNNAMED = "CNE"
"""The statement of the row for a Creative Commons licence of which nobody says which it is."""


_QUOTED = 40
"""Words of a notice that are quoted as the reason."""


def _short(line: str) -> str:
    words = line.split()
    return line if len(words) <= _QUOTED else " ".join(words[:_QUOTED]) + " …"


# ---- the tables -----------------------------------------------------------------------------------------------------------


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            re.compile(row["pattern"], re.IGNORECASE),
            next((level for level in LEVELS if level == row["level"]), None),
            row["statement"],
            row["yields"] == "yes",
        )
        for row in table("rights")
    )


_SIGNS = (
    "right|licen|©|(c)|copy|creative|domain|cc|permi|consent|approv|reproduc|republ|reprint|publication|release|embargo|distrib|circul|"
    "personal|private|internal|forward|may not|can not|must not|shall not|may be|can be|must be|no part|no portion|no section|forbid|"
    "transmission|confiden|vertrau|vertrouw|riservato|конфиденц|official|restricted|limited|pass on|"
    "prohib|works of the|work of the|recht|droits|derechos|direitos|diritti|prawa|hakl|hüquq|huquq|прав|حقوق|版权|转载|転載"
).split("|")
"""One of these stands in whatever a row of the table finds: a quick look before the table is tried."""


def _may_speak(text: str) -> bool:
    lower = text.lower()
    return any(sign in lower for sign in _SIGNS)


@cache
def _statements() -> Mapping[str, tuple[str, str | None]]:
    """id → label and address of each statement of rights."""
    return {row["id"]: (row["label"], row["uri"] or None) for row in table("rights-statements")}


def _label(uri: str | None) -> str | None:
    """The label of a statement of rights, or its address where the table does not have it."""
    if uri is None:
        return None
    wanted = re.sub(r"^https?://(?:www\.)?", "", uri).rstrip("/")
    for label, known in _statements().values():
        pattern = re.escape(re.sub(r"^https?://(?:www\.)?", "", known or "").rstrip("/"))
        pattern = pattern.replace(re.escape("{version}"), r"(?P<version>[\d.]+)").replace(re.escape("{port}"), "").rstrip("/")
        match = re.fullmatch(rf"{pattern}(?:/[a-z]{{2}})?", wanted)
        if match and known:
            version = match.groupdict().get("version")
            return f"{label} {version}" if version else label
    return uri
