"""Style, scripts and templates of the report and the local page."""
