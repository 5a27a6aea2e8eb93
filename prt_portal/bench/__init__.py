"""How much work the pages of a large portal are: `script/bench` fills one and writes what it
measured in docs/performance.md.

`region.py` and `fill.py` make what is looked at, `site.py` serves it, `visitor.py` asks for a page
and reads what that cost, `work.py` says which work is measured, `measure.py` measures it beside an
empty page, `report.py` writes the document.
"""
