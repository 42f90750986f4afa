"""Word files → text: what is read of them, what they state, and what is refused."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from builders import MORE_PROSE, PROSE, extractor
from onrecord.errors import SourceError
from onrecord.extract import as_json
from onrecord.read import docx, identify, read
from onrecord.records import Source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>{
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in (("T", "Title"), ("S", "Subtitle"), ("H1", "heading 1"))
    )
}</w:styles>"""
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
TO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def core(values: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{values}</cp:coreProperties>'
    )


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body; ``parts`` are further parts, by a name in which ``__`` stands for a slash."""
    main = f'<Relationship Id="r1" Type="{TO}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": RELATIONS.format(main),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": RELATIONS.format(f'<Relationship Id="r1" Type="{TO}/styles" Target="styles.xml"/>'),
        **{f"{name.replace('__', '/')}.xml": content for name, content in parts.items()},
    }
    return packed({name: content.encode() for name, content in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{style}{''.join(run if run.startswith('<') else f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def read_bytes(folder: Path, data: bytes, name: str = "sample.docx") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read(path, name, identify(name))


BODIES = [
    (paragraph("One.") + paragraph("Two."), [("paragraph", "One."), ("paragraph", "Two.")], "paragraphs"),
    (paragraph("The bri", "dge is", " open."), [("paragraph", "The bridge is open.")], "runs are no words"),
    (paragraph("Bridge", style="H1") + paragraph("Text."), [("heading", "Bridge"), ("paragraph", "Text.")], "a heading"),
    (paragraph("One<w:br/>two".replace("<w:br/>", "</w:t><w:br/><w:t>")), [("paragraph", "One two")], "a line break is white space"),
    (paragraph("It was ", '<w:ins w:id="1"><w:r><w:t>not </w:t></w:r></w:ins>', '<w:del w:id="2"><w:r><w:delText>never </w:delText></w:r></w:del>', "so."), [("paragraph", "It was not so.")], "what was inserted, without what was deleted"),
    (f"<w:sdt><w:sdtContent>{paragraph('In a form.')}</w:sdtContent></w:sdt>", [("paragraph", "In a form.")], "a content control, as templates have them"),
    (f"<w:tbl><w:tr><w:tc>{paragraph('Left')}</w:tc><w:tc>{paragraph('Right')}</w:tc></w:tr></w:tbl>", [("paragraph", "Left"), ("paragraph", "Right")], "cells of a table"),
    (paragraph("a &lt;b&gt; &amp; “c”"), [("paragraph", "a <b> & “c”")], "escaped signs"),
    (paragraph() + paragraph(" ") + paragraph("One."), [("paragraph", "One.")], "empty paragraphs"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), BODIES)
def test_reads_the_blocks(tmp_path: Path, body: str, expected: list[tuple[str, str]], why: str) -> None:
    source = read_bytes(tmp_path, word(body))
    assert [(block.kind, source.text[block.start : block.end]) for block in source.blocks or ()] == expected


def test_the_styles_of_title_and_subtitle_are_kept_with_their_places(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, word(paragraph("The bridge", style="T") + paragraph("At last", style="S") + paragraph(PROSE)))
    assert [(item.key, item.value) for item in source.markup] == [("style-title", "The bridge"), ("style-subtitle", "At last")]
    assert [source.text[item.start : item.end] for item in source.markup] == ["The bridge", "At last"]


UNSTYLED = [
    ("Title", "The bridge is open", "stated", [("style-title", "The bridge is open")], "an id that says what it is"),
    ("Heading 1", "The bridge is open", "stated", [], "a heading by its id"),
    ("Titel17", "The bridge is open", "stated", [], "an id that says nothing: a short first line is the headline"),
]


@pytest.mark.parametrize(("style", "title", "basis", "markup", "why"), UNSTYLED)
def test_a_file_without_its_table_of_styles_has_its_headline(
    tmp_path: Path, style: str, title: str, basis: str, markup: list[tuple[str, str]], why: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(word(paragraph(title, style=style) + paragraph(PROSE) + paragraph(MORE_PROSE)))) as whole:
        kept = {name: whole.read(name) for name in whole.namelist() if "styles" not in name and "document.xml.rels" not in name}
    path = tmp_path / "sample.docx"
    path.write_bytes(packed(kept))
    assert [(item.key, item.value) for item in read(path, "sample.docx", "sample").markup] == markup
    record = as_json(extractor().extract(path, "sample.docx", "sample"))
    assert (record["title"], record["title_basis"]) == (title, basis)


def test_the_core_properties_are_kept(tmp_path: Path) -> None:
    values = "<dc:title>The bridge</dc:title><dc:creator>C. N.</dc:creator><dcterms:created>2016-05-03T08:00:00Z</dcterms:created><dc:subject>x</dc:subject>"
    source = read_bytes(tmp_path, word(paragraph(PROSE), docProps__core=core(values)))
    assert [(item.origin, item.key, item.value) for item in source.markup] == [
        ("docx", "title-not-in-text", "The bridge"),
        ("docx", "creator", "C. N."),
        ("docx", "created", "2016-05-03T08:00:00Z"),
    ]


def test_a_title_among_the_properties_counts_where_the_text_bears_it_out(tmp_path: Path) -> None:
    properties = core("<dc:title>The bridge is OPEN</dc:title>")
    source = read_bytes(tmp_path, word(paragraph("The bridge is open!") + paragraph(PROSE), docProps__core=properties))
    assert [(item.key, item.value, item.start, item.end) for item in source.markup] == [("title", "The bridge is open!", 0, 19)]


def test_headers_and_footers_stand_at_the_end_and_are_known_for_furniture(tmp_path: Path) -> None:
    source = read_bytes(
        tmp_path,
        word(
            paragraph(PROSE),
            word__header1=f"<w:hdr {W}>{paragraph('Brandholm Town Hall')}</w:hdr>",
            word__header2=f"<w:hdr {W}>{paragraph('Brandholm Town Hall')}</w:hdr>",
            word__footer1=f"<w:ftr {W}>{paragraph('For immediate release')}</w:ftr>",
        ),
    )
    assert source.text == f"{PROSE}\n\nFor immediate release\n\nBrandholm Town Hall"
    assert [(item.key, source.text[item.start : item.end]) for item in source.markup] == [
        ("running-line", "For immediate release"),
        ("running-line", "Brandholm Town Hall"),
    ]


ENTITIES = f"""<!DOCTYPE x [<!ENTITY a "{"ha" * 50}">{"".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))}]>"""
REFUSED = [
    (b"", "empty", "no bytes"),
    (b"\x00" * 3000, "empty", "zeros"),
    (b"PK\x03\x04" + b"\x01\x02" * 500, "corrupt", "the head of an archive without its table of contents"),
    (word(paragraph(PROSE))[:400], "corrupt", "a download that broke off"),
    (PROSE.encode(), "corrupt", "a text under another name"),
    (packed({"a.txt": b"a"}), "corrupt", "an archive of something else"),
    (packed({"word/document.xml": b"<w:document"}), "corrupt", "XML that ends before it began"),
    (word(paragraph("&h;")), "corrupt", "an entity that was not declared"),
    (packed({"word/document.xml": f"{ENTITIES}<w:document {W}><w:body>{paragraph('&h;')}</w:body></w:document>".encode()}), "corrupt", "entities that explode"),
    (word("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000), "corrupt", "a document of three thousand boxes, each in the other"),
    (packed({"word/document.xml": b"0" * 31_000_000}), "too-large", "a part that unpacks to a thousand times its size"),
    (packed({"word/document.xml": b"<x/>", **{f"word/media/{n}.png": b"0" * 21_000_000 for n in range(5)}}), "too-large", "many that do so together"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 2000, "encrypted", "what Word writes when it is given a password"),
    (word(""), "empty", "a document without a word"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "why"), REFUSED, ids=[why for *_, why in REFUSED])
def test_refuses_what_cannot_be_read(tmp_path: Path, data: bytes, code: str, why: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(tmp_path, data)
    assert caught.value.code == code
    assert caught.value.detail


def test_an_archive_that_lies_about_its_size_is_no_way_around(tmp_path: Path) -> None:
    """The size that the table of contents states is the size that is unpacked, at most."""
    size = 31_000_000
    data = packed({"word/document.xml": b"0" * size}).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(SourceError) as caught:
        read_bytes(tmp_path, data)
    assert caught.value.code == "corrupt"


def test_a_part_that_is_broken_costs_only_itself(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, word(paragraph(PROSE), docProps__core="<cp:core", word__footer1="no XML"))
    assert (source.text, source.markup) == (PROSE, ())


def test_nothing_is_fetched_or_opened(tmp_path: Path) -> None:
    """A part may name a file of the reader's machine; it gets nothing of it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    properties = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{core("<dc:title>The bridge&e;</dc:title>")}'
    source = read_bytes(tmp_path, word(paragraph(PROSE), docProps__core=properties))
    assert [item.value for item in source.markup] == ["The bridge"]


def test_without_its_library_the_problem_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(SourceError, match=r"pip install 'onrecord\[docx\]'") as caught:
        read_bytes(tmp_path, word(paragraph(PROSE)))
    assert caught.value.code == "reader-missing"


def test_pictures_are_not_text(tmp_path: Path) -> None:
    source = docx.read(Source("a", "a.docx", "", "docx", ""), word(paragraph(PROSE) + paragraph(MORE_PROSE), word__media__x="0" * 1000))
    assert source.text == f"{PROSE}\n\n{MORE_PROSE}"
