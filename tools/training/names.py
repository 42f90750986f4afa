"""Train the tagger of names and write ``vocabulary/tagger.tsv``: ``python tools/training/names.py FOLDER``.

FOLDER holds annotated texts: ``gold.jsonl``, one object a line with ``id``, ``source``, ``genre``, ``doc`` and ``spans`` (``start``,
``end``, ``type`` PER, LOC, ORG or EVENT), and ``<id>.txt`` beside it. Only the genres of GENRES are learned from, as their texts
are openly licensed; SOURCES.md names them. A feature is kept only where it occurs in three texts or more, so that no rare word
of any text is in the table. Same texts and same versions of this package and python-crfsuite, same bytes.

``--folds OUT`` leaves the table as it is and writes to the folder OUT: ``0.tsv`` to ``4.tsv``, each with weights learned without
the texts of one fold, and ``folds.json``, which says in which fold each text is. ``make eval`` measures with these.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from onrecord.annotate import naming, tagger
from onrecord.annotate.knowledge import Knowledge
from onrecord.annotate.names import by_rules
from onrecord.annotate.tokens import Token, Words
from onrecord.authorities import Authorities
from onrecord.records import Block

TABLE = Path(__file__).parents[1] / "onrecord" / "vocabulary" / "tagger.tsv"
GENRES = frozenset(
    {
        *("academic", "court", "bio", "voyage", "news", "interview"),  # GUM
        *("ewt/newsgroup", "ewt/weblog"),  # UNER
        *("re3d/UK Government", "re3d/US State Department", "re3d/CENTCOM", "re3d/Wikipedia"),
        "re3d/Australian Department of Foreign Affairs",
    }
)
KINDS = {"PER": "person", "LOC": "place", "ORG": "organization", "EVENT": "event"}
FOLDS = 5
SEEN_IN = 3
"""Texts that a feature must occur in."""
PARAMETERS = {"c1": 0.1, "c2": 0.3, "max_iterations": 120}
"""Of the training by L-BFGS; c1 drops weights, c2 keeps them small."""
HEAD = """\
# Weights of the tagger for names: what speaks for a label of a word and what against it. Written by tools/training/names.py: do
# not edit. See SOURCES.md for the texts it learned from, and onrecord/annotate/tagger.py for what a feature means.
feature\tweights
"""

Row = Mapping[str, Any]
Sequences = Sequence[tuple[Sequence[Sequence[str]], Sequence[str]]]
"""For each stretch of a text, the features of its words and their labels."""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="annotated texts: gold.jsonl and <id>.txt")
    parser.add_argument("--folds", type=Path, help="write to this folder, instead of the table, what makes a measure honest")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda row: row["id"])
    texts = [(fold_of(row), sequences(options.folder, row)) for row in rows if row["genre"] in GENRES]
    if options.folds is None:
        TABLE.write_text(written(trained([text for _, text in texts])), encoding="utf-8")
        return
    for fold in range(FOLDS):
        weights = written(trained([text for its_fold, text in texts if its_fold != fold]))
        (options.folds / f"{fold}.tsv").write_text(weights, encoding="utf-8")
    folds = {row["id"]: str(fold_of(row)) for row in rows}
    (options.folds / "folds.json").write_text(json.dumps(folds), encoding="utf-8")


def sequences(folder: Path, row: Row) -> Sequences:
    """What there is to learn from one text."""
    body = (folder / f"{row['id']}.txt").read_bytes().decode("utf-8")
    words = Words(body, list(_lines(body)))
    labels = naming.labels_of(naming.with_short_forms(by_rules(body, words, _KNOWLEDGE), body, words), words)
    use = tagger.Use(words.blocks, labels)
    answers = _answers(row["spans"], words)
    found = []
    for block in words.blocks:
        for first, after in tagger.open_stretches(block, labels, use):
            shared, own = tagger.keys(block, first, after, labels, use)
            common = tagger.features(tagger.SHARED, shared)
            features = [common + tagger.features(tagger.OWN, keys) for keys in own]
            found.append((features, _consistent([answers.get(word.start, "O") for word in block[first:after]])))
    return found


_KNOWLEDGE = Knowledge.of(Authorities())


def _lines(body: str) -> Iterator[Block]:
    start = 0
    for line in body.split("\n"):
        if text := line.strip():
            first = start + line.index(text)
            yield Block(first, first + len(text))
        start += len(line) + 1


def _answers(spans: Iterable[Row], words: Words) -> dict[int, str]:
    """Offset of a word → its label; of names inside one another the longest counts."""
    labels: dict[int, str] = {}
    for span in sorted(spans, key=lambda span: (span["start"] - span["end"], span["start"])):
        inside: Sequence[Token] = words.between(span["start"], span["end"])
        if not any(word.start in labels for word in inside):
            labels |= {word.start: f"{'I' if n else 'B'}-{KINDS[span['type']]}" for n, word in enumerate(inside)}
    return labels


def _consistent(labels: Sequence[str]) -> list[str]:
    """The labels of a stretch, so that every name in it begins in it."""
    found: list[str] = []
    for label in labels:
        cut = label[0] == "I" and (not found or found[-1][2:] != label[2:])
        found.append(f"B{label[1:]}" if cut else label)
    return found


def trained(texts: Sequence[Sequences]) -> list[dict[str, str]]:
    """The rows of the table, in order: (feature, ``label=weight|…``)."""
    seen = Counter(feature for text in texts for feature in {f for words, _ in text for word in words for f in word})
    trainer = pycrfsuite.Trainer(verbose=False, params=PARAMETERS)
    for text in texts:
        for words, labels in text:
            trainer.append([[feature for feature in word if seen[feature] >= SEEN_IN] for word in words], labels)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        model = pycrfsuite.Tagger()
        model.open(file)
        learned = model.info()
    weights: dict[str, dict[str, str]] = defaultdict(dict)
    for (feature, label), weight in learned.state_features.items():
        if rounded := round(weight, 2):
            weights[feature][label] = f"{rounded:.2f}"
    for (before, label), weight in learned.transitions.items():
        weights[f">{before}"][label] = f"{weight:.2f}"
    return [
        {"feature": feature, "weights": "|".join(f"{label}={weight}" for label, weight in sorted(pairs.items()))}
        for feature, pairs in sorted(weights.items())
    ]


def written(rows: Iterable[Mapping[str, str]]) -> str:
    """The table as text."""
    return HEAD + "".join(f"{row['feature']}\t{row['weights']}\n" for row in rows)


def fold_of(row: Row) -> int:
    """Which fold holds a text: by a digest of its name. CENTCOM's reports repeat each other and stay together."""
    return 0 if row["genre"] == "re3d/CENTCOM" else int(hashlib.sha256(row["doc"].encode()).hexdigest(), 16) % FOLDS


if __name__ == "__main__":
    main()
