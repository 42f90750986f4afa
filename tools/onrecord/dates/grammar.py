"""The grammar: one named pattern for each way of writing a date, compiled to one regular expression for each set of languages.

Parts of a pattern: ``y`` year, ``m`` month's name, ``n`` month's number, ``d`` day, ``m2``/``d2``/``y2`` the end of an
interval, ``a``/``b`` day and month in an order that is not known, ``w`` weekday, ``r`` a relative word, ``s`` last/this/next,
``c`` a decade's digits, ``u`` a sign that says "year".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from onrecord.dates.words import Words, one_of, words

_GAP = r"(?:[^\S\n]{1,8}|[^\S\n]{0,8}\n[^\S\n]{0,8})"
"""Space with at most one line break. Bounded: two gaps side by side would otherwise take time quadratic in a run of spaces."""
_DASH = r"[^\S\n]?[-–—][^\S\n]?"
_DAY = r"(?:[0-3]?\d)"
_START = r"(?<![\w/+$€£#№])(?<!\d[.,:\-–])"
"""Before a date that begins with a digit: not inside a word, a number, a price or the path of an address."""
_END = r"(?!\d|[.,]\d)"
_NUMERIC_END = r"(?![\w]|[.,\-/:]\d)"

_CJK_YEAR, _CJK_MONTH, _CJK_DAY = (rf"[^\S\n]?(?:{signs})[^\S\n]?" for signs in ("年|년", "月|월", "日|号|號|일"))

_DIGIT_RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"START(?P<y>\d{4})(?P<sep>[-/.])(?P<n>[01]?\d)(?P=sep)(?P<d>DAY)(?!\d|[.\-]\d|/\d{1,2}(?!\d))"),
    ("numeric", r"START(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)(?P=sep)(?P<y>\d{4})NUMERIC_END"),
    ("day-month-year", r"START(?P<d>DAY)ORDINAL?(?:RANGE(?P<d2>DAY)ORDINAL?)?BETWEEN(?P<m>MONTH)\.?(?:BETWEEN|,GAP)(?P<y>\d{4})END"),
    ("relative", r"START(?P<d>DAY)ORDINAL?BETWEEN(?P<m>MONTH),?GAP(?:OFGAP)?(?P<r>YEARLY)(?!\w)"),
    (
        "month-day",
        r"START(?P<d>DAY)ORDINAL?(?:RANGE(?P<d2>DAY)ORDINAL?)?BETWEEN(?P<m>MONTH)(?!\w|\.?GAPDAY,GAP\d{4}|-\d\d(?!\d|\.?GAPMONTH))",
    ),
    ("day-month-year", r"START(?P<y>\d{4})(?:YEAR_UNIT)?\.?,?[^\S\n]+(?P<m>MONTH)\.?[^\S\n]+(?P<d>DAY)(?![\w]|[.,:]\d|,? ?\d{4})"),
    ("day-month-year", r"(?<!\d)(?P<y>\d{4})CJK_YEAR(?P<n>[01]?\d)CJK_MONTH(?P<d>DAY)CJK_DAY"),
    ("month-year", r"(?<!\d)(?P<y>\d{4})CJK_YEAR(?P<n>[01]?\d)CJK_MONTH"),
    ("month-day", r"(?<!\d)(?P<n>[01]?\d)CJK_MONTH(?P<d>DAY)CJK_DAY"),
    ("year", r"(?<!\d)(?P<y>\d{4})(?P<u>年度?|년)"),
    ("month-year", r"START(?P<y>\d{4})YEAR_UNIT[^\S\n]+(?P<m>MONTH)(?!\w)"),
    ("year", r"START(?P<y>\d{4})(?P<u>YEAR_UNIT)(?!\w)"),
    ("iso-month", r"START(?P<y>\d{4})-(?P<n>[01]\d)NUMERIC_END"),
    ("decade", r"START(?P<c>\d{3}0)DECADE(?!\w)"),
    ("decade-century-inferred", r"START['’]?(?P<c>[3-9]0)DECADE(?!\w)"),
    ("year", r"START(?P<y>\d{4})(?:RANGE(?P<y2>\d{4}|(?<=\d[-–])\d{2}))?(?![\w%$€£'’]|[.,:\-–/+]\d|-\w)"),
)
_WORD_RULES: tuple[tuple[str, str], ...] = (
    ("month-day-year", r"(?P<m>MONTH)\.?[,\-]?GAP?(?P<d>DAY)SUFFIX?(?:RANGE(?P<d2>DAY)SUFFIX?)?(?:,GAP?|GAP|-)(?P<y>\d{4})END"),
    ("relative", r"(?P<m>MONTH)\.?GAP(?P<d>DAY)SUFFIX?,?GAP(?:OFGAP)?(?P<r>YEARLY)(?!\w)"),
    ("month-day", r"(?P<m>MONTH)\.?GAP(?P<d>DAY)SUFFIX?(?:TIGHT(?P<d2>DAY)SUFFIX?)?(?![\w%]|[.,:/]\d)"),
    ("month-year", r"(?P<m>MONTH)\.?(?:RANGE(?P<m2>MONTH)\.?)?,?BETWEEN(?P<y>\d{4})END"),
    ("relative", r"(?P<m>MONTH),?GAP(?:OFGAP)?(?P<r>YEARLY)(?!\w)"),
    ("relative", r"(?P<s>WHICH)GAP(?:(?P<m>MONTH)|(?P<w>WEEKDAY))(?!\w)(?!,?GAP(?:MONTH|\d))"),
    ("relative", r"(?P<r>RELATIVE)(?!\w)"),
    ("decade", r"BEFORE_DECADEGAP(?P<c>\d{3}0)(?!\w)"),
)
_WEEKDAY_ALONE = ("relative", r"(?P<w>WEEKDAY)(?!\w)")
_TOKEN = re.compile(r"(['’]?\d+|[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Hit:
    """What a pattern matched: the rule's name and the parts that it read."""

    start: int
    end: int
    rule: str
    parts: Mapping[str, str]


class Grammar:
    """The patterns of one set of languages."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.words: Words = words(languages)
        blanks = self._blanks()
        rules = (*_DIGIT_RULES, *_WORD_RULES, _WEEKDAY_ALONE)
        *dates, alone = (_filled(text, blanks, f"_{number}") for number, (_, text) in enumerate(rules))
        weekday = rf"(?:{blanks['WEEKDAY']}\.?,?(?:{_GAP}(?:{blanks['OF']}{_GAP})?)?)?"
        self._rules = [name for name, _ in rules]
        self._pattern = _compiled(rf"{weekday}(?:{'|'.join(dates)})|{alone}")
        self._first_words = self._all_first_words()
        self.year_cue = _compiled(rf"(?<!\w)({blanks['CUE']})[-\s]+\Z")
        self.weekday_cue = _compiled(rf"(?<!\w){blanks['ON']}[-\s]+\Z")
        self.century = _compiled(rf"(?<!\w){self.words.pattern('century')}[-\s]+\Z")
        self.version = _compiled(rf"(?<!\w){self.words.pattern('version')}\.?\s*\Z")
        self.list = _compiled(rf",\s+|,?\s+{self.words.pattern('list')}\s+")
        self._joint = _compiled(rf"{_DASH}|\s+{self.words.pattern('range')}\s+")
        self._between = _compiled(rf"(?<!\w){self.words.pattern('between')}\s+\Z")
        self._and = _compiled(rf"\s+{one_of(self.words.by_role.get('between', {}).values())}\s+")

    def hits(self, text: str, start: int, end: int) -> list[Hit]:
        """Everything that looks like a date between two offsets, in order and without overlap."""
        found: list[Hit] = []
        reached = start
        firsts = self._first_words
        pieces = _TOKEN.split(text[start:end])  # gap, word, gap, word, …, gap: faster than a match object for each word
        # A look into a set dismisses nearly every word; the patterns are tried at the few that can begin a date.
        fit = [number for number, word in enumerate(pieces[1::2]) if word.lower() in firsts or word[-1].isdigit()]
        ends = list(accumulate(map(len, pieces), initial=start)) if fit else []
        for number in fit:
            first = ends[2 * number + 1]
            if first < reached:
                continue
            match = self._pattern.match(text, first, end)
            if match:
                found.append(self._hit(match))
                reached = match.end()
        return found

    def _hit(self, match: re.Match[str]) -> Hit:
        matched = [(*name.split("_"), value) for name, value in match.groupdict().items() if value is not None]
        rule = self._rules[int(matched[0][1])]
        return Hit(match.start(), match.end(), rule, {name: value for name, _, value in matched})

    def joins(self, text: str, start: int, end: int, other: int) -> bool:
        """Whether the words between a date at ``start:end`` and the next at ``other`` make them one interval."""
        if self._joint.fullmatch(text, end, other):
            return True
        return bool(self._and.fullmatch(text, end, other) and self._between.search(text, max(0, start - 16), start))

    def _blanks(self) -> dict[str, str]:
        known = self.words
        ordinal, of, range_ = known.pattern("ordinal"), known.pattern("of"), known.pattern("range")
        roles = {"which": "WHICH", "on": "ON", "relative": "RELATIVE", "year": "CUE"}
        yearly = [word for word, value in known.by_role.get("relative", {}).items() if value.startswith("year")]
        decades = known.by_role.get("decade", {})
        return {
            "START": _START,
            "NUMERIC_END": _NUMERIC_END,
            "END": _END,
            "DAY": _DAY,
            "SUFFIX": ordinal,
            "ORDINAL": rf"(?:{ordinal}|(?<=\d)\.)",
            "BETWEEN": rf"(?:{_GAP}?[-./,]?{_GAP}?|{_GAP}{of}{_GAP})",
            "RANGE": rf"(?:{_DASH}|{_GAP}{range_}{_GAP})",
            # Without a year behind it a spaced dash is no range: "TOKYO, June 29 - 10 ministers met".
            "TIGHT": rf"(?:[-–—]|{_GAP}{range_}{_GAP})",
            "MONTH": one_of(known.months),
            "WEEKDAY": one_of(known.weekdays),
            "YEARLY": one_of(yearly),
            "BEFORE_DECADE": one_of(word for word, value in decades.items() if value == "before"),
            "DECADE": one_of(word for word, value in decades.items() if value != "before"),
            "YEAR_UNIT": rf"[^\S\n]{{0,2}}{known.pattern('year-unit')}",
            "CJK_YEAR": _CJK_YEAR,
            "CJK_MONTH": _CJK_MONTH,
            "CJK_DAY": _CJK_DAY,
            "OF": of,
            "GAP": _GAP,
            **{blank: known.pattern(role) for role, blank in roles.items()},
        }

    def _all_first_words(self) -> frozenset[str]:
        roles = self.words.by_role
        before_decade = [word for word, value in roles.get("decade", {}).items() if value == "before"]
        groups = (self.words.months, self.words.weekdays, roles.get("which", {}), roles.get("relative", {}), before_decade)
        # What tokens look like after str.lower: I is written with and without its dot, and İ becomes two characters.
        firsts = {token[0] for group in groups for word in group if (token := _TOKEN.match(word))}
        return frozenset(form for word in firsts for form in (word, word.replace("i", "ı"), word.replace("i", "İ".lower())))


def _filled(text: str, blanks: Mapping[str, str], suffix: str) -> str:
    """A pattern with its blanks filled in and its groups made unique in the whole expression."""
    filled = re.sub("|".join(sorted(blanks, key=len, reverse=True)), lambda match: blanks[match[0]], text)
    return re.sub(r"\(\?P([<=])(\w+)", lambda match: f"(?P{match[1]}{match[2]}{suffix}", filled)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)  # which also takes İ, ı and i for one letter


@lru_cache(maxsize=64)
def grammar(languages: tuple[str, ...]) -> Grammar:
    """The grammar of a set of languages, compiled once."""
    return Grammar(languages)
