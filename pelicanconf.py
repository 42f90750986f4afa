"""Settings of this site. Most corpora need only the first two lines changed."""

from onrecord.site.settings import *  # noqa: F403  (every setting of an onrecord site, with the stock blog machinery off)

SITENAME = "On the record"  # the name of your corpus
SITESUBTITLE = "Azerbaijan and Pakistan: a starter corpus"  # one line below it; "" for none
DEFAULT_LANG = "en"  # the language of the site's own words
ONRECORD_KEEPERS = ()  # who keeps the corpus, for those who cite its data: ("Ada Lindqvist", "Port Office")
ONRECORD_LICENCE = ""  # the licence of what you made of the articles, as an SPDX id: "CC-BY-4.0"; the articles keep their own
