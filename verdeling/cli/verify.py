"""``verdeling verify``: check a dossier; the checker itself is a room that stands alone."""

from __future__ import annotations

from pathlib import Path

import click

from verdeling.cli.options import echo_json, json_option, make_command, optie
from verdeling.texts import Lang, say


def command(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        click.Argument(["dossier"], metavar="DOSSIER", type=click.Path(path_type=Path)),
        optie(
            "ondertekenaars",
            lang,
            "--ondertekenaars",
            "signers",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="BESTAND",
        ),
        json_option(lang),
    ]
    return make_command("verify", lang, check, params)


def check(lang: Lang, dossier: Path, signers: Path | None, als_json: bool) -> int:
    """Check a dossier: 0 it holds, 1 it cannot be opened, 5 it differs."""
    from verdeling.verify.command import FAULTS, page, refusal
    from verdeling.verify.container import Refused
    from verdeling.verify.report import verify

    try:
        report = verify(dossier, signers)
    except Refused as refused:
        if als_json:
            echo_json({"klopt": False, "verschillen": [refusal(refused, lang)]})
        else:
            click.echo(say("verify.geen_dossier", lang), err=True)
            click.echo(f"  {refusal(refused, lang)}", err=True)
        return FAULTS.get(refused.key, 5)
    if als_json:
        lines = {
            name: [say(key, lang, **numbers) for key, numbers in found]
            for name, found in (
                ("verschillen", report.differences),
                ("nagerekend", report.checked),
                ("niet_nagerekend", report.unchecked),
            )
        }
        told = {"klopt": report.holds, "model": report.name, "versie": report.version, "zegel": report.seal}
        signer = None if report.signer is None else report.signer._asdict()
        echo_json({**told, **lines, "ondertekenaar": signer})
    else:
        click.echo("\n".join(page(report, lang)))
    return 0 if report.holds else 5
