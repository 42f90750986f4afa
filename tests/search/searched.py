"""Invented documents to search: few words that meet often, in several scripts, with headlines, statements and dates."""

from __future__ import annotations

from random import Random

from onrecord.search import Document, Said, Text

WORDS = (
    "the of to a and in that for is he on with said ferry Ferry ferries treaty river Åland Øresund naïve İzmir Aliyev’s Əlixan Тверь "
    "Kraków bridge Bridge bridges council councillor o'clock twenty-one 1994 e-mail quay harbour harbor 東京 ไทย"
).split(" ")
GAPS = (" ", " ", " ", " ", " ", " ", ", ", " – ", ". ", "” ", " “")
FIRST_DAY = 727_000
"""In 1991."""

YEARLY = (((1, 9), (1, 9)), ((2, 29), (2, 29)), ((6, 1), (6, 31)), None)
"""Days of the year, one of which does not come in each, and a month."""


def documents(count: int, seed: int = 7) -> list[Document]:
    """The same number and seed give the same documents."""
    random = Random(seed)
    return [_document(random, number) for number in range(count)]


def _document(random: Random, number: int) -> Document:
    blocks, parts, here = [], [], 0
    for block in range(random.randint(1, 7)):
        words = random.choices(WORDS, k=random.randint(0 if block else 1, 30))
        text = "".join(word + random.choice(GAPS) for word in words).strip()
        blocks.append((here, here + len(text)))
        parts.append(text)
        here += len(text) + 2
    said = [blocks[n] for n in range(1, len(blocks)) if random.random() < 0.4]
    date = FIRST_DAY + number // 2
    days: tuple[int | None, int | None] = random.choice([(date, date), (date, date), (date, date + 30), (date, None), (None, date)])
    return Document(
        url=f"articles/{number}.html",
        title=f"Document {number}",
        text=Text("\n\n".join(parts), blocks, 1, said, above=int(number % 3 == 1)),
        carrier="Holm Gazette",
        days=days,
        unsure=number % 7 == 3,
        yearly=YEARLY[number % len(YEARLY)] if None in days else None,
        facets={"outlet": [(f"o{number % 5}", f"Outlet {number % 5}")], "topic": [(f"t{n}", f"Topic {n}") for n in range(number % 4)]},
        said=[Said(n, f"p{n}", direct=bool(n % 2)) for n in range(len(said))],
        also=((date + 80, date + 80 + number % 3, number % 24 == 11), (None, date - 90, False))[: max(0, number % 12 - 9)],
    )
