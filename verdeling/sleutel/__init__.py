"""sleutel."""
