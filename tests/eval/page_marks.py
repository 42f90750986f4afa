"""Fit the table ``page-marks.tsv`` to the pages of an evaluation folder, or say how well it does on pages it was not fitted to.

``python -m eval.page_marks FOLDER`` prints the table; ``--check`` fits it six times, each time without a sixth of the pages, and
prints how much of the body is found on those. Which lines are article is read off trafilatura's main text of the same page.
No word of a page goes into the table, only what its lines look like. Needs scikit-learn, which nothing else here does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import trafilatura
from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-not-found,import-untyped,unused-ignore]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found,import-untyped,unused-ignore]

from eval import bodies
from onrecord.clean import article, clean
from onrecord.clean.article import EVERY, Weight
from onrecord.clean.furniture import anywhere
from onrecord.clean.lines import groups
from onrecord.clean.marks import marks_of
from onrecord.clean.pageline import classify
from onrecord.read import read

FOLDS = 6
FEWEST = 30
"""Lines; a mark that fewer bear has no weight."""
SLIGHT = 0.05
"""A mark whose weights are all nearer to zero is left out."""
PENALTIES = Weight(within=50.0, first=10.0, last=10.0, text=10.0)
"""Ridge penalties of the four regressions; neighbouring lines are no independent witnesses, so the first needs more."""
_LARGE = 300
"""Lines; a page with more counts for no more."""
_FOREIGN = -4.0
"""What a line that is not in the reference adds to a run, where each line that is adds its words, 25 at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is fitted to: the marks of its lines, which lines the reference has, and the first and last of the article."""

    name: str
    path: Path
    titles: Sequence[str]
    reference: bytes
    marks: Sequence[Sequence[str]]
    right: Sequence[bool]
    first: int
    last: int


Fold = tuple[Sequence[Page], Mapping[str, Weight]]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m eval.page_marks", description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="the evaluation folder; its set meta is used")
    parser.add_argument("--check", action="store_true", help="cross-validate instead")
    options = parser.parse_args(arguments)
    pages = list(load(options.folder / "meta"))
    print(check(pages) if options.check else "\n".join(rows(fit(pages))))
    return 0


def load(folder: Path) -> Iterable[Page]:
    """The pages of a set that are there both as markup and as a dump."""
    for row in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        if not row["has_html"]:
            continue
        path = folder / f"{row['id']}.txt"
        text = path.read_text(encoding="utf-8")
        spans = [span for group in groups(text, 0) for span in group]
        lines = classify(text, spans, anywhere(text, spans))
        markup = (folder / f"{row['id']}.html").read_bytes()
        reference = bodies.paragraphs(trafilatura.extract(markup, include_comments=False) or "")
        titles = [row.get("title") or "", *row.get("title_alts", [])]
        headings = [bodies.normal(title) for title in titles if title]
        right, worth = [], []
        for line in lines:
            normal = bodies.normal(line.text)
            stands = bool(normal) and bodies._standing([normal], reference) == 1
            right.append(stands)
            heading = stands and bodies._is_among(normal, headings)
            worth.append(-1.0 if heading else min(line.words, 25) + len(line.text) // 20 if stands else _FOREIGN)
        yield Page(row["id"], path, titles, markup, marks_of(lines), right, *_best_run(worth))


def _best_run(worth: Sequence[float]) -> tuple[int, int]:
    """The ends of the run with the greatest sum (Kadane's algorithm)."""
    best, ends, total, first = 0.0, (0, -1), 0.0, 0
    for index, value in enumerate(worth):
        if total <= 0:
            total, first = 0.0, index
        total += value
        if total > best:
            best, ends = total, (first, index)
    return ends


def _is_fair(page: Page) -> bool:
    """Whether the reference can teach: one article in one piece, most of it found and little else between."""
    within = sum(page.right[page.first : page.last + 1])
    return within >= 3 and within >= 0.7 * sum(page.right) and within >= 0.5 * (page.last + 1 - page.first)


def fit(pages: Sequence[Page]) -> dict[str, Weight]:
    """Mark → weights, by four logistic regressions over the lines of the pages."""
    fair = [page for page in pages if _is_fair(page)]
    counts = Counter(mark for page in fair for marks in page.marks for mark in marks)
    known = {mark for mark, count in counts.items() if count >= FEWEST}
    within, first, last, text = Examples(), Examples(), Examples(), Examples()
    for page in fair:
        for index, marks in enumerate(page.marks):
            borne = dict.fromkeys(known.intersection(marks), 1)
            inside = page.first <= index <= page.last
            within.add(borne, inside, min(1.0, _LARGE / len(page.marks)))
            first.add(borne, index == page.first, 1.0)
            last.add(borne, index == page.last, 1.0)
            if inside:
                text.add(borne, page.right[index], min(1.0, _LARGE / 3 / (page.last + 1 - page.first)))
    found = [
        within.weights(PENALTIES.within),
        first.weights(PENALTIES.first),
        last.weights(PENALTIES.last),
        text.weights(PENALTIES.text),
    ]
    fitted = {mark: Weight(*(weights.get(mark, 0.0) for weights in found)) for mark in (EVERY, *sorted(known))}
    return {mark: w for mark, w in fitted.items() if max(abs(w.within), abs(w.first), abs(w.last), abs(w.text)) >= SLIGHT}


@dataclass(slots=True)
class Examples:
    """What one regression is fitted to: for each line the marks it bears, what is true of it, and how much it counts."""

    borne: list[dict[str, int]] = field(default_factory=list)
    truths: list[bool] = field(default_factory=list)
    importance: list[float] = field(default_factory=list)

    def add(self, borne: dict[str, int], truth: bool, importance: float) -> None:
        """Add a line."""
        self.borne.append(borne)
        self.truths.append(truth)
        self.importance.append(importance)

    def weights(self, penalty: float) -> dict[str, float]:
        """Mark → weight, by logistic regression with a ridge penalty; the intercept is the weight of the mark of every line."""
        vectors = DictVectorizer()
        model = LogisticRegression(C=1 / penalty, max_iter=500)
        model.fit(vectors.fit_transform(self.borne), self.truths, sample_weight=self.importance)
        found = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
        return {EVERY: float(model.intercept_[0]), **{mark: float(weight) for mark, weight in found}}


HEAD = """\
# What the marks of a page's lines count for (clean/marks.py says what each mark is): log-odds that a line lies within the article, is
# its first line, is its last, and that a line within it is its own text. A line's weights are the sums over its marks.
# Fitted by tests/eval/page_marks.py to how the lines of 160 saved pages look; no word of theirs is in it. Fit anew instead of editing."""


def rows(fitted: Mapping[str, Weight]) -> Iterable[str]:
    """The lines of the table, its head and header first."""
    yield HEAD
    yield "mark\twithin\tfirst\tlast\ttext"
    for mark, weight in sorted(fitted.items()):
        yield "\t".join([mark, *(f"{round(value, 2) + 0.0:g}" for value in (weight.within, weight.first, weight.last, weight.text))])


def check(pages: Sequence[Page]) -> str:
    """Precision, recall and F1 of body paragraphs on pages that the table was not fitted to."""
    counts = []
    for fold in range(FOLDS):
        fitted = fit([page for number, page in enumerate(pages) if number % FOLDS != fold])
        article.weights = lambda fitted=fitted: fitted  # type: ignore[assignment]
        for page in pages[fold::FOLDS]:
            body = clean(read(page.path, page.name, page.name)).text.text
            counts.append(bodies.compare(page.reference, {"body": body}, page.titles))
    precision = sum(count.right for count in counts) / sum(count.given for count in counts)
    recall = sum(count.found for count in counts) / sum(count.there for count in counts)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}"


if __name__ == "__main__":
    sys.exit(main())
