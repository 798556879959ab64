"""report.html: one file that a council can read without network and without script.

Import :func:`page.write_report`: it reads a result folder and writes the page. The page is cut by what a
reader sees: `texts` (words, numbers, summary), `tables`, `charts`, `maps`, `fairness` (how even), `details`
(in depth), `sheets` (a page per gemeente and provincie), `explanation` (the sum behind a figure). Templates,
style and scripts stand in `assets`; a template gets frozen values and computes nothing. Other pages
(`compare`, `batch`) use the same tables, charts, maps and assets.

Examples
--------
>>> from verdeling.report.charts import Bar, bars_svg
>>> bars_svg([Bar("Groningen", 12, "12")], title="Places").count("<rect")
1
"""
