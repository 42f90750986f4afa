"""The search index: literal, positional, in small files that a page without a server reads. No library serves phrases, words in
context and pages opened from a folder from static files (Pagefind, MiniSearch and SQLite over HTTP were measured), so this is ours.
"""

from __future__ import annotations

from onrecord.search.columns import Document, Said
from onrecord.search.files import files
from onrecord.search.former import kept_or_made
from onrecord.search.reading import Text

__all__ = ["Document", "Said", "Text", "files", "kept_or_made"]
