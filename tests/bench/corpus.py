"""Raw folders of invented articles, for measuring: the same number and seed give the same bytes.

People, outlets, towns and their affairs are invented; only the names of countries are real. The layouts are those in which
saved articles are found: agency copy, a dump of a web page with its furniture, a page of an aggregator, an interview, HTML
with metadata, Markdown with front matter. Run by hand: ``python tests/bench/corpus.py 100 FOLDER``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import accumulate
from pathlib import Path
from random import Random

ARTICLES_IN_A_FOLDER = 1000
FIRST_DAY = date(1994, 1, 3)
DAYS = 30 * 365
WORDS = (300, 1400)
"""About the shortest and the longest article, in words; the last paragraph may run on."""

COUNTRIES = (
    "Norway|Portugal|Kenya|Peru|Japan|Morocco|Canada|Georgia|Vietnam|Chile|Turkey|Poland|Ghana|Mongolia|Ireland|Jordan|"
    "Uruguay|Finland|Malaysia|Tunisia|New Zealand|Costa Rica|South Korea|Kazakhstan|Estonia"
).split("|")
GIVEN = (
    "Alma Bruno Carla Dario Edda Felix Greta Hugo Ines Jonas Kira Leon Mina Nils Olga Paul Rosa Sven Tara Viktor Wanda Yusuf "
    "Zora Amina Boris Clara Daniel Elif Farid Hana Ivan Julia Karim Leila Marek Nadia Oscar Petra Rafael Selma"
).split()
FAMILY_BEGINS = "Bar Cor Del Fen Gal Har Jor Kel Lam Mor Nor Oste Pell Quar Rav Sor Tam Ul Ver Wes".split()
FAMILY_ENDS = "adan bec dine elli fors gard inov lund mark nari okko quist rano stad tova vik wald yeri zen ström".split()
TOWN_BEGINS = "Alder Bryn Cald Dorn Esker Fal Grim Holt Isk Karr Lund Mell Narr Orm Pell Rusk Sel Thorn Vann Wick".split()
TOWN_ENDS = "berg dale field grad haven ice mere mouth ova port stead ton".split()
OUTLETS = "Courier Gazette Herald Observer Dispatch Chronicle Tribune Messenger Standard Record".split()
AGENCIES = ("Meridian Wire", "Northlight Agency", "Tidewater News Service", "Saltmarsh Press")
OFFICES = (
    "Transport Minister|Energy Minister|Foreign Minister|Deputy Prime Minister|Mayor|Ambassador|Professor|Governor|Senator|"
    "Trade Commissioner|Finance Minister|Judge|Admiral|Chief Engineer"
).split("|")
BODIES = (
    "{town} Institute for Water Studies|{town} Chamber of Commerce|Union of {town} Farmers|{town} Port Authority|"
    "University of {town}|{town} Rail Company|National Grid Council of {country}|{country} Fisheries Board|"
    "Association of {town} Teachers|{town} District Court"
).split("|")
AFFAIRS = (
    "the river treaty|the new railway line|the fisheries quota|the harbour extension|the power grid|the school reform|"
    "the wheat harvest|the border crossing|the housing programme|the vaccination campaign|the desalination plant|"
    "the copper mine|the forest law|the tax on sugar|the ferry service|the census"
).split("|")
CUES = "said told added noted stressed warned explained argued insisted announced recalled admitted".split()

WORDS_OF_SPEAKERS = (
    "We have waited {number} years for {affair}, and nobody should be asked to wait for another winter.",
    "There is no second plan in the drawer; {affair} has to work with the money that is there.",
    "I have read every page of the report about {affair}, and I did not find one number that I would sign.",
    "The people of {town} pay the bill, so the people of {town} should be sitting at the table.",
    "If {country} opens its books on {affair}, we shall open ours on the same afternoon.",
    "Anyone who promises cheaper bread before the spring has not looked into our barns.",
    "It took us {number} meetings to agree on a map, and one telephone call to lose it.",
    "My grandfather mended that bridge with his own hands; I only sign papers about it.",
    "A delay of {number} weeks is a nuisance, a delay of {number} months is a decision.",
    "Our engineers were right about {affair}, and I was wrong to doubt them in public.",
    "We are not asking {country} for a favour but for the measurements it promised us.",
    "Nothing in this budget is secret, and very little of it is new.",
)
INDIRECT = (
    "{surname} {cue} that {affair} would cost {percent} per cent more than {country} had planned.",
    "{surname} {cue} that talks with {country} would go on in {town} before the end of {month}.",
    "According to {surname}, the {body} had been told about {affair} in {month} {year}.",
    "{surname} denied that {country} had asked for a delay.",
    "In the view of the {body}, {affair} cannot be judged before {year}.",
    "{surname} acknowledged that only {number} of the {number} villages had been heard.",
)
NARRATION = (
    "The {body} counted {number} lorries on the road to {town} in the first week of {month}.",
    "Prices in {town} rose by {percent} per cent between {month} {year} and the following summer.",
    "A delegation from {country} is expected in {town} on {day} {month}.",
    "The dispute over {affair} goes back to {year}, when the {body} withdrew its signature.",
    "Two lanes of the road stay closed, and buses stop at the old customs house.",
    "About {number} people stood in the rain outside the town hall, most of them with umbrellas of the same colour.",
    "The paper runs to {number} pages, of which the last is a list of corrections.",
    "{country} and {country2} signed a first agreement about {affair} in {year}.",
    "No date was given for a vote.",
    "The first of {number} pylons was set up near {town} in {month}.",
    "A court in {town} will hear the case after the holidays.",
    "Fishing boats stayed in the harbour for {number} days.",
    "The figures for {year} are provisional and may be revised.",
    "Exports from {country} to {country2} fell for the third year in a row, by {percent} per cent in all.",
    "The {body} has {number} members and an office above a bakery.",
    "Heavy snow had cut off the valley until the middle of {month}.",
    "Neighbouring {country2} follows the matter closely because the same river feeds its reservoirs.",
    "The hall was built in {year} and repaired twice since then.",
    "Work on {affair} is to begin as soon as the frost leaves the ground.",
    "Observers from {country2} were present but did not speak.",
)
QUESTIONS = (
    "What has changed since {year}?",
    "Who pays for {affair} in the end?",
    "Why should {country} agree to this?",
    "When will people in {town} notice a difference?",
    "Do you regret anything about {affair}?",
    "How many of the {number} promises have been kept?",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented, who keeps one office through the corpus."""

    given: str
    family: str
    office: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Story:
    """What a layout sets out: the article without its page."""

    headline: str
    standfirst: str
    day: date
    town: str
    country: str
    outlet: str
    author: str
    paragraphs: tuple[str, ...]
    number: int


class World:
    """The people, towns and outlets of one corpus; they recur as in the news, a few often and most of them seldom."""

    def __init__(self, rng: Random, articles: int) -> None:
        self.rng = rng
        self.towns = [rng.choice(TOWN_BEGINS) + rng.choice(TOWN_ENDS) for _ in range(40)]
        self.outlets = [f"The {rng.choice(self.towns)} {name}" for name in OUTLETS for _ in range(3)]
        self.people = [
            Person(rng.choice(GIVEN), rng.choice(FAMILY_BEGINS) + rng.choice(FAMILY_ENDS), rng.choice(OFFICES))
            for _ in range(max(30, articles // 4))
        ]
        self.reach = list(accumulate(1 / rank for rank in range(1, len(self.people) + 1)))

    def cast(self) -> list[Person]:
        """The two to four people of one article."""
        return self.rng.choices(self.people, cum_weights=self.reach, k=self.rng.randint(2, 4))

    def fill(self, template: str, person: Person | None = None) -> str:
        """Set names, numbers and dates into a sentence. Each place of the template gets a value of its own."""
        rng = self.rng
        country, country2 = rng.sample(COUNTRIES, 2)
        text = template.replace("{body}", rng.choice(BODIES))
        while "{number}" in text:
            text = text.replace("{number}", str(rng.randint(2, 90)), 1)
        return text.format(
            town=rng.choice(self.towns),
            country=country,
            country2=country2,
            affair=rng.choice(AFFAIRS),
            percent=rng.randint(2, 60),
            year=rng.randint(1961, 1993),
            month=_any_day(rng).strftime("%B"),
            day=rng.randint(1, 28),
            cue=rng.choice(CUES),
            surname=person.family if person else "",
        )


def _any_day(rng: Random) -> date:
    return FIRST_DAY + timedelta(days=rng.randrange(DAYS))


def _quotation(world: World, person: Person, known: bool) -> str:
    """A paragraph with a direct quotation, in one of the ways in which the speaker may be named."""
    rng = world.rng
    words = world.fill(rng.choice(WORDS_OF_SPEAKERS))
    who = person.family if known else f"{person.office} {person.name}"
    cue = rng.choice(CUES)
    first, separator, rest = words.partition(", ")
    if rng.random() < 0.3 and separator:
        return f"“{first},” {who} {cue}, “{rest}”"
    if rng.random() < 0.3:
        return f'{who} {cue}: "{words}"'
    return f"“{words[:-1]},” {cue} {who}." if rng.random() < 0.5 else f"“{words[:-1]},” {who} {cue}."


def _report(world: World, words: int) -> Iterator[str]:
    """The paragraphs of a report of about so many words: narration, quotations, reported speech."""
    rng = world.rng
    cast = world.cast()
    introduced: set[str] = set()
    written = 0
    while written < words:
        person = rng.choice(cast)
        if rng.random() < 0.35:
            paragraph = _quotation(world, person, person.name in introduced)
            introduced.add(person.name)
        else:
            templates = rng.sample(NARRATION, rng.randint(2, 4))
            if person.name in introduced:
                templates.insert(rng.randrange(len(templates)), rng.choice(INDIRECT))
            paragraph = " ".join(world.fill(template, person) for template in templates)
        written += len(paragraph.split())
        yield paragraph


def _interview(world: World, words: int) -> Iterator[str]:
    """Questions and answers of about so many words."""
    rng = world.rng
    person = world.cast()[0]
    yield f"{person.office} {person.name} received us in {rng.choice(world.towns)} to speak about {rng.choice(AFFAIRS)}."
    written = 0
    while written < words:
        answer = " ".join(world.fill(template) for template in rng.sample(WORDS_OF_SPEAKERS, 3))
        written += len(answer.split())
        yield f"Question: {world.fill(rng.choice(QUESTIONS))}"
        yield f"{person.family}: {answer}"


def story(world: World, number: int, write: Callable[[World, int], Iterator[str]]) -> Story:
    """An article to be set out by one of the layouts."""
    rng = world.rng
    affair = rng.choice(AFFAIRS).removeprefix("the ")
    country = rng.choice(COUNTRIES)
    return Story(
        headline=rng.choice((f"{country} puts off {affair}", f"New doubts about {affair}", f"{rng.choice(world.towns)} votes on {affair}")),
        standfirst=world.fill("The {body} asks for {number} changes"),
        day=_any_day(rng),
        town=rng.choice(world.towns),
        country=country,
        outlet=rng.choice(world.outlets),
        author=f"{rng.choice(GIVEN)} {rng.choice(FAMILY_BEGINS)}{rng.choice(FAMILY_ENDS)}",
        paragraphs=tuple(write(world, int(rng.triangular(*WORDS, 600)))),
        number=number,
    )


def wire(told: Story) -> str:
    """Agency copy: a dateline with the agency, short lines, an end mark."""
    agency = AGENCIES[told.number % len(AGENCIES)]
    first, *others = told.paragraphs
    opening = f"{told.town.upper()}, {told.country}, {told.day:%B} {told.day.day} ({agency}) — {first}"
    return "\n\n".join((told.headline, opening, *others, f"({agency}) {told.number:05d} END"))


def dump(told: Story) -> str:
    """The text of a whole web page, with what stood around the article."""
    return "\n".join(
        (
            f"Home > World > {told.country}",
            "Send to a friend | Printer Version",
            told.headline,
            f"By {told.author}, {told.outlet}",
            f"Posted on {told.day:%d %B %Y}",
            "Share this: Facebook Twitter Telegram",
            "",
            "\n\n".join(told.paragraphs),
            "",
            "Read also:",
            "Weather for the weekend",
            "Crossword no. 4117",
            f"© {told.day.year + 1} {told.outlet}. All rights reserved.",
        )
    )


def toolbar(told: Story) -> str:
    """A page whose reading tools were saved along with its date."""
    return "\n".join(
        (f"  published {told.day} | A− 14 pt A+ | ⟳ | listen", "", told.headline, told.standfirst, "", *_spaced(told), told.outlet)
    )


def aggregator(told: Story) -> str:
    """A copy on somebody else's page, which names the outlet in the fields of its footer."""
    return "\n".join(
        (
            told.headline,
            "",
            *_spaced(told),
            f"Source: {told.outlet}",
            f"Date: {told.day:%b} {told.day.day}, {told.day.year}",
            f"Author: {told.author}",
            "Section: Politics and Society",
            "Copyright of the text remains with its publisher.",
        )
    )


def labelled(told: Story) -> str:
    """A plain text whose header lines are labelled."""
    head = (f"Title: {told.headline}", f"Outlet: {told.outlet}", f"Date: {told.day}", f"Byline: {told.author}", "")
    return "\n".join((*head, *_spaced(told)))


def page(told: Story) -> str:
    """A saved HTML page with metadata, navigation and a footer."""
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in told.paragraphs)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(told.headline)} | {escape(told.outlet)}</title>
<meta property="og:title" content="{escape(told.headline)}">
<meta property="og:site_name" content="{escape(told.outlet)}">
<meta property="article:published_time" content="{told.day}T06:00:00Z">
<meta name="author" content="{escape(told.author)}">
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>{escape(told.headline)}</h1><p class="lead">{escape(told.standfirst)}</p>
{body}
</article>
<aside><h2>Most read</h2><ul><li>Ferry late again</li><li>Recipe of the day</li></ul></aside>
<footer>© {told.day.year} {escape(told.outlet)}</footer>
</body></html>"""


def front_matter(told: Story) -> str:
    """Markdown as an archive or a static site would keep it."""
    return "\n".join(
        (
            "---",
            f'title: "{told.headline}"',
            f"date: {told.day}",
            f'outlet: "{told.outlet}"',
            f"author: {told.author}",
            "---",
            "",
            *_spaced(told),
        )
    )


def _spaced(told: Story) -> Iterator[str]:
    for paragraph in told.paragraphs:
        yield paragraph
        yield ""


LAYOUTS: tuple[tuple[Callable[[Story], str], str, Callable[[World, int], Iterator[str]]], ...] = (
    (wire, "txt", _report),
    (dump, "txt", _report),
    (toolbar, "txt", _report),
    (aggregator, "txt", _report),
    (labelled, "txt", _interview),
    (page, "html", _report),
    (front_matter, "md", _report),
)
"""Layout, suffix of the file, and what is told in it; they take turns."""


def write_corpus(folder: Path, articles: int, seed: int = 1) -> tuple[Path, ...]:
    """Write so many articles into a folder, a thousand to each subfolder; returns their paths."""
    world = World(Random(seed), articles)
    paths = []
    for number in range(articles):
        layout, suffix, write = LAYOUTS[number % len(LAYOUTS)]
        path = folder / f"{number // ARTICLES_IN_A_FOLDER:03d}" / f"{number:06d}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(layout(story(world, number, write)) + "\n", encoding="utf-8")
        paths.append(path)
    return tuple(paths)


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit("usage: python tests/bench/corpus.py NUMBER FOLDER")
    print(f"{len(write_corpus(Path(sys.argv[2]), int(sys.argv[1])))} articles in {sys.argv[2]}")
