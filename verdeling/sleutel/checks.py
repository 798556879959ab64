"""What must be right before a task is divided: its levels, names, data and keys; all problems at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verdeling.errors import DataError, ModelError, Problem, VerdelingError
from verdeling.inputs.register import Existence
from verdeling.inputs.tables import Gegevens, asked_at
from verdeling.sleutel.keys import Weights, key_weights
from verdeling.terms import Niveau
from verdeling.texts import Reference
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.taak import Taak

LAND = "NL01"
VOLGORDE = tuple(Niveau)


def area_code_of(gemeente: Existence, niveau: Niveau) -> str:
    """Code of the area of a level in which a gemeente lies."""
    match niveau:
        case Niveau.LAND:
            return LAND
        case Niveau.PROVINCIE:
            return gemeente.provincie
        case Niveau.VEILIGHEIDSREGIO:
            return gemeente.veiligheidsregio
        case Niveau.GEMEENTE:
            return gemeente.code


def gebieden(gemeente: Existence) -> set[str]:
    """All codes that cover a gemeente: its own, its veiligheidsregio, its provincie and the country."""
    return {area_code_of(gemeente, niveau) for niveau in Niveau}


def read_keys(
    naam: str, taak: Taak, data: Gegevens, weg: tuple[Existence, ...]
) -> tuple[Weights, list[Weights]]:
    """Weights of the task and of each of its levels, where `weg` are the gemeenten absent from the data.

    Raises
    ------
    VerdelingError
        All that is wrong with the names, the gemeenten and the figures at once.
    """
    errors: list[VerdelingError] = []
    for check in (_check_names, _check_complete):
        try:
            check(naam, taak, data, weg)
        except VerdelingError as error:
            errors.append(error)
    seen: dict[str, Weights] = {}
    for path, expression in _expressions(naam, taak):
        try:
            seen[path] = key_weights(expression, data)
        except VerdelingError as error:
            errors.append(type(error)([_by_sleutel(p, path, data) for p in error.problemen]))
    if errors:
        problems = [p for error in errors for p in error.problemen]
        raise type(errors[0])(list({(p.code, p.waar, str(p.gegevens)): p for p in problems}.values()))
    own, *_ = seen.values()
    return own, [seen.get(_path(naam, number), own) for number in range(len(taak.niveaus))]


def _expressions(name: str, taak: Taak) -> Iterator[tuple[str, Operation]]:
    """The key of the task and the keys of its own of each level, with their paths in the model."""
    yield f"taken.{name}.sleutel", taak.sleutel
    for number, niveau in enumerate(taak.niveaus):
        if niveau.sleutel is not None:
            yield _path(name, number), niveau.sleutel


def _path(name: str, number: int) -> str:
    return f"taken.{name}.niveaus.{number}.sleutel"


def _by_sleutel(problem: Problem, path: str, data: Gegevens) -> Problem:
    """The problem with the place of its key, unless it has a place in the data."""
    has_place = problem.waar and problem.waar not in data.gebiedsnaam
    return asked_at(problem, path) if has_place else in_place(problem, path, data)


def in_place(problem: Problem, where: str, data: Gegevens) -> Problem:
    """The problem with its place in the model, beside the area that it is about."""
    area = data.gebiedsnaam.get(problem.waar)
    return replace(problem, waar=f"{where} ({area}, {problem.waar})" if area else where)


def check_levels(naam: str, taak: Taak) -> None:
    """Levels go down without repeating and end at the gemeente, where alone figures may be published."""
    niveaus = [VOLGORDE.index(regel.niveau) for regel in taak.niveaus]
    if niveaus != sorted(set(niveaus)) or taak.niveaus[-1].niveau is not Niveau.GEMEENTE:
        raise ModelError.een(
            "V332", f"taken.{naam}.niveaus", niveaus=", ".join(regel.niveau.value for regel in taak.niveaus)
        )
    for number, regel in enumerate(taak.niveaus):
        table = regel.gepubliceerd
        if table and (regel.niveau is not Niveau.GEMEENTE or (regel.gegeven and table.geldt)):
            raise ModelError.een("V373", f"taken.{naam}.niveaus.{number}.gepubliceerd")


def _check_names(name: str, taak: Taak, data: Gegevens, _: tuple[Existence, ...]) -> None:
    """Every area that a level names exists there, in this run or elsewhere in the country."""
    problems = []
    for number, regel in enumerate(taak.niveaus):
        named = dict.fromkeys([*(regel.gegeven or ()), *([regel.rest_naar] if regel.rest_naar else ())])
        if named:
            known = {area_code_of(g, regel.niveau) for g in data.register.op(data.peildatum)}
            problems += [
                Problem.van("V333", f"taken.{name}.niveaus.{number}", gebied=code, niveau=regel.niveau.value)
                for code in named
                if code not in known
            ]
    if problems:
        raise ModelError(problems)


def _check_complete(name: str, taak: Taak, data: Gegevens, weg: tuple[Existence, ...]) -> None:
    """A value is divided by key only where all gemeenten are at hand."""
    if not weg:
        return
    problems = []
    above = data.gebied(Niveau.LAND)
    for regel in taak.niveaus:
        codes = data.gebied(regel.niveau)
        free = {b for b, code in zip(above, codes, strict=True) if code not in (regel.gegeven or ())}
        for area in sorted(free):
            names = [g.naam for g in weg if area in gebieden(g)]
            if names:
                named = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
                place = data.gebiedsnaam[area]
                problems.append(
                    Problem.van(
                        "V334",
                        name,
                        gebied=place,
                        afwezig=len(names),
                        namen=named,
                        niveau=regel.niveau.value,
                        hoe=Reference("sleutel.aanvullen") if data.eigen and not data.aanvullen else "",
                    )
                )
        above = codes
    if problems:
        raise DataError(problems)
