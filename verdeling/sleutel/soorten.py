"""What kind of figure a key divides: a mean that is added up or divided is no quantity, and is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction
from typing import TYPE_CHECKING

from verdeling.errors import Probleem
from verdeling.terms import Bron, Kind
from verdeling.texts import Verwijzing
from verdeling.verdeelmodel.taak import (
    Aandeel,
    Begrens,
    Constante,
    Indicator,
    Mengsel,
    Omgekeerd,
    Product,
    Som,
    Uitdrukking,
)

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.verdeelmodel.model import Verdeelmodel


class Nature(Enum):
    """What the value of an expression is for a gemeente."""

    QUANTITY = auto()
    """Grows with the gemeente: a count, or a share in a count of the country."""
    MEASURE = auto()
    """Says how a gemeente is and not how large: a mean, a share, a score."""
    NUMBER = auto()
    """The same for every gemeente."""
    UNKNOWN = auto()
    """Nobody said, so nothing is claimed."""


def keynotes(model: Verdeelmodel, gegevens: Gegevens, taak: str | None = None) -> list[Probleem]:
    """What a reader must know of the keys of a model, or of one task: means that are divided, odd weights."""
    bronnen = {k.naam: k.bron for k in gegevens.kolommen}
    notes: dict[str, Probleem] = {}
    for naam, opdracht in model.taken.items():
        for sleutel in (opdracht.sleutel, *(n.sleutel for n in opdracht.niveaus)):
            if sleutel is not None and taak in (None, naam):
                lezer = _Lezer(naam, bronnen)
                lezer.divided(sleutel)
                notes |= {n.tekst(): n for n in lezer.notes}
    return list(notes.values())


@dataclass
class _Lezer:
    """Walks a key; `notes` are what it found."""

    taak: str
    bronnen: Mapping[str, Bron]
    notes: list[Probleem] = field(default_factory=list)

    def divided(self, van: Uitdrukking) -> None:
        """The value is divided by its sum over all gemeenten."""
        aard, maten = self.nature(van)
        if aard is Nature.MEASURE:
            self._told(maten)

    def nature(self, u: Uitdrukking) -> tuple[Nature, tuple[str, ...]]:
        """Nature of an expression and the columns that make it a measure."""
        match u:
            case Indicator():
                soort = self.bronnen[u.indicator].soort
                if soort is None:
                    return Nature.UNKNOWN, ()
                if soort is Kind.COUNT:
                    return Nature.QUANTITY, ()
                return Nature.MEASURE, (u.indicator,)
            case Constante():
                return Nature.NUMBER, ()
            case Som():
                return self._som(u)
            case Product():
                return _strongest([self.nature(deel) for deel in u.product], Nature.UNKNOWN, Nature.QUANTITY)
            case Aandeel():
                self.divided(u.aandeel)
                return Nature.QUANTITY, ()
            case Mengsel():
                self._parts([term.gewicht for term in u.mengsel])
                for term in u.mengsel:
                    self.divided(term.van)
                return Nature.QUANTITY, ()
            case Begrens():
                return self.nature(u.begrens.van)
            case Omgekeerd():
                aard, maten = self.nature(u.omgekeerd)
                return (Nature.UNKNOWN, ()) if aard is Nature.QUANTITY else (aard, maten)

    def _som(self, u: Som) -> tuple[Nature, tuple[str, ...]]:
        delen = [self.nature(deel) for deel in u.som]
        factoren = [_factor(deel) for deel in u.som]
        if any(f not in (None, 1) for f in factoren) and None not in factoren:
            self._parts([f for f in factoren if f is not None])
        aarden = {aard for aard, _ in delen}
        if {Nature.QUANTITY, Nature.MEASURE} <= aarden:
            self._told(tuple(k for aard, maten in delen for k in maten if aard is Nature.MEASURE))
        return _strongest(delen, Nature.UNKNOWN, Nature.QUANTITY)

    def _told(self, kolommen: tuple[str, ...]) -> None:
        for kolom in dict.fromkeys(kolommen):
            bron = self.bronnen[kolom]
            soort = Verwijzing(f"soort.{bron.soort}")
            note = Probleem.van("V371", self.taak, kolom=kolom, soort=soort, maal=bron.maal or "inwoners")
            self.notes.append(note)

    def _parts(self, gewichten: list[Fraction]) -> None:
        som = sum(gewichten, Fraction(0))
        if som != 1:
            self.notes.append(Probleem.van("V372", self.taak, som=som))


def _strongest(delen: list[tuple[Nature, tuple[str, ...]]], *orde: Nature) -> tuple[Nature, tuple[str, ...]]:
    """The first nature of `orde` that a part has, else a measure, else a number."""
    aarden = [aard for aard, _ in delen]
    aard = next((o for o in (*orde, Nature.MEASURE) if o in aarden), Nature.NUMBER)
    return aard, tuple(k for _, maten in delen for k in maten) if aard is Nature.MEASURE else ()


def _factor(u: Uitdrukking) -> Fraction | None:
    """Weight of a share: c of c × aandeel, 1 of a bare share; None for anything else."""
    delen = u.product if isinstance(u, Product) else (u,)
    if sum(isinstance(d, Aandeel) for d in delen) != 1:
        return None
    factor = Fraction(1)
    for deel in delen:
        if isinstance(deel, Constante):
            factor *= deel.getal
        elif not isinstance(deel, Aandeel):
            return None
    return factor
