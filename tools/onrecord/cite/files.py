"""Files for reference managers: CSL-JSON, RIS (type NEWS) and BibTeX, each written from the same records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import rispy

from onrecord.cite.names import Name, inverted
from onrecord.cite.records import Item


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what readers call it, the ending of its files, its media type, and how one record is written.

    ``frame`` stands before the records, between two of them and behind them.
    """

    label: str
    ending: str
    media_type: str
    record: Callable[[Item], bytes]
    frame: tuple[bytes, bytes, bytes] = (b"", b"\n", b"")

    def write(self, items: Iterable[Item]) -> bytes:
        """A file of some records."""
        return self.framed(map(self.record, items))

    def framed(self, found: Iterable[bytes]) -> bytes:
        """A file of records that are written already."""
        before, between, after = self.frame
        return before + between.join(found) + after


# ---- RIS -------------------------------------------------------------------------------------------------------------------


def ris(item: Item) -> bytes:
    """A record in RIS. A single day, month or year stands in PY and DA, of a season or a date in doubt its year alone; the season
    and the doubt, and what runs over some time, are told in a note."""
    text: str = rispy.dumps([_ris(item)])
    return (text.partition("\n")[2].strip("\n") + "\n").encode()  # the library numbers its records


def _ris(item: Item) -> dict[str, Any]:
    parts = _given(item)
    row = {
        "type_of_reference": "NEWS",
        "id": item["id"],
        "title": item["title"],
        "authors": [inverted(name) for name in item.get("author", ())],
        "secondary_title": item.get("container-title"),
        "year": f"{parts[0]:04}" if parts else None,
        "date": "/".join([*(f"{part:02}" for part in parts), *[""] * (4 - len(parts))]) if parts else None,
        "urls": [item["URL"]] if "URL" in item else [],
        "language": item.get("language"),
        "name_of_database": item.get("source"),
        "abstract": item.get("abstract"),
        "notes": [note for note in (item.get("note"), _doubtful(item)) if note],
    }
    return {key: value for key, value in row.items() if value}


# ---- BibTeX ----------------------------------------------------------------------------------------------------------------

_ESCAPED = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""What TeX takes for a command. Braces become words for them: an escaped brace would still count when BibTeX pairs braces."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(item: Item) -> bytes:
    """A record in BibTeX, in UTF-8. It has no type for newspapers: ``@article`` with the outlet as its journal, as reference
    managers write it."""
    parts = _given(item)
    month = _MONTHS[parts[1] - 1] if len(parts) > 1 else None
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in item.get("author", ())),
        "title": f"{{{_tex(item['title'])}}}",
        "journal": _tex(item.get("container-title", "")),
        "year": f"{parts[0]:04}" if parts else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "url": item.get("URL", ""),
        "language": _tex(item.get("language", "")),
        "abstract": _tex(item.get("abstract", "")),
        "note": _tex("; ".join(note for note in (item.get("note"), _doubtful(item)) if note)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    if month:
        lines.append(f"  month = {month},\n")
    return f"@article{{{item['id']},\n{''.join(lines)}}}\n".encode()


def _tex(text: str) -> str:
    return text.translate(_ESCAPED)


def _bibtex_name(name: Name) -> str:
    if "literal" in name:
        return f"{{{_tex(name['literal'])}}}"
    last = " ".join(part for part in (name.get("non-dropping-particle"), name["family"]) if part)
    return ", ".join(_tex(part) for part in (last, name.get("suffix"), name.get("given")) if part)


# ---- what both have --------------------------------------------------------------------------------------------------------


def _given(item: Item) -> Sequence[int]:
    """The parts of a date that is one, its year alone where it is in doubt; none of an interval."""
    issued: Mapping[str, Any] = item.get("issued", {})
    found: Sequence[Sequence[int]] = issued.get("date-parts", ())
    if len(found) != 1:
        return ()
    return found[0][:1] if _is_doubted(issued) else found[0]


def _is_doubted(issued: Mapping[str, Any]) -> bool:
    return "circa" in issued or "literal" in issued


_SEASONS = ("spring", "summer", "autumn", "winter")


def _doubtful(item: Item) -> str | None:
    """What of a date these formats cannot hold: a season, an interval, and that it is approximate or uncertain."""
    issued = item.get("issued")
    if not issued or not ("season" in issued or _is_doubted(issued) or len(issued["date-parts"]) > 1):
        return None
    sides = ["-".join(f"{part:02}" if n else f"{part:04}" for n, part in enumerate(parts)) for parts in issued["date-parts"]]
    if "season" in issued:
        sides = [f"{_SEASONS[issued['season'] - 1]} {sides[0]}"]
    uncertain = " (uncertain)" if "literal" in issued else ""
    return f"date: {'about ' if 'circa' in issued else ''}{' to '.join(sides)}{uncertain}"


FORMATS: Sequence[Format] = (
    Format("BibTeX", "bib", "application/x-bibtex", bibtex),
    Format("RIS", "ris", "application/x-research-info-systems", ris),
    Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", msgspec.json.encode, (b"[", b",\n", b"]\n")),
)


def written(items: Iterable[Item], stem: str) -> Iterator[tuple[str, bytes]]:
    """The files of a list of records: the address of each, and what it holds."""
    records = [[format_.record(item) for format_ in FORMATS] for item in items]
    for number, format_ in enumerate(FORMATS):
        yield f"{stem}.{format_.ending}", format_.framed(record[number] for record in records)
