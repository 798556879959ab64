"""The checker as a command of its own, and its page of text."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

from verdeling.verify.container import Refused
from verdeling.verify.report import Report, verify
from verdeling.verify.words import tell

FAULTS = dict.fromkeys(("verify.lezen", "verify.bestaat_niet", "verify.geen_bestand"), 1)
"""Exit code of what cannot be opened; all else that is wrong with a dossier is a difference, 5."""


def page(report: Report, lang: str) -> Iterator[str]:
    """The report in lines of text."""
    yield tell("verify.kop", lang, model=report.name, versie=report.version, zegel=report.seal)
    first, *further = [tell(k, lang, **n) for k, n in report.differences] or [""]
    yield tell("verify.klopt" if report.holds else "verify.klopt_niet", lang)
    yield from ([f"  {first}"] if first else [])
    yield from ([tell("verify.verder", lang), *(f"  {t}" for t in further)] if further else [])
    for key, lines in (("verify.gedaan", report.checked), ("verify.niet", report.unchecked)):
        yield from ([tell(key, lang)] if lines else [])
        yield from (f"  {tell(k, lang, **n)}" for k, n in lines)
    signer = report.signer
    if signer is None:
        yield tell("verify.zonder_handtekening", lang)
    else:
        yield tell(f"verify.ondertekend.{signer.verdict}", lang, naam=signer.name, sleutel=signer.key)
    yield tell("verify.vervalser", lang)


def refusal(refused: Refused, lang: str) -> str:
    """Why a file is no dossier, in words."""
    return tell(refused.key, lang, waar=refused.where, **refused.numbers)


def main(arguments: list[str] | None = None) -> int:
    """Check a dossier; 0 it holds, 1 it cannot be opened, 5 it differs."""
    lang = "en" if "--lang=en" in (asked := sys.argv[1:] if arguments is None else arguments) else "nl"
    parser = argparse.ArgumentParser("verify.py", description=tell("verify.over", lang))
    parser.add_argument("dossier", help=tell("verify.optie.dossier", lang))
    parser.add_argument("--ondertekenaars", metavar="FILE", help=tell("verify.optie.ondertekenaars", lang))
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help=tell("verify.optie.taal", lang))
    given = parser.parse_args(asked)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        report = verify(given.dossier, given.ondertekenaars)
    except Refused as refused:
        print(tell("verify.geen_dossier", given.lang), file=sys.stderr)
        print(f"  {refusal(refused, given.lang)}", file=sys.stderr)
        return FAULTS.get(refused.key, 5)
    try:
        print("\n".join(page(report, given.lang)), flush=True)
    except BrokenPipeError:  # who reads stopped, as with | head
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  # nothing is left to flush at the end
    return 0 if report.holds else 5


if __name__ == "__main__":
    raise SystemExit(main())
