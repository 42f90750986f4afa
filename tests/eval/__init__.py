"""``make eval``: how right the rules are, on texts with known answers that stand beside the repository, and floors that only rise.

The scorer stands beside the texts (``score.py``); here is what runs the extraction, measures body text, and compares.
"""
