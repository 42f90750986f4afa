"""Body and furniture: what is cut, by which rule, what is never cut, and that every offset keeps its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from builders import MORE_PROSE, PROSE, cleaned, source
from onrecord.clean import clean
from onrecord.edits import LAYOUT
from onrecord.markdown import BETWEEN_BLOCKS, escape, parse
from onrecord.records import Block, Cleaned
from strategies import articles, texts

ANYWHERE = [
    ("Printer Friendly", "printer-friendly", "a link to the printed form"),
    ("Printer-friendly version", "printer-friendly", ""),
    ("Printer friendly Cite/link Email Feedback", "printer-friendly", "four buttons that were saved as one line"),
    ("Print", "print", "a button"),
    ("Print this article", "print", ""),
    ("Share", "share", ""),
    ("SHARE", "share", "case does not matter"),
    ("Facebook | Twitter | Email", "share", "a row of buttons"),
    ("Share this on Telegram", "share", ""),
    ("Tweet", "share", ""),
    ("1,204 views", "counter", ""),
    ("Views: 311", "counter", ""),
    ("12 Comments", "counter", ""),
    ("3.4K shares", "counter", ""),
    ("A- A+ 16 px", "font-size", "a text-size control"),
    ("+ ↺ − 16 px", "font-size", "with signs for larger, reset, smaller"),
    ("date 2016-05-03 + ↺ − 16 px", "font-size", "with the date before it"),
    ("Subscribe to our newsletter", "subscribe", ""),
    ("Sign in", "subscribe", ""),
    ("This website uses cookies to improve your visit.", "cookies", ""),
    ("Skip to main content", "navigation", ""),
    ("Read more: The ferries of the north", "read-more", "a pointer to another article"),
    ("See also", "read-more", ""),
    ("Related articles", "read-more", ""),
    ("Trending now", "read-more", ""),
    ("ADVERTISEMENT", "advertisement", ""),
    ("Story continues below", "advertisement", ""),
    ("Article Details", "article-details", "a heading of a database record"),
    ("© 2016 Brandholm Courier", "copyright", ""),
    ("(c) 2016 Brandholm Courier", "copyright", ""),
    ("Copyright 2016 Paper Attic", "copyright", ""),
    (
        "Terms of use | Privacy policy | Copyright © 2017 Paper Attic, Inc. | Feedback |",
        "copyright",
        "a footer of links around a copyright line",
    ),
    ("All rights reserved.", "rights", ""),
    ("No part of this publication may be copied without permission.", "rights", ""),
    ("Reproduction in any form is prohibited.", "rights", ""),
    ("Privacy Policy", "terms", ""),
    ("Terms of Use | Contact", "terms", ""),
    ("* * *", "separator", "signs without a word"),
    ("_______", "separator", ""),
    ("• • •", "separator", ""),
]


@pytest.mark.parametrize("place", ["head", "middle", "tail"])
@pytest.mark.parametrize(("line", "rule", "why"), ANYWHERE)
def test_furniture_is_cut_wherever_it_stands(line: str, rule: str, why: str, place: str) -> None:
    parts = {"head": [line, PROSE, MORE_PROSE], "middle": [PROSE, line, MORE_PROSE], "tail": [PROSE, MORE_PROSE, line]}[place]
    done = cleaned("\n\n".join(parts))
    assert done.body == f"{PROSE}\n\n{MORE_PROSE}"
    assert [(done.source.text[found.start : found.end], found.rule) for found in done.lines] == [(line, rule)]


LABELLED = [
    ("Date: 3 May 2016", "date", "3 May 2016", "the usual form"),
    ("Date:May 3, 2016", "date", "May 3, 2016", "no space after the colon"),
    ("DATE : 2016-05-03", "date", "2016-05-03", "a space before it"),
    ("Published on: 3 May 2016, 08:15", "date", "3 May 2016, 08:15", ""),
    ("Datum: 3. Mai 2016", "date", "3. Mai 2016", "German"),
    ("Дата: 3 мая 2016", "date", "3 мая 2016", "Russian"),
    ("Last updated: 4 May 2016", "modified", "4 May 2016", "not the day of publication"),
    ("Byline: Clara Nyberg", "author", "Clara Nyberg", ""),
    ("Author:Clara Nyberg", "author", "Clara Nyberg", ""),
    ("**Author:** Clara Nyberg", "author", "Clara Nyberg", "bold in Markdown, saved as text"),
    ("Written by: Clara Nyberg and Otto Brandt", "author", "Clara Nyberg and Otto Brandt", ""),
    ("Publication:Brandholm Courier (Brandholm, Norvania)", "outlet", "Brandholm Courier (Brandholm, Norvania)", "a database's label"),
    ("Source: Brandholm Courier", "outlet", "Brandholm Courier", ""),
    ("Quelle: Brandholm Courier", "outlet", "Brandholm Courier", "German"),
    ("Title: The bridge: a history", "title", "The bridge: a history", "a colon in the value"),
    ("Subtitle: Nine years", "subtitle", "Nine years", ""),
    ("Database: Paper Attic", "host", "Paper Attic", ""),
    ("Rights: CC BY 4.0", "rights", "CC BY 4.0", ""),
    ("Language: en", "language", "en", ""),
    ("Digest of: “The bridge”, Brandholm Courier", "digest_of", "“The bridge”, Brandholm Courier", ""),
    ("Geographic Code:9NORV", "", "9NORV", "a database's own code"),
    ("Previous Article:The ferries of the north.", "", "The ferries of the north.", "a pointer, with a label"),
    ("Tags: bridge, river, trade", "", "bridge, river, trade", ""),
    ("ISSN: 1234-5678", "", "1234-5678", ""),
]


@pytest.mark.parametrize("place", ["head", "tail"])
@pytest.mark.parametrize(("line", "field", "value", "why"), LABELLED)
def test_a_labelled_line_is_set_apart_with_its_value(line: str, field: str, value: str, why: str, place: str) -> None:
    done = cleaned("\n\n".join([line, PROSE, MORE_PROSE] if place == "head" else [PROSE, MORE_PROSE, line]))
    assert done.body == f"{PROSE}\n\n{MORE_PROSE}"
    assert [(found.label, done.source.text[found.value_start : found.value_end]) for found in done.lines] == [(field, value)]


DATED = [
    ("3 May 2016", "3 May 2016"),
    ("Tuesday, May 3, 2016", "Tuesday, May 3, 2016"),
    ("Published 2016-05-03 08:15 GMT", "2016-05-03 08:15 GMT"),
    ("03.05.2016", "03.05.2016"),
]


@pytest.mark.parametrize(("line", "value"), DATED)
def test_a_line_that_is_a_date_is_set_apart(line: str, value: str) -> None:
    done = cleaned(f"The bridge is open\n\n{line}\n\n{PROSE}\n\n{MORE_PROSE}")
    assert [(found.rule, done.source.text[found.value_start : found.value_end]) for found in done.lines] == [("date-line", value)]


SIGNATURES = [
    ("Brandholm Courier", "Brandholm Courier", "a known outlet"),
    ("BRANDHOLM COURIER", "BRANDHOLM COURIER", "in capitals"),
    ("(Brandholm Courier)", "Brandholm Courier", "in brackets"),
    ("— Brandholm Courier.", "Brandholm Courier", "after a dash"),
    ("News.Nv", "News.Nv", "a domain nobody knows yet"),
    ("www.courier.news", "www.courier.news", "an address"),
]


@pytest.mark.parametrize(("line", "value", "why"), SIGNATURES)
def test_the_signature_of_the_outlet_is_set_apart(line: str, value: str, why: str) -> None:
    done = cleaned(f"{PROSE}\n\n{MORE_PROSE}\n\n{line}")
    assert [(found.rule, found.label, done.source.text[found.value_start : found.value_end]) for found in done.lines] == [
        ("signature", "outlet", value)
    ]
    assert done.body == f"{PROSE}\n\n{MORE_PROSE}"


KEPT = [
    (
        "BRANDHOLM, May 3 (Courier) - Traders welcomed the opening of the bridge and said they would move.",
        "a dateline belongs to the report",
    ),
    ("Share prices rose on the Brandholm exchange after the opening, led by the three ferry companies.", "begins like a button"),
    ("Print runs of the three papers fell last year, a report of the printers' union said on Monday.", "so does this"),
    (
        "Date palms do not grow here: it is too cold, and the gardeners of the town have tried for years.",
        "a colon, and a word like a label, in a sentence",
    ),
    ("“Search me,” he said.", "speech is article however short"),
    ("Read more books, the mayor told the children of the school on the hill, and they laughed at her.", "begins like a pointer"),
    ("The author: a quiet man who never wrote about himself, and who never answered a single letter.", "a label after an article"),
    ("Q: Who pays for the bridge?", "a turn of an interview"),
    ("Nyberg: We do.", "another"),
    ("The end", "two words that no pattern knows"),
    ("1,204 people walked home.", "a number and a noun"),
    ("He wrote © on every page, a habit of his later years when he feared for his drawings and letters.", "the sign in a sentence"),
]


@pytest.mark.parametrize(("line", "why"), KEPT)
def test_article_that_looks_like_furniture_is_kept(line: str, why: str) -> None:
    done = cleaned(f"{PROSE}\n\n{line}\n\n{MORE_PROSE}")
    assert done.body == f"{PROSE}\n\n{line}\n\n{MORE_PROSE}"
    assert done.lines == ()


def test_a_label_in_the_middle_of_the_article_is_article() -> None:
    """Only before the first and after the last paragraph of prose does “Source:” speak of the document."""
    done = cleaned(f"{PROSE}\n\nSource: the river office.\n\n{MORE_PROSE}")
    assert "Source: the river office." in done.body


RECORD = """Printer Friendly

Brandholm opens its bridge.

Byline: Otto Falk

MAYOR of Brandholm, Clara Nyberg: We thank the divers, who worked under the ice for two winters without a single accident.'

The bridge was opened on Monday, nine years after the first stone was laid, and several thousand people walked across it in the rain.

'The toll would have cost us more than the stones,' the head of state added.

Norvania is a country of islands, where close to seventy bridges have been built since the war.
COPYRIGHT 2016 Marsh Bylines
Copyright 2016 Paper Attic. All rights reserved.

Article details
Email
Author:Otto Falk
Publication:Brandholm Courier (Brandholm, Norvania)
Date:May 18, 2016
Previous Article:The ferries of the north.

Terms of use | Privacy policy | Copyright © 2017 Paper Attic, Inc. | Feedback |"""


def test_a_database_record_keeps_every_paragraph() -> None:
    """Furniture at both ends, single quotation marks, a turn: five lines are article, and each line that states something says what."""
    done = cleaned(RECORD)
    assert done.body == "\n\n".join(RECORD.splitlines()[number] for number in (2, 6, 8, 10, 12))
    assert {line.label for line in done.lines} >= {"author", "outlet", "date", "copyright", "footer"}


def test_a_long_paragraph_is_article_whatever_it_begins_with() -> None:
    long = "Copyright law was the subject of the talk, " + "and it went on and on " * 30 + "until noon."
    assert long in cleaned(f"{long}\n\n{PROSE}").body


class TestParagraphs:
    def test_hard_wrapped_lines_are_joined(self) -> None:
        """Newswire and mail break lines at 60 to 80 characters."""
        wrapped = (
            "   BRANDHOLM - The council of Brandholm opened the new harbour\nbridge on Monday after nine years of work, and several thousand\n"
            "people walked across it in the rain, which did not stop them.\n   Traders on the south bank expect shorter ways to the market.\n"
        )
        done = cleaned(wrapped)
        assert [done.body[b.start : b.end] for b in done.blocks] == [
            "BRANDHOLM - The council of Brandholm opened the new harbour bridge on Monday after nine years of work, "
            "and several thousand people walked across it in the rain, which did not stop them.",
            "Traders on the south bank expect shorter ways to the market.",
        ]

    def test_one_line_a_paragraph_stays_one_line_a_paragraph(self) -> None:
        done = cleaned(f"{PROSE}\n{MORE_PROSE}\n“Yes,” she said.\n")
        assert [done.body[b.start : b.end] for b in done.blocks] == [PROSE, MORE_PROSE, "“Yes,” she said."]

    def test_a_headline_of_two_lines_is_not_joined_where_paragraphs_are_single_lines(self) -> None:
        """Two lines of nearly one length are no wrapped prose when everything else stands in long lines."""
        done = cleaned(
            f"The bridge of Brandholm is open to everybody who walks\nNine years of work, four mayors and one great flood\n\n{PROSE}\n\n{MORE_PROSE}"
        )
        assert len(done.blocks) == 4

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends_of_any_system(self, end: str) -> None:
        done = cleaned(f"{PROSE}{end}{end}{MORE_PROSE}{end}")
        assert done.body == f"{PROSE}\n\n{MORE_PROSE}"

    def test_a_word_broken_at_the_end_of_a_line_keeps_its_hyphen_and_loses_the_break(self) -> None:
        wrapped = "The council of Brandholm opened the new harbour bridge after a well-\nknown quarrel over the piers, and several thousand people walked it\nin the rain, which did not stop the band from playing until noon."
        assert "a well-known quarrel" in cleaned(wrapped).body

    def test_white_space_and_invisible_characters_are_no_part_of_the_body(self) -> None:
        """Zero-width and direction marks can hide words or turn a line around: a reader sees what is there."""
        done = cleaned("The\u200b mayor\u202e of\t\tBrand\u00adholm\u2066  spoke\ufeff for\u00a0an hour on Monday.\x07")
        assert done.body == "The mayor of Brandholm spoke for\u00a0an hour on Monday."
        assert {edit.rule for edit in done.text.edits} == {LAYOUT}

    def test_joiners_that_spell_words_are_kept(self) -> None:
        """Persian and emoji need U+200C and U+200D."""
        assert cleaned("می\u200cخواهم و 👩\u200d🌾 هم").body == "می\u200cخواهم و 👩\u200d🌾 هم"

    def test_a_text_of_furniture_alone_has_no_body(self) -> None:
        done = cleaned("Print\n\nShare\n\nCopyright 2016 Paper Attic")
        assert (done.body, done.blocks, len(done.lines)) == ("", (), 3)


class TestMarkdown:
    SIGNS = [
        ("# The bridge is open", "The bridge is open", "a heading"),
        ("It was **wide** and *tall*.", "It was wide and tall.", "emphasis"),
        ("It was __wide__ and _tall_.", "It was wide and tall.", "with underscores"),
        ("See [the plan](https://a.example/plan_v1_b.html).", "See the plan.", "a link"),
        ("- The first pier", "The first pier", "a list"),
        ("2. The second pier", "The second pier", "a numbered list"),
        ("> We waited.", "We waited.", "a block quotation"),
        ("The file is `plan_v2`.", "The file is plan_v2.", "code"),
        ("Five \\* six is no emphasis.", "Five * six is no emphasis.", "an escaped sign"),
        ("snake_case_word and 2 * 3 * 4 stay", "snake_case_word and 2 * 3 * 4 stay", "signs that are no syntax"),
        ("![the bridge](bridge.jpg)", "", "a picture alone"),
        ("Text ![the bridge](bridge.jpg) goes on.", "Text goes on.", "a picture inside"),
    ]

    @pytest.mark.parametrize(("markdown", "plain", "why"), SIGNS)
    def test_signs_are_removed_and_words_are_kept(self, markdown: str, plain: str, why: str) -> None:
        done = cleaned(f"{markdown}\n\n{PROSE}", format_="markdown")
        assert done.body == "\n\n".join(filter(None, [plain, PROSE]))

    def test_offsets_keep_their_place(self) -> None:
        done = cleaned(f"---\ntitle: x\n---\n\n# The *new* bridge\n\n{PROSE}", format_="markdown")
        start = done.body.index("new")
        a, b = done.text.to_source(start, start + 3)
        assert done.source.text[a - 1 : b + 1] == "*new*"

    def test_front_matter_is_cut_and_a_rule_in_the_body_too(self) -> None:
        done = cleaned(f"---\ntitle: x\n---\n\n{PROSE}\n\n---\n\n{MORE_PROSE}\n", format_="markdown")
        assert done.body == f"{PROSE}\n\n{MORE_PROSE}"
        assert [line.rule for line in done.lines] == ["front-matter", "separator"]

    def test_no_paragraph_runs_across_furniture(self) -> None:
        """A pointer between two lines of one paragraph parts it: the edit that cuts it lies inside no other."""
        done = cleaned(f"{PROSE}\nRead more: the ferries of the north\n{MORE_PROSE}\n", format_="markdown")
        assert [done.body[b.start : b.end] for b in done.blocks] == [PROSE, MORE_PROSE]

    def test_wrapped_lines_are_joined_and_list_items_are_not(self) -> None:
        done = cleaned("one\ntwo\n\n- three\n- four\n  five\n", format_="markdown")
        assert [done.body[b.start : b.end] for b in done.blocks] == ["one two", "three", "four five"]


# ---- what holds for every text ------------------------------------------------------------------------------------------


def check_offsets(done: Cleaned) -> None:
    """The promises of a cleaned source: blocks tile the body, and every word stands at its place in the source."""
    assert BETWEEN_BLOCKS.join(done.body[block.start : block.end] for block in done.blocks) == done.body
    for match in re.finditer(r"\w+", done.body):
        start, end = done.text.to_source(*match.span())
        assert _kept(done, start, end) == match[0]


def _kept(done: Cleaned, start: int, end: int) -> str:
    """What cleaning kept of a span of the source: a word from which invisible characters were taken has its letters, in order."""
    return "".join(
        done.source.text[max(r.source, start) : min(r.source + r.length, end)]
        for r in done.text.runs
        if r.source < end and start < r.source + r.length
    )


@given(texts)
def test_words_of_any_text_map_back_to_the_same_words(text: str) -> None:
    check_offsets(cleaned(text))


@given(articles())
def test_words_of_any_article_map_back_to_the_same_words(text: str) -> None:
    check_offsets(cleaned(text))


@given(articles())
def test_words_of_any_markdown_map_back_to_the_same_words(text: str) -> None:
    check_offsets(cleaned(text, format_="markdown"))


@given(articles())
def test_nothing_is_cut_without_a_rule(text: str) -> None:
    """Layout edits take white space and invisible characters only; every letter that is gone has a line with its rule."""
    done = cleaned(text)
    spans = {(line.start, line.end) for line in done.lines}
    for edit in done.text.edits:
        if edit.rule == LAYOUT:
            assert not re.search(r"[^\W_]", text[edit.start : edit.end])
        else:
            assert (edit.start, edit.end) in spans


@given(articles())
def test_prose_is_never_cut(text: str) -> None:
    """A paragraph of twenty plain words that no pattern knows is in the body, whatever stands around it."""
    prose = "Men of the north bank built boats for ninety years before any stone bridge crossed the wide grey river at all."
    done = cleaned(f"{text}\n\n{prose}\n\n{text}")
    assert prose in done.body


@given(articles())
def test_a_cleaned_body_survives_being_written_and_read(text: str) -> None:
    """What clean makes of any source is what the page shows, to the character."""
    done = cleaned(text)
    markdown = BETWEEN_BLOCKS.join(escape(done.body[b.start : b.end], b.kind) for b in done.blocks)
    assert parse(markdown)[1] == done.body


@given(articles())
def test_cleaning_is_a_function_of_the_source(text: str) -> None:
    assert cleaned(text) == cleaned(text)


def test_blocks_of_a_page_are_kept_as_they_are() -> None:
    """HTML has its paragraphs from its elements; a line break inside one is no boundary."""
    text = f"The bridge\n\n{PROSE}"
    done = clean(source(text, "a.html", format_="html", blocks=(Block(0, 10, "heading"), Block(12, len(text)))))
    assert [block.kind for block in done.blocks] == ["heading", "paragraph"]
