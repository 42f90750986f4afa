"""Classes of symbols that stand in the same company: what class comes next is easier to foretell than what word.

The class-based bigram model (Brown et al., "Class-based n-gram models of natural language", 1992), whose classes are found by moving
all symbols at once, each to the class where the corpus becomes likeliest (as Uszkoreit and Brants, "Distributed word clustering for
large scale class-based language modeling", 2008).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.search.coding import Numbers, count

ROUNDS = 10
_RARE = 4
_FINE = 1024
"""Parts of a bit in which likelihoods are counted: whole numbers have the same sum in any order, on any machine."""


def classes(before: Numbers, symbols: Numbers, size: int, most: int, alone: int) -> Numbers:
    """The class, from 0 to ``most`` - 1, of each of ``size`` symbols, of which some stand behind each other in a text. The most
    frequent, as many as ``alone`` says, are a class each: whole bits are too much for a symbol that is most of its class."""
    pairs, often = np.unique(before * size + symbols, return_counts=True)
    first, second = pairs // size, pairs % size
    total = np.bincount(symbols, minlength=size)
    found = np.zeros(size, dtype=np.int64)
    order = np.argsort(-total, kind="stable")
    found[order] = np.minimum(np.arange(size), most - 1)
    for _ in range(ROUNDS):
        left = _sum(found[first] * size + second, often, (most, size))  # classes before a symbol
        right = _sum(first * most + found[second], often, (size, most))  # classes behind it
        bigrams = _sum(found[first] * most + found[second], often, (most, most)) + 0.02
        likely = np.round(np.log2(bigrams / bigrams.sum(1, keepdims=True)) * _FINE)
        dear = np.round(np.log2(np.bincount(found, weights=total, minlength=most) + 1) * _FINE)
        likeliest = left.T @ likely[:, alone:] + right @ likely[alone:].T - total[:, None] * dear[alone:]
        found[order[alone:]] = likeliest[order[alone:]].argmax(1) + alone
    return found


def _sum(places: Numbers, often: Numbers, shape: tuple[int, int]) -> NDArray[np.float64]:
    return np.bincount(places, weights=often, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)


def transitions(before: Numbers, symbols: Numbers, found: Numbers, most: int) -> Numbers:
    """How often a class follows each class. All that are rare are taken for equally so: that makes a small table, and any can follow."""
    return np.maximum(count(found[before], found[symbols], (most, most)), _RARE)
