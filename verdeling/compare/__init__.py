"""A comparison written down: page, csv, workbook and JSON (see insight.compare for the differences)."""
