"""Settings for hosting (`make publish`): those of ``pelicanconf.py``, with the feed and the site map.

Set ``ONRECORD_SITEURL`` here, or the environment variable ``SITEURL``, which the Pages workflow does for you.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403  (found only once this folder is on the path)

ONRECORD_SITEURL = os.environ.get("SITEURL", "")  # the site's address, such as https://example.org/corpus
ONRECORD_WITHHOLD = True  # what may not be published is withheld: see the page on publishing
ONRECORD_CURATION = False  # the page of open decisions is for those who keep the corpus
