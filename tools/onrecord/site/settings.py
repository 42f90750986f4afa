"""Pelican settings of every onrecord site, for ``from onrecord.site.settings import *`` at the head of ``pelicanconf.py``.

The machinery that Pelican has for blogs is off: articles without a date would be dropped by it, and taxonomies, archives
and feeds are made by the plugin. Hand-kept pages in ``content/pages`` are Pelican's own.
"""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined

from onrecord.rights import publication

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = ["onrecord.site"]

ONRECORD_ARTICLES = "articles"
"""Folder of the articles, inside ``PATH`` or absolute."""
ONRECORD_AUTHORITIES = "authorities"
"""Folder of the authority files, inside ``PATH`` or absolute."""
ONRECORD_SITEURL = ""
"""The address of the published site: with one it has feeds and a map, and withholds what may not be published."""
ONRECORD_CURATION = True
"""Whether the site has the page of open decisions, ``curation.html``: for those who keep the corpus. ``publishconf.py`` turns it
off, and a site that withholds what may not be published never has it."""
ONRECORD_KEEPERS: tuple[str | dict[str, str], ...] = ()
"""Who keeps the corpus, for those who cite its data: names, or ``{"name": "Ada Lindqvist", "family": "Lindqvist", "given": "Ada",
"orcid": "https://orcid.org/…"}``."""
ONRECORD_LICENCE = ""
"""The licence of the data that the keepers made about the articles, as an SPDX id (``CC-BY-4.0``); the articles keep their own."""
ONRECORD_EDITION = ""
"""Which edition of the site this is, in the words that stand at the foot of each page: ``Second edition, March 2026``."""
ONRECORD_BAG: dict[str, str] = {}
"""What an archive says of itself in ``bag-info.txt``, under labels of BagIt: ``{"Source-Organization": …, "Contact-Email": …}``."""

ONRECORD_WITHHOLD = False
"""Whether what may not be published is withheld. ``publishconf.py`` turns it on, and a site with an address always withholds it."""
ONRECORD_PUBLISH = "excerpt"
"""What is published of documents of whose rights nothing is known: ``full``, ``excerpt`` (attributed statements) or ``metadata``."""
ONRECORD_EXCERPT_WORDS = publication.EXCERPT_WORDS
"""Words of a document that its excerpts have at most; never more than a fifth of its text."""

SITESUBTITLE = ""
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
RELATIVE_URLS = True

JINJA_ENVIRONMENT: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
    "extensions": [],
}

ARTICLE_PATHS: list[str] = []
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
ARTICLE_TRANSLATION_ID = None
PAGE_TRANSLATION_ID = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
LOAD_CONTENT_CACHE = False
TYPOGRIFY = False
