"""Taggers that have not seen a text: the one that is shipped learned from most texts of the ``ner`` set, and knows their answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import onrecord

PACKAGE = Path(onrecord.__file__).parent
TRAINING = PACKAGE.parent / "training" / "names.py"
WEIGHTS = Path("vocabulary", "tagger.tsv")


def packages(texts: Path, folder: Path) -> Mapping[str, Path]:
    """Id of a text → the folder of a copy of the package whose tagger learned from none of the texts of its fold.

    The copies are written to ``folder``. Raises :class:`subprocess.CalledProcessError` when the training fails.
    """
    search = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    training = [sys.executable, str(TRAINING), str(texts), "--folds", str(folder)]
    subprocess.run(training, env=os.environ | {"PYTHONPATH": search}, check=True)
    for weights in folder.glob("*.tsv"):
        copy = folder / weights.stem / PACKAGE.name
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        weights.replace(copy / WEIGHTS)
    folds: Mapping[str, str] = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
    return {id_: folder / fold for id_, fold in folds.items()}
