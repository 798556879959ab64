"""What all commands share: options, output, and click's own sentences in Dutch."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.shell_completion import CompletionItem

from verdeling.solver.engine_names import ENGINES, SPELLINGS, engine_names
from verdeling.texts import LANGS, Lang, say
from verdeling.texts.cli import CLICK, METAVARS

if TYPE_CHECKING:
    from verdeling.verdeelmodel.model import Verdeelmodel


def LANGUAGE(lang: Lang) -> click.Option:  # noqa: N802
    """``--lang``; read before the commands are made, and declared so that it may stand anywhere."""
    return click.Option(
        ["--lang"], type=click.Choice(LANGS), expose_value=False, metavar="nl|en", help=say("cli.lang", lang)
    )


def DEBUG(lang: Lang) -> click.Option:  # noqa: N802
    """``--debug``; looked up by main when an error ends the run."""
    return click.Option(["--debug"], is_flag=True, expose_value=False, help=say("cli.debug", lang))


def make_command(
    naam: str, lang: Lang, callback: Callable[..., int | None], params: list[click.Parameter]
) -> click.Command:
    """Make a command whose callback gets `lang` and its own parameters; help under ``cli.<naam>``."""
    for param in params:
        if lang == "en" and param.metavar is not None:
            param.metavar = METAVARS.get(param.metavar, param.metavar)
    return click.Command(
        naam.rpartition(".")[2],
        callback=partial(callback, lang),
        params=[*params, LANGUAGE(lang), DEBUG(lang)],
        options_metavar=say("cli.opties", lang),
        help=say(f"cli.{naam}", lang),
        short_help=say(f"cli.{naam}.kort", lang),
    )


def optie(sleutel: str, lang: Lang, *names: str, **settings: Any) -> click.Option:  # noqa: ANN401
    """Make an option with its help under ``cli.optie.<sleutel>``."""
    return click.Option(list(names), help=say(f"cli.optie.{sleutel}", lang), **settings)


def model_argument() -> click.Argument:
    """The name of a shipped model or the path of a model file, with tab completion."""
    return click.Argument(["model"], metavar="MODEL", shell_complete=model_names_given)


def invoer(lang: Lang) -> list[click.Parameter]:
    """``--data``, ``--aanvullen``, ``--set`` and ``--override``, for every command that runs a model."""
    return [
        optie("data", lang, "--data", type=PathArgument(path_type=Path), metavar="MAP"),
        optie("aanvullen", lang, "--aanvullen", is_flag=True),
        optie(
            "set", lang, "--set", "overrides", multiple=True, metavar="PAD=WAARDE", shell_complete=model_paths
        ),
        optie("override", lang, "--override", "by_hand", type=PathArgument(path_type=Path), metavar="TABEL"),
    ]


MOTOREN: Final = ("scip", "highs", "cbc", "cp-sat")
"""Engines as the help names them."""


class PathArgument(click.Path):
    """A path; the empty text stays a text, since as a path it would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """The path."""
        return value if value == "" else super().convert(value, param, ctx)


class EngineChoice(click.Choice):  # type: ignore[type-arg]  # a class with a type from click 8.2 on
    """An engine of our own or, when it is none of these, of another package; as the plan calls it."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name that the plan knows."""
        name = SPELLINGS.get(value, value)
        known = name in ENGINES or name in engine_names()
        return name if known else str(super().convert(value, param, ctx))


def engine_option(lang: Lang) -> click.Option:
    """``--engine``."""
    return optie("engine", lang, "--engine", type=EngineChoice(MOTOREN), default="scip", metavar="MOTOR")


def without_plan_option(lang: Lang) -> click.Option:
    """``--zonder-plan``."""
    return optie("zonder_plan", lang, "--zonder-plan", "without_plan", is_flag=True)


def open_option(lang: Lang) -> click.Option:
    """``--open``."""
    return optie("open", lang, "--open", "met_open", is_flag=True)


def json_option(lang: Lang) -> click.Option:
    """``--json``."""
    return optie("json", lang, "--json", "als_json", is_flag=True)


def show_changed(model: Verdeelmodel, lang: Lang, *, err: bool = False) -> None:
    """Print from which model a changed one derives and what was changed; on stderr beside data."""
    if model.aangepast is not None:
        click.echo(model.aangepast.zin(lang), err=err)


def echo_json(content: object) -> None:
    """Write JSON to stdout; a decimal cell of a table is a number."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=float))


def translate_click(lang: Lang) -> None:
    """Let click speak `lang`: it looks each sentence up with gettext, and here is the table for Dutch."""

    def enkelvoud(text: str) -> str:
        return CLICK.get(text, text)

    def meervoud(een: str, more: str, count: int) -> str:
        return enkelvoud(een if count == 1 else more)

    for module in (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.types,
    ):
        for name, nederlands, own in (
            ("_", enkelvoud, gettext.gettext),
            ("ngettext", meervoud, gettext.ngettext),
        ):
            if hasattr(module, name):
                setattr(module, name, nederlands if lang == "nl" else own)


def model_names_given(ctx: click.Context, param: click.Parameter, begin: str) -> list[CompletionItem]:
    """Offer the shipped models, or files when none begins like this."""
    from verdeling.verdeelmodel.catalogue import model_names

    return [CompletionItem(name) for name in model_names() if name.startswith(begin)] or [
        CompletionItem(begin, type="file")
    ]


def gemeente_names(ctx: click.Context, param: click.Parameter, begin: str) -> list[CompletionItem]:
    """Offer the gemeenten whose name begins like this, written as one word that a shell does not split."""
    from verdeling.inputs.names import bare_letters
    from verdeling.inputs.register import LAATSTE_GRENZEN, read_register

    names = (re.sub(r"\W+", "-", g.naam).strip("-") for g in read_register().op(LAATSTE_GRENZEN))
    return [
        CompletionItem(name) for name in sorted(names) if bare_letters(name).startswith(bare_letters(begin))
    ]


def model_paths(ctx: click.Context, param: click.Parameter, begin: str) -> list[CompletionItem]:
    """Offer the paths of the model that ``--set`` can change."""
    from verdeling.errors import VerdelingError
    from verdeling.verdeelmodel.catalogue import settable_paths

    # Before an option that still lacks its value, click leaves the arguments unread.
    model = ctx.params.get("model") or next(iter(ctx.args), "")
    try:
        paths = settable_paths(str(model))
    except VerdelingError:
        return []
    return [CompletionItem(f"{path}=") for path in paths if path.startswith(begin)]
