"""``verdeling compare``: results side by side, and which choice does what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from verdeling.cli.options import (
    echo_json,
    json_option,
    make_command,
    model_names_given,
    optie,
    without_plan_option,
)
from verdeling.errors import ModelError, Problem, VerdelingError
from verdeling.texts import Lang, say

if TYPE_CHECKING:
    from verdeling.insight.compare import ComparedPair
    from verdeling.insight.compare_rows import CompareSide
    from verdeling.pipeline import NoPlanPossible, Resultaat

AT_MOST: Final = 6


def command(lang: Lang) -> click.Command:
    """Make the command."""
    path = click.Path(path_type=Path)
    params = [
        click.Argument(
            ["bronnen"], nargs=-1, required=True, metavar="A B [C…]", shell_complete=model_names_given
        ),
        optie("data", lang, "--data", type=path, metavar="MAP"),
        optie("compare_set", lang, "--set", "overrides", multiple=True, metavar="[NUMMER:]PAD=WAARDE"),
        optie("taak", lang, "--taak", metavar="TAAK"),
        optie("herindeling", lang, "--herindeling", is_flag=True),
        without_plan_option(lang),
        optie("compare_out", lang, "--out", type=path, metavar="MAP"),
        optie("alles", lang, "--alles", "everything", is_flag=True),
        json_option(lang),
    ]
    return make_command("compare", lang, compare, params)


def compare(
    lang: Lang,
    bronnen: tuple[str, ...],
    data: Path | None,
    overrides: tuple[str, ...],
    taak: str | None,
    herindeling: bool,
    without_plan: bool,
    out: Path | None,
    everything: bool,
    als_json: bool,
) -> int:
    """Compare; write the folder first, so that what is shown stands on disk.

    Where the rules of a model cannot hold together, that is told first; the indicative figures are compared,
    and the end is 3.
    """
    from verdeling.compare.tables import as_json as json_van

    if len(bronnen) > AT_MOST:
        raise ModelError.een("V526", aantal=len(bronnen), hoogstens=AT_MOST)
    if out is not None:
        from verdeling.result.manifest import check_target

        check_target(out)
    settings = _divide(bronnen, overrides)
    pairs, without = _compare(bronnen, data, settings, taak, herindeling, plan=not without_plan)
    for name, error in without:
        from verdeling.cli import tell

        tell(error, lang, als_json=als_json)
        click.echo(say("compare.geen_plan", lang, naam=name), err=True)
    if out is not None:
        from verdeling.compare.write import write_comparison

        files = write_comparison(out, pairs, lang)
    if als_json:
        echo_json(json_van(pairs))
    else:
        from verdeling.cli.compare_screen import show_pairs

        show_pairs(pairs, lang, alles=everything)
    if out is not None:
        click.echo(say("cli.uitkomst", lang, map=str(out), bestanden=", ".join(files)), err=True)
    return without[0][1].exit_code if without else 0


def _divide(bronnen: Sequence[str], overrides: Sequence[str]) -> list[list[str]]:
    """Settings per result: those without a number hold for every model."""
    out: list[list[str]] = [[] for _ in bronnen]
    problems = []
    for text in overrides:
        number, colon, rest = text.partition(":")
        if not colon or not number.isdecimal():
            if all(Path(bron).is_dir() for bron in bronnen):
                problems += [Problem.van("V530", bron) for bron in bronnen]
            for own, bron in zip(out, bronnen, strict=True):
                if not Path(bron).is_dir():
                    own.append(text)
        elif not 1 <= int(number) <= len(bronnen):
            problems.append(Problem.van("V529", "--set", waarde=text, aantal=len(bronnen)))
        elif Path(bronnen[int(number) - 1]).is_dir():
            problems.append(Problem.van("V530", bronnen[int(number) - 1]))
        else:
            out[int(number) - 1].append(rest)
    if problems:
        raise ModelError(problems)
    return out


def _compare(
    bronnen: Sequence[str],
    data: Path | None,
    overrides: Sequence[Sequence[str]],
    taak: str | None,
    herindeling: bool,
    *,
    plan: bool,
) -> tuple[tuple[ComparedPair, ...], list[tuple[str, NoPlanPossible]]]:
    """Run the models and read the folders; what differs is taken apart where the models are known.

    Also gives the models without a plan, by name, and why.
    """
    from verdeling.insight.compare import Party, compare_parties

    folders = [Path(b) if Path(b).is_dir() else None for b in bronnen]
    problems = _no_outcome([m for m in folders if m is not None])
    if problems:
        raise ModelError(problems)
    names = _names(bronnen, folders, overrides)
    outcomes, without = _compute(bronnen, folders, names, data, overrides, plan)
    if all(m is None for m in folders) and not herindeling:
        parties = [
            Party(name, r.model, r.gegevens, r.indicatief, r.plan)
            for name, r in zip(names, outcomes, strict=True)
            if r is not None
        ]
        return compare_parties(parties, taak), without
    from verdeling.compare.read import read_side, side_of
    from verdeling.insight.compare_rows import compare_sides

    sides = [
        _with_model(side_of(name, r.herkomst(), r.rijen), r)
        if r is not None
        else _recognise(read_side(Path(bron), name))
        for bron, r, name in zip(bronnen, outcomes, names, strict=True)
    ]
    return compare_sides(sides, taak, herindeling=herindeling), without


def _with_model(side: CompareSide, r: Resultaat) -> CompareSide:
    from verdeling.insight.compare import Party

    return replace(side, party=Party(side.naam, r.model, r.gegevens, r.indicatief))


def _recognise(side: CompareSide) -> CompareSide:
    """Add the model behind a folder: one by that name, on the shipped data, that gives these figures."""
    from verdeling.pipeline import run

    ontstaan: Mapping[str, Any] = side.herkomst
    try:
        r = run(ontstaan["model"]["naam"], None, ontstaan["opties"]["set"], plan=False)
    except (VerdelingError, KeyError, TypeError):
        return side
    nu = r.herkomst()
    equal = all(nu[part] == ontstaan.get(part) for part in ("model", "gegevens"))
    taken = r.indicatief.taken
    equal = equal and all(taken[n].aantallen == t.aantallen for n, t in side.taken.items() if n in taken)
    return _with_model(side, r) if equal else side


def _compute(
    bronnen: Sequence[str],
    folders: Sequence[Path | None],
    names: Sequence[str],
    data: Path | None,
    overrides: Sequence[Sequence[str]],
    plan: bool,
) -> tuple[list[Resultaat | None], list[tuple[str, NoPlanPossible]]]:
    """Results of the models, and those whose rules have no plan.

    Plans only when every model declares one, because only then they are compared; of none when one has none.
    """
    from verdeling.pipeline import NoPlanPossible, load_model, run

    models = [
        None if m is not None else load_model(b, own)
        for b, m, own in zip(bronnen, folders, overrides, strict=True)
    ]
    met_plan = plan and all(m is None or m.plan is not None for m in models)
    outcomes: list[Resultaat | None] = []
    without: list[tuple[str, NoPlanPossible]] = []
    for bron, folder, name, own in zip(bronnen, folders, names, overrides, strict=True):
        try:
            outcomes.append(None if folder is not None else run(bron, data, own, plan=met_plan))
        except NoPlanPossible as error:
            without.append((name, error))
            outcomes.append(replace(error.over, plan=None))
    return outcomes, without


def _no_outcome(folders: Sequence[Path]) -> list[Problem]:
    from verdeling.result.folder import NODIG

    return [Problem.van("V527", str(m)) for m in folders if not any((m / n).is_file() for n in NODIG)]


def _names(
    bronnen: Sequence[str], folders: Sequence[Path | None], overrides: Sequence[Sequence[str]]
) -> list[str]:
    """A name for each result, told apart by its settings and at last by its number."""
    keer = Counter(bronnen)
    names = []
    for bron, folder, own in zip(bronnen, folders, overrides, strict=True):
        name = bron if folder is None else str(folder)
        names.append(f"{name} ({', '.join(own)})" if keer[bron] > 1 and own else name)
    double = Counter(names)
    return [f"{n} [{i}]" if double[n] > 1 else n for i, n in enumerate(names, start=1)]
