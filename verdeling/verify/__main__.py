"""``python -m verdeling.verify FILE.zip``."""

from __future__ import annotations

from verdeling.verify.command import main

raise SystemExit(main())
