"""The page of open decisions: what it lists, in which order, with which words to paste; and that it is never published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from invented import AUTHORITIES, CORPUS, RECORD, Draft, corpus
from test_views import authorities

from onrecord import corrections
from onrecord.authorities import Authorities
from onrecord.errors import ConfigurationError
from onrecord.records import NOT_STATED, Evidence, Problem, Value
from onrecord.site.build import Options, build
from onrecord.site.contexts import Stack
from onrecord.site.corpus import gather
from onrecord.site.curation import MOST, page

AMBIGUOUS = Draft(
    "ambiguous",
    title="Which day?",
    problems=(Problem("date-ambiguous", "'03/04/2019' is 2019-04-03 or 2019-03-04; too few dates of this folder tell"),),
    fields={"date": (Value("2019", "stated"),), "outlet": (Value("Oster Courier", "stated"),)},
    front={"date": "2019", "outlet": "Oster Courier"},
)
YEARLESS = Draft(
    "yearless",
    title="Which year?",
    problems=(Problem("date-without-year", "the dateline states 03-18 and no year"),),
    front={"date": "XXXX-03-18"},
)
UNDATED = Draft(
    "undated",
    ("“The fog is ours,” she said.",),
    title="When?",
    quotes=(("direct", "The fog is ours", None, "she"),),
    problems=(Problem("date-missing", "no date stands in the source"), Problem("encoding-guessed", "as windows-1252")),
    fields={"outlet": (NOT_STATED,), "date_bounds": (Value("2017/2021", "inferred", (Evidence("Ada", "term", note="She was mayor."),)),)},
    front={"date_bounds": "2017/2021"},
)


def stacks(*drafts: Draft, records: Authorities = Authorities(), file: Path | None = None) -> dict[str, Stack]:  # noqa: B008  (frozen)
    return {stack.id: stack for stack in page(gather((draft.article() for draft in drafts), records), file).stacks}


def test_each_document_whose_date_is_open_has_words_to_paste_for_each_answer() -> None:
    found = stacks(AMBIGUOUS, YEARLESS, UNDATED)["dates"].decisions
    assert [(d.title, [(p.condition, yaml.safe_load(p.text)[0]["value"]) for p in d.pastes]) for d in found] == [
        ("When?", [("", "YYYY-MM-DD")]),
        ("Which day?", [("if 2019-04-03 is right", "2019-04-03"), ("if 2019-03-04 is right", "2019-03-04")]),
        ("Which year?", [("", "YYYY-03-18")]),
    ]
    assert found[0].evidence == ("no date stands in the source", "between 2017 and 2021: She was mayor.")
    assert (found[0].gain, found[0].commands) == (2, ("onrecord explain undated date",))


@pytest.mark.parametrize("stack", ["dates", "outlets"])
def test_words_with_a_gap_are_no_correction_until_it_is_filled(tmp_path: Path, stack: str) -> None:
    text = stacks(UNDATED)[stack].decisions[0].pastes[0].text
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError):
        corrections.load(path)
    filled = text.replace("YYYY-MM-DD", "2019-03-04").replace("value: ''", "value: Oster Courier").replace("reason: ''", "reason: known")
    path.write_text(filled, encoding="utf-8")
    (correction,) = corrections.load(path)
    assert (correction.document, correction.reason) == ("undated", "known")


def test_sorts_and_decisions_stand_by_what_they_would_settle() -> None:
    drafts = [Draft(f"d{n:02}", title=f"D{n}", problems=(Problem("date-missing", "none"),)) for n in range(MOST + 5)]
    found = page(gather((draft.article() for draft in (*drafts, UNDATED)), Authorities()), None)
    assert [stack.id for stack in found.stacks] == ["dates", "outlets", "sources"]
    first = found.stacks[0]
    assert (first.decisions[0].title, len(first.decisions), first.more) == ("When?", MOST, 6)
    assert found.total == MOST + 6 + 1 + 1


def test_a_problem_of_reading_stands_once_with_its_documents() -> None:
    (decision,) = stacks(UNDATED)["sources"].decisions
    assert decision.title == "The file is not UTF-8, so its encoding was guessed from its bytes."
    assert (decision.evidence[1:], [link.href for link in decision.links]) == (("undated: as windows-1252",), ["articles/undated.html"])


def test_a_speaker_without_a_record_is_proposed_with_the_record_to_paste() -> None:
    drafts = [
        Draft(
            "d",
            ("“The fog is ours,” Lev Ask said.",),
            names=(("person", "lev-ask", "Lev Ask"),),
            quotes=(("direct", "The fog is ours", "lev-ask", "Lev Ask"),),
        )
    ]
    (decision,) = stacks(*drafts)["record-people"].decisions
    assert (decision.title, decision.statements, decision.documents) == ("Lev Ask", 1, 1)
    assert yaml.safe_load(decision.pastes[0].text) == [{"id": "lev-ask", "label": "Lev Ask"}]
    assert decision.pastes[0].file == "content/authorities/people.yaml"
    assert [command.rpartition(" ")[0] for command in decision.commands] == ["onrecord suggest --apply", "onrecord suggest --refuse"]
    assert [(passage.words, passage.where.href) for passage in decision.passages] == [("Lev Ask", "articles/d.html#p1")]


FOG = {"id": "fog", "label": "Fog", "broader": "weather"}
NOT_UNUSED = ({"id": "weather", "label": "Weather"}, {"id": "tides", "label": "Tides", "off": True})


def test_decisions_that_meet_no_document_are_named_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text("- {document: gone, field: title, value: A, reason: b}\n", encoding="utf-8")
    records = authorities({**AUTHORITIES, "topics": [FOG, *NOT_UNUSED]})
    found = stacks(*CORPUS, RECORD, records=records, file=path)["unused"].decisions
    assert [(d.title, d.places) for d in found] == [
        ("Fog (fog)", ("content/authorities/topics.yaml",)),
        ("gone: title", ("corrections.yaml, line 1",)),
    ]


def test_a_whole_corpus_has_nothing_to_decide() -> None:
    draft = Draft("d", fields={"outlet": (Value("A", "stated"),)}, front={"date": "2019-01-01", "outlet": "A"})
    records: Any = authorities({"outlets": [{"id": "a", "label": "A"}]})
    assert page(gather([draft.article()], records), None).stacks == ()


@pytest.mark.site
@pytest.mark.parametrize(
    ("setting", "there"),
    [
        ("", True),
        ("ONRECORD_CURATION = False\n", False),
        ('ONRECORD_SITEURL = "https://example.org"\n', False),
        ("ONRECORD_WITHHOLD = True\n", False),
    ],
)
def test_only_a_local_build_has_the_page_and_the_link_to_it(tmp_path: Path, setting: str, there: bool) -> None:
    settings = corpus(tmp_path / "corpus")
    settings.write_text(settings.read_text(encoding="utf-8") + setting, encoding="utf-8")
    site = build(Options(settings, output=tmp_path / "site"))
    assert (site / "curation.html").exists() is there
    naming = [path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".js") and b"curation" in path.read_bytes()]
    assert bool(naming) is there


def test_the_settings_for_hosting_leave_it_out() -> None:
    text = (Path(__file__).resolve().parents[2] / "publishconf.py").read_text(encoding="utf-8")
    assert "\nONRECORD_CURATION = False" in text
