"""Body and furniture → metadata. A cascade of witnesses, from the most to the least structured, each a named rule.

Every field asks the same way: what do labelled lines and markup say (``witnesses``), what does the text itself show (the
field's own module), and which of these is trusted most (``choose``). Losers are kept as rivals; nothing is invented.
"""

from __future__ import annotations

from onrecord.describe.authors import authors_of
from onrecord.describe.language import language_of
from onrecord.describe.outlet import Outlets, host_of, outlet_of
from onrecord.describe.published import date_of, unread
from onrecord.describe.title import retitle, subtitle_of, title_of
from onrecord.describe.witnesses import choose, joined, stated
from onrecord.records import Cleaned, Described, Metadata, Problem, Value


def describe(cleaned: Cleaned, outlets: Outlets) -> Described:
    """Find what the document says of itself. ``outlets`` are the known ones, prepared once for a corpus."""
    title, title_block = title_of(cleaned)
    subtitle, subtitle_block = subtitle_of(cleaned, title_block)
    date = date_of(cleaned)
    metadata = Metadata(
        title=title,
        subtitle=subtitle,
        date=date,
        outlet=outlet_of(cleaned, outlets),
        host=host_of(cleaned, outlets),
        authors=authors_of(cleaned, outlets),
        rights=joined(stated(cleaned, "copyright"), stated(cleaned, "rights")),
        language=language_of(cleaned),
        digest_of=choose(stated(cleaned, "digest_of")),
        problems=_problems(cleaned, title.basis, date),
    )
    return Described(cleaned, metadata, retitle(cleaned.blocks, title_block, subtitle_block))


def _problems(cleaned: Cleaned, title_basis: str, dated: Value) -> tuple[Problem, ...]:
    problems = []
    if not cleaned.blocks:
        problems.append(Problem("no-body", "every line of the source was taken for page furniture"))
    if title_basis == "derived":
        problems.append(Problem("title-missing", "no headline was recognized; a title was built from the first words"))
    date = dated.value
    words = [candidate.value for candidate in (stated(cleaned, "date") if date is None else unread(cleaned))]
    if words:
        instead = f"; {date} was taken in its place ({dated.evidence[0].rule})" if date else ""
        problems.append(Problem("date-unreadable", f"“{words[0]}” is no date that could be read{instead}"))
    elif date is None:
        problems.append(Problem("date-missing", "no publication date is stated"))
    elif date.startswith("XXXX"):
        problems.append(Problem("date-without-year", f"the dateline states {date[5:]} and no year"))
    return tuple(problems)
