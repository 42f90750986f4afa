"""Whole pages copied as text: where the article is found in them, and what their frame says of it. All pages are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import cleaned, described
from onrecord.build import paths_of
from onrecord.clean.article import weights
from onrecord.clean.credits import is_credit
from onrecord.clean.furniture import anywhere
from onrecord.clean.lines import groups
from onrecord.clean.marks import marks_of
from onrecord.clean.pageline import classify
from onrecord.clean.recurring import FEWEST_FILES, learn, line_key

MENU = ["Skip to content", "Home", "News", "Sport", "Weather", "Log in", "Subscribe", "Search", "Menu", "Contact us"]
TITLE = "Ferry returns to the River Holm after a winter of repairs"
PARAGRAPHS = [
    "The ferry across the River Holm carried its first passengers of the year on Monday, five months after ice had broken its rudder.",
    "Repairs took longer than planned because the yard at Sunby had to cast a new part, the harbour office said in a statement.",
    "Tickets will cost the same as last year, and the last boat of the day leaves the north bank at nine in the evening.",
]
FOOT = ["Related articles", "Bridge toll to rise in autumn", "Market square closed for a week", "About us", "Privacy Policy"]


def page(*head: str, body: list[str] | None = None, foot: list[str] | None = None) -> str:
    return "\n".join([*MENU, *head, *(body or PARAGRAPHS), *(FOOT if foot is None else foot)])


def values(text: str, label: str) -> list[str]:
    done = cleaned(text)
    return [done.source.text[line.value_start : line.value_end] for line in done.lines if line.label == label]


def test_the_article_is_cut_out_of_the_page() -> None:
    done = cleaned(page(TITLE, "By Mara Holt", "3 May 2016", "Share on Facebook"))
    assert done.body.split("\n\n") == [TITLE, *PARAGRAPHS]
    assert done.blocks[0].kind == "title"


def test_every_cut_names_its_rule() -> None:
    done = cleaned(page(TITLE))
    assert all(line.rule for line in done.lines)
    assert {"navigation", "related"} <= {line.rule for line in done.lines}


HEADS = [
    ([TITLE, "By Mara Holt", "3 May 2016"], "a byline and a date below it"),
    (["Local", "3 May 2016", TITLE, "By Mara Holt"], "a section and the date above it"),
    ([TITLE, "The boat had been out of service since its rudder broke in the ice of December", "By Mara Holt"], "a standfirst below it"),
    ([f"Home > Local > {TITLE}", TITLE, "3 May 2016"], "the path of the page above it"),
    (["Two held after theft at the museum", "News", TITLE, "By Mara Holt", "3 May 2016"], "a teaser farther up"),
    (["HomeLocalFerry returns to the River Holm after a winter of repairs", TITLE, "3 May 2016"], "the path run together with it"),
    (
        [TITLE, "Rudder of the ferry had broken in ice, and the yard at Sunby cast a new one", "By Mara Holt"],
        "a standfirst with more of its words",
    ),
    (["Your life on the river", "Extraordinary people", TITLE, "3 May 2016"], "sections whose words the article uses"),
    (
        [TITLE, "By Mara Holt", "3 May 2016", "Share", "The ferry on the River Holm on its first day, with passengers"],
        "a caption below the byline",
    ),
    (
        ["Most read", TITLE, "Bridge toll to rise in autumn", "Market square closed for a week", TITLE, "By Mara Holt"],
        "itself among the teasers",
    ),
]


@pytest.mark.parametrize(("head", "why"), HEADS)
def test_headline(head: list[str], why: str) -> None:
    done = cleaned(page(*head))
    titles = [done.body[block.start : block.end] for block in done.blocks if block.kind == "title"]
    assert titles == [TITLE], why


BYLINES = [
    (["By Mara Holt"], "Mara Holt", ""),
    (["By Mara HoltStaff Writer"], "Mara Holt", "a role that ran into the name"),
    (["By Mara Holt, Courier Staff"], "Mara Holt", "an outlet after a comma"),
    (["By Mara Holt | 3 May 2016"], "Mara Holt", "the date in the same line"),
    (["BY MARA HOLT"], "MARA HOLT", "in capitals"),
    (["By", "Mara Holt", "3 May 2016"], "Mara Holt", "the name in the next line"),
    (["Written by Mara Holt on May 3, 2016"], "Mara Holt", ""),
    (["By Mara Holt and Otto Falk"], "Mara Holt and Otto Falk", "two names"),
    (["3 May 2016 • words written by Mara Holt"], "Mara Holt", "after the date"),
    (["By Mara Holt EBN News"], "Mara Holt", "an outlet in capitals"),
    (["Peter Holt Harbour affairs editor", "3 May 2016"], "Peter Holt", "an office behind the name, in small letters"),
    (["Eskil Brandvoldson, Courier senior writer", "3 May 2016"], "Eskil Brandvoldson", "a rare name before an office"),
    (["Eskil Brandvoldson (@ebrandvoldson) 3 May 2016"], "Eskil Brandvoldson", "a rare name before its own account"),
    (["Peter Holt 9:46 am Tue May 3, 2016"], "Peter Holt", "before the date"),
    (["Peter HoltMay 3, 2016"], "Peter Holt", "the date set without a space"),
    (["May 3, 2016 Peter Holt Local news, Harbour"], "Peter Holt", "after the date"),
    (["PTI | May 3, 2016"], "PTI", "an agency before the date"),
    (["AFP/The Brandholm Courier", "3 May 2016"], "AFP", "an agency before the outlet"),
    (["Courier Web Desk", "3 May 2016"], "Courier Web Desk", "a desk"),
    (["By Courier Staff Report", "3 May 2016"], "Courier Staff Report", "a desk behind “by”"),
]


@pytest.mark.parametrize(("lines", "expected", "why"), BYLINES)
def test_byline(lines: list[str], expected: str, why: str) -> None:
    assert values(page(TITLE, *lines), "author") == [expected], why


def test_authors_on_lines_of_their_own() -> None:
    assert values(page(TITLE, "By", "Peter Holt", ",", "Anna Falk", "and", "KARL BRAND", "The Courier"), "author") == [
        "Peter Holt",
        "Anna Falk",
        "KARL BRAND",
    ]


@pytest.mark.parametrize("line", ["Bridge opened by Peter Holt", "Photograph by Peter Holt"])
def test_a_teaser_or_a_picture_below_the_article_names_no_author(line: str) -> None:
    assert values(page(TITLE, "3 May 2016", foot=[*FOOT, line]), "author") == []


FRENCH = [
    "Le bac qui traverse la rivière a transporté lundi ses premiers passagers de l'année, cinq mois après la rupture de son gouvernail.",
    "Les réparations ont duré plus longtemps que prévu, a indiqué le bureau du port dans un communiqué publié dans la matinée.",
    "Les billets coûteront le même prix que l'an dernier, et le dernier bateau partira à neuf heures du soir de la rive nord.",
]


def test_byline_and_date_in_the_language_of_the_page() -> None:
    text = page("Le bac de la rivière reprend du service lundi", "Par Pierre Falk", "publié le 3 mai 2016 à 21:00", body=FRENCH)
    assert values(text, "author") == ["Pierre Falk"]
    assert values(text, "date") == ["3 mai 2016"]


DATES = [
    (["By Mara Holt2016-05-03 13:52:51 UTC"], ["2016-05-03 13:52:51 UTC"], "set to a name without a space"),
    (["3 May 2016"], ["3 May 2016"], "alone"),
    (["Published: 3 May 2016, 8:15 am"], ["3 May 2016, 8:15 am"], ""),
    (["By Mara Holt May 3, 2016 5 min read"], ["May 3, 2016"], "in the byline"),
    (["May 3, 2016,07:02pm EDT"], ["May 3, 2016"], "a time run into it"),
]


@pytest.mark.parametrize(("lines", "expected", "why"), DATES)
def test_date_beside_the_headline(lines: list[str], expected: list[str], why: str) -> None:
    assert values(page(TITLE, *lines), "date") == expected, why


@pytest.mark.parametrize("line", ["Updated: 4 May 2016", "Last modified on 4 May 2016"])
def test_a_change_is_no_publication(line: str) -> None:
    text = page(TITLE, "3 May 2016", line)
    assert values(text, "date") == ["3 May 2016"]
    assert values(text, "modified") == ["4 May 2016"]


def test_the_date_of_a_post_that_is_quoted_is_not_asked() -> None:
    assert values(page(TITLE, body=[*PARAGRAPHS[:2], "— Holm Ferries (@holmferries) May 3, 2016", PARAGRAPHS[2]]), "date") == []


def test_the_address_that_a_page_prints_of_itself() -> None:
    own = "https://courier.example/local/2016/05/03/ferry-returns-river-holm-winter-repairs/"
    text = page(TITLE, foot=[*FOOT, "See https://other.example/2017/01/01/bridge-toll-to-rise/", f"Share this story: {own}"])
    assert values(text, "address") == [own]
    assert described(text).metadata.date.value == "2016-05-03"


def test_dates_of_comments_and_teasers_are_not_asked() -> None:
    comments = ["2 thoughts on the ferry", "Otto says:", "9 June 2017 at 4:11 am", "About time that it came back to us.", "Reply"]
    teasers = [f"Teaser number {n}\n{n} August 2018" for n in range(1, 9)]
    assert values(page(TITLE, "3 May 2016", foot=[*comments, *FOOT, *teasers]), "date") == ["3 May 2016"]


OUTLETS = [
    (["© 2016 Brandholm Courier. All rights reserved."], "Brandholm Courier", "the copyright line"),
    (["Follow Brandholm Courier", "About Brandholm Courier"], "Brandholm Courier", "two buttons"),
    (["© 2016 The Brandholm Post-Courier. All rights reserved."], "The Brandholm Post-Courier", "a name with a hyphen"),
    (["Contact UsAbout Brandholm CourierEnter to WinJobs", "Follow Brandholm Courier"], "Brandholm Courier", "a menu run together"),
    (
        ["The view is ours. Copyright © 2016 Brandholm Courier. All rights reserved. Do not copy."],
        "Brandholm Courier",
        "a sentence of a line",
    ),
    (["Get Brandholm Courier to your inbox", "Stay connected with Brandholm Courier"], "Brandholm Courier", "words that serve the reader"),
    (["Follow Last Boat", "© 2016 Brandholm Courier"], "Brandholm Courier", "a phrase is no name"),
    (["mara@courier.example", "© 2016 Brandholm Courier"], "Brandholm Courier", "a mail address beside it"),
    (["Brandholm Courier is part of the Holm Press family", "Brandholm Courier newsletter"], "Brandholm Courier", "what it says of itself"),
]


@pytest.mark.parametrize(("foot", "expected", "why"), OUTLETS)
def test_outlet_of_the_frame(foot: list[str], expected: str, why: str) -> None:
    assert values(page(TITLE, foot=[*FOOT, *foot]), "outlet") == [expected], why


def test_a_frame_that_names_nobody_gives_no_outlet() -> None:
    assert values(page(TITLE, foot=[*FOOT, "Follow us", "About us", "© 2016 Gannett"]), "outlet") == []


def test_buttons_between_paragraphs_do_not_end_the_article() -> None:
    body = [PARAGRAPHS[0], "Advertisement", PARAGRAPHS[1], "Read more: Bridge toll to rise in autumn", "The new part", PARAGRAPHS[2]]
    done = cleaned(page(TITLE, body=body))
    assert done.body.split("\n\n") == [TITLE, PARAGRAPHS[0], PARAGRAPHS[1], "The new part", PARAGRAPHS[2]]


def test_a_short_last_sentence_is_kept() -> None:
    assert cleaned(page(TITLE, body=[*PARAGRAPHS, "Nobody missed it more."])).body.endswith("Nobody missed it more.")


def test_an_article_with_little_around_it_is_no_page() -> None:
    text = "\n".join([TITLE, "3 May 2016", *PARAGRAPHS * 5, "Share", "Related articles"])
    assert all(block.kind != "title" for block in cleaned(text).blocks)


@given(st.lists(st.sampled_from([*MENU, TITLE, *PARAGRAPHS, *FOOT, "3 May 2016", "By Mara Holt", "2 comments"]), min_size=15, max_size=60))
def test_what_is_kept_and_what_is_cut_tile_the_page(lines: list[str]) -> None:
    text = "\n".join(lines)
    done = cleaned(text)
    kept = [text[slice(*done.text.to_source(block.start, block.end))] for block in done.blocks]
    cut = [text[start:end] for start, end in {(line.start, line.end) for line in done.lines}]
    assert sorted(kept + cut) == sorted(lines)


CREDITS = [
    ("3 May 2016", True),
    ("Published 3 May 2016 at 8:15 am by the desk of the harbour office", True),
    ("By Mara Holt", True),
    ("Championships set for 3 May 2016 in the capital of the island", False),
    ("The ferry returns", False),
    ("By the river", False),
]


@pytest.mark.parametrize(("line", "expected"), CREDITS)
def test_is_credit(line: str, expected: bool) -> None:
    assert is_credit(line) is expected


# ---- what a folder teaches ------------------------------------------------------------------------------------------------


def folder(path: Path, texts: list[str]) -> list[Path]:
    for number, text in enumerate(texts):
        (path / f"{number}.txt").write_text(text, encoding="utf-8")
    return sorted(path.glob("*.txt"))


def test_lines_that_stand_in_many_pages_are_learned(tmp_path: Path) -> None:
    texts = [page(f"{TITLE}, part {n}", f"{PARAGRAPHS[0]} This is report {n}.", "Holm Lottery Corner") for n in range(FEWEST_FILES)]
    learned = learn(folder(tmp_path, texts))
    for found in learned.values():
        assert line_key("Holm  lottery corner") in found
        assert line_key(PARAGRAPHS[1]) not in found, "prose is never learned"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_lines_are_learned_in_the_encoding_of_their_file(tmp_path: Path, encoding: str) -> None:
    for number in range(FEWEST_FILES):
        text = page(f"{TITLE}, part {number}", f"{PARAGRAPHS[0]} This is report {number}.", "Über uns – Häfen", *["é è ü"] * 9)
        (tmp_path / f"{number}.txt").write_bytes(text.encode(encoding))
    assert all(line_key("Über uns – Häfen") in found for found in learn(tmp_path.glob("*.txt")).values())


def test_several_files_to_extract_teach_one_another_as_a_folder_does(tmp_path: Path) -> None:
    texts = [page(f"{TITLE}, part {n}", f"{PARAGRAPHS[0]} This is report {n}.", "Holm Lottery Corner") for n in range(FEWEST_FILES)]
    paths = folder(tmp_path, texts)
    together, _ = paths_of(paths)
    alone, _ = paths_of(paths[:1])
    planned, _ = paths_of([tmp_path])
    assert line_key("Holm Lottery Corner") in together[0].recurring
    assert (alone[0].recurring, planned) == (frozenset(), together)


def test_copies_of_one_article_teach_nothing(tmp_path: Path) -> None:
    assert set(learn(folder(tmp_path, [page(TITLE)] * 5)).values()) == {frozenset()}


def test_a_new_file_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    texts = [page(f"{TITLE}, part {n}", f"{PARAGRAPHS[0]} This is report {n}.") for n in range(FEWEST_FILES)]
    before = learn(folder(tmp_path, texts))
    after = learn(folder(tmp_path, [*texts, page("Another story", PARAGRAPHS[2] * 2)]))
    assert {path: after[path] for path in before} == before


# ---- where the article stands ---------------------------------------------------------------------------------------------

TEASERS = [
    line
    for number, (subject, act) in enumerate(
        [
            ("Harbour master", "leaves office"),
            ("Toll bridge", "opens early"),
            ("Choir of Sunby", "sings in the north"),
            ("Old mill", "is sold"),
        ]
    )
    for line in (
        f"{subject} {act} after {number + 3} years of quarrel",
        f"The {subject.lower()} made news on Tuesday when the council heard that…",
    )
]
ASIDE = [
    "Related articles",
    "Bridge toll to rise in autumn once more",
    "Market square closed for a week",
    "Choir of Sunby sings in the north",
]
COMMENTS = [
    "3 comments",
    "Otto says:",
    "I have waited for that boat all winter, and so have you I think.",
    "Reply",
    "Ida says:",
    "My bike is rusty now.",
    "Reply",
]
PLACES = [
    ([TITLE, "By Mara Holt", "3 May 2016", *PARAGRAPHS, *FOOT[:1], *TEASERS * 2], "more teasers than article below it"),
    ([TITLE, "By Mara Holt", "3 May 2016", *PARAGRAPHS, *COMMENTS], "comments below it"),
    ([TITLE, "By Mara Holt", "3 May 2016", PARAGRAPHS[0], "View this post on Pictogram", *PARAGRAPHS[1:]], "an embedded post"),
    ([TITLE, "By Mara Holt", "3 May 2016", "File photo: the ferry at its landing place", *PARAGRAPHS], "a caption above it"),
]


@pytest.mark.parametrize(("lines", "why"), PLACES)
def test_the_article_and_nothing_else(lines: list[str], why: str) -> None:
    assert cleaned(page(*lines, body=["Log in"])).body.split("\n\n") == [TITLE, *PARAGRAPHS], why


MORE = [
    "The harbour office has put a second crew on duty, so that the boat can run on Sundays as well from the middle of June.",
    "Farmers on the north bank had driven their milk around the bay all winter, a way of forty miles, and some had given up.",
    "A new rudder of another make is to be tried next year, and if it holds, the old one will stand in the square of Sunby.",
]


def test_a_list_of_other_articles_between_two_paragraphs_is_cut() -> None:
    body = cleaned(page(TITLE, "By Mara Holt", "3 May 2016", body=[*PARAGRAPHS, *ASIDE, *MORE])).body
    assert body.split("\n\n") == [TITLE, *PARAGRAPHS, *MORE]


def test_a_line_that_recurs_within_the_article_is_kept() -> None:
    asked = ["Why so late?", PARAGRAPHS[0], "What the yard says", PARAGRAPHS[1], "What the yard says", PARAGRAPHS[2]]
    assert cleaned(page(TITLE, "By Mara Holt", "3 May 2016", body=asked)).body.count("What the yard says") == 2


GERMAN = [
    "Die Fähre über die Holm hat am Montag die ersten Fahrgäste des Jahres befördert, fünf Monate nachdem Eis ihr Ruder zerbrochen hatte.",
    "Die Reparatur dauerte länger als geplant, weil die Werft in Sunby ein neues Teil gießen musste, teilte das Hafenamt mit.",
    "Die Fahrkarten kosten so viel wie im Vorjahr, und das letzte Boot des Tages legt um neun Uhr abends am Nordufer ab.",
]


def test_a_page_in_another_language() -> None:
    menu = [
        "Startseite",
        "Politik",
        "Wirtschaft",
        "Kultur",
        "Wetter",
        "Anmelden",
        "Suche",
        "Mein Konto",
        "Abo",
        "Kontakt",
        "Sport",
        "Reise",
    ]
    foot = [
        "Mehr zum Thema",
        "Brückenmaut steigt im Herbst",
        "Marktplatz bleibt gesperrt",
        "Impressum",
        "Datenschutz",
        "AGB",
        "Karriere",
        "Hilfe",
    ]
    body = cleaned("\n".join([*menu, *menu, "Fähre fährt wieder", "Von Mara Holt", "3. Mai 2016", *GERMAN, *foot])).body
    assert body.split("\n\n")[-3:] == GERMAN


def test_every_line_bears_a_kind_and_every_weighed_mark_is_one_that_lines_bear() -> None:
    text = page(*TEASERS, TITLE, "By Mara Holt", "3 May 2016", *PARAGRAPHS, *COMMENTS)
    spans = [span for group in groups(text, 0) for span in group]
    marks = marks_of(classify(text, spans, anywhere(text, spans)))
    assert all(sum(mark.startswith("kind ") for mark in line) == 1 for line in marks)
    assert {mark for line in marks for mark in line} & weights().keys()
    assert "every line" in weights()
