"""What the data set is called, who keeps it, and under which licence: from the settings, for every file that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
import yaml

from onrecord.authorities import Text
from onrecord.errors import ConfigurationError
from onrecord.slugs import slug


class Keeper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who keeps the corpus: a person, with family and given names if the name shall be sorted by them, or a body."""

    name: Text
    family: str | None = None
    given: str | None = None
    orcid: Annotated[str, msgspec.Meta(pattern=r"^https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")] | None = None
    """The whole address: https://orcid.org/0000-0002-1825-0097."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The data of a corpus as one work. ``url`` is the site's address, ``licence`` an SPDX id; empty where not known."""

    title: str
    subtitle: str
    url: str
    keepers: tuple[Keeper, ...]
    licence: str

    @property
    def name(self) -> str:
        """Its title as a name for programs."""
        return slug(self.title) or "corpus"

    @property
    def description(self) -> str:
        """What it holds, in a sentence or two."""
        about = f"{self.subtitle.rstrip('.')}. " if self.subtitle else ""
        return f"{about}The articles of a corpus, what they report as said, by whom and when, whom and what they mention, and where."

    @property
    def citation(self) -> str:
        """How it can be cited; the reader adds the day of the visit and, if the exact state matters, the checksum."""
        by = "; ".join(keeper.name for keeper in self.keepers)
        return f"{f'{by}. ' if by else ''}{self.title} [data set]{f'. {self.url}/data.html' if self.url else ''}."


_SPDX = re.compile(r"[A-Za-z0-9.+-]*")
"""The form of an SPDX licence id; nothing where no licence is given."""


def of(settings: Mapping[str, Any]) -> Dataset:
    """The data set of a site, by its settings. Raises :class:`ConfigurationError` for keepers or a licence that do not fit."""
    if not _SPDX.fullmatch(settings["ONRECORD_LICENCE"]):
        raise ConfigurationError(f"ONRECORD_LICENCE: '{settings['ONRECORD_LICENCE']}' is no SPDX id; write one such as CC-BY-4.0")
    return Dataset(
        title=settings["SITENAME"],
        subtitle=settings["SITESUBTITLE"],
        url=address(settings["ONRECORD_SITEURL"]),
        keepers=tuple(_keepers(settings["ONRECORD_KEEPERS"])),
        licence=settings["ONRECORD_LICENCE"],
    )


_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?(?:/(?:[\w.~!$&()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*")
"""A site's address after RFC 3986, letters of any script as RFC 3987 has them: a server and perhaps a folder, nothing behind them."""


def address(text: str) -> str:
    """The address of a published site without a slash at its end; nothing where none is set. Raises :class:`ConfigurationError`."""
    if text and not _ADDRESS.fullmatch(text):
        raise ConfigurationError(
            f"SITEURL (or ONRECORD_SITEURL) is {text!r}, which is no address of a site; write one such as https://example.org/corpus: "
            "http or https, a server, perhaps a folder, and neither a password nor anything with ? or #"
        )
    return text.rstrip("/")


def _keepers(entries: Iterable[Any]) -> Iterable[Keeper]:
    for entry in (entries,) if isinstance(entries, str) else entries:
        try:
            yield msgspec.convert({"name": entry} if isinstance(entry, str) else entry, Keeper)
        except msgspec.ValidationError as error:
            raise ConfigurationError(f'ONRECORD_KEEPERS: {error}; write "Name" or {{"name": …, "orcid": …}}') from error


_MESSAGE = "If you use this data, please cite it as below, with the day on which you took it; cite a statement by its own address."


def citation_file(dataset: Dataset) -> bytes:
    """``CITATION.cff``, in the Citation File Format 1.2.0. Where the settings name no keepers, the corpus stands as its own author:
    the format asks for one, and no other is known."""
    authors = [_author(keeper) for keeper in dataset.keepers] or [{"name": dataset.title}]
    work = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": dataset.title,
        "abstract": dataset.description,
        "authors": authors,
        "url": f"{dataset.url}/data.html" if dataset.url else None,
        "license": dataset.licence or None,
    }
    text: str = yaml.safe_dump({key: value for key, value in work.items() if value}, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()


def _author(keeper: Keeper) -> dict[str, str]:
    named = {"given-names": keeper.given, "family-names": keeper.family} if keeper.family else {"name": keeper.name}
    return {key: value for key, value in {**named, "orcid": keeper.orcid}.items() if value}
