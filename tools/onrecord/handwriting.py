"""Writing into hand-kept YAML: what is touched changes, and every other byte of the file stays as somebody wrote it.

Comments, order, quotation marks and line ends belong to the person who keeps the file. So nothing is loaded and dumped: the
places of the YAML nodes give the spans to edit, and a file nobody changes is the same file. What was written is read again
before it is given back: it must hold the records it should, or the change is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, TypeVar

import msgspec
import yaml
from yaml.nodes import CollectionNode

from onrecord.authorities import Record, plain
from onrecord.edits import Edit, apply
from onrecord.errors import ConfigurationError
from onrecord.hand import Loader, compose, parse_records

R = TypeVar("R", bound=Record)

_LINE = 120
"""Columns after which a value is broken over lines; a list of plain values that fits stands in brackets."""
_RULE = "a person's decision"
_BOM = "\ufeff"


def rewrite(text: str, origin: str, records: Sequence[R], remarks: Mapping[str, Sequence[str]] | None = None) -> str:
    """The text of a file with these records: one whose id it has is changed in place, a new one follows at the end.

    ``remarks`` are comments, by id, to stand under a new record. Raises :class:`ConfigurationError` for a text that does not
    fit to begin with, and for a record written in a way (an anchor, a tag) that cannot be edited without harm.
    """
    if not records:
        return text
    kind = type(records[0])
    body = text.removeprefix(_BOM)
    before = {record.id: record for record, _ in parse_records(body, origin, kind)}
    wanted = before | {record.id: record for record in records}
    for whole in (False, True):  # field by field; where that does not come out right, the whole of each touched record
        new = _with_changes(body, origin, before, [record for record in records if record != before.get(record.id)], whole)
        newcomers = [record for record in records if record.id not in before]
        new = _with_new(new, origin, [(plain(record), (remarks or {}).get(record.id, ())) for record in newcomers])
        if _holds(new, origin, kind, wanted):
            return text[: len(text) - len(body)] + new
    raise ConfigurationError(f"{origin}: {', '.join(r.id for r in records)} cannot be written without harm to the file; change it by hand")


def append(text: str, origin: str, new: Sequence[Mapping[str, Any]], kind: type[Any]) -> str:
    """The text of a hand-kept file of another ``kind`` with new records at its end, under the same promise."""
    before = [record for record, _ in parse_records(text, origin, kind)]
    written = _with_new(text, origin, [(record, ()) for record in new])
    if [record for record, _ in parse_records(written, origin, kind)] != [*before, *(msgspec.convert(record, kind) for record in new)]:
        raise ConfigurationError(f"{origin}: nothing can be added without harm to the file; change it by hand")
    return written


def _holds(text: str, origin: str, kind: type[R], wanted: Mapping[str, R]) -> bool:
    try:
        return {record.id: record for record, _ in parse_records(text, origin, kind)} == wanted
    except ConfigurationError:
        return False


# ---- records that stand there --------------------------------------------------------------------------------------------


class _UnplaceableError(Exception):
    """A node whose words do not stand where it is used: an alias, or a tag around it."""


def _with_changes(text: str, origin: str, before: Mapping[str, Any], changed: Iterable[Record], whole: bool) -> str:
    nodes = {_value(node, "id"): node for node in _items(compose(text, origin))}
    page = _Page(text)
    edits: list[Edit] = []
    for record in changed:
        if record.id in before:
            edits += _record_edits(page, nodes[record.id], plain(before[record.id]), plain(record), whole)
    return apply(text, edits).text


def _record_edits(page: _Page, node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any], whole: bool) -> list[Edit]:
    if not whole:
        try:
            return page.mapping(node, old, new)
        except _UnplaceableError:
            pass
    start = node.start_mark.index
    return [Edit(start, page.end(node), page.written(new, node.start_mark.column, node.flow_style), _RULE)]


def _items(root: yaml.SequenceNode | None) -> list[yaml.MappingNode]:
    return [node for node in root.value if isinstance(node, yaml.MappingNode)] if root is not None else []


def _value(node: yaml.MappingNode, key: str) -> str:
    return next(str(value.value) for name, value in node.value if name.value == key)


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with what is needed to edit it: where things end, and its line ends."""

    text: str

    @property
    def newline(self) -> str:
        found = re.search(r"\r\n|\n|\r", self.text)
        return found[0] if found else "\n"

    def end(self, node: yaml.Node) -> int:
        """Where the words of a node end. The parser lets a block run on to the next token, over comments that follow it."""
        if not isinstance(node, CollectionNode) or node.flow_style:
            at = int(node.end_mark.index)
            return len(self.text[:at].rstrip()) if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else at
        last = node.value[-1]
        return self.end(last[1] if isinstance(last, tuple) else last)

    def line_end(self, at: int) -> int:
        """The end of the line, its line break not counted; a comment behind the words belongs to them."""
        found = re.compile(r"\r\n|\n|\r").search(self.text, at)
        return found.start() if found else len(self.text)

    def written(self, value: Mapping[str, Any] | list[Any], column: int, flow: bool) -> str:
        """A value as it stands at a column: in brackets, or as a block whose further lines are indented to it."""
        if flow:
            return _dump(value, width=10**6, flow=True).strip()
        return f"{self.newline}{' ' * column}".join(_dump(value, width=_LINE - column).rstrip("\n").split("\n"))

    def field(self, key: str, value: Any, column: int, flow: bool) -> str:
        written = self.written({key: value}, column, flow)
        return written[1:-1] if flow else written

    def mapping(self, node: CollectionNode, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Edit]:
        """Edits that turn a mapping into another; fields that are alike in both are not touched."""
        pairs = self._placed([(key, value) for key, value in node.value])
        held = {key.value: (key, value) for key, value in pairs}
        edits: list[Edit] = []
        for key in held.keys() & (old.keys() | new.keys()):
            if key not in new and key in old:
                edits.append(self._without(node, [k.value for k, _ in pairs].index(key), pairs))
            elif old.get(key) != new.get(key):
                edits += self._changed(node, held[key], old.get(key), new[key])
        return edits + self._added(node, held, {key: value for key, value in new.items() if key in held or value != old.get(key)})

    def _changed(self, node: CollectionNode, pair: tuple[yaml.Node, yaml.Node], old: Any, new: Any) -> list[Edit]:
        key, value = pair
        if isinstance(value, yaml.SequenceNode) and value.value and old:
            return self.sequence(value, old, new)
        whole = self.field(key.value, new, key.start_mark.column, bool(node.flow_style))
        return [Edit(key.start_mark.index, self.end(value), whole, _RULE)]

    def _added(self, node: CollectionNode, held: Mapping[str, tuple[yaml.Node, yaml.Node]], new: Mapping[str, Any]) -> list[Edit]:
        """Each new field after the one it follows in a record; several in one place are one edit."""
        wanted: dict[str, list[str]] = {}
        after = None
        for key in new:
            if key in held:
                after = key
            elif after is None:
                raise _UnplaceableError
            else:
                wanted.setdefault(after, []).append(key)
        edits = []
        for place, keys in wanted.items():
            at = self.end(held[place][1])
            flow = bool(node.flow_style)
            column = node.start_mark.column
            lead = ", " if flow else self.newline + " " * column
            at = at if flow else self.line_end(at)
            edits.append(Edit(at, at, "".join(lead + self.field(key, new[key], column, flow) for key in keys), _RULE))
        return edits

    def sequence(self, node: CollectionNode, old: Sequence[Any], new: Sequence[Any]) -> list[Edit]:
        """Edits that turn a list into another: items that both have stay, with their comments."""
        items = [item for _, item in self._placed([(item, item) for item in node.value])]
        edits: list[Edit] = []
        matcher = SequenceMatcher(None, [repr(item) for item in old], [repr(item) for item in new], autojunk=False)
        for operation, first, last, begin, stop in matcher.get_opcodes():
            if operation == "equal":
                continue
            both = min(last - first, stop - begin) if operation == "replace" else 0
            for number in range(both):
                edits += self._item(node, items[first + number], old[first + number], new[begin + number])
            edits += self._fewer(node, items, first + both, last)
            if begin + both < stop:
                edits.append(self._inserted(node, items, first + both, new[begin + both : stop]))
        return edits

    def _item(self, node: CollectionNode, item: yaml.Node, old: Any, new: Any) -> list[Edit]:
        if isinstance(new, Mapping) and isinstance(old, Mapping) and isinstance(item, yaml.MappingNode):
            return self.mapping(item, old, new)
        return [Edit(item.start_mark.index, self.end(item), self._written_item(node, new), _RULE)]

    def _inserted(self, node: CollectionNode, items: Sequence[yaml.Node], number: int, new: Sequence[Any]) -> Edit:
        """New items before the item of that number, or after the last."""
        column = node.start_mark.column
        lead = ", " if node.flow_style else f"{self.newline}{' ' * column}- "
        written = [self._written_item(node, item) for item in new]
        if number == 0:
            at = items[0].start_mark.index
            return Edit(at, at, "".join(item + lead for item in written), _RULE)
        at = self.end(items[number - 1])
        at = at if node.flow_style else self.line_end(at)
        return Edit(at, at, "".join(lead + item for item in written), _RULE)

    def _written_item(self, node: CollectionNode, item: Any) -> str:
        """An item without the brackets or the hyphen."""
        if node.flow_style:
            return self.written([item], 0, True)[1:-1]
        return self.written(_Block([item]), node.start_mark.column, False)[2:]

    def _fewer(self, node: CollectionNode, items: Sequence[yaml.Node], first: int, last: int) -> list[Edit]:
        if first == 0 < last < len(items):
            return [Edit(items[0].start_mark.index, items[last].start_mark.index, "", _RULE)]
        return [self._without(node, number, [(item, item) for item in items]) for number in range(first, last)]

    def _without(self, node: CollectionNode, number: int, pairs: Sequence[tuple[yaml.Node, yaml.Node]]) -> Edit:
        """The removal of a field or an item, with its comma or its lines."""
        if number == 0:
            raise _UnplaceableError
        before, here = pairs[number - 1][1], pairs[number][1]
        if node.flow_style:
            return Edit(self.end(before), self.end(here), "", _RULE)
        return Edit(self.line_end(self.end(before)), self.line_end(self.end(here)), "", _RULE)

    def _placed(self, pairs: list[tuple[yaml.Node, yaml.Node]]) -> list[tuple[yaml.Node, yaml.Node]]:
        """The nodes, when each stands where it is used: an alias stands where its anchor is."""
        at = 0
        for key, value in pairs:
            if key.start_mark.index < at or value.start_mark.index < key.start_mark.index or self._marked(value):
                raise _UnplaceableError
            at = self.end(value)
        return pairs

    def _marked(self, node: yaml.Node) -> bool:
        return self.text[node.start_mark.index : node.start_mark.index + 1] in ("&", "!")


# ---- new records ---------------------------------------------------------------------------------------------------------


def _with_new(text: str, origin: str, records: Sequence[tuple[Mapping[str, Any], Sequence[str]]]) -> str:
    """New records at the end, each with the comments that follow it."""
    if not records:
        return text
    page = _Page(text)
    root = compose(text, origin)
    if root is not None and root.flow_style:
        return _into_brackets(page, root, [record for record, _ in records])
    blank = _blank_lines(text, root)
    blocks = []
    column = root.start_mark.column if root is not None else 0
    for record, remarks in records:
        block = " " * column + page.written([record], column, False)
        comments = [f"{' ' * column}  # {''.join(c if c.isprintable() else ' ' for c in remark)}" for remark in remarks]
        blocks.append(page.newline.join([block, *comments]) + page.newline)
    start = text if not text or text.endswith(("\n", "\r")) else text + page.newline
    gap = page.newline if blank else ""
    first = gap if start.strip() and not start.endswith(page.newline * 2) else ""
    return start + first + gap.join(blocks)


def _into_brackets(page: _Page, root: yaml.SequenceNode, records: Sequence[Mapping[str, Any]]) -> str:
    """New records in a file whose list stands in brackets; where that list is empty, they take its place as blocks."""
    if not root.value:
        blocks = (page.newline * 2).join(page.written([record], 0, False) for record in records)
        return page.text[: root.start_mark.index] + blocks + page.text[root.end_mark.index :]
    at = page.end(root.value[-1])
    return page.text[:at] + "".join(f", {page.written(record, 0, True)}" for record in records) + page.text[at:]


def _blank_lines(text: str, root: yaml.SequenceNode | None) -> bool:
    """Whether the records of a file stand apart; those of a file with fewer than two do."""
    starts = [node.start_mark.index for node in _items(root)]
    if len(starts) < 2:
        return True
    return all(re.search(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)", text[a:b]) for a, b in pairwise(starts))


# ---- how values are written ----------------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Values in the style of the hand-kept files: short lists in brackets, dates without quotation marks."""

    yaml_implicit_resolvers = Loader.yaml_implicit_resolvers

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  (the library's signature)
        """Items of a list stand deeper than the key they belong to."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (the library's signature)
        """Nothing is written as a reference to something else."""
        return True


class _Block(list[Any]):
    """A list whose items stand on lines of their own, however short."""


def _list(dumper: _Dumper, items: Sequence[Any]) -> yaml.Node:
    short = (
        not isinstance(items, _Block)
        and all(isinstance(item, str) for item in items)
        and sum(len(item) + 2 for item in items) <= _LINE - 20
    )
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


def _words(dumper: _Dumper, text: str) -> yaml.Node:
    """Characters that cannot be seen, line breaks of every kind among them, are written as escapes."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"')


_Dumper.add_representer(str, _words)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)
_Dumper.add_representer(_Block, _list)


def as_yaml(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Records as they are written into a file, one text each."""
    return (_dump([dict(record)], width=_LINE).rstrip("\n") for record in records)


def _dump(value: Any, width: int, flow: bool | None = None) -> str:
    style: dict[str, Any] = {"default_flow_style": True} if flow else {"default_flow_style": False}
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, **style))
