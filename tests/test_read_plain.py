"""Wrong decodings are undone where they are certain; what merely looks unusual is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read import identify, read
from onrecord.read.plain import repair


def garbled(text: str, encoding: str = "cp1252") -> str:
    """The text as it looks after its UTF-8 bytes were taken for another encoding."""
    return text.encode().decode(encoding, "replace")


BROKEN = [
    (garbled("Fürst Müller sagte das."), "Fürst Müller sagte das.", 4, "German"),
    (garbled("Türkiye ve Azerbaycan görüştü.", "latin-1"), "Türkiye ve Azerbaycan görüştü.", 10, "Turkish"),
    (garbled("Мост открыт.", "latin-1"), "Мост открыт.", 20, "Russian"),
    (garbled("“It’s open,” he said – twice.", "latin-1"), "“It’s open,” he said – twice.", 12, "typographic marks"),
    ("\x93It is open,\x94 he said.", "“It is open,” he said.", 2, "Windows' marks in what was taken for Latin-1"),
    ("Â© 2016 Courier", "© 2016 Courier", 1, "a sign too many"),
    (garbled(garbled("café", "latin-1"), "latin-1"), "café", 4, "twice garbled"),
]


@pytest.mark.parametrize(("text", "expected", "count", "why"), BROKEN)
def test_garbled_text_is_repaired_and_the_repair_is_listed(text: str, expected: str, count: int, why: str) -> None:
    repaired, problems = repair(text)
    assert repaired == expected
    assert [(problem.code, problem.detail) for problem in problems] == [
        ("text-repaired", f"{count} garbled character{'s' * (count > 1)} in 1 line")
    ]


UNUSUAL = [
    "“It’s open,” he said – twice…",
    "‘Curly’ quotation marks, ﬁ and ﬂ as one sign each, ｆｕｌｌ width, and a\u00a0space that does not break.",
    "Əliyev İstanbulda çıxış etdi; ŞUŞA, ĞÜÖ.",
    "Việt Nam, Đà Nẵng, Ångström, Łódź, Þingvellir, ÄÖÜ, ÑANDÚ",
    "Он сказал: «Мост открыт» — и ушёл.",
    "مرحبا بكم 桥开了 ブリッジ 다리 शब्द",
    "5 € ± 2 £, 20 °C, § 4, ©®™, ½, x² ≤ y",
    "&eacute; &amp; <b>",
    "e\u0301 is written with two signs",
]


@pytest.mark.parametrize("text", UNUSUAL)
def test_what_is_merely_unusual_is_left_alone(text: str) -> None:
    assert repair(text) == (text, ())


def test_only_the_lines_that_are_garbled_change() -> None:
    text = f"Fürst\r\n{garbled('Fürst')}\r\nFürst\n{garbled('Brücke')}"
    repaired, problems = repair(text)
    assert repaired == "Fürst\r\nFürst\r\nFürst\nBrücke"
    assert [problem.detail for problem in problems] == ["4 garbled characters in 2 lines"]


@given(st.text())
def test_lines_stay_lines(text: str) -> None:
    """A repair never joins lines or parts them: the structure that cleaning relies on is that of the file."""
    assert repair(text)[0].count("\n") == text.count("\n")


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_ascii_is_never_touched(text: str) -> None:
    assert repair(text) == (text, ())


def test_a_file_is_repaired_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Fürst\n{garbled('Fürst')}\n", encoding="utf-8")
    source = read(path, "a.txt", identify("a.txt"))
    assert source.text == "Fürst\nFürst\n"
    assert [problem.code for problem in source.problems] == ["text-repaired"]
