"""What the lists are made from: an entry for each word of the corpus, form by form in the order of the lexicon.

The texts go by a stretch at a time, and each word is put behind those of its form that came before (a counting sort). So documents
and positions rise within a form, and there is never need for more memory than for the entries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.search.lexicon import Lexicon
from onrecord.search.reading import Small, Words

_BITS = 32


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Columns with an entry for each occurrence."""

    document: Small
    position: Small
    flags: NDArray[np.uint8]


def in_order(words: Words, lexicon: Lexicon) -> Occurrences:
    """The occurrences of all forms."""
    size = len(words.form)
    document: Small = np.empty(size, np.uint16) if len(words.sizes) <= 2**16 else np.empty(size, np.int32)
    found = Occurrences(document, np.empty_like(words.position), np.empty(size, np.uint8))
    next_ = np.cumsum(lexicon.occurrences) - lexicon.occurrences
    for documents, here in words.stretches():
        forms = lexicon.numbers(documents, here)
        counts = np.bincount(forms, minlength=len(next_))
        # Numbers with their places are sorted several times as fast as places by their numbers.
        order = np.sort(forms.astype(np.int64) << _BITS | np.arange(len(forms))) & (2**_BITS - 1)
        places = np.arange(len(forms)) + np.repeat(next_ - np.cumsum(counts) + counts, counts)
        next_ += counts
        numbers = np.repeat(np.arange(documents.start, documents.stop), words.sizes[documents])
        found.document[places], found.position[places] = numbers[order], words.position[here][order]
        found.flags[places] = words.flags[here][order]
    return found
