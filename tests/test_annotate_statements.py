"""Who said what: quotations and reported speech with the person they are attributed to, and what is nobody's statement."""

from __future__ import annotations

import pytest
from hypothesis import given

from builders import MORE_PROSE, PROSE, annotated, statements
from strategies import articles

CN = "Clara Nyberg"
OB = "Otto Brandt"
ME = "Marta Ekholm"

DIRECT = [
    ("“The bridge is safe,” said Clara Nyberg.", CN, "The bridge is safe,", "inverted"),
    ("“The bridge is safe,” Clara Nyberg said.", CN, "The bridge is safe,", "after"),
    ("“The bridge is safe,” said the mayor, Clara Nyberg, on Monday.", CN, "The bridge is safe,", "an office before the name"),
    ("“The bridge is safe,” said Mayor Clara Nyberg.", CN, "The bridge is safe,", "a title before the name"),
    ("Clara Nyberg said: “The bridge is safe.”", CN, "The bridge is safe.", "before, with a colon"),
    ("Clara Nyberg said, “The bridge is safe.”", CN, "The bridge is safe.", "before, with a comma"),
    ("Clara Nyberg, the mayor, added: “The bridge is safe.”", CN, "The bridge is safe.", "an apposition between"),
    ("«The bridge is safe», said Clara Nyberg.", CN, "The bridge is safe", "guillemets"),
    ("„The bridge is safe“, said Clara Nyberg.", CN, "The bridge is safe", "German marks"),
    ("'The bridge is safe,' said Clara Nyberg.", CN, "The bridge is safe,", "single marks"),
    ('"The bridge is safe," Clara Nyberg told reporters.', CN, "The bridge is safe,", "someone is told"),
    ("Clara Nyberg: “The bridge is safe.”", CN, "The bridge is safe.", "a turn"),
    (
        "Mayor Clara Nyberg: The bridge is safe, and it will stay so.”",
        CN,
        "The bridge is safe, and it will stay so.",
        "a turn, never opened",
    ),
    ("In a letter of nine pages Clara Nyberg wrote: “The bridge is safe.”", CN, "The bridge is safe.", "circumstances first"),
    ("“The bridge is safe, – said Clara Nyberg.", CN, "The bridge is safe", "never closed, ends at a dash"),
    ("According to Clara Nyberg the talks went well: “The bridge is safe.”", CN, "The bridge is safe.", "according to, with a colon"),
    (
        "“The bridge is safe.”\n\nClara Nyberg said in her statement to the press.",
        CN,
        "The bridge is safe.",
        "attributed in the next paragraph",
    ),
    ("Clara Nyberg spoke first.\n\n“The bridge is safe,” she said.", CN, "The bridge is safe,", "a pronoun"),
    (
        "President Marta Ekholm came.\n\n“The bridge is safe,” the head of state said.",
        ME,
        "The bridge is safe,",
        "an office, known from the authority record",
    ),
    (
        "The chairwoman of the Rivers Committee, Clara Nyberg, came.\n\n“The bridge is safe,” the chairwoman said.",
        CN,
        "The bridge is safe,",
        "an office, known from this document",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "words", "why"), DIRECT)
def test_a_quotation_is_its_speakers(text: str, speaker: str, words: str, why: str) -> None:
    found = [(name, said.rstrip(",")) for kind, name, said in statements(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}") if kind == "direct"]
    assert found == [(speaker, words.rstrip(","))]


SEVERAL = [
    (
        "“We waited,” Clara Nyberg said. “It was worth it.”",
        [(CN, "We waited, / It was worth it.")],
        "the sentence after the attribution goes on with what was said before it",
    ),
    (
        "“We waited,” Clara Nyberg said.\n\n“It was well worth it,” she added.",
        [(CN, "We waited,"), (CN, "It was well worth it,")],
        "a pronoun in the next paragraph",
    ),
    (
        "“We waited,” Clara Nyberg said.\n\n“It was worth the wait.”",
        [(CN, "We waited,"), (CN, "It was worth the wait.")],
        "a paragraph that is nothing but a quotation goes on with who spoke last",
    ),
    (
        "Clara Nyberg said: “We waited.\n\n“It was worth it.”",
        [(CN, "We waited. / It was worth it.")],
        "one quotation over two paragraphs",
    ),
    (
        "“We waited,” said Clara Nyberg.\n\n“We paid,” said Otto Brandt.",
        [(CN, "We waited,"), (OB, "We paid,")],
        "two speakers",
    ),
    (
        "“We waited.\n\n“We paid and we waited,” Otto Brandt said.",
        [(OB, "We waited. / We paid and we waited,")],
        "attributed at its end",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), SEVERAL)
def test_quotations_one_after_another(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(name, said) for kind, name, said in statements(f"{PROSE}\n\n{text}") if kind == "direct"] == expected


NOBODY = [
    ("The chairman of the river guard of Holm, the pilot Clara Nyberg said in her statement.", "an office before a name, and no words"),
    ("The so-called “bridge of peace” was closed on Monday.", "scare quotes"),
    ("She reads “The Tin Ferryman” every winter by the stove.", "a title of a work"),
    ("The ship “Aurelia” sank off the coast on Monday at noon.", "a name of a ship"),
    ("“Open” signs hung on the doors of the shops at noon.", "a word on a sign"),
    ("It was reported that the bridge was closed for the night.", "a passive without an agent"),
    ("The council agreed on the plan after a short debate.", "an act, not words"),
    ("The poor state of the bridge demands a new survey of its piers.", "nobody who could demand"),
    (
        "BRANDHOLM, May 3 (Courier) - The ferry left, and nobody on board said that they would miss it.",
        "nobody said it, least of all the dateline",
    ),
    ("Clara Nyberg did not say that the bridge was safe.", "she did not"),
    ("Clara Nyberg never said that the bridge was safe.", "nor ever"),
    ("Did Clara Nyberg say that the bridge was safe?", "a question"),
    ("If Clara Nyberg said that the bridge was safe, nobody heard it.", "a condition"),
    ("The statement of the council ran to nine pages of print.", "a noun like a verb"),
    ("A Norvanian state visit that ended on Friday was the longest of all.", "a noun behind a nationality"),
    ("The Brandt emails released on Monday were full of old jokes.", "a noun behind a name"),
    ("The Brandt plan failed on Monday for want of money.", "a noun behind a name, which would take the form in -s as a verb"),
    ("Clara Nyberg lost in the Sudland states that have no coast.", "a noun with a relative clause"),
    ("Clara Nyberg is rejecting the toll later today.", "a deed that is going on"),
    ("Clara Nyberg is supporting Otto Brandt in the spring.", "another"),
    ("Salt production, expressed as dry weight, was nine tonnes in May.", "a participle that nobody is the subject of"),
    ("The harbour has two gates, one of iron, which explains the rust on the stones.", "“which”, for a thing"),
    ("The pilots pay the boys according to their own methods.", "a measure, not a source"),
    ("Otto Brandt wrote his most admired piece of chamber music in the house.", "a work, which reports no words"),
    ("Otto Brandt wrote a play that filled the town hall for nine winters.", "another work"),
    ("Clara Nyberg shared the timetable of a class called “Old Rivers” on her page.", "what something is called by name"),
    ("In an article titled ‘The old bridge is sinking in the sea’, Clara Nyberg states: no.", "where something is said"),
    ("A small think tank in the harbour, the oldest of all, was closed on Monday.", "a plain form behind “a”"),
    ("Clara Nyberg called into the meeting of the council at noon.", "a call by telephone"),
    ("Clara Nyberg called Otto Brandt after the meeting of the council.", "another one"),
]


@pytest.mark.parametrize(("text", "why"), NOBODY)
def test_what_is_no_statement(text: str, why: str) -> None:
    assert statements(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}") == []


def test_a_speaker_who_cannot_be_resolved_is_shown_as_it_stands() -> None:
    """“The fisherman” is nobody with a name: the words are kept, and no id is guessed."""
    found = annotated(f"{PROSE}\n\n“They never asked us,” said the old fisherman.")
    statement = found.statements[0]
    assert (statement.speaker, statement.speaker_name) == (None, "the old fisherman")


def test_several_speakers_are_not_one_of_them() -> None:
    found = annotated("Clara Nyberg and Otto Brandt came.\n\n“We are glad,” they said.")
    assert [s.speaker for s in found.statements] == [None]


INDIRECT = [
    ("Clara Nyberg said that the bridge was safe.", CN, "the bridge was safe", "that"),
    ("Clara Nyberg said the bridge was safe.", CN, "the bridge was safe", "a bare clause"),
    ("Clara Nyberg told reporters that the bridge was safe.", CN, "the bridge was safe", "with a hearer"),
    ("Clara Nyberg told reporters the bridge was safe.", CN, "the bridge was safe", "a hearer and a bare clause"),
    ("The bridge was safe for all traffic, Clara Nyberg said.", CN, "The bridge was safe for all traffic", "at the end"),
    ("The bridge was safe for all traffic, said Clara Nyberg.", CN, "The bridge was safe for all traffic", "at the end, inverted"),
    ("According to Clara Nyberg, the bridge is safe.", CN, "the bridge is safe", "according to"),
    (
        "The bridge is safe for all traffic, according to Clara Nyberg.",
        CN,
        "The bridge is safe for all traffic",
        "according to, at the end",
    ),
    ("Clara Nyberg emphasized that the bridge was safe.", CN, "the bridge was safe", "another verb"),
    ("Clara Nyberg emphasized the safety of the bridge.", CN, "the safety of the bridge", "a verb with an object"),
    ("Clara Nyberg praised the work of the divers.", CN, "the work of the divers", "praise"),
    ("Clara Nyberg expressed her gratitude to the divers for their work in winter.", CN, "their work in winter", "gratitude for"),
    ("The bridge was described by Clara Nyberg as a gift to the town.", CN, "a gift to the town", "a passive with its agent"),
    ("In a speech in Brandholm, Clara Nyberg noted that the bridge was safe.", CN, "the bridge was safe", "circumstances first"),
    (
        "Traders fear for the square, said Clara Nyberg, who sells newspapers by the steps.",
        CN,
        "Traders fear for the square",
        "a relative clause about the speaker is not what was said",
    ),
    ("President Marta Ekholm came. The head of state noted that the bridge was safe.", ME, "the bridge was safe", "an office"),
    ("Clara Nyberg came late. She said that the bridge was safe.", CN, "the bridge was safe", "a pronoun"),
]


@pytest.mark.parametrize(("text", "speaker", "words", "why"), INDIRECT)
def test_reported_speech(text: str, speaker: str, words: str, why: str) -> None:
    assert statements(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}") == [("indirect", speaker, words)]


SOURCES = [
    ("Some members of the harbour board said the bridge was safe.", "Some members of the harbour board", "any noun phrase can speak"),
    ("Nine in ten of the pilots have said that the bridge was safe.", "Nine in ten of the pilots", "a number"),
    ("The sawmill at Holm, an old client, says the bridge is safe.", "The sawmill at Holm", "without its apposition"),
    ("The bridge is safe for all traffic, former divers said.", "former divers", "a bare plural behind the words"),
    ("The bridge is safe for all traffic, said a handful of divers who had seen it.", "a handful of divers", "behind its verb"),
    ("It was a pilot of the old ferry who said that the bridge was safe.", "a pilot of the old ferry", "who, for the noun before it"),
    ("A new survey of the river found that the bridge was safe.", "A new survey of the river", "a document finds"),
    ("With a third of the pilots saying that the bridge was safe, it stayed open.", "a third of the pilots", "a participle's own subject"),
    ("The pilots are arguing that the bridge is safe.", "The pilots", "a progressive form"),
    (
        "A Norvanian state television reporter said that the bridge was safe.",
        "A Norvanian state television reporter",
        "“state” is no verb here",
    ),
    ("The Brandholm state police said that the bridge was safe.", "The Brandholm state police", "nor behind a place"),
    ("The Sudlanders state in a letter that the bridge is safe.", "The Sudlanders", "behind several it is"),
    ("The pilots on the Harbour Council demand the bridge.", "The pilots on the Harbour Council", "a plural before a name"),
    ("A third say that the bridge is safe.", "A third", "a part, which takes a plain form"),
    ("Data show that the bridge is safe.", "Data", "a plural without an s"),
    (
        "As an example of thrift, the bills of the mayor admitted that the bridge was dear.",
        "the bills of the mayor",
        "not what “as” compares",
    ),
]


@pytest.mark.parametrize(("text", "source", "why"), SOURCES)
def test_whoever_is_named_as_the_source_is_shown_in_the_words_that_stand_there(text: str, source: str, why: str) -> None:
    found = annotated(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}")
    assert [(s.speaker, s.speaker_name) for s in found.statements] == [(None, source)]


FRAMES = [
    ("Otto Brandt called it a gift to the town.", "it a gift to the town", "what somebody calls something"),
    ("Otto Brandt called the bridge ''a gift'' to the town.", "the bridge ''a gift'' to the town", "in two single marks"),
    ("The town got what Otto Brandt called political thrift.", "political thrift", "“what” for the thing that is called so"),
    ("Otto Brandt called to close the bridge.", "to close the bridge", "an infinitive"),
    ("Otto Brandt called upon the pilots to wait.", "the pilots to wait", "with “upon”"),
    ("Otto Brandt vowed to open the bridge on Sundays.", "to open the bridge on Sundays", "an infinitive"),
    ("Otto Brandt urged the divers to count the boats.", "the divers to count the boats", "whom, and what to do"),
    ("Otto Brandt asked the divers to count the boats.", "to count the boats", "a hearer, and what to do"),
    ("Otto Brandt asked whether the bridge was safe.", "whether the bridge was safe", "a question reported"),
    ("Otto Brandt explained how the divers counted the boats.", "how the divers counted the boats", "how"),
    ("Otto Brandt described the bridge as a gift to the town.", "the bridge as a gift to the town", "what, as what"),
    ("Otto Brandt said on Monday evening that the bridge was safe.", "the bridge was safe", "a time between"),
    ("Otto Brandt insisted the bridge was safe.", "the bridge was safe", "a bare clause shows itself by its verb"),
    (
        "When Otto Brandt said that the bridge was safe, the divers left.",
        "the bridge was safe",
        "a clause before the main one ends at its comma",
    ),
    ("The ferry, Otto Brandt said, would sail on Sundays.", "The ferry / would sail on Sundays", "the verb in the middle"),
    (
        "In a letter to the council Otto Brandt wrote that the bridge was safe.",
        "the bridge was safe",
        "the circumstance is not what he wrote",
    ),
    ("Otto Brandt said the bridge was safe and added that it was new.", "the bridge was safe | it was new", "two verbs, two statements"),
]


@pytest.mark.parametrize(("text", "words", "why"), FRAMES)
def test_what_a_verb_reports(text: str, words: str, why: str) -> None:
    found = statements(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}")
    assert (" | ".join(said for _, _, said in found), {name for _, name, _ in found}) == (words, {OB})


MIXED = [
    (
        "Otto Brandt said the bridge was “safe as houses” in any wind.",
        "the bridge was “safe as houses” in any wind",
        "a clause that quotes",
    ),
    ("Otto Brandt called it “the best bridge of them all.”", "it “the best bridge of them all.”", "what, as what in his words"),
    ("The ferry, Otto Brandt said, was “a heap of rust.”", "The ferry / was “a heap of rust.”", "the verb in the middle"),
]


@pytest.mark.parametrize(("text", "words", "why"), MIXED)
def test_a_report_that_quotes_some_words_is_one_statement(text: str, words: str, why: str) -> None:
    assert statements(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}") == [("indirect", OB, words)]


ATTITUDES = [
    ("Otto Brandt believes that the bridge is safe.", "the bridge is safe"),
    ("Otto Brandt wants to open the bridge on Sundays.", "to open the bridge on Sundays"),
    ("Otto Brandt opposes a second bridge.", "a second bridge"),
]


@pytest.mark.parametrize(("text", "words"), ATTITUDES)
def test_an_attitude_is_told_apart_from_a_report_of_speech(text: str, words: str) -> None:
    found = annotated(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}")
    said = [(s.speaker_name, found.described.cleaned.body[s.start : s.end], s.attitude) for s in found.statements]
    assert said == [(OB, words, True)]
    assert [s.attitude for s in annotated(f"{PROSE}\n\nOtto Brandt said that he left.").statements] == [False]


NEIGHBOURS = [
    ("Clara Nyberg said: “We waited.” Otto Brandt said his men would stay.", [(CN, "We waited."), (OB, "his men would stay")], "a colon"),
    (
        "“We waited,” said Clara Nyberg. “We shall stay.” Otto Brandt said his men would leave.",
        [(CN, "We waited, / We shall stay."), (OB, "his men would leave")],
        "the rest of a quotation before another's words",
    ),
    (
        "Clara Nyberg asked: “Why so late in the day?” Otto Brandt said he was ill.",
        [(CN, "Why so late in the day?"), (OB, "he was ill")],
        "a question",
    ),
    ("Asked “Will you leave the port?”, Clara Nyberg answered: “Certainly not.”", [(CN, "Certainly not.")], "a question put to her"),
    (
        "“Seven is too few,” Clara Nyberg said on Sunday; “eight is a beginning.”",
        [(CN, "Seven is too few, / eight is a beginning.")],
        "behind a semicolon",
    ),
    ("Clara Nyberg, who did not attend, wrote: “Well done, all of you!”", [(CN, "Well done, all of you!")], "a denial of something else"),
    (
        "“We build the pier,” Clara Nyberg, director of ships and piers, told the Courier.",
        [(CN, "We build the pier,")],
        "an office of several words",
    ),
    (
        "A man who asked not to be named said the bridge was safe.",
        [("A man who asked not to be named", "the bridge was safe")],
        "a source without a name",
    ),
    (
        "The pilots burned dolls of Clara Nyberg and Otto Brandt, and demanded their removal.",
        [("The pilots", "their removal")],
        "two verbs of one subject, others between",
    ),
    (
        "Clara Nyberg said that the trade had stopped here but had continued abroad, and that the port was closed.",
        [(CN, "the trade had stopped here but had continued abroad, and that the port was closed")],
        "a verb within the words opens no other statement",
    ),
    ("Clara Nyberg denied that she had left.", [(CN, "she had left")], "what is denied is reported as such: the cue says so"),
    ("The plan was condemned by Clara Nyberg on Monday.", [(CN, "The plan")], "the matter of a passive verb stands before it"),
    ("“I walk out a free woman,” Clara Nyberg said outside the court.", [(CN, "I walk out a free woman,")], "where she said it"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NEIGHBOURS)
def test_words_stay_with_the_one_who_said_them(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(name, said) for _, name, said in statements(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}")] == expected


def test_adding_that_is_a_statement_of_its_own() -> None:
    assert statements(f"Clara Nyberg said that the bridge was safe, adding that it would open on Sundays.\n\n{PROSE}") == [
        ("indirect", CN, "the bridge was safe"),
        ("indirect", CN, "it would open on Sundays"),
    ]


def test_a_second_clause_with_its_own_verb() -> None:
    assert statements(f"Clara Nyberg said that the bridge was safe, and she declared that the divers were heroes.\n\n{PROSE}") == [
        ("indirect", CN, "the bridge was safe"),
        ("indirect", CN, "the divers were heroes"),
    ]


def test_a_second_verb_of_the_same_subject() -> None:
    """What the second verb reports is no part of what the first one does."""
    assert statements(
        f"Clara Nyberg noted that the boats were counted, and expressed her gratitude to the guard for its long patience.\n\n{PROSE}"
    ) == [
        ("indirect", CN, "the boats were counted"),
        ("indirect", CN, "its long patience"),
    ]


def test_according_to_a_surname() -> None:
    assert statements(f"{PROSE} Clara Nyberg came.\n\nAccording to Nyberg, the bridge would stay open.") == [
        ("indirect", CN, "the bridge would stay open")
    ]


def test_a_clause_before_a_quotation_is_reported_and_the_quotation_is_direct() -> None:
    found = statements(f"Clara Nyberg said the bridge was safe. “We waited for years,” she added.\n\n{PROSE}")
    assert found == [("indirect", CN, "the bridge was safe"), ("direct", CN, "We waited for years,")]


def test_words_said_in_a_headline_are_a_statement() -> None:
    text = f"Mayor Clara Nyberg: “The bridge is safe for all of us”\n\n{PROSE}\n\n{MORE_PROSE}"
    assert statements(text) == [("direct", CN, "The bridge is safe for all of us")]


SAID_ON = [
    ("On 3 May 2016 Clara Nyberg said that the bridge was safe.", "2016-05-03", "in the reporting clause"),
    ("Clara Nyberg said in a speech on May 3, 2016: “The bridge is safe.”", "2016-05-03", "before a quotation"),
    ("“The bridge is safe,” Clara Nyberg said on 3 May 2016.", "2016-05-03", "after it"),
    ("Clara Nyberg said that the bridge was safe on 3 May 2016.", None, "inside the content it dates the matter, not the words"),
    ("Clara Nyberg said in May 2016 that the bridge was safe.", "2016-05", "a month"),
    ("Clara Nyberg said on Monday that the bridge was safe.", None, "a weekday in a document without a date is no day"),
]


@pytest.mark.parametrize(("text", "day", "why"), SAID_ON)
def test_when_it_was_said(text: str, day: str | None, why: str) -> None:
    assert [s.said_on for s in annotated(f"{PROSE}\n\n{text}").statements] == [day]


def test_who_asks_not_to_be_named_says_nothing_by_it() -> None:
    found = statements(f"{PROSE}\n\nThe bridge is safe for carts, said a pilot who asked not to be named.")
    assert [words for _, _, words in found] == ["The bridge is safe for carts"]


SAID_AT = [
    ("Clara Nyberg said at the Lantern Congress that the bridge was safe.", "lantern-congress", "behind the verb"),
    ("“The bridge is safe,” Clara Nyberg said during the Lantern Congress.", "lantern-congress", "behind a quotation"),
    ("At the Lantern Congress, Clara Nyberg said: “The bridge is safe.”", "lantern-congress", "at the beginning of the sentence"),
    ("Clara Nyberg said that nobody at the Lantern Congress had seen the bridge.", None, "part of what was said"),
]


@pytest.mark.parametrize(("text", "event", "why"), SAID_AT)
def test_the_event_at_which_it_was_said(text: str, event: str | None, why: str) -> None:
    assert [s.event for s in annotated(f"{PROSE}\n\n{text}").statements] == [event]


def test_an_office_means_its_holder_on_the_day_of_the_document() -> None:
    """In 2020 nobody of the cast is “head of state”: the words are kept, no name is guessed."""
    text = "Date: {}\n\nMarta Ekholm came to the harbour.\n\n“The bridge is safe,” the head of state said."
    assert [s.speaker_name for s in annotated(text.format("3 May 2016")).statements] == [ME]
    assert [s.speaker_name for s in annotated(text.format("3 May 2021")).statements] == ["the head of state"]


@given(articles())
def test_spans_lie_in_the_body_and_hold_words(text: str) -> None:
    found = annotated(text)
    body = found.described.cleaned.body
    for statement in found.statements:
        assert statement.parts and (statement.start, statement.end) == (statement.parts[0][0], statement.parts[-1][1])
        for span in (*statement.parts, statement.cue, statement.speaker_span, statement.said_on_span):
            assert span is None or (0 <= span[0] < span[1] <= len(body) and body[slice(*span)].strip())
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= len(body)


@given(articles())
def test_every_mention_and_every_speaker_is_an_entity_of_the_document(text: str) -> None:
    found = annotated(text)
    entities = {(entity.kind, entity.id) for entity in found.entities}
    assert len(entities) == len(found.entities)
    mentioned = {(mention.kind, mention.entity) for mention in found.mentions}
    assert mentioned <= entities
    assert len(entities - mentioned) <= len(found.described.metadata.authors)  # authors need not be named in the body
    for statement in found.statements:
        assert statement.speaker is None or (statement.speaker_kind, statement.speaker) in entities


@given(articles())
def test_annotating_is_a_function_of_the_document(text: str) -> None:
    assert annotated(text) == annotated(text)
