"""What the search index holds: words, how they are folded, and files that are the same each time and hold no markup."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search import Document, Text, files, reading
from onrecord.search.words import fold, foldings, pieces, romanizations, romanize

WORDS = [
    ("Aliyev’s twenty-one boats.", ["Aliyev", "s", "twenty", "one", "boats"], "apostrophes and hyphens divide"),
    ("on 2021-03-03, at 9.30", ["on", "2021", "03", "03", "at", "9", "30"], "numbers"),
    ("snake_case", ["snake", "case"], "an underscore is no letter"),
    ("東京とferry", ["東", "京", "と", "ferry"], "letters of a script without spaces are words each"),
    ("cafe\u0301 naïve", ["cafe\u0301", "naïve"], "a mark belongs to its letter"),
    ("…  –", [], "no word at all"),
]


@pytest.mark.parametrize(("text", "words", "why"), WORDS)
def test_words_of_a_text(text: str, words: list[str], why: str) -> None:
    assert pieces(text)[1::2] == words, why


FOLDED = [
    ("Ferry", "ferry"),
    ("ƏLİYEV", "eliyev"),
    ("Алиев", "алиев"),
    ("ОН", "он"),
    ("Орёл", "орел"),
    ("Е\u0301лка", "елка"),
    ("Йод", "йод"),
    ("И\u0306од", "йод"),
    ("Їжак", "їжак"),
    ("Подъезд", "подъезд"),
    ("Όρος", "οροσ"),
    ("ΟΡΟΣ", "οροσ"),
    ("ᾠδή", "ωδη"),
    ("Երևան", "երեւան"),
    ("ᏣᎳᎩ", "ꮳꮃꭹ"),
    ("Øresund", "oresund"),
    ("İzmir", "izmir"),
    ("cafe\u0301", "cafe"),
    ("Straße", "strasse"),
    ("東", "東"),
    ("김", "김"),
]


@pytest.mark.parametrize(("word", "folded"), FOLDED)
def test_a_word_as_it_is_compared(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("name", "latin"),
    [("Алиев", "aliev"), ("Подъезд", "podezd"), ("Тверь", "tver"), ("Йод", "yod"), ("Όρος", "oros"), ("Øresund", "oresund")],
)
def test_a_name_in_latin_letters(name: str, latin: str) -> None:
    letters = romanizations([fold(name)])
    assert romanize(fold(name)) == "".join(letters.get(letter, letter) for letter in fold(name)) == latin


@given(st.text())
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    found = pieces(text)
    assert "".join(found) == text
    assert all(found[1::2])


@given(st.lists(st.text(min_size=1)))
def test_a_word_is_folded_letter_by_letter(words: list[str]) -> None:
    letters = foldings(words)
    for word in words:
        assert fold(word) == "".join(letters.get(letter, letter.lower()) for letter in normalize("NFC", word))


def _document(body: str) -> Document:
    return Document(
        "articles/a.html", "</script><script>alert(1)</script>", Text(body, [(0, len(body))], 1), facets={"outlet": [("a", "<b>")]}
    )


def test_the_same_documents_give_the_same_bytes() -> None:
    documents = [_document("The ferry left."), _document("The ferry came back <!-- </script> \u2028 to the quay.")]
    assert list(files(documents, ("outlet",))) == list(files(documents, ("outlet",)))


@pytest.mark.parametrize("limit", ["BATCH", "STRETCH"])
def test_it_does_not_matter_how_much_is_read_at_a_time(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = ["The ferry left — “late”.", "", "The quay, the ferry; the Älv.", "…", "東京 and the ferry", "The ferry left."]
    documents = [_document(body) for body in bodies]
    whole = list(files(documents, ("outlet",)))
    monkeypatch.setattr(reading, limit, 3)
    assert list(files(documents, ("outlet",))) == whole


def test_no_text_of_a_source_looks_like_markup() -> None:
    for path, content in files([_document("A </script> of <b>ferries</b> \u2028 & quays")], ("outlet",)):
        assert b"<" not in content, path
        assert "\u2028" not in content.decode()


@pytest.mark.parametrize("documents", [[], [_document("")], [_document("…")]])
def test_a_corpus_without_words_has_an_index(documents: list[Document]) -> None:
    assert "search/index.js" in dict(files(documents, ("outlet",)))
