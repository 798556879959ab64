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
    maak,
    modelnamen,
    optie,
    without_plan_option,
)
from verdeling.errors import ModelError, Probleem, VerdelingError
from verdeling.texts import Lang, say

if TYPE_CHECKING:
    from verdeling.insight.compare import Paar
    from verdeling.insight.compare_rows import Zijde
    from verdeling.pipeline import PlanOnmogelijk, Resultaat

HOOGSTENS: Final = 6


def opdracht(lang: Lang) -> click.Command:
    """Make the command."""
    pad = click.Path(path_type=Path)
    params = [
        click.Argument(["bronnen"], nargs=-1, required=True, metavar="A B [C…]", shell_complete=modelnamen),
        optie("data", lang, "--data", type=pad, metavar="MAP"),
        optie("compare_set", lang, "--set", "overrides", multiple=True, metavar="[NUMMER:]PAD=WAARDE"),
        optie("taak", lang, "--taak", metavar="TAAK"),
        optie("herindeling", lang, "--herindeling", is_flag=True),
        without_plan_option(lang),
        optie("compare_out", lang, "--out", type=pad, metavar="MAP"),
        optie("alles", lang, "--alles", is_flag=True),
        json_option(lang),
    ]
    return maak("compare", lang, compare, params)


def compare(
    lang: Lang,
    bronnen: tuple[str, ...],
    data: Path | None,
    overrides: tuple[str, ...],
    taak: str | None,
    herindeling: bool,
    zonder_plan: bool,
    out: Path | None,
    alles: bool,
    als_json: bool,
) -> int:
    """Compare; write the folder first, so that what is shown stands on disk.

    Where the rules of a model cannot hold together, that is told first; the indicative figures are compared,
    and the end is 3.
    """
    from verdeling.compare.tables import as_json as json_van

    if len(bronnen) > HOOGSTENS:
        raise ModelError.een("V526", aantal=len(bronnen), hoogstens=HOOGSTENS)
    if out is not None:
        from verdeling.result.manifest import check_target

        check_target(out)
    instellingen = _divide(bronnen, overrides)
    paren, zonder = _vergelijk(bronnen, data, instellingen, taak, herindeling, plan=not zonder_plan)
    for naam, fout in zonder:
        from verdeling.cli import meld

        meld(fout, lang, als_json=als_json)
        click.echo(say("compare.geen_plan", lang, naam=naam), err=True)
    if out is not None:
        from verdeling.compare.write import write_comparison

        bestanden = write_comparison(out, paren, lang)
    if als_json:
        echo_json(json_van(paren))
    else:
        from verdeling.cli.compare_screen import show_pairs

        show_pairs(paren, lang, alles=alles)
    if out is not None:
        click.echo(say("cli.uitkomst", lang, map=str(out), bestanden=", ".join(bestanden)), err=True)
    return zonder[0][1].exit_code if zonder else 0


def _divide(bronnen: Sequence[str], overrides: Sequence[str]) -> list[list[str]]:
    """Settings per result: those without a number hold for every model."""
    uit: list[list[str]] = [[] for _ in bronnen]
    problemen = []
    for tekst in overrides:
        nummer, dubbelpunt, rest = tekst.partition(":")
        if not dubbelpunt or not nummer.isdecimal():
            if all(Path(bron).is_dir() for bron in bronnen):
                problemen += [Probleem.van("V530", bron) for bron in bronnen]
            for eigen, bron in zip(uit, bronnen, strict=True):
                if not Path(bron).is_dir():
                    eigen.append(tekst)
        elif not 1 <= int(nummer) <= len(bronnen):
            problemen.append(Probleem.van("V529", "--set", waarde=tekst, aantal=len(bronnen)))
        elif Path(bronnen[int(nummer) - 1]).is_dir():
            problemen.append(Probleem.van("V530", bronnen[int(nummer) - 1]))
        else:
            uit[int(nummer) - 1].append(rest)
    if problemen:
        raise ModelError(problemen)
    return uit


def _vergelijk(
    bronnen: Sequence[str],
    data: Path | None,
    overrides: Sequence[Sequence[str]],
    taak: str | None,
    herindeling: bool,
    *,
    plan: bool,
) -> tuple[tuple[Paar, ...], list[tuple[str, PlanOnmogelijk]]]:
    """Run the models and read the folders; what differs is taken apart where the models are known.

    Also gives the models without a plan, by name, and why.
    """
    from verdeling.insight.compare import Partij, vergelijk

    mappen = [Path(b) if Path(b).is_dir() else None for b in bronnen]
    problemen = _no_outcome([m for m in mappen if m is not None])
    if problemen:
        raise ModelError(problemen)
    namen = _namen(bronnen, mappen, overrides)
    uitkomsten, zonder = _reken(bronnen, mappen, namen, data, overrides, plan)
    if all(m is None for m in mappen) and not herindeling:
        partijen = [
            Partij(naam, r.model, r.gegevens, r.indicatief, r.plan)
            for naam, r in zip(namen, uitkomsten, strict=True)
            if r is not None
        ]
        return vergelijk(partijen, taak), zonder
    from verdeling.compare.read import read_side, side_of
    from verdeling.insight.compare_rows import compare_sides

    zijden = [
        _with_model(side_of(naam, r.herkomst(), r.rijen), r)
        if r is not None
        else _recognise(read_side(Path(bron), naam))
        for bron, r, naam in zip(bronnen, uitkomsten, namen, strict=True)
    ]
    return compare_sides(zijden, taak, herindeling=herindeling), zonder


def _with_model(zijde: Zijde, r: Resultaat) -> Zijde:
    from verdeling.insight.compare import Partij

    return replace(zijde, partij=Partij(zijde.naam, r.model, r.gegevens, r.indicatief))


def _recognise(zijde: Zijde) -> Zijde:
    """Add the model behind a folder: one by that name, on the shipped data, that gives these figures."""
    from verdeling.pipeline import run

    ontstaan: Mapping[str, Any] = zijde.herkomst
    try:
        r = run(ontstaan["model"]["naam"], None, ontstaan["opties"]["set"], plan=False)
    except (VerdelingError, KeyError, TypeError):
        return zijde
    nu = r.herkomst()
    gelijk = all(nu[deel] == ontstaan.get(deel) for deel in ("model", "gegevens"))
    taken = r.indicatief.taken
    gelijk = gelijk and all(taken[n].aantallen == t.aantallen for n, t in zijde.taken.items() if n in taken)
    return _with_model(zijde, r) if gelijk else zijde


def _reken(
    bronnen: Sequence[str],
    mappen: Sequence[Path | None],
    namen: Sequence[str],
    data: Path | None,
    overrides: Sequence[Sequence[str]],
    plan: bool,
) -> tuple[list[Resultaat | None], list[tuple[str, PlanOnmogelijk]]]:
    """Results of the models, and those whose rules have no plan.

    Plans only when every model declares one, because only then they are compared; of none when one has none.
    """
    from verdeling.pipeline import PlanOnmogelijk, load_model, run

    modellen = [
        None if m is not None else load_model(b, eigen)
        for b, m, eigen in zip(bronnen, mappen, overrides, strict=True)
    ]
    met_plan = plan and all(m is None or m.plan is not None for m in modellen)
    uitkomsten: list[Resultaat | None] = []
    zonder: list[tuple[str, PlanOnmogelijk]] = []
    for bron, folder, naam, eigen in zip(bronnen, mappen, namen, overrides, strict=True):
        try:
            uitkomsten.append(None if folder is not None else run(bron, data, eigen, plan=met_plan))
        except PlanOnmogelijk as fout:
            zonder.append((naam, fout))
            uitkomsten.append(replace(fout.over, plan=None))
    return uitkomsten, zonder


def _no_outcome(mappen: Sequence[Path]) -> list[Probleem]:
    from verdeling.result.folder import NODIG

    return [Probleem.van("V527", str(m)) for m in mappen if not any((m / n).is_file() for n in NODIG)]


def _namen(
    bronnen: Sequence[str], mappen: Sequence[Path | None], overrides: Sequence[Sequence[str]]
) -> list[str]:
    """A name for each result, told apart by its settings and at last by its number."""
    keer = Counter(bronnen)
    namen = []
    for bron, folder, eigen in zip(bronnen, mappen, overrides, strict=True):
        naam = bron if folder is None else str(folder)
        namen.append(f"{naam} ({', '.join(eigen)})" if keer[bron] > 1 and eigen else naam)
    dubbel = Counter(namen)
    return [f"{n} [{i}]" if dubbel[n] > 1 else n for i, n in enumerate(namen, start=1)]
