"""What must be right before a task is divided: its levels, names, data and keys; all problems at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verdeling.errors import DataError, ModelError, Probleem, VerdelingError
from verdeling.inputs.register import Bestaan
from verdeling.inputs.tables import Gegevens, asked_at
from verdeling.sleutel.keys import Gewichten, gewichten
from verdeling.terms import Niveau
from verdeling.verdeelmodel.operation import Operation
from verdeling.verdeelmodel.taak import Taak

LAND = "NL01"
VOLGORDE = tuple(Niveau)


def gebiedscode(gemeente: Bestaan, niveau: Niveau) -> str:
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


def gebieden(gemeente: Bestaan) -> set[str]:
    """All codes that cover a gemeente: its own, its veiligheidsregio, its provincie and the country."""
    return {gebiedscode(gemeente, niveau) for niveau in Niveau}


def read_keys(
    naam: str, taak: Taak, gegevens: Gegevens, weg: tuple[Bestaan, ...]
) -> tuple[Gewichten, list[Gewichten]]:
    """Weights of the task and of each of its levels, where `weg` are the gemeenten absent from the data.

    Raises
    ------
    VerdelingError
        All that is wrong with the names, the gemeenten and the figures at once.
    """
    fouten: list[VerdelingError] = []
    for controle in (_check_names, _check_complete):
        try:
            controle(naam, taak, gegevens, weg)
        except VerdelingError as fout:
            fouten.append(fout)
    gelezen: dict[str, Gewichten] = {}
    for pad, uitdrukking in _expressions(naam, taak):
        try:
            gelezen[pad] = gewichten(uitdrukking, gegevens)
        except VerdelingError as fout:
            fouten.append(type(fout)([_bij_sleutel(p, pad, gegevens) for p in fout.problemen]))
    if fouten:
        problemen = [p for fout in fouten for p in fout.problemen]
        raise type(fouten[0])(list({(p.code, p.waar, str(p.gegevens)): p for p in problemen}.values()))
    eigen, *_ = gelezen.values()
    return eigen, [gelezen.get(_path(naam, nummer), eigen) for nummer in range(len(taak.niveaus))]


def _expressions(naam: str, taak: Taak) -> Iterator[tuple[str, Operation]]:
    """The key of the task and the keys of its own of each level, with their paths in the model."""
    yield f"taken.{naam}.sleutel", taak.sleutel
    for nummer, niveau in enumerate(taak.niveaus):
        if niveau.sleutel is not None:
            yield _path(naam, nummer), niveau.sleutel


def _path(naam: str, nummer: int) -> str:
    return f"taken.{naam}.niveaus.{nummer}.sleutel"


def _bij_sleutel(probleem: Probleem, pad: str, gegevens: Gegevens) -> Probleem:
    """The problem with the place of its key, unless it has a place in the data."""
    heeft_plaats = probleem.waar and probleem.waar not in gegevens.gebiedsnaam
    return asked_at(probleem, pad) if heeft_plaats else in_place(probleem, pad, gegevens)


def in_place(probleem: Probleem, waar: str, gegevens: Gegevens) -> Probleem:
    """The problem with its place in the model, beside the area that it is about."""
    gebied = gegevens.gebiedsnaam.get(probleem.waar)
    return replace(probleem, waar=f"{waar} ({gebied}, {probleem.waar})" if gebied else waar)


def check_levels(naam: str, taak: Taak) -> None:
    """Levels go down without repeating and end at the gemeente, where alone figures may be published."""
    niveaus = [VOLGORDE.index(regel.niveau) for regel in taak.niveaus]
    if niveaus != sorted(set(niveaus)) or taak.niveaus[-1].niveau is not Niveau.GEMEENTE:
        raise ModelError.een(
            "V332", f"taken.{naam}.niveaus", niveaus=", ".join(regel.niveau.value for regel in taak.niveaus)
        )
    for nummer, regel in enumerate(taak.niveaus):
        if regel.gepubliceerd and (regel.niveau is not Niveau.GEMEENTE or regel.gegeven):
            raise ModelError.een("V373", f"taken.{naam}.niveaus.{nummer}.gepubliceerd")


def _check_names(naam: str, taak: Taak, gegevens: Gegevens, _: tuple[Bestaan, ...]) -> None:
    """Every area that a level names exists there, in this run or elsewhere in the country."""
    problemen = []
    for nummer, regel in enumerate(taak.niveaus):
        genoemd = dict.fromkeys([*(regel.gegeven or ()), *([regel.rest_naar] if regel.rest_naar else ())])
        if genoemd:
            bekend = {gebiedscode(g, regel.niveau) for g in gegevens.register.op(gegevens.peildatum)}
            problemen += [
                Probleem.van("V333", f"taken.{naam}.niveaus.{nummer}", gebied=code, niveau=regel.niveau.value)
                for code in genoemd
                if code not in bekend
            ]
    if problemen:
        raise ModelError(problemen)


def _check_complete(naam: str, taak: Taak, gegevens: Gegevens, weg: tuple[Bestaan, ...]) -> None:
    """A value is divided by key only where all gemeenten are at hand."""
    if not weg:
        return
    problemen = []
    boven = gegevens.gebied(Niveau.LAND)
    for regel in taak.niveaus:
        codes = gegevens.gebied(regel.niveau)
        vrij = {b for b, code in zip(boven, codes, strict=True) if code not in (regel.gegeven or ())}
        for gebied in sorted(vrij):
            namen = [g.naam for g in weg if gebied in gebieden(g)]
            if namen:
                genoemd = ", ".join(namen[:5]) + (", …" if len(namen) > 5 else "")
                plaats = gegevens.gebiedsnaam[gebied]
                problemen.append(
                    Probleem.van(
                        "V334",
                        naam,
                        gebied=plaats,
                        afwezig=len(namen),
                        namen=genoemd,
                        niveau=regel.niveau.value,
                    )
                )
        boven = codes
    if problemen:
        raise DataError(problemen)
