"""Builders of invented articles and authority files for the tests of the site, through the types of the border."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import yaml

from onrecord import markdown
from onrecord.articles import Article, FrontMatter, StandOff
from onrecord.copies import CopyKind
from onrecord.edits import Edit
from onrecord.records import (
    Account,
    Basis,
    Block,
    Entity,
    EntityKind,
    Evidence,
    Mention,
    Parallel,
    Problem,
    Revision,
    Statement,
    StatementKind,
    Value,
)

FURNITURE = "\n\nPrinter friendly"


@dataclass(frozen=True)
class Draft:
    """An invented document: paragraphs, and what is found in them, given by the words themselves."""

    slug: str
    paragraphs: Sequence[str] = ("The ferry left at noon.",)
    title: str = "The ferry"
    names: Sequence[tuple[EntityKind, str, str]] = ()
    """(kind, id, name): mentioned wherever the name stands."""
    quotes: Sequence[tuple[StatementKind, str, str | None, str | None]] = ()
    """(kind, words, speaker's id, speaker's name)."""
    said_on: str | None = None
    details: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Words of a quote → further fields of its statement; ``cue`` and ``speaker_span`` are given by their words."""
    fields: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    accounts: Sequence[Account] = ()
    problems: Sequence[Problem] = ()
    parallels: Sequence[tuple[str, str]] = ()
    """(words, thread)."""
    duplicate_of: str | None = None
    duplicate_kind: CopyKind | None = None
    basis: Mapping[str, Basis] = field(default_factory=dict)
    front: Mapping[str, Any] = field(default_factory=dict)

    @property
    def body(self) -> str:
        return markdown.BETWEEN_BLOCKS.join(self.paragraphs)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return markdown.join((text, "paragraph") for text in self.paragraphs)[1]

    def front_matter(self) -> FrontMatter:
        sha256 = hashlib.sha256(self.body.encode()).hexdigest()
        basis: dict[str, Basis] = {"title": "stated", **dict.fromkeys(self.front, "stated"), **self.basis}
        kept = {name: value for name, value in basis.items() if value != "editor"}
        return FrontMatter(title=self.title, basis=kept, id=self.slug, source=f"{self.slug}.txt", sha256=sha256, **self.front)

    def stand_off(self) -> StandOff:
        return StandOff(
            id=self.slug,
            name=f"{self.slug}.txt",
            sha256=hashlib.sha256(self.body.encode()).hexdigest(),
            fields={"title": (Value(self.title, "stated", (Evidence(self.title, "first-line"),)),), **self.fields},
            entities=tuple(Entity(kind, id_, name, (name,)) for kind, id_, name in self.names),
            mentions=tuple(self._mentions()),
            accounts=tuple(self.accounts),
            statements=tuple(self._statements()),
            blocks=self.blocks,
            problems=tuple(self.problems),
            parallels=tuple(Parallel(self.body.index(words), self.body.index(words) + len(words), id_) for words, id_ in self.parallels),
            duplicate_of=self.duplicate_of,
            duplicate_kind=self.duplicate_kind,
            edits=(Edit(len(self.body), len(self.body) + len(FURNITURE), "", "footer"),),
            source=self.body + FURNITURE,
        )

    def article(self) -> Article:
        html, body, blocks = markdown.parse(self.markdown())
        return Article(slug=self.slug, front=self.front_matter(), body=body, html=html, blocks=blocks, standoff=self.stand_off())

    def markdown(self) -> str:
        return "\n\n".join(map(markdown.escape, self.paragraphs)) + "\n"

    def write(self, folder: Path) -> None:
        front = {key: value for key, value in msgspec.to_builtins(self.front_matter()).items() if value}
        text = f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n\n{self.markdown()}"
        (folder / f"{self.slug}.md").write_text(text, encoding="utf-8")
        (folder / f"{self.slug}.json").write_bytes(msgspec.json.encode(self.stand_off()))

    def _mentions(self) -> Iterable[Mention]:
        for kind, id_, name in self.names:
            start = self.body.find(name)
            while start >= 0:
                yield Mention(start, start + len(name), kind, id_, "name")
                start = self.body.find(name, start + len(name))

    def _statements(self) -> Iterable[Statement]:
        for kind, words, speaker, name in self.quotes:
            start = self.body.index(words)
            end = start + len(words)
            who: EntityKind | None = "person" if speaker else None
            said = Statement(kind, start, end, ((start, end),), "quotation", None, speaker, name, who, None, self.said_on)
            yield replace(said, **{key: self._found(key, value) for key, value in self.details.get(words, {}).items()})

    def _found(self, key: str, value: Any) -> Any:
        if key not in ("cue", "speaker_span"):
            return value
        start = self.body.index(value)
        return start, start + len(value)


SPEECH = "Nobody asked the ferry whether it wished to be a bridge"
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% raw %} \"><img src=x onerror=alert(2)> &amp; ' </pre></details>"

CORPUS = (
    Draft(
        "the-ferry-is-retired",
        ("Mayor Ada Lindqvist met the crew in Oster Bay on Friday.", f"“{SPEECH},” Lindqvist said.", "The bridge opening came later."),
        title="The ferry is retired",
        names=(
            ("person", "ada-lindqvist", "Ada Lindqvist"),
            ("place", "oster-bay", "Oster Bay"),
            ("event", "bridge", "bridge opening"),
            ("topic", "ferries", "ferry"),
        ),
        quotes=(("direct", SPEECH, "ada-lindqvist", "Ada Lindqvist"),),
        said_on="2019-05-13",
        fields={
            "date": (
                Value(
                    "2019-05-14",
                    "stated",
                    (Evidence("Friday", "dateline", 46, 52),),
                    (Value("2019", "stated", (Evidence("© 2019", "copyright"),)),),
                ),
            )
        },
        front={"date": "2019-05-14", "outlet": "Oster Courier", "authors": ("Lev Brandt",), "host": "Open Newsstand", "language": "en"},
    ),
    Draft(
        "words-on-the-quay",
        ("Ada Lindqvist spoke on the quay.", "She said that the toll would fall.", "A sailor called it “a long goodbye”."),
        title="Ada Lindqvist spoke on the quay",
        names=(
            ("person", "ada-lindqvist", "Ada Lindqvist"),
            ("organization", "port-office", "quay"),
            ("event", "harbour-fair", "a long goodbye"),
        ),
        quotes=(("indirect", "the toll would fall", "ada-lindqvist", "Ada Lindqvist"), ("direct", "a long goodbye", None, "A sailor")),
        fields={
            "date_bounds": (
                Value(
                    "2017-06-01/2021-05-31",
                    "inferred",
                    (Evidence("Ada Lindqvist", "term", note="She was mayor from June 2017 to May 2021."),),
                ),
            )
        },
        problems=(Problem("date-missing", "no date stands in the source"),),
        basis={"title": "derived", "date_bounds": "inferred"},
        front={"date_bounds": "2017-06-01/2021-05-31"},
    ),
    Draft(
        "the-ferry-in-short",
        title="The ferry, in short",
        duplicate_of="the-ferry-is-retired",
        front={"date": "2019-05", "outlet": "Oster Courier"},
    ),
    Draft("a-digest", title="A digest", basis={"date": "editor"}, front={"date": "2020", "digest_of": "The ferry, Oster Courier, 2019"}),
    Draft(
        "hostile",
        (HOSTILE, "W" * 400, "שלום עולם"),
        title=HOSTILE,
        names=(("person", "hostile-name", HOSTILE), ("topic", "hostile-topic", "onerror")),
        quotes=(("direct", "alert(1)", None, HOSTILE),),
        problems=(Problem("odd", HOSTILE),),
        fields={"outlet": (Value(HOSTILE, "stated", (Evidence(HOSTILE, "line", note=HOSTILE),), (Value(HOSTILE, "stated"),)),)},
        front={"outlet": HOSTILE, "host": HOSTILE, "authors": (HOSTILE,), "rights": HOSTILE, "subtitle": HOSTILE, "date": "XXXX-03-23"},
    ),
)

RECORD = Draft(
    "what-the-harbour-thinks",
    (
        "The mayor said on Monday that the Oster Bay ferry would be missed, at the bridge opening.",
        "She hopes that the fog stays. “Nobody tells us anything,” said an official who asked not to be named.",
        "The report says that the piers are sound. Ada Lindqvist was late, he said.",
    ),
    title="What the harbour thinks",
    names=(
        ("person", "ada-lindqvist", "Ada Lindqvist"),
        ("place", "oster-bay", "Oster Bay"),
        ("event", "bridge", "bridge opening"),
        ("topic", "ferries", "ferry"),
    ),
    quotes=(
        ("indirect", "the Oster Bay ferry would be missed", "ada-lindqvist", "Ada Lindqvist"),
        ("indirect", "the fog stays", "ada-lindqvist", "Ada Lindqvist"),
        ("direct", "Nobody tells us anything", None, "an official who asked not to be named"),
        ("indirect", "the piers are sound", None, "The report"),
        ("indirect", "Ada Lindqvist was late", None, "he"),
    ),
    details={
        "the Oster Bay ferry would be missed": {
            "said_on": "2019-06-03",
            "said_on_basis": "inferred",
            "event": "bridge",
            "cue": "said on",
            "speaker_span": "The mayor",
        },
        "the fog stays": {"attitude": True, "cue": "hopes", "revisions": (Revision("kind", "indirect", "a hope (N. N.)"),)},
    },
    front={"date": "2019-06-05", "outlet": "Oster Courier"},
)
"""A document with statements of every kind and every sort of speaker."""

AUTHORITIES = {
    "people": [
        {
            "id": "ada-lindqvist",
            "label": "Ada Lindqvist",
            "note": "Invented.",
            "same_as": ["https://example.org/ada"],
            "offices": [{"office": "Mayor of Oster Bay", "term": "2017-06-01/2021-05-31", "place": "oster-bay"}],
        }
    ],
    "places": [{"id": "oster-bay", "label": "Oster Bay"}],
    "events": [
        {
            "id": "bridge",
            "label": "Opening of the bridge",
            "date": "2019-05-14",
            "terms": ["bridge opening", "the Great Crossing"],
            "participants": ["ada-lindqvist"],
            "places": ["oster-bay"],
        }
    ],
    "topics": [{"id": "ferries", "label": "Ferries", "terms": ["ferry"]}],
    "outlets": [{"id": "oster-courier", "label": "Oster Courier", "place": "Oster Bay", "domains": ["courier.example"]}],
}


def crowd(size: int) -> Draft:
    """A document that names many people, for lists of several pages."""
    names: list[tuple[EntityKind, str, str]] = [("person", f"guest-{n:03}", f"Guest Number{n:03}") for n in range(size)]
    text = ", ".join(name for _, _, name in names) + "."
    return Draft("the-guests", (text,), title="The guests", names=names, front={"date": "2018-01-01"})


def corpus(folder: Path, drafts: Iterable[Draft] = CORPUS, authorities: Mapping[str, Any] = AUTHORITIES) -> Path:
    """Write a corpus with a page by hand and its settings; returns the settings file."""
    for name in ("content/articles", "content/authorities", "content/pages"):
        (folder / name).mkdir(parents=True)
    for draft in drafts:
        draft.write(folder / "content/articles")
    by_hand = "---\ntitle: By hand\ndate: 2022-10~\n---\n\nWith *emphasis* and <script>alert(3)</script>.\n\n- one\n\n## More\n\nThe end.\n"
    (folder / "content/articles/by-hand.md").write_text(by_hand, encoding="utf-8")
    (folder / "content/pages/about.md").write_text("Title: About\n\nA page. See [the articles](articles.html).\n", encoding="utf-8")
    for kind, records in authorities.items():
        (folder / f"content/authorities/{kind}.yaml").write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
    theme = Path(__file__).resolve().parents[2] / "theme"
    settings = folder / "pelicanconf.py"
    lines = [
        "from onrecord.site.settings import *",
        'SITENAME = "Ferries & bridges"',
        'SITESUBTITLE = "Invented"',
        f"THEME = {str(theme)!r}",
    ]
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return settings
