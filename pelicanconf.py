"""Settings of this site. Most corpora need only the first two lines changed."""

from onrecord.site.settings import *  # noqa: F403  (every setting of an onrecord site, with the stock blog machinery off)

SITENAME = "On the record"  # the name of your corpus
SITESUBTITLE = "Azerbaijan and Pakistan: a starter corpus"  # one line below it; "" for none
DEFAULT_LANG = "en"  # the language of the site's own words
