"""``python -m verdeling``."""

from verdeling.cli import main

main()
