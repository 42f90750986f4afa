"""Rights: what may be published of each document, and the withholding of all the rest.

This is the one place through which every document passes before anything of a site sees it. What is withheld for publication is
not hidden by pages but gone from the records: each of its characters is replaced by one that no word contains, so that offsets,
paragraphs and addresses stay what they are.
"""
