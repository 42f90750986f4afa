"""Which of several documents with one text stands for them in lists: of those that have the same text, the one that may be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from onrecord.articles import Article
from onrecord.copies import CopyKind
from onrecord.rights.publication import LEVELS


@dataclass(frozen=True, slots=True)
class _Role:
    """Of which document another is a copy, and in which way; nothing for the one that stands for all."""

    of: str | None = None
    kind: CopyKind | None = None


def led_by_the_freest(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles; where the document that lists show is withheld, and a copy with the same text is not or less, they change places."""
    copies: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.standoff and article.standoff.duplicate_of:
            copies[article.standoff.duplicate_of].append(article)
    roles: dict[str, _Role] = {}
    for article in articles:
        roles |= _roles(article, copies.get(article.id, ()))
    return tuple(_in_role(article, roles[article.id]) if article.id in roles else article for article in articles)


def _roles(fuller: Article, copies: Sequence[Article]) -> Mapping[str, _Role]:
    """The roles of a document and its copies, where one of these takes its place."""
    same = [copy for copy in copies if copy.standoff and copy.standoff.duplicate_kind == "same" and _rank(copy) < _rank(fuller)]
    if not same:
        return {}
    first = min(same, key=lambda copy: (_rank(copy), copy.slug))
    others = {copy.id: _Role(first.id, copy.standoff.duplicate_kind) for copy in copies if copy.standoff}
    return others | {fuller.id: _Role(first.id, "same"), first.id: _Role()}


def _rank(article: Article) -> int:
    return LEVELS.index(article.publication.decision.level) if article.publication else 0


def _in_role(article: Article, role: _Role) -> Article:
    standoff = article.standoff
    assert standoff is not None, "only documents with annotations are copies or have any"  # noqa: S101  (narrows the type)
    problems = standoff.problems if role.of else tuple(problem for problem in standoff.problems if problem.code != "duplicate")
    changed = msgspec.structs.replace(standoff, duplicate_of=role.of, duplicate_kind=role.kind, problems=problems)
    return msgspec.structs.replace(article, standoff=changed)
