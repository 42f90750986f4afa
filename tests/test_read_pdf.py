"""PDF → text: lines become paragraphs again, words are whole again, and what is printed on every page is known for furniture."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MORE_PROSE, PROSE
from onrecord.errors import SourceError
from onrecord.read import identify, pdf, read
from onrecord.records import Source

Placed = tuple[str, float, float, float]
"""A printed line: its words, the distance of its beginning from the left and from the bottom of the page, and its size."""


def document(pages: Sequence[Sequence[Placed]], *, info: str = "", trailer: str = "", bold: Sequence[str] = ()) -> bytes:
    """A PDF of A4 pages with these lines in Helvetica, in bold where a line is in ``bold``; lengths are points."""
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    for number, lines in enumerate(pages):
        content = "\n".join(
            f"BT /F{2 if text in bold else 1} {size} Tf {left} {bottom} Td ({escaped(text)}) Tj ET" for text, left, bottom, size in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 1 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info 5 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def column(text: str, *, top: float = 700, left: float = 70, size: float = 11, leading: float = 14) -> list[Placed]:
    """The lines of ``text``, one below the other; a line that begins with a tab is indented, an empty one leaves a gap."""
    lines = text.split("\n")
    return [(line.strip(), left + 20 * line.startswith("\t"), top - leading * index, size) for index, line in enumerate(lines) if line]


def read_bytes(folder: Path, data: bytes, name: str = "sample.pdf") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read(path, name, identify(name))


def blocks(source: Source) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks or ()]


FULL = "The council of Brandholm opened the new harbour bridge on the first"
"""A line that reaches the right margin of the others."""

PARAGRAPHS = [
    (f"{FULL}\nMonday of the month, in the rain.", [f"{FULL} Monday of the month, in the rain."], "lines of one paragraph"),
    (f"{FULL}\nday.\n\n{FULL}\nyear.", [f"{FULL} day.", f"{FULL} year."], "an empty line parts paragraphs"),
    (f"\t{FULL}\nday of the working week and month.\n\t{FULL}\nyear.", [f"{FULL} day of the working week and month.", f"{FULL} year."], "so does an indent"),
    (f"{FULL}\nday.\n{FULL}\nyear.", [f"{FULL} day.", f"{FULL} year."], "so does a line that ends early, for the next word had room"),
    ("Contact:\nClara Nyberg\nHarbour Street 4", ["Contact:", "Clara Nyberg", "Harbour Street 4"], "an address"),
    (f"{FULL}\nday:\n- the north ramp\n- the south ramp", [f"{FULL} day:", "- the north ramp", "- the south ramp"], "a list"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected", "why"), PARAGRAPHS)
def test_lines_become_paragraphs_again(tmp_path: Path, lines: str, expected: list[str], why: str) -> None:
    margin = column(f"{FULL}\nagain.", top=780)  # a paragraph that shows where the right margin is
    assert blocks(read_bytes(tmp_path, document([[*margin, *column(lines)]])))[1:] == expected


HYPHENS = [
    ("and the harb-", "our was closed that day.", "and the harbour was closed that day.", "a word that the printer divided"),
    ("a guest from Nagorno-", "Karabakh came to see it.", "a guest from Nagorno-Karabakh came to see it.", "a name keeps its hyphen"),
    ("it is a long-", "term plan; long-term plans are rare.", "it is a long-term plan; long-term plans are rare.", "a compound that stands elsewhere"),
    ("in the years 2014-", "2016 it was built.", "in the years 2014- 2016 it was built.", "a range is no word"),
    ("a dash ends the line -", "and that is all.", "a dash ends the line - and that is all.", "a dash is no hyphen"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "expected", "why"), HYPHENS)
def test_hyphenation_at_line_ends_is_undone(tmp_path: Path, first: str, second: str, expected: str, why: str) -> None:
    assert read_bytes(tmp_path, document([column(f"{first}\n{second}")])).text == expected


def test_a_sentence_runs_across_pages_and_the_running_lines_do_not_interrupt_it(tmp_path: Path) -> None:
    pages = [
        [("Brandholm Courier, 3 May 2016", 70, 800, 9), *column(text), (f"Page {number} of 3", 270, 40, 9)]
        for number, text in enumerate(
            (f"{FULL}\nfair day that the town had seen", f"since the winter.\n\n{FULL}\nof the", "next month."), 1
        )
    ]
    source = read_bytes(tmp_path, document(pages))
    assert blocks(source)[:2] == [f"{FULL} fair day that the town had seen since the winter.", f"{FULL} of the next month."]
    layout = [(item.key, item.value) for item in source.markup if item.origin == "layout"]
    assert layout == [
        rule for number in (1, 2, 3) for rule in (("running-line", "Brandholm Courier, 3 May 2016"), ("page-number", f"Page {number} of 3"))
    ]


def test_what_was_set_apart_still_stands_in_the_text(tmp_path: Path) -> None:
    """Nothing is thrown away: the lines stand after the last paragraph, and their offsets are theirs."""
    pages = [[("Courier", 70, 800, 9), *column(text), (str(number), 290, 40, 9)] for number, text in enumerate((FULL, "day."), 1)]
    source = read_bytes(tmp_path, document(pages))
    items = [item for item in source.markup if item.origin == "layout"]
    assert [source.text[item.start : item.end] for item in items] == [item.value for item in items] == ["Courier", "1", "Courier", "2"]
    assert source.text.endswith("\n\nCourier\n\n1\n\nCourier\n\n2")


NO_FURNITURE = [
    ([[("2016", 70, 800, 20), *column("One.")], [("2017", 70, 790, 20), *column("Two.")]], "years, not the numbers of these pages"),
    ([[("Brandholm", 70, 800, 11), *column("One.")], [("Brandholm", 70, 300, 11), *column("Two.")]], "a line at another height"),
    ([[("1", 70, 800, 9)]], "a page of nothing else"),
]


@pytest.mark.parametrize(("pages", "why"), NO_FURNITURE)
def test_what_does_not_recur_is_no_furniture(tmp_path: Path, pages: list[list[Placed]], why: str) -> None:
    assert [item.value for item in read_bytes(tmp_path, document(pages)).markup] == []


def test_headings_and_the_largest_line(tmp_path: Path) -> None:
    bold = "What comes next"
    page = [
        ("PRESS RELEASE", 70, 800, 13),
        ("The bridge is open", 70, 760, 22),
        *column(f"{FULL}\nday."),
        (bold, 70, 640, 11),
        *column(f"{FULL}\nyear.", top=620),
    ]
    source = read_bytes(tmp_path, document([page], bold=[bold]))
    assert [(block.kind, source.text[block.start : block.end]) for block in source.blocks or ()] == [
        ("heading", "PRESS RELEASE"),
        ("heading", "The bridge is open"),
        ("paragraph", f"{FULL} day."),
        ("heading", bold),
        ("paragraph", f"{FULL} year."),
    ]
    (largest,) = [item for item in source.markup if item.key == "largest-text"]
    assert source.text[largest.start : largest.end] == largest.value == "The bridge is open"


def test_a_headline_of_two_lines_is_one(tmp_path: Path) -> None:
    headline = column("The harbour bridge is open\nafter nine years", top=780, size=20, leading=26)
    source = read_bytes(tmp_path, document([[*headline, *column(f"{FULL}\nday.")]]))
    assert blocks(source)[0] == "The harbour bridge is open after nine years"


INFO = [
    ("/Title (The Bridge is open)", [("title", "The bridge is open.")], "a title that stands in the text is shown as it stands there"),
    ("/Title (Microsoft Word - bridge_final2.doc)", [("title-not-in-text", "Microsoft Word - bridge_final2.doc")], "what a printer driver writes"),
    ("/Title (Template for releases) /Author (Clara Nyberg)", [("title-not-in-text", "Template for releases"), ("author", "Clara Nyberg")], "what was never changed"),
    ("/Title ( )", [], "an empty one"),
    ("/CreationDate (D:20160503081500+02'00')", [("creationdate", "2016-05-03")], "a date"),
    ("/CreationDate (yesterday)", [], "no date"),
    ("/Author <FEFF004600FC00720073007400>", [("author", "Fürst")], "UTF-16"),
]  # fmt: skip


@pytest.mark.parametrize(("info", "expected", "why"), INFO)
def test_the_document_information_is_kept_where_it_states_something(
    tmp_path: Path, info: str, expected: list[tuple[str, str]], why: str
) -> None:
    source = read_bytes(tmp_path, document([column("Brandholm\n\nThe bridge is open.")], info=info))
    assert [(item.key, item.value) for item in source.markup if item.origin == "pdf"] == expected
    assert all(source.text[item.start : item.end] == item.value for item in source.markup if item.start is not None)


BROWSER = "/Creator (Mozilla/5.0 \\(X11\\) Chrome/120.0) /Title (The bridge is open | Courier)"
ABOVE, BELOW = "5/3/16, 8:00 AM The bridge is open | Courier", "https://courier.example/bridge 1/1"


def test_a_page_printed_from_a_browser_keeps_its_title_and_address(tmp_path: Path) -> None:
    """Even on a single page, where nothing recurs; the printed lines are no article, and their date is that of printing."""
    page = [(ABOVE, 20, 820, 8), *column(f"{FULL}\nday."), (BELOW, 20, 15, 8)]
    source = read_bytes(tmp_path, document([page], info=BROWSER))
    assert blocks(source) == [f"{FULL} day.", ABOVE, BELOW]
    assert [(item.origin, item.key, item.value) for item in source.markup] == [
        ("element", "title", "The bridge is open | Courier"),
        ("layout", "running-line", ABOVE),
        ("layout", "running-line", BELOW),
        ("pdf", "address", "https://courier.example/bridge"),
    ]


def test_the_same_lines_in_another_document_are_its_text(tmp_path: Path) -> None:
    page = [(ABOVE, 20, 820, 11), *column(f"{FULL}\nday."), (BELOW, 20, 15, 11)]
    assert read_bytes(tmp_path, document([page])).markup == ()


def test_an_address_that_was_cut_short_is_none(tmp_path: Path) -> None:
    page = [*column(f"{FULL}\nday."), ("https://courier.example/bri… 1/1", 20, 15, 8)]
    source = read_bytes(tmp_path, document([page], info=BROWSER))
    assert [item.key for item in source.markup] == ["title", "running-line"]


PASSWORD = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -44 >> /ID [<{'43' * 16}> <{'43' * 16}>]"
REFUSED = [
    (document([column("The bridge.")], trailer=PASSWORD), "encrypted", "a password"),
    (document([[]]), "no-text-layer", "a scan, or an empty page"),
    (document([[], [], []]), "no-text-layer", "three of them"),
    (document([column("§ ¶ † ‡ • … ¤ ¦ ¬")]), "no-text-layer", "letters that are signs, as of a face without a table of its characters"),
    (b"%PDF-1.7", "corrupt", "the first bytes and nothing else"),
    (b"%PDF-1.7\n" + b"\x00\xff" * 4000, "corrupt", "noise"),
    (PROSE.encode(), "corrupt", "a text under another name"),
    (document([column("The bridge.")])[:300], "corrupt", "a download that broke off"),
    (document([[]] * (pdf.MOST_PAGES + 1)), "too-large", "a book"),
]


@pytest.mark.parametrize(("data", "code", "why"), REFUSED, ids=[why for *_, why in REFUSED])
def test_refuses_what_cannot_be_read(tmp_path: Path, data: bytes, code: str, why: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(tmp_path, data)
    assert caught.value.code == code
    assert caught.value.detail


def test_a_page_of_thousands_of_lines_is_read_in_time() -> None:
    """Nothing costs time quadratic in the lines: this is some seconds, and would be hours."""
    rows = [(f"a{number % 10}-", 20 + number % 500, 800 - number % 700, 1) for number in range(30_000)]
    assert len(pdf.read(Source("a", "a.pdf", "", "pdf", ""), document([rows])).text) > 60_000


def test_pages_without_text_among_others_are_listed(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, document([column("The bridge."), [], column("It is open."), []]))
    assert [(problem.code, problem.detail) for problem in source.problems] == [("pages-without-text", "page 2, 4 of 4")]


def test_without_its_library_the_problem_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(SourceError, match=r"pip install 'onrecord\[pdf\]'") as caught:
        read_bytes(tmp_path, document([column("The bridge.")]))
    assert caught.value.code == "reader-missing"


def test_a_pdf_under_another_name_is_read_as_one(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, document([column("The bridge is open.")]), "bridge.txt").text == "The bridge is open."


def test_a_page_that_a_server_sent_for_a_pdf_is_read_as_a_page(tmp_path: Path) -> None:
    data = f"<!DOCTYPE html><html><body><article><p>{PROSE}</p><p>{MORE_PROSE}</p></article></body></html>".encode()
    assert read_bytes(tmp_path, data).format == "html"


LINES = st.text(st.sampled_from("abc é-.“(1A"), min_size=1, max_size=30).filter(lambda line: any(map(str.isalnum, line)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(LINES, st.integers(40, 300), st.sampled_from([8, 11, 18])), max_size=8), min_size=1, max_size=4))
def test_every_letter_of_the_file_stands_in_the_text_once(pages: list[list[tuple[str, int, float]]]) -> None:
    """However the lines lie, none is lost and none is doubled: letters and digits are those of the file, and blocks tile the text."""
    placed = [[(line, left, 800 - 40 * index, size) for index, (line, left, size) in enumerate(page)] for page in pages]
    written = sorted(c for page in pages for line, *_ in page for c in line if c.isalnum())
    readable = 2 * len(written) > sum(len("".join(line.split())) for page in pages for line, *_ in page)
    if not readable:
        with pytest.raises(SourceError, match="no text that can be read"):
            pdf.read(Source("a", "a.pdf", "", "pdf", ""), document(placed))
        return
    source = pdf.read(Source("a", "a.pdf", "", "pdf", ""), document(placed))
    assert sorted(c for c in source.text if c.isalnum()) == written
    assert "\n\n".join(blocks(source)) == source.text
