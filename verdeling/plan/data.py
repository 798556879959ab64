"""Everything the integer program is built from, per gemeente, as plain whole-number arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np

from verdeling.solver.goals import Ints, ints
from verdeling.terms import Brief
from verdeling.verdeelmodel.taak import Halfjaarcijfer

FEW: Final = 4
"""Most gemeenten that are each named where a part of the country is told."""


@dataclass(frozen=True, eq=False, repr=False)
class PlanData(Brief):
    """Figures per gemeente, rows sorted by gemeentecode; all arrays have one entry per gemeente.

    Attributes
    ----------
    taak
        Name of the task that the plan is for.
    codes, namen
        Gemeentecode and name.
    provincies, provincie
        Codes of the provincies, sorted, and per gemeente the place of its provincie in them.
    indicatief
        ``N``: indicative figure of the task.
    bestaand
        ``K``: places that stand and count.
    nood
        ``E``: emergency places that can be converted.
    aanbod
        ``A``: offered places; −1 where none was offered.
    opgave, rest
        ``O`` and ``R`` per provincie: its total, and what is left after the places that stand.
    inwoners, eerder
        Inhabitants, and the places of an earlier plan (−1: it says nothing); None when nothing needs them.
    x, y
        Point from which distances count, in metres, RD New; None when no rule needs distances.
    regio
        Veiligheidsregio per gemeente; empty when it is not known.
    buren
        Pairs of gemeenten (by place in `codes`) that share a border.
    figures
        Further columns that rules read, by the name of the :class:`~verdeling.plan.rules.basis.Need`.
    taken, delen
        Figures of other tasks, and of the parts of this task, by name.
    eenheden
        Unit of each task, as the model says it.
    verloop
        What each half-year adds to the figures of a task that is a sum over half-years, by name of the task.
    gebiedsnaam
        Name per area code.
    """

    taak: str
    codes: tuple[str, ...]
    namen: tuple[str, ...]
    provincies: tuple[str, ...]
    provincie: Ints
    indicatief: Ints
    bestaand: Ints
    nood: Ints
    aanbod: Ints
    opgave: Ints
    rest: Ints
    inwoners: Ints | None = None
    x: Ints | None = None
    y: Ints | None = None
    eerder: Ints | None = None
    regio: tuple[str, ...] = ()
    buren: tuple[tuple[int, int], ...] = ()
    figures: Mapping[str, Ints] = field(default_factory=lambda: MappingProxyType({}))
    taken: Mapping[str, Ints] = field(default_factory=lambda: MappingProxyType({}))
    delen: Mapping[str, Ints] = field(default_factory=lambda: MappingProxyType({}))
    eenheden: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    verloop: Mapping[str, tuple[Halfjaarcijfer, ...]] = field(default_factory=lambda: MappingProxyType({}))
    gebiedsnaam: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def aantal(self) -> int:
        """Number of gemeenten."""
        return len(self.codes)

    @cached_property
    def nummer(self) -> dict[str, int]:
        """Place of each gemeentecode in the arrays."""
        return {code: i for i, code in enumerate(self.codes)}

    @cached_property
    def members(self) -> tuple[Ints, ...]:
        """Per provincie the places of its gemeenten, ascending."""
        return tuple(ints(np.flatnonzero(self.provincie == p)) for p in range(len(self.provincies)))

    def alleen(self, provincies: Sequence[str]) -> PlanData:
        """The figures of some provincies only."""
        spot = {self.provincies.index(code): i for i, code in enumerate(provincies)}
        who = [g for g, p in enumerate(self.provincie.tolist()) if p in spot]
        number = {g: i for i, g in enumerate(who)}

        def rij(values: Ints) -> Ints:
            return ints(values[who])

        def soms(values: Ints | None) -> Ints | None:
            return None if values is None else rij(values)

        def per_naam(table: Mapping[str, Ints]) -> Mapping[str, Ints]:
            return MappingProxyType({name: rij(values) for name, values in table.items()})

        return replace(
            self,
            codes=tuple(self.codes[g] for g in who),
            namen=tuple(self.namen[g] for g in who),
            provincies=tuple(provincies),
            provincie=ints([spot[int(self.provincie[g])] for g in who]),
            indicatief=rij(self.indicatief),
            bestaand=rij(self.bestaand),
            nood=rij(self.nood),
            aanbod=rij(self.aanbod),
            opgave=ints(self.opgave[list(spot)]),
            rest=ints(self.rest[list(spot)]),
            x=soms(self.x),
            y=soms(self.y),
            regio=tuple(self.regio[g] for g in who) if self.regio else (),
            buren=tuple((number[a], number[b]) for a, b in self.buren if a in number and b in number),
            inwoners=soms(self.inwoners),
            eerder=soms(self.eerder),
            figures=per_naam(self.figures),
            taken=per_naam(self.taken),
            delen=per_naam(self.delen),
        )

    def per_provincie(self, values: Ints) -> Ints:
        """Sum over the gemeenten of each provincie."""
        return ints([int(values[members].sum()) for members in self.members])

    def naam(self, code: str) -> str:
        """Name of a gemeente or area; the code when it has no name."""
        if code in self.nummer:
            return self.namen[self.nummer[code]]
        return self.gebiedsnaam.get(code, code)

    @cached_property
    def _twice(self) -> frozenset[str]:
        """Names that a gemeente and a provincie share."""
        return frozenset(self.namen) & {self.naam(p) for p in self.provincies}

    def in_zin(self, code: str) -> str:
        """Name of an area in a sentence; it says which is meant where gemeente and provincie share it."""
        name = self.naam(code)
        return self.met_niveau(code) if name in self._twice else name

    def met_niveau(self, code: str) -> str:
        """Name of an area after what it is: ``provincie Utrecht``."""
        kind = "gemeente " if code in self.nummer else "provincie " if code in self.provincies else ""
        return f"{kind}{self.naam(code)}"

    def size(self, code: str) -> int:
        """Indicative figure of a gemeente; 0 of an area."""
        return int(self.indicatief[self.nummer[code]]) if code in self.nummer else 0

    def gebied(self, codes: Sequence[str]) -> str:
        """Gemeenten in words: each by name and code when there are few, else their provincies and number."""
        who = [self.nummer[code] for code in codes if code in self.nummer]
        if len(who) <= FEW:
            # A key of a column can also hold a number, or the name of a site: those say nothing here.
            known = [code for code in codes if code in self.nummer or code in self.gebiedsnaam]
            return ", ".join(f"{self.in_zin(code)} ({code})" for code in known)
        places = dict.fromkeys(self.provincies[p] for p in sorted(self.provincie[who].tolist()))
        names = ", ".join(f"{self.naam(p)} ({p})" for p in places)
        return f"{names}: {len(who)} gemeenten"

    def provincienaam(self, g: int) -> str:
        """Name of the provincie of gemeente `g`."""
        return self.in_zin(self.provincies[int(self.provincie[g])])

    def afstand(self, g: Ints | int, h: Ints | int) -> Ints:
        """Distance between the points in 0.1 km, ``round(10 · km)``, RD New."""
        if self.x is None or self.y is None:
            return ints(np.zeros(np.broadcast(g, h).shape, dtype=np.int64))
        dx, dy = self.x[g] - self.x[h], self.y[g] - self.y[h]
        return ints(np.rint(np.sqrt(dx * dx + dy * dy) / 100).astype(np.int64))
