"""Write ``given-names.txt`` from the locales of Faker, and the names that are women's or men's only:
``python tools/vocabulary/given_names.py``.

Names in Latin script are taken as they stand; names in Cyrillic, Greek, Georgian and Armenian are transliterated. Scripts
that do not write their vowels or syllables as such would give forms that no English text has, and are left out; Faker has
romanized lists for Japanese and Chinese. Names in ``not-given-names.txt`` are left out too. Same version of Faker and
anyascii, same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import faker
import faker.providers.person
from anyascii import anyascii

from onrecord.vocabulary import words

VOCABULARY = Path(__file__).parents[1] / "onrecord" / "vocabulary"
TRANSLITERATED = frozenset({"CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN"})
PLACEHOLDERS = frozenset({"de_LI", "de_LU", "es", "vi_VN"})
"""Locales whose ``first_names`` are the placeholders John and Jane of the base provider; their other lists are used."""
LISTS = re.compile(r"first_(romanized_)?names")
WOMEN, MEN = re.compile(r"first_(romanized_)?names_female"), re.compile(r"first_(romanized_)?names_male")
SOUNDS = {"ου": "ou", "ού": "ou", "αυ": "av", "αύ": "av", "ευ": "ev", "εύ": "ev", "γγ": "ng", "ու": "u", "ռ": "r"}
"""Greek and Armenian letters that are one sound; letter by letter, Stavros would become Stayros."""
NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
HEAD = """\
# Given names of many cultures, in Latin script; see SOURCES.md. Written by tools/vocabulary/given_names.py from Faker {faker}: do
# not edit. To add a name, put it into given-names-more.txt; to take one out, put it into not-given-names.txt and run the script.
"""


HEAD_OF_ONE = """\
# Given names that stand in Faker's lists of {whose} names and in none of the other: they tell whom "{pronoun}" can mean, and
# nothing else. Written by tools/vocabulary/given_names.py from Faker {faker}: do not edit. See SOURCES.md.
"""


def main() -> None:
    for name, text in tables().items():
        (VOCABULARY / name).write_text(text, encoding="utf-8")


def tables() -> dict[str, str]:
    """File name → the whole file as it should stand in the vocabulary."""
    left_out = words("not-given-names")
    every, women, men = ({*latin(faker_names(lists))} - left_out for lists in (LISTS, WOMEN, MEN))
    return {
        "given-names.txt": _table(HEAD, every),
        "given-names-female.txt": _table(HEAD_OF_ONE, women - men, whose="women's", pronoun="she"),
        "given-names-male.txt": _table(HEAD_OF_ONE, men - women, whose="men's", pronoun="he"),
    }


def _table(head: str, names: Iterable[str], **filled: str) -> str:
    return head.format(faker=faker.VERSION, **filled) + "\n".join(sorted(names)) + "\n"


def faker_names(wanted: re.Pattern[str]) -> Iterator[str]:
    """Every word of the given names in Faker's lists that are wanted, in whatever script it is written."""
    package = faker.providers.person
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        lists = {attribute: getattr(provider, attribute) for attribute in dir(provider) if wanted.match(attribute)}
        if module.name in PLACEHOLDERS:
            lists.pop("first_names", None)
        for names in lists.values():
            if isinstance(names, Collection):  # some locales compute a list for each instance from their other lists
                for name in names:
                    yield from name.split()


def latin(names: Iterable[str]) -> Iterator[str]:
    """Names that begin with a capital and have two letters or more, in Latin script; others are transliterated or left out."""
    for name in names:
        scripts = {unicodedata.name(letter).split()[0] for letter in name if letter.isalpha()}
        if scripts <= {"LATIN"}:
            form = unicodedata.normalize("NFC", name)
        elif scripts <= TRANSLITERATED:
            spelled = re.sub("|".join(SOUNDS), lambda letters: SOUNDS[letters[0]], name.lower())
            form = anyascii(spelled).replace("'", "").capitalize()  # its apostrophes mark soft and ejective consonants
        else:
            continue
        if len(form) > 1 and form[0].isupper() and not form.isupper() and NAME.fullmatch(form):
            yield form


if __name__ == "__main__":
    main()
