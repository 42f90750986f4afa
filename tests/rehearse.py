"""Does what the Pages workflow does before it deploys: its ``run`` steps in order, in a fresh clone with an environment of its own.

``make rehearse`` runs it; steps that use an action of GitHub's (checkout, Python, upload) are named and passed over.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = ".github/workflows/pages.yml"
KNOWN = {"steps.pages.outputs.base_url": "https://name.github.io/repository"}
"""What GitHub would put in the place of an expression: the address of a project page, which lies under a sub-path."""
KEPT = ("PATH", "HOME", "LANG", "PYTHON", "UV_CACHE_DIR", "PIP_CACHE_DIR", "PIP_INDEX_URL", "UV_INDEX_URL", "SSL_CERT_FILE", "HTTPS_PROXY")
"""What a step sees of this environment: where programs are and where packages come from, and nothing of this checkout."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a job: what it runs, with which variables; or the action that it uses, which is passed over."""

    run: str
    uses: str
    env: Mapping[str, str]


def steps(workflow: str, job: str = "build") -> Iterator[Step]:
    """The steps of a job. Raises ``KeyError`` for an expression of which it is not known what GitHub would make of it."""
    for step in yaml.safe_load(workflow)["jobs"][job]["steps"]:
        env = {name: _filled(str(value)) for name, value in step.get("env", {}).items()}
        yield Step(_filled(step.get("run", "")), step.get("uses", ""), env)


def _filled(text: str) -> str:
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda match: KNOWN[match[1]], text)


def rehearse(repository: Path, clone: Path) -> bool:
    """Clone the last commit and run the steps there; returns whether all of them went well."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(repository), str(clone)], check=True)
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    for step in steps((clone / WORKFLOW).read_text(encoding="utf-8")):
        if not step.run:
            print(f"passed over: {step.uses}", flush=True)
            continue
        print(f"$ {step.run}", *(f"  {name}={value}" for name, value in step.env.items()), sep="\n", flush=True)
        done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", step.run], cwd=clone, env={**environment, **step.env}, check=False)
        if done.returncode:
            print(f"exit status {done.returncode}: the workflow would end here", flush=True)
            return False
    return True


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="onrecord-rehearsal-") as folder:
        sys.exit(not rehearse(ROOT, Path(folder) / "repository"))
