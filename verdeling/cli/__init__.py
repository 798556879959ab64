"""The command line: click commands without arithmetic.

Data goes to stdout, talk to stderr. Exit codes: 0 ok, 1 bad data or model, 2 usage, 3 infeasible, 4 stopped
without proof, 5 verification failed, 130 interrupted. Nothing here imports pandas, pydantic or rich until a
command runs. A file per command, made with `options`; what a result looks like on the screen stands in the
``_screen`` modules. No other room imports this one.

Examples
--------
>>> from verdeling.cli import command_group
>>> "run" in command_group("en").list_commands(None)
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
from typing import Any, Final, NoReturn

import click

from verdeling.cli.options import DEBUG, LANGUAGE, translate_click
from verdeling.cli.streams import ReaderGone, clean_output
from verdeling.errors import NietBewezen, Onoplosbaar, VerdelingError, cause_of
from verdeling.texts import LANGS, Lang, say

COMMANDS: Final = (
    "run",
    "compare",
    "explain",
    "check",
    "report",
    "verify",
    "register",
    "speelruimte",
    "prijs",
    "budget",
    "models",
    "data",
    "experiment",
)
"""Commands in the order of the help; each is ``command(lang)`` of the module with its name."""

INTERRUPTED: Final[list[int]] = []
"""Signals that asked this process to end."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    lang = chosen_language(args)
    surroundings = os.environ.get("VERDELING_LANG", "")
    if surroundings and surroundings not in LANGS and asked_language(args) is None:
        # Who set this reads Dutch or English, and which is just what is not known: both.
        click.echo(
            "\n".join(say("cli.taal_onbekend", language, gevraagd=surroundings) for language in LANGS),
            err=True,
        )
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if threading.current_thread() is threading.main_thread():
        # A request to end is like Ctrl-C: workers end, and nothing half-written stays.
        for sein in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(sein) is not signal.SIG_IGN:
                signal.signal(sein, _interrupt)
    with clean_output():
        try:
            sys.exit(_run(args, lang))
        except ReaderGone:
            for stroom in (sys.stdout, sys.stderr):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stroom.fileno())
            sys.exit(0)


def _interrupt(sein: int, _: object) -> NoReturn:
    """Remember the request to end: a compiled module that is being imported may make an error of it."""
    INTERRUPTED.append(sein)
    raise KeyboardInterrupt


class Commands(click.Group):
    """All commands in the order of the help, each made when it is asked for."""

    def __init__(self, lang: Lang, **settings: Any) -> None:  # noqa: ANN401
        super().__init__("verdeling", **settings)
        self.lang = lang

    def list_commands(self, _: click.Context | None) -> list[str]:
        """Names of all commands."""
        return list(COMMANDS)

    def get_command(self, _: click.Context | None, name: str) -> click.Command | None:
        """The command with this name; None where there is none."""
        if name in COMMANDS and name not in self.commands:
            self.commands[name] = importlib.import_module(f"verdeling.cli.{name}").command(self.lang)
        return self.commands.get(name)


def command_group(lang: Lang) -> click.Group:
    """All commands, with their help in `lang`."""
    translate_click(lang)
    return Commands(
        lang,
        options_metavar=say("cli.opties", lang),
        subcommand_metavar=say("cli.opdrachten", lang),
        params=[_version(lang), LANGUAGE(lang), DEBUG(lang)],
        help=say("cli.verdeling", lang),
        epilog=say("cli.epiloog", lang),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def chosen_language(args: Sequence[str]) -> Lang:
    """Language of ``--lang``, else of VERDELING_LANG, else Dutch; what is no language is left to click."""
    asked = asked_language(args)
    asked = os.environ.get("VERDELING_LANG", "") if asked is None else asked
    return next((lang for lang in LANGS if lang == asked), "nl")


def asked_language(args: Sequence[str]) -> str | None:
    """What ``--lang`` says last; None when it is not given."""
    asked = None
    for arg, following in pairwise([*args, ""]):
        if arg == "--":
            break
        if arg == "--lang":
            asked = following
        elif arg.startswith("--lang="):
            asked = arg.removeprefix("--lang=")
    return asked


def _run(args: list[str], lang: Lang) -> int:
    try:
        return int(command_group(lang).main(args, prog_name="verdeling", standalone_mode=False) or 0)
    except click.UsageError as error:
        error.show()
        if isinstance(error, click.NoSuchOption) and not error.possibilities:
            click.echo(say("cli.geen_optie", lang), err=True)
        return 2
    except click.ClickException as error:
        error.show()
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("cli.afgebroken", lang), err=True)
        return 130
    except VerdelingError as error:
        if "--debug" in args:
            click.echo(traceback.format_exc(), err=True)
            return error.exit_code
        tell(error, lang, als_json="--json" in args)
        return error.exit_code
    except Exception as error:
        if "--debug" in args:
            click.echo(traceback.format_exc(), err=True)
            return 1
        if isinstance(error, OSError | MemoryError):
            tell(_of_the_system(error), lang, als_json="--json" in args)
            return 1
        if INTERRUPTED:
            click.echo(say("cli.afgebroken", lang), err=True)
            return 130
        click.echo(say("cli.onverwacht", lang, soort=type(error).__name__, fout=str(error)), err=True)
        return 1


def _of_the_system(error: OSError | MemoryError) -> VerdelingError:
    """What the system refuses is no defect of the program: a full disk, no permission, a lost folder."""
    import errno
    import tempfile

    if isinstance(error, MemoryError):
        return VerdelingError.een("V614")
    try:
        Path.cwd()
    except OSError:
        return VerdelingError.een("V613")
    if error.filename is None and error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return VerdelingError.een("V617", reden=cause_of(error), map=tempfile.gettempdir())
    place = "" if error.filename is None else os.fsdecode(error.filename)
    return VerdelingError.een("V615", place, reden=cause_of(error))


def tell(error: VerdelingError, lang: Lang, *, als_json: bool) -> None:
    """Tell what is wrong, on stderr; of many problems of one kind the first."""
    if als_json:
        problems = [
            {"code": p.code, "waar": p.waar, "tekst": p.tekst(lang), "aantal": p.aantal}
            for p in error.problemen
        ]
        click.echo(json.dumps({"problemen": problems}, ensure_ascii=False, indent=2), err=True)
        return
    head = "cli.fout.meer" if error.aantal > 1 else "cli.fout"
    head = "cli.fout.geen_plan" if isinstance(error, Onoplosbaar) else head
    head = "cli.fout.onbewezen" if isinstance(error, NietBewezen) else head
    click.echo(say(head, lang, aantal=error.aantal), err=True)
    for regel in error.tekst(lang, rest="cli.fout.zulke").splitlines():
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
