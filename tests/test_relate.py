"""The whole corpus: addresses, copies of one text, labels, and corrections that win."""

from __future__ import annotations

import pytest

from builders import MORE_PROSE, PROSE, extracted
from onrecord.corrections import Correction
from onrecord.extract import Extracted
from onrecord.records import Problem
from onrecord.relate import Related, relate

TEXT = f"The bridge is open\n\nDate: 3 May 2016\n\n{PROSE}\n\n{MORE_PROSE}"
OTHER = "The bridge is open\n\nDate: 9 May 2016\n\nNobody came to the second opening, which the mayor had called for the children of the island schools, and the band went home at noon."


def related(*items: Extracted, corrections: tuple[Correction, ...] = (), published: dict[str, str] | None = None) -> dict[str, Related]:
    documents, _ = relate(items, corrections, published or {})
    return {document.annotated.described.cleaned.source.id: document for document in documents}


def fix(field: str, value: str | tuple[str, ...] | None, document: str = "a") -> Correction:
    return Correction(document=document, field=field, value=value, reason="seen in print", by="Clara Nyberg", on="2020-01-02")  # type: ignore[arg-type]


class TestSlugs:
    def test_come_from_the_title(self) -> None:
        assert related(extracted(TEXT, "a"))["a"].slug == "the-bridge-is-open"

    def test_two_documents_with_one_title_have_two(self) -> None:
        """The first by id has the short one; the other has its id appended."""
        found = related(extracted(OTHER, "b"), extracted(TEXT, "a"))
        assert (found["a"].slug, found["b"].slug) == ("the-bridge-is-open", "the-bridge-is-open-b")

    def test_are_kept_when_a_title_is_corrected(self) -> None:
        """An address that people cite does not move."""
        found = related(extracted(TEXT, "a"), corrections=(fix("title", "Another title"),), published={"a": "the-bridge-is-open"})
        assert found["a"].slug == "the-bridge-is-open"
        assert found["a"].fields["title"][0].value == "Another title"

    def test_a_newcomer_never_takes_the_address_of_a_page_that_is_cited(self) -> None:
        found = related(extracted(OTHER, "a"), extracted(TEXT, "b"), published={"b": "the-bridge-is-open"})
        assert (found["a"].slug, found["b"].slug) == ("the-bridge-is-open-a", "the-bridge-is-open")

    def test_a_new_title_that_was_corrected_gives_the_slug(self) -> None:
        assert related(extracted(TEXT, "a"), corrections=(fix("title", "Open at last"),))["a"].slug == "open-at-last"

    def test_a_title_without_a_letter_gets_the_id(self) -> None:
        assert related(extracted(TEXT, "a"), corrections=(fix("title", "???"),))["a"].slug == "a"

    def test_do_not_depend_on_the_order_of_the_sources(self) -> None:
        one, two = extracted(TEXT, "a"), extracted(OTHER, "b")
        assert {k: v.slug for k, v in related(one, two).items()} == {k: v.slug for k, v in related(two, one).items()}


class TestCorrections:
    def test_win_and_keep_what_was_read(self) -> None:
        value = related(extracted(TEXT, "a"), corrections=(fix("date", "2016-05-04"),))["a"].fields["date"][0]
        assert (value.value, value.basis) == ("2016-05-04", "editor")
        assert [(rival.value, rival.basis) for rival in value.rivals] == [("2016-05-03", "stated")]
        assert value.evidence[0].note == "seen in print (Clara Nyberg, 2020-01-02)"

    def test_may_say_that_the_source_does_not_state_it(self) -> None:
        value = related(extracted(TEXT, "a"), corrections=(fix("date", None),))["a"].fields["date"][0]
        assert (value.value, value.basis) == (None, "editor")

    def test_authors_are_a_list(self) -> None:
        values = related(extracted(TEXT, "a"), corrections=(fix("authors", ("Clara Nyberg", "Otto Falk")),))["a"].fields["authors"]
        assert [(value.value, value.basis) for value in values] == [("Clara Nyberg", "editor"), ("Otto Falk", "editor")]

    def test_settle_the_problem_they_answer(self) -> None:
        undated = extracted(f"{PROSE}\n\n{MORE_PROSE}", "a")
        assert {p.code for p in related(undated)["a"].problems} == {"title-missing", "date-missing"}
        assert {p.code for p in related(undated, corrections=(fix("date", "2016"),))["a"].problems} == {"title-missing"}

    def test_a_date_that_is_known_needs_no_bounds(self) -> None:
        undated = extracted(f"{PROSE}\n\nPresident of Norvania Marta Ekholm opened the bridge on Monday.", "a")
        assert related(undated)["a"].fields["date_bounds"][0].value == "2014-05-01/2019-04-30"
        assert related(undated, corrections=(fix("date", "2016-05"),))["a"].fields["date_bounds"][0].value is None

    def test_bounds_can_be_corrected_too(self) -> None:
        undated = extracted(f"{PROSE}\n\n{MORE_PROSE}", "a")
        assert related(undated, corrections=(fix("date_bounds", "2014/2016"),))["a"].fields["date_bounds"][0].value == "2014/2016"

    def test_of_a_document_that_is_not_there_are_listed(self) -> None:
        _, unused = relate([extracted(TEXT, "a")], [fix("date", "2016", "gone")], {})
        assert unused == ((0, Problem("correction-unused", "no source has the id 'gone'")),)

    def test_of_a_source_that_could_not_be_read_are_not_unused(self) -> None:
        _, unused = relate([Extracted("a", "a.txt", None, (Problem("empty", "no text"),))], [fix("date", "2016")], {})
        assert unused == ()


class TestDuplicates:
    def test_a_copy_points_to_the_fuller_one(self) -> None:
        """The same words, with other furniture around them: the copy with fewer problems is the one to read."""
        found = related(extracted(f"{PROSE}\n\n{MORE_PROSE}", "a"), extracted(f"Date: 3 May 2016\n\n{PROSE}\n\n{MORE_PROSE}\n\nShare", "b"))
        assert (found["a"].duplicate_of, found["b"].duplicate_of) == ("b", None)
        assert "duplicate" in {problem.code for problem in found["a"].problems}

    def test_among_equals_the_first(self) -> None:
        found = related(extracted(TEXT, "b"), extracted(TEXT, "a"), extracted(TEXT, "c"))
        assert {id_: document.duplicate_of for id_, document in found.items()} == {"a": None, "b": "a", "c": "a"}

    def test_case_marks_and_line_ends_make_no_other_text(self) -> None:
        found = related(extracted(TEXT, "a"), extracted(TEXT.replace(" ", "  ").replace("\n", "\r\n").upper().replace("DATE", "Date"), "b"))
        assert sorted(filter(None, (document.duplicate_of for document in found.values()))) in (["a"], ["b"])

    def test_other_texts_are_other_texts(self) -> None:
        assert all(document.duplicate_of is None for document in related(extracted(TEXT, "a"), extracted(OTHER, "b")).values())

    def test_two_sources_without_a_body_are_no_copies(self) -> None:
        found = related(extracted("Print", "a"), extracted("Share", "b"))
        assert all(document.duplicate_of is None for document in found.values())


def test_an_entity_without_a_record_has_one_label_everywhere() -> None:
    """The form that most documents use; among equals the first by the alphabet."""
    texts = {"a": "Émile Clarke came.", "b": "Emile Clarke came.", "c": "Emile Clarke left."}
    found = related(*(extracted(f"{PROSE}\n\n{text}", id_) for id_, text in texts.items()))
    assert {entity.name for document in found.values() for entity in document.entities if entity.kind == "person"} == {"Emile Clarke"}


def test_a_source_that_could_not_be_read_is_no_document() -> None:
    assert related(Extracted("a", "a.txt", None, (Problem("empty", "no text"),))) == {}


def dated(id_: str, date: str, outlet: str | None = "Brandholm Courier") -> Extracted:
    head = f"Title {id_}\n\nDate: {date}\n" + (f"Outlet: {outlet}\n" if outlet else "")
    return extracted(f"{head}\n{PROSE} {id_}\n\n{MORE_PROSE}", id_)


class TestDayAndMonth:
    """``03/04/2021`` says only its year; what else the outlet dates may say the rest."""

    @pytest.mark.parametrize(
        ("others", "date"),
        [
            ((("13/04/2021", "Brandholm Courier"), ("28/05/2021", "Brandholm Courier")), "2021-04-03"),
            ((("04/13/2021", "Brandholm Courier"), ("05/28/2021", "Brandholm Courier")), "2021-03-04"),
            ((("13/04/2021", "Brandholm Courier"), ("13-05-2021", "Brandholm Courier")), "2021-04-03"),
            ((("13/04/2021", "Brandholm Courier"),), "2021"),  # one may be a slip
            ((("13/04/2021", "Brandholm Courier"), ("04/28/2021", "Brandholm Courier")), "2021"),  # both ways
            ((("13/04/2021", "Norvanian Gazette"), ("28/05/2021", "Norvanian Gazette")), "2021"),  # another outlet's habit
            ((("13.04.2021", "Brandholm Courier"), ("28.05.2021", "Brandholm Courier")), "2021"),  # full stops: always so
            ((("05/05/2021", "Brandholm Courier"), ("7 May 2021", "Brandholm Courier")), "2021"),  # say nothing
        ],
    )
    def test_is_decided_by_the_dates_of_the_same_outlet(self, others: tuple[tuple[str, str], ...], date: str) -> None:
        items = [dated(f"o{n}", *other) for n, other in enumerate(others)]
        found = related(dated("a", "03/04/2021"), *items)["a"]
        value = found.fields["date"][0]
        assert (value.value, value.basis) == (date, "stated" if date == "2021" else "inferred")
        assert ("date-ambiguous" in {problem.code for problem in found.problems}) == (date == "2021")

    def test_gives_the_argument_and_keeps_the_other_reading(self) -> None:
        items = [dated("b", "13/04/2021"), dated("c", "28/05/2021")]
        value = related(dated("a", "03/04/2021"), *items)["a"].fields["date"][0]
        assert value.evidence[0].text == "03/04/2021"
        assert value.evidence[0].note == "read day first, as in 2 documents of Brandholm Courier: 13/04/2021, 28/05/2021"
        assert [rival.value for rival in value.rivals] == ["2021-03-04", "2021"]

    def test_without_an_outlet_the_folder_decides(self) -> None:
        items = [dated("b", "13/04/2021"), dated("c", "28/05/2021", "Norvanian Gazette")]
        value = related(dated("a", "03/04/2021", None), *items)["a"].fields["date"][0]
        assert (value.value, value.evidence[0].note) == (
            "2021-04-03",
            "read day first, as in 2 documents of this folder: 13/04/2021, 28/05/2021",
        )

    @pytest.mark.parametrize(
        ("others", "reason"),
        [
            ((), "too few dates of Brandholm Courier tell in which order it writes them"),
            (("13/04/2021", "04/28/2021"), "Brandholm Courier writes dates both ways"),
        ],
    )
    def test_that_stays_open_says_why(self, others: tuple[str, ...], reason: str) -> None:
        items = [dated(f"o{n}", other) for n, other in enumerate(others)]
        problems = related(dated("a", "03/04/2021"), *items)["a"].problems
        assert [p.detail for p in problems if p.code == "date-ambiguous"] == [f"'03/04/2021' is 2021-04-03 or 2021-03-04; {reason}"]

    def test_that_a_person_corrected_is_not_asked_about(self) -> None:
        found = related(dated("a", "03/04/2021"), corrections=(fix("date", "2021-03-04"),))["a"]
        assert (found.fields["date"][0].basis, [p for p in found.problems if p.code == "date-ambiguous"]) == ("editor", [])


def test_a_copy_says_in_which_way_it_copies() -> None:
    longer = f"{TEXT}\n\nThe Union of Boatmen asks for measurements every spring, and the council has promised them in writing."
    found = related(extracted(TEXT.replace("3 May", "2 May"), "a"), extracted(longer, "b"), extracted(TEXT.split("\n\n", 2)[2], "c"))
    assert {id_: (document.duplicate_of, document.duplicate_kind) for id_, document in found.items()} == {
        "a": ("b", "update"),
        "b": (None, None),
        "c": ("b", "excerpt"),
    }
    assert [p.detail for p in found["a"].problems if p.code == "duplicate"] == ["an earlier version of b"]
