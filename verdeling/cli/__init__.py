"""The command line: click commands without arithmetic.

Data goes to stdout, talk to stderr. Exit codes: 0 ok, 1 bad data or model, 2 usage, 3 infeasible, 4 stopped
without proof, 5 verification failed, 130 interrupted. Nothing here imports pandas, pydantic or rich until a
command runs. A file per command, made with `options`; what a result looks like on the screen stands in the
``_screen`` modules. No other room imports this one.

Examples
--------
>>> from verdeling.cli import groep
>>> "run" in groep("en").list_commands(None)
True
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NoReturn

import click

from verdeling.cli.options import DEBUG, TAAL, translate_click
from verdeling.cli.streams import ReaderGone, clean_output
from verdeling.errors import NietBewezen, Onoplosbaar, VerdelingError, oorzaak
from verdeling.texts import LANGS, Lang, say

OPDRACHTEN: Final = (
    "run",
    "compare",
    "explain",
    "check",
    "report",
    "speelruimte",
    "prijs",
    "budget",
    "models",
    "data",
    "experiment",
)
"""Commands in the order of the help; each is ``opdracht(lang)`` of the module with its name."""

ONDERBROKEN: Final[list[int]] = []
"""Signals that asked this process to end."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    lang = chosen_language(args)
    omgeving = os.environ.get("VERDELING_LANG", "")
    if omgeving and omgeving not in LANGS and asked_language(args) is None:
        # Who set this reads Dutch or English, and which is just what is not known: both.
        click.echo("\n".join(say("cli.taal_onbekend", taal, gevraagd=omgeving) for taal in LANGS), err=True)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if threading.current_thread() is threading.main_thread():
        # A request to end is like Ctrl-C: workers end, and nothing half-written stays.
        for sein in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(sein) is not signal.SIG_IGN:
                signal.signal(sein, _onderbreek)
    with clean_output():
        try:
            sys.exit(_run(args, lang))
        except ReaderGone:
            for stroom in (sys.stdout, sys.stderr):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stroom.fileno())
            sys.exit(0)


def _onderbreek(sein: int, _: object) -> NoReturn:
    """Remember the request to end: a compiled module that is being imported may make an error of it."""
    ONDERBROKEN.append(sein)
    raise KeyboardInterrupt


def groep(lang: Lang) -> click.Group:
    """All commands, with their help in `lang`."""
    translate_click(lang)
    modules = [importlib.import_module(f"verdeling.cli.{naam}") for naam in OPDRACHTEN]
    return click.Group(
        "verdeling",
        commands={naam: module.opdracht(lang) for naam, module in zip(OPDRACHTEN, modules, strict=True)},
        options_metavar=say("cli.opties", lang),
        subcommand_metavar=say("cli.opdrachten", lang),
        params=[_version(lang), TAAL(lang), DEBUG(lang)],
        help=say("cli.verdeling", lang),
        epilog=say("cli.epiloog", lang),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def chosen_language(args: Sequence[str]) -> Lang:
    """Language of ``--lang``, else of VERDELING_LANG, else Dutch; what is no language is left to click."""
    gevraagd = asked_language(args)
    gevraagd = os.environ.get("VERDELING_LANG", "") if gevraagd is None else gevraagd
    return next((lang for lang in LANGS if lang == gevraagd), "nl")


def asked_language(args: Sequence[str]) -> str | None:
    """What ``--lang`` says last; None when it is not given."""
    gevraagd = None
    for arg, volgende in pairwise([*args, ""]):
        if arg == "--":
            break
        if arg == "--lang":
            gevraagd = volgende
        elif arg.startswith("--lang="):
            gevraagd = arg.removeprefix("--lang=")
    return gevraagd


def _run(args: list[str], lang: Lang) -> int:
    try:
        return int(groep(lang).main(args, prog_name="verdeling", standalone_mode=False) or 0)
    except click.UsageError as fout:
        fout.show()
        if isinstance(fout, click.NoSuchOption) and not fout.possibilities:
            click.echo(say("cli.geen_optie", lang), err=True)
        return 2
    except click.ClickException as fout:
        fout.show()
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("cli.afgebroken", lang), err=True)
        return 130
    except VerdelingError as fout:
        if "--debug" in args:
            click.echo(traceback.format_exc(), err=True)
            return fout.exit_code
        meld(fout, lang, als_json="--json" in args)
        return fout.exit_code
    except Exception as fout:
        if "--debug" in args:
            click.echo(traceback.format_exc(), err=True)
            return 1
        if isinstance(fout, OSError | MemoryError):
            meld(_of_the_system(fout), lang, als_json="--json" in args)
            return 1
        if ONDERBROKEN:
            click.echo(say("cli.afgebroken", lang), err=True)
            return 130
        click.echo(say("cli.onverwacht", lang, soort=type(fout).__name__, fout=str(fout)), err=True)
        return 1


def _of_the_system(fout: OSError | MemoryError) -> VerdelingError:
    """What the system refuses is no defect of the program: a full disk, no permission, a lost folder."""
    import errno
    import tempfile

    if isinstance(fout, MemoryError):
        return VerdelingError.een("V614")
    try:
        Path.cwd()
    except OSError:
        return VerdelingError.een("V613")
    if fout.filename is None and fout.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return VerdelingError.een("V617", reden=oorzaak(fout), map=tempfile.gettempdir())
    plaats = "" if fout.filename is None else os.fsdecode(fout.filename)
    return VerdelingError.een("V615", plaats, reden=oorzaak(fout))


def meld(fout: VerdelingError, lang: Lang, *, als_json: bool) -> None:
    """Tell what is wrong, on stderr; of many problems of one kind the first."""
    if als_json:
        problemen = [
            {"code": p.code, "waar": p.waar, "tekst": p.tekst(lang), "aantal": p.aantal}
            for p in fout.problemen
        ]
        click.echo(json.dumps({"problemen": problemen}, ensure_ascii=False, indent=2), err=True)
        return
    kop = "cli.fout.meer" if fout.aantal > 1 else "cli.fout"
    kop = "cli.fout.geen_plan" if isinstance(fout, Onoplosbaar) else kop
    kop = "cli.fout.onbewezen" if isinstance(fout, NietBewezen) else kop
    click.echo(say(kop, lang, aantal=fout.aantal), err=True)
    for regel in fout.tekst(lang, rest="cli.fout.zulke").splitlines():
        click.echo(f"  {regel}", err=True)


def _version(lang: Lang) -> click.Option:
    def toon(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from verdeling import __version__

            click.echo(f"verdeling {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=toon,
        help=say("cli.versie", lang),
    )
