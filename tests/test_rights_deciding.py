"""What may be published: lines as sources word them, where they stand, and who is asked first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builders import AUTHORITIES, extracted, extractor
from onrecord.articles import Article, FrontMatter, StandOff
from onrecord.authorities import Authorities, Outlet
from onrecord.corrections import Correction
from onrecord.extract import Extracted
from onrecord.relate import relate
from onrecord.rights.deciding import _may_speak as may_speak
from onrecord.rights.deciding import decide
from onrecord.rights.publication import Decision, Level, Policy
from onrecord.vocabulary import table

PROSE = (
    "The council of Brandholm opened the new harbour bridge on Monday after nine years of work, and several thousand people "
    "walked across it in the rain.\n\n"
    "Traders on the south bank have shorter ways to the market now, while the wide piers change the current where the river meets "
    "the sea and the boats come in.\n\n"
    "The fishermen of the north bank have kept their boats at home since the first of the piers was set into the mud of the bay.\n\n"
    "A ferry that had crossed for ninety years was towed to the yard, where children climbed over its rails until it grew dark.\n\n"
    "On the square before the town hall a band played, and the bakers gave away what they had baked for the day of the opening.\n\n"
    "Nobody in the crowd could say how much the bridge had cost, and the builders, who were asked, looked over at the water.\n\n"
    "The first bus came at seven in the evening with four passengers and a dog, and turned, and went back the way it had come."
)
CC = "https://creativecommons.org/licenses"
INC = "http://rightsstatements.org/vocab/InC/1.0/"


def article(text: str, **front: Any) -> Article:
    """A text as the site gets it, brought all the way by the rules; ``front`` replaces what they found."""
    return as_article(extracted(text), **front)


def as_article(done: Extracted, **front: Any) -> Article:
    (found,), _ = relate([done], (), {})
    described = found.annotated.described
    cleaned = described.cleaned
    values = {name: values[0].value for name, values in found.fields.items() if name != "authors" and values}
    standoff = StandOff(
        id=found.slug,
        name="sample.txt",
        sha256="0" * 64,
        fields=found.fields,
        entities=found.entities,
        mentions=found.annotated.mentions,
        statements=found.annotated.statements,
        blocks=described.blocks,
        problems=(),
        edits=cleaned.text.edits,
        source=cleaned.source.text,
    )
    basis = {name: found.fields[name][0].basis for name, value in values.items() if value}
    matter = FrontMatter(**({**values, "title": values["title"] or "Untitled", "basis": basis} | front))
    return Article(slug="sample", front=matter, body=cleaned.body, html="", blocks=described.blocks, standoff=standoff)


def decided(text: str, default: Level = "excerpt", authorities: Authorities = AUTHORITIES, **front: Any) -> Decision:
    return decide(article(text, **front), authorities, Policy(default))


NOTICES: list[tuple[str, Level, str | None]] = [
    ("© 2021 Brandholm Courier", "excerpt", INC),
    ("Copyright 2021 Brandholm Courier. All rights reserved.", "excerpt", INC),
    ("(c) 2021 Holm Press Ltd | Terms | Privacy", "excerpt", INC),
    ("No portion of this report can be reproduced unless the publisher has agreed in writing.", "excerpt", INC),
    ("No part of this publication may be stored or passed on in any form.", "excerpt", INC),
    ("This material may not be published, broadcast, rewritten or redistributed.", "excerpt", INC),
    ("Reproduction in whole or in part is strictly prohibited.", "excerpt", INC),
    ("Unauthorised copying is forbidden.", "excerpt", INC),
    ("Alle Rechte vorbehalten.", "excerpt", INC),
    ("© Holm Zeitung. Alle Rechte vorbehalten", "excerpt", INC),
    ("Tous droits réservés", "excerpt", INC),
    ("Todos los derechos reservados", "excerpt", INC),
    ("Все права защищены", "excerpt", INC),
    ("Tüm hakları saklıdır", "excerpt", INC),
    ("Bütün hüquqlar qorunur", "excerpt", INC),
    ("This article is licensed under CC BY 4.0.", "full", f"{CC}/by/4.0/"),
    ("This work is licensed under a Creative Commons Attribution 4.0 International License.", "full", f"{CC}/by/4.0/"),
    ("Licence: CC BY-SA 3.0", "full", f"{CC}/by-sa/3.0/"),
    ("License: CC-BY-NC-ND-4.0", "full", f"{CC}/by-nc-nd/4.0/"),
    ("Published under a Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 licence.", "full", f"{CC}/by-nc-nd/4.0/"),
    (
        "All materials of this website are available under the licence Creative Commons Attribution-NonCommercial-ShareAlike 3.0.",
        "full",
        f"{CC}/by-nc-sa/3.0/",
    ),
    ("Except where otherwise noted, the content of this site is licensed under CC BY-ND 4.0.", "full", f"{CC}/by-nd/4.0/"),
    ("Licensed under https://creativecommons.org/licenses/by-nc/2.5/au/", "full", f"{CC}/by-nc/2.5/au/"),
    ("© 2021 Brandholm Courier. This story is published under CC BY 4.0.", "full", f"{CC}/by/4.0/"),
    ("This article is licensed under CC BY-SA.", "full", None),
    ("Rights: CC0", "full", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("This text is in the public domain.", "full", None),
    ("Rights: Public domain", "full", None),
    ("This document is a work of the United States Government.", "full", "http://rightsstatements.org/vocab/NoC-US/1.0/"),
    (
        "This content is available under the Open Government Licence v3.0.",
        "full",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    ("This text may be freely reproduced if the source is named.", "full", INC),
    ("Reproduction is authorised, provided the source is acknowledged.", "full", INC),
    ("This article may be reproduced only with the consent of the editors.", "excerpt", None),
    ("NOT FOR PUBLICATION", "metadata", INC),
    ("Not for release or distribution.", "metadata", INC),
    ("Not for redistribution.", "metadata", INC),
    ("Not for onward transmission", "metadata", INC),
    ("Do not redistribute.", "metadata", INC),
    ("Do not pass on.", "metadata", INC),
    ("Confidential", "metadata", INC),
    ("STRICTLY CONFIDENTIAL", "metadata", INC),
    ("Classification: Confidential", "metadata", INC),
    ("Vertraulich!", "metadata", INC),
    ("For official use only.", "metadata", INC),
    ("EMBARGOED UNTIL 6 p.m., 3 May 2016", "metadata", INC),
    ("Embargo: 3 May 2016, 18:00", "metadata", INC),
    ("For personal use only.", "metadata", INC),
    ("For your personal, non-commercial use only.", "metadata", INC),
    ("Do not forward or circulate.", "metadata", INC),
    ("Under strict embargo", "metadata", INC),
    ("Reprinted here with permission of the Holm Gazette.", "excerpt", INC),
    ("This text is protected by copyright.", "excerpt", INC),
    ("This article may not be copied without permission.", "excerpt", INC),
    ("Rights: https://creativecommons.org/publicdomain/mark/1.0/", "full", "https://creativecommons.org/publicdomain/mark/1.0/"),
    ("Licence: CC BY-NC 4.0", "full", f"{CC}/by-nc/4.0/"),
    ("Our stories are free to republish.", "full", INC),
    ("This site is published under a Creative Commons licence.", "excerpt", "http://rightsstatements.org/vocab/CNE/1.0/"),
]
LINES = [line for line, _, _ in NOTICES]


@pytest.mark.parametrize(("line", "level", "uri"), NOTICES)
def test_a_line_at_the_foot_of_a_source_decides(line: str, level: Level, uri: str | None) -> None:
    found = decided(f"Brandholm opens its bridge\n\n{PROSE}\n\n{line}", "metadata" if level == "excerpt" else "excerpt")
    expected = (level, "source") if uri or level == "full" else (level, found.ground)
    assert (found.level, found.ground) == expected, found
    if uri:
        assert found.uri == uri
    assert any(words in line for words in found.words)


@pytest.mark.parametrize(
    "text",
    [
        "The parliament of Norvania put its archive under CC BY 4.0 on Monday, to the joy of those who write its history.",
        "“All our maps are in the public domain,” said Clara Nyberg, who keeps them in the cellar of the town hall.",
        "The weapons embargo until May, and what came after it, was debated for three days in the council of Sudland.",
        "A new law says that whoever prints the words all rights reserved must say whose rights they are, and since when.",
        "Read also: Norvania puts its archive under CC BY 4.0",
        "Photo: Lev Brandt / CC BY 2.0",
        "Image by Clara Nyberg, licensed under CC BY-SA 4.0, via Wikimedia Commons",
        "Comments are licensed under CC BY 4.0.",
        "Confidential talks about the bridge went on for a year, as the papers of the council of Brandholm show.",
        "The papers, which were confidential, were not seen by the council before the vote.",
        "Source code is licensed under CC0.",
        "The book may be reproduced from the one copy that was left, the librarians of Brandholm believe, if the mould is stopped.",
    ],
)
@pytest.mark.parametrize("place", ["head", "middle", "foot"])
def test_what_is_told_of_a_licence_or_belongs_to_a_picture_decides_nothing(text: str, place: str) -> None:
    one, two, three, *rest = PROSE.split("\n\n")
    blocks = {"head": [text, one, two, three, *rest], "middle": [one, two, three, text, *rest], "foot": [one, two, three, *rest, text]}
    found = decided("Brandholm opens its bridge\n\n" + "\n\n".join(blocks[place]), "metadata")
    assert (found.level, found.ground, found.words) == ("metadata", "default", ()), found


@pytest.mark.parametrize(
    "line",
    [
        "Creative Commons Attribution-ShareAlike",
        "Creative Commons Attribution 4.0 International Public License",
        "CC BY-NC-ND",
        "CC BY-SA 4.0",
        "Creative Commons",
        "Creative Commons licence",
        "CC0",
        "https://creativecommons.org/licenses/by/4.0/",
        "Public domain",
    ],
)
@pytest.mark.parametrize("above", ["", "The mole of Brandholm at dusk\n\nClara Nyberg\n\n"])
def test_a_licence_that_is_a_line_alone_decides_nothing_and_is_told(line: str, above: str) -> None:
    """It stands below a picture as often as below a text; it reserves nothing, and it is not passed over."""
    found = decided(f"The bridge\n\n{PROSE}\n\n{above}{line}", "metadata")
    assert (found.level, found.ground, found.words) == ("metadata", "default", (line,)), found
    assert found.reason == "terms are named without saying that they are for this text, so the setting of this corpus decides"


def test_a_licence_without_its_name_is_not_called_a_reservation() -> None:
    found = decided(f"The bridge\n\n{PROSE}\n\nThis site is published under a Creative Commons licence.", "metadata")
    assert (found.level, found.reason) == ("excerpt", "the source names a Creative Commons licence without saying which")


@pytest.mark.parametrize("words", ["Public domain", "public domain", "This text is in the public domain."])
def test_public_domain_names_no_tool(words: str) -> None:
    found = decided(f"The bridge\nRights: {words}\n\n{PROSE}", "metadata")
    assert (found.level, found.label, found.uri) == ("full", "Public domain", None)


def test_a_reservation_and_a_licence_in_one_source_are_told_and_the_stricter_counts() -> None:
    found = decided(f"The bridge\n\n{PROSE}\n\nAll rights reserved.\n\nThis article is licensed under CC BY 4.0.")
    assert (found.level, found.ambiguous, found.uri) == ("excerpt", True, INC)
    assert found.words == ("All rights reserved.", "This article is licensed under CC BY 4.0.")


@pytest.mark.parametrize(("default", "level"), [("full", "full"), ("excerpt", "excerpt"), ("metadata", "metadata")])
def test_where_nothing_is_known_the_setting_decides(default: Level, level: Level) -> None:
    found = decided(f"The bridge\n\n{PROSE}", default)
    assert (found.level, found.ground, found.uri) == (level, "default", "http://rightsstatements.org/vocab/CNE/1.0/")


COURIER = {"id": "brandholm-courier", "label": "Brandholm Courier"}
ATTIC = {"id": "paper-attic", "label": "Paper Attic", "host": True}


@pytest.mark.parametrize(
    ("records", "front", "level", "ground", "uri"),
    [
        ([COURIER | {"publish": "full", "rights_uri": f"{CC}/by/4.0/"}], {}, "full", "record", f"{CC}/by/4.0/"),
        ([COURIER | {"publish": "metadata"}], {}, "metadata", "record", None),
        ([COURIER], {}, "excerpt", "source", INC),
        ([COURIER | {"publish": "full"}, ATTIC | {"publish": "metadata"}], {"host": "Paper Attic"}, "metadata", "record", None),
        ([ATTIC | {"publish": "metadata"}], {"host": "Paper Attic"}, "metadata", "record", None),
        ([COURIER | {"publish": "metadata"}], {"publish": "full"}, "full", "correction", None),
        ([COURIER | {"publish": "metadata"}], {"digest_of": "The bridge, Brandholm Courier"}, "full", "own", None),
        ([COURIER | {"publish": "full"}], {"publish": "metadata", "digest_of": "The bridge"}, "metadata", "correction", None),
    ],
)
def test_people_decide_before_sources(
    records: list[Mapping[str, Any]], front: Mapping[str, Any], level: Level, ground: str, uri: str | None
) -> None:
    """A correction, the keeper's own words, the records of outlet and host, the source, the setting: the first that speaks decides."""
    authorities = Authorities(outlets={record["id"]: Outlet(**record) for record in records})
    text = f"The bridge\n\n{PROSE}\n\n© 2021 Brandholm Courier. All rights reserved."
    found = decided(text, "excerpt", authorities, **{"outlet": "Brandholm Courier", **front})
    assert (found.level, found.ground, found.uri) == (level, ground, uri)


@pytest.mark.parametrize(
    ("notice", "level", "ground"),
    [("", "full", "own"), ("All rights reserved.", "excerpt", "source"), ("This text is licensed under CC BY 4.0.", "full", "source")],
)
def test_a_source_that_calls_itself_a_digest_is_heard_on_its_rights(notice: str, level: Level, ground: str) -> None:
    found = decided(f"The bridge\nDigest of: “The bridge”, Brandholm Courier\n\n{PROSE}\n\n{notice}")
    assert (found.level, found.ground) == (level, ground)


def test_a_correction_is_told_with_its_reason() -> None:
    decision = Correction(document="sample", field="publish", value="full", reason="the editor agreed", by="N. N.")
    (found,), unused = relate([extracted(f"The bridge\n\n{PROSE}")], (decision,), {})
    assert unused == ()
    assert [(value.value, value.basis, value.evidence[0].note) for value in found.fields["publish"]] == [
        ("full", "editor", "the editor agreed (N. N.)")
    ]


def test_rights_that_an_editor_entered_are_all_that_the_source_says() -> None:
    text = f"The bridge\n\n{PROSE}\n\nAll rights reserved."
    assert decided(text, rights="CC BY 4.0", basis={}).uri == f"{CC}/by/4.0/"
    assert decided(text, rights="CC BY 4.0", basis={"rights": "stated"}).level == "excerpt"


def test_a_page_written_by_hand_is_the_keepers_own() -> None:
    by_hand = Article(slug="note", front=FrontMatter(title="A note"), body="Words.", html="<p>Words.</p>", blocks=(), standoff=None)
    assert decide(by_hand, AUTHORITIES, Policy("metadata")).ground == "own"


def test_statements_of_rights_are_named_by_their_published_addresses() -> None:
    rows = {row["id"]: row for row in table("rights-statements")}
    assert all(row["uri"].startswith(("http://rightsstatements.org/vocab/", "https://")) for id_, row in rows.items() if id_ != "PD")
    assert {row["statement"] for row in table("rights")} - {"", "{id}"} <= set(rows)
    assert {row["level"] for row in table("rights")} == {"-", "full", "excerpt", "metadata"}


@pytest.mark.parametrize("row", table("rights"), ids=lambda row: row["note"] or row["pattern"][:30])
def test_the_quick_look_sees_whatever_a_row_can_find(row: Mapping[str, str]) -> None:
    """Every way through a pattern holds a sign: none may be so short that a line passes by."""
    found = [line for line in LINES if re.search(row["pattern"], line, re.IGNORECASE)]
    assert all(may_speak(line) for line in found)
    assert found or row["level"] == "-", "no line of these tests is found by it"


@pytest.mark.parametrize(
    ("head", "level", "uri"),
    [
        ('<link rel="license" href="https://creativecommons.org/licenses/by-nd/4.0/">', "full", f"{CC}/by-nd/4.0/"),
        ('<meta name="dcterms.license" content="CC BY 4.0">', "full", f"{CC}/by/4.0/"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The bridge", '
            '"license": "https://creativecommons.org/licenses/by-sa/4.0/"}</script>',
            "full",
            f"{CC}/by-sa/4.0/",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The bridge", '
            '"copyrightNotice": "No part may be reproduced."}</script>',
            "excerpt",
            INC,
        ),
        ("", "metadata", "http://rightsstatements.org/vocab/CNE/1.0/"),
    ],
)
def test_a_page_may_state_its_licence_for_machines_alone(tmp_path: Path, head: str, level: Level, uri: str) -> None:
    """The licence of a photograph within the page, linked as pages link licences, is not the page's."""
    photo = '<figure><img src="b.jpg" alt=""><figcaption><a rel="license" href="https://creativecommons.org/licenses/by/2.0/">L. B.</a>'
    body = "".join(f"<p>{text}</p>" for text in PROSE.split("\n\n"))
    path = tmp_path / "page.html"
    path.write_text(
        f"<!DOCTYPE html><html><head><title>The bridge</title>{head}</head>"
        f"<body><article><h1>The bridge</h1>{photo}</figcaption></figure>{body}</article></body></html>",
        encoding="utf-8",
    )
    decision = decide(as_article(extractor().extract(path, path.name, "page")), Authorities(), Policy("metadata"))
    assert (decision.level, decision.uri) == (level, uri)
