"""Citations: one CSL-JSON record a document or statement (``records``), and what is made of it: formatted references (``styles``)
and files for reference managers (``files``). Imports nothing of the site."""
