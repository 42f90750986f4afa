"""onrecord: a folder of articles in; a site that shows who said what, when, where, and how we know, out.

The road a source takes, one folder or file a verb::

    read → clean → describe → annotate → relate → write   ═══ content/articles ═══   site

Everything before the border works without Pelican; ``site`` reads only what ``articles`` writes.
``records`` holds what passes between the stages, ``vocabulary`` the word lists that the rules read.
"""

__version__ = "0.1.0"
