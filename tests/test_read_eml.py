"""E-mail and pages saved as e-mail → text: which part is read, what the header states, what is refused."""

from __future__ import annotations

import time
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MORE_PROSE, PROSE, extractor
from onrecord.errors import SourceError
from onrecord.extract import as_json
from onrecord.read import eml, identify, mhtml, read
from onrecord.records import Source

PAGE = f'<html><head><meta charset="{{}}"><title>The bridge</title></head><body><article><p>{PROSE}</p><p>{MORE_PROSE} – für 5 €.</p></article></body></html>'


def read_bytes(folder: Path, data: bytes, name: str = "sample.eml") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read(path, name, identify(name))


def message(text: str | None = PROSE, page: str | None = None, **header: str) -> EmailMessage:
    """A message; header names have ``_`` for the hyphen."""
    found = EmailMessage()
    for name, value in ({"Subject": "The bridge is open"} | header).items():
        found[name.replace("_", "-")] = value
    if text is not None:
        found.set_content(text)
    if page is not None:
        (found.add_alternative if text is not None else found.set_content)(page, subtype="html")
    return found


def test_the_plain_text_is_preferred_and_keeps_its_lines(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, bytes(message(f"{PROSE}\n\nBye – “C.”\n", PAGE.format("utf-8"))))
    assert (source.format, source.text, source.blocks) == ("eml", f"{PROSE}\n\nBye – “C.”\n", None)


def test_without_plain_text_the_page_is_read(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, bytes(message(None, PAGE.format("utf-8"))))
    assert source.text == f"{PROSE}\n\n{MORE_PROSE} – für 5 €."
    assert ("element", "title", "The bridge") in [(item.origin, item.key, item.value) for item in source.markup]


def test_the_encoding_of_the_part_goes_before_what_the_page_says(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, bytes(message(None, PAGE.format("windows-1251"))))
    assert source.text == f"{PROSE}\n\n{MORE_PROSE} – für 5 €."


HEADERS = [
    ({"Subject": "The bridge is open"}, [("subject", "The bridge is open")], "a subject"),
    ({"Subject": "Über die Brücke — 桥"}, [("subject", "Über die Brücke — 桥")], "encoded words"),
    ({"Date": "Tue, 03 May 2016 23:30:00 +0400"}, [("date", "2016-05-03T23:30:00+04:00")], "the sender's day, not ours"),
    ({"Date": "Tue, 03 May 2016 23:30:00 -0000"}, [("date", "2016-05-03T23:30:00")], "a zone that is not known"),
    ({"From": "Clara Nyberg <c@courier.example>"}, [("from", "Clara Nyberg")], "a person writes"),
    ({"From": "c@courier.example"}, [("from", "c@courier.example")], "an address"),
    ({"From": "Brandholm Courier <news@courier.example>", "List_Id": "<news.courier.example>"}, [("list-from", "Brandholm Courier")], "a bulletin: the sender is an outlet"),
    ({"Subject": "Fwd: Re: The bridge", "Date": "Tue, 03 May 2016 08:00:00 +0000", "From": "Otto Brandt <o@x.example>"}, [("subject", "The bridge"), ("passed-on-date", "2016-05-03T08:00:00+00:00"), ("passed-on-from", "Otto Brandt")], "passed on: date and sender are not the text's"),
    ({"Subject": "AW: WG: [2] The bridge"}, [("subject", "[2] The bridge")], "passed on in German"),
    ({"Subject": "Re-opening the bridge"}, [("subject", "Re-opening the bridge")], "a word that begins so"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "expected", "why"), HEADERS)
def test_the_header_is_kept(tmp_path: Path, header: dict[str, str], expected: list[tuple[str, str]], why: str) -> None:
    source = read_bytes(tmp_path, bytes(message(**({"Subject": ""} | header))))
    assert [(item.key, item.value) for item in source.markup if item.origin == "eml"] == expected


def test_a_date_that_is_none_stands_as_it_is(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, f"Subject: x\nDate: the third of May\n\n{PROSE}".encode())
    assert [item.value for item in source.markup] == ["x", "the third of May"]


def test_attachments_are_named_and_not_read(tmp_path: Path) -> None:
    letter = message()
    letter.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="brücke.pdf")
    letter.add_attachment(message("inner text"))
    source = read_bytes(tmp_path, bytes(letter))
    assert source.text.strip() == PROSE
    assert [(problem.code, problem.detail) for problem in source.problems] == [("attachments-ignored", "brücke.pdf, message/rfc822")]


CHARSETS = [
    ("windows-1251", "Мост открыт.", "windows-1251", "declared"),
    ("windows-1251", "Мост через реку был открыт, и тысячи людей перешли его под дождём. " * 3, None, "not declared"),
    ("utf-8", "Fürst – “5 €”", "no-such-set", "declared wrongly"),
    ("utf-8", "Fürst – “5 €”", "us-ascii", "declared for less than it is"),
]


@pytest.mark.parametrize(("encoding", "text", "declared", "why"), CHARSETS)
def test_the_declared_encoding_is_believed_where_it_can_be(
    tmp_path: Path, encoding: str, text: str, declared: str | None, why: str
) -> None:
    kind = f"; charset={declared}" if declared else ""
    source = read_bytes(
        tmp_path, f"Subject: x\nContent-Type: text/plain{kind}\nContent-Transfer-Encoding: 8bit\n\n".encode() + text.encode(encoding)
    )
    assert source.text == text


HEADER = "From: Clara Nyberg <c@courier.example>\nDate: Tue, May 3, 2016 at 8:00 AM\nSubject: The bridge is open\nTo: Otto Brandt"
SHORT = "\n\n---------- Forwarded message ---------\nFrom: Jonas Falk\nDate: 1 May 2016\nSubject: When?\n\nWhen does it open?\n"
FORWARDED = [
    (f"See below.\n\n---------- Forwarded message ---------\n{HEADER}\n\n{PROSE}", "The bridge is open", "2016-05-03", ["Clara Nyberg"], "as Gmail has it"),
    (f"-----Original Message-----\n{HEADER.replace('Date: ', 'Sent: ')}\n\n{PROSE}", "The bridge is open", "2016-05-03", ["Clara Nyberg"], "as Outlook has it"),
    ("> Begin forwarded message:\n>\n> " + HEADER.replace("\n", "\n> ") + f"\n>\n> {PROSE}", "The bridge is open", "2016-05-03", ["Clara Nyberg"], "quoted, as Apple has it"),
    (f"-------- Weitergeleitete Nachricht --------\nBetreff: Die Brücke\nDatum: 03.05.2016 um 08:00\nVon: Clara Nyberg\nAn: Otto\n\n{PROSE}", "Die Brücke", "2016-05-03", ["Clara Nyberg"], "in German"),
    (f"{HEADER}, Jonas Falk <j@x.example>,\nEva Lind <e@x.example>\n\n{PROSE}", "The bridge is open", "2016-05-03", ["Clara Nyberg"], "receivers on two lines, no dividing line"),
    (f"{HEADER}\n\nBy Eva Lind\n\n{PROSE}", "The bridge is open", "2016-05-03", ["Eva Lind"], "a byline goes before the sender"),
    (f"{PROSE}{SHORT}", "News", "2016-05-06", ["Otto Brandt"], "a short message below says nothing of the text above it"),
    (f"From: here to there.\nDate: unknown\n\n{PROSE}", "News", "2016-05-06", ["Otto Brandt"], "two lines are no header"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "date", "authors", "why"), FORWARDED)
def test_a_header_within_the_text_speaks_for_what_stands_below_it(
    tmp_path: Path, text: str, title: str, date: str, authors: list[str], why: str
) -> None:
    header = {"Subject": "News", "From": "Otto Brandt <o@x.example>", "Date": "Fri, 06 May 2016 08:00:00 +0000"}
    path = tmp_path / "sample.eml"
    path.write_bytes(bytes(message(text, **header)))
    record = as_json(extractor().extract(path, "sample.eml", "sample"))
    assert (record["title"], record["date"], record["authors"]) == (title, date, authors)
    assert not set("<>@") & set(record["body"]), "no line of the header is left in the body"


def test_every_line_of_a_header_within_the_text_is_cut_with_its_rule(tmp_path: Path) -> None:
    path = tmp_path / "sample.eml"
    path.write_bytes(bytes(message(f"{PROSE}{SHORT}")))
    removed = as_json(extractor().extract(path, "sample.eml", "sample"))["removed"]
    lines = [line for line in SHORT.splitlines() if line][:-1]
    assert [(item["text"], item["rule"]) for item in removed] == [(line, "forwarded-header") for line in lines]


@pytest.mark.parametrize(("byline", "authors"), [("By Clara Nyberg\n\n", ["Clara Nyberg"]), ("", ["Otto Brandt"])])
def test_the_sender_is_the_author_where_no_byline_is_stated(tmp_path: Path, byline: str, authors: list[str]) -> None:
    path = tmp_path / "sample.eml"
    path.write_bytes(bytes(message(f"{byline}{PROSE}\n\n{MORE_PROSE}", From="Otto Brandt <o@x.example>")))
    assert as_json(extractor().extract(path, "sample.eml", "sample"))["authors"] == authors


def test_the_signature_of_a_mail_is_furniture(tmp_path: Path) -> None:
    path = tmp_path / "sample.eml"
    path.write_bytes(bytes(message(f"{PROSE}\n\n-- \nOtto Brandt\nBrandholm Town Hall, second floor\n")))
    record = as_json(extractor().extract(path, "sample.eml", "sample"))
    assert record["body"] == PROSE
    assert ("Otto Brandt", "mail-signature") in [(item["text"], item["rule"]) for item in record["removed"]]


def test_an_office_that_sends_is_no_author(tmp_path: Path) -> None:
    path = tmp_path / "sample.eml"
    path.write_bytes(bytes(message(From="Foreign Ministry Press Office <press@mfa.example>")))
    assert as_json(extractor().extract(path, "sample.eml", "sample"))["authors"] == []


HOSTILE = [
    (b"Subject: " + b"x" * 100_000 + b"\n\n" + PROSE.encode(), True, "a subject as long as a book is none"),
    (b"Subject: x\nFrom: " + b'"' * 100_000 + b"<a@b>\n\n" + PROSE.encode(), True, "quotation marks that never close"),
    (b"Subject: x\nFrom: " + b"(" * 3_000 + b"\n\n" + PROSE.encode(), True, "brackets that never close"),
    (b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\n" + PROSE.encode(), True, "a hundred thousand encoded words"),
    (b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: text/plain\n\nx\n" * 20_000, False, "parts beyond number"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "readable", "why"), HOSTILE)
def test_a_message_made_to_take_long_does_not(tmp_path: Path, data: bytes, readable: bool, why: str) -> None:
    began = time.process_time()
    found = None
    with suppress(SourceError):
        found = read_bytes(tmp_path, data)
    assert time.process_time() - began < 5
    assert (found is not None and found.text.startswith(PROSE)) == readable


REFUSED = [
    (PROSE.encode(), "corrupt", "a text under another name"),
    (bytes(range(256)) * 20, "corrupt", "noise"),
    (b"Subject: x\n\n", "empty", "a header and nothing else"),
    (b"Subject: x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n", "empty", "a picture"),
    (b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n--a\n", "empty", "parts that never came"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "why"), REFUSED)
def test_refuses_what_is_no_message(tmp_path: Path, data: bytes, code: str, why: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(tmp_path, data)
    assert (caught.value.code, bool(caught.value.detail)) == (code, True)


FRAGMENTS = st.sampled_from([b"Subject: ", b"Date: ", b"From: ", b"Content-Type: multipart/mixed; boundary=a\n", b"Content-Type: text/html\n", b"--a\n", b"=?utf-8?q?=ff?=", b"=?x?b?!?=", b"\n", b"\r\n", b":", b"<", b">", b'"', b"(", b"\\", b"a@b", b"[", b"Tue, 99 May", b"99999999999 +9999", b"\xff", b"text", b"; ", b"charset*=utf-8''%ff", b"Content-Transfer-Encoding: base64\n"])  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=30).map(b"".join))
def test_no_header_is_too_strange(data: bytes) -> None:
    """Whatever a message is made of, it is read or refused, and never an error of the program."""
    for reader in (eml.read, mhtml.read):
        with suppress(SourceError):
            assert all(item.value for item in reader(Source("a", "a.eml", "", "eml", ""), b"Subject: x\n" + data).markup)


class TestSavedPages:
    """.mhtml and .mht: a page with its pictures, as one file."""

    def saved(self, page: str, encoding: str = "utf-8", **header: str) -> bytes:
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in header.items())
        return (
            f'From: <Saved by a browser>\r\n{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
            "--b\r\nContent-Type: image/png\r\nContent-Location: https://courier.example/a.png\r\n\r\nPNG\r\n"
            "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://courier.example/bridge\r\n\r\n"
        ).encode() + f"{page}\r\n--b--\r\n".encode(encoding)

    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
    def test_the_page_is_read(self, tmp_path: Path, encoding: str) -> None:
        source = read_bytes(tmp_path, self.saved(PAGE.format(encoding), encoding), "bridge.mhtml")
        assert (source.format, source.text) == ("mhtml", f"{PROSE}\n\n{MORE_PROSE} – für 5 €.")

    def test_address_and_time_of_saving_are_kept(self, tmp_path: Path) -> None:
        header = {"Date": "Tue, 3 May 2016 08:00:00 -0000", "Snapshot_Content_Location": "https://courier.example/bridge?x"}
        source = read_bytes(tmp_path, self.saved(PAGE.format("utf-8"), **header), "bridge.mht")
        assert [(item.key, item.value) for item in source.markup if item.origin == "mhtml"] == [
            ("address", "https://courier.example/bridge?x"),
            ("captured", "2016-05-03T08:00:00"),
        ]

    def test_the_address_of_the_part_stands_in_for_that_of_the_whole(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, self.saved(PAGE.format("utf-8")), "bridge.mht")
        assert [item.value for item in source.markup if item.origin == "mhtml"] == ["https://courier.example/bridge"]

    @pytest.mark.parametrize("data", [b"Subject: x\n\nNo page here.", bytes(range(256)) * 9])
    def test_a_file_without_a_page_is_refused(self, tmp_path: Path, data: bytes) -> None:
        with pytest.raises(SourceError) as caught:
            read_bytes(tmp_path, data, "a.mhtml")
        assert caught.value.code == "corrupt"
