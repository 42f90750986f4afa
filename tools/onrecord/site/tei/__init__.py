"""Every document in TEI P5: ``data/tei/<slug>.xml``, and all of them in ``data/tei.zip``.

``body`` writes the text with its statements and names, ``header`` what is known of the document, ``entities`` whom and what it
names (``standOff``); ``nesting`` makes spans that overlap into elements that nest, ``dates`` EDTF into attributes. Where a field
stands is told by the column ``tei`` of ``vocabulary/fields.tsv``, which a test reads back from what is written here.

Guidelines: https://tei-c.org/release/doc/tei-p5-doc/en/html/
"""
