"""``verdeling register``: the draft of an entry for the Dutch register of algorithms."""

from __future__ import annotations

from pathlib import Path

import click

from verdeling.cli.options import echo_json, invoer, json_option, make_command, model_argument, optie
from verdeling.texts import Lang, say

TO_READ = (".md", ".txt")


def command(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        model_argument(),
        *invoer(lang),
        optie("register_out", lang, "--out", type=click.Path(path_type=Path), metavar="BESTAND"),
        json_option(lang),
    ]
    return make_command("register", lang, register, params)


def register(
    lang: Lang,
    model: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    by_hand: Path | None,
    out: Path | None,
    als_json: bool,
) -> None:
    """Compute the figures, fill in what follows from them, and write or show the draft."""
    from verdeling.errors import VerdelingError, cause_of
    from verdeling.pipeline import run
    from verdeling.result.algorithm_register import Entry
    from verdeling.result.atomic import write_atomic
    from verdeling.result.manifest import json_bytes

    if out is not None and out.suffix.casefold() not in (".json", *TO_READ):
        raise VerdelingError.een("V618", str(out), soort=out.suffix or out.name)
    result = run(model, data, overrides, plan=False, aanvullen=aanvullen, by_hand=by_hand)
    entry = Entry(result.model, result.gegevens, result.indicatief)
    if out is not None:
        to_read = out.suffix.casefold() in TO_READ
        try:
            write_atomic(out, entry.text(lang).encode() if to_read else json_bytes(entry.json()))
        except OSError as error:
            raise VerdelingError.een("V619", str(out), reden=cause_of(error)) from error
        click.echo(say("cli.register.geschreven", lang, bestand=str(out)), err=True)
    if als_json:
        echo_json(entry.json())
    elif out is None:
        click.echo(entry.text(lang), nl=False)
