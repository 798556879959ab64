"""What a provincie must find: the remainder is asked of its gemeenten, and what is asked is placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Final

import numpy as np

from verdeling.errors import ModelError, Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import BuildState, Planregel, Told, not_with_closing
from verdeling.solver.goals import ints
from verdeling.terms import Provincie
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal

VRIJ: Final = Sentence(
    "wat van {naam} wordt gevraagd moet een plek krijgen",
    "what is asked of {naam} must get a place",
)

MET_SLUITEN: Final = Sentence(
    "in {naam} blijven van de plaatsen die er staan, samen met wat wordt gevraagd, {aantal} "
    "{aantal:?plaats:plaatsen} nodig",
    "in {naam} the places kept and those asked must together be {aantal}",
)


class Provincietotaal(Planregel):
    """``Σ_{g∈p} r_g = R_p`` and ``Σ_h f_gh + s_g = r_g``; ``s = 0`` when hard."""

    soort: ClassVar[str] = "provincietotaal"
    steps: ClassVar[tuple[str, ...]] = ("plan_tekort",)
    required: ClassVar[bool] = True
    asks: ClassVar[bool] = True
    verteld: ClassVar[Told] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Elke provincie vraagt haar gemeenten samen precies wat na de bestaande plaatsen overblijft, en "
        "wat een "
        "gemeente wordt gevraagd krijgt een plek.",
        "Each provincie asks of its gemeenten together exactly what is left after the places that stand, "
        "and what is "
        "asked of a gemeente gets a place.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} moet {aantal} {aantal:?plaats:plaatsen} laten opvangen",
        "{naam} must have {aantal} {aantal:?place:places} provided",
    )

    hard: bool = True
    """True: every place must be found; False: what cannot be placed is counted by the goal `tekort`."""
    opgave: dict[Provincie, Getal] | None = None
    """Given totals by provincie code; they replace the sum of the indicative figures."""
    rest: dict[Provincie, Getal] | None = None
    """Given remainders by provincie code; they replace total minus places that stand."""

    def problemen(self, data: PlanData) -> list[Problem]:
        """Given totals and remainders are whole, not negative, and of a provincie of these data."""
        found = []
        for field, given in (("opgave", self.opgave), ("rest", self.rest)):
            for code, number in (given or {}).items():
                where = f"plan.regels.provincietotaal.{field}.{code}"
                if code not in data.provincies:
                    found.append(Problem.van("V451", where, bekend=", ".join(data.provincies)))
                if number.waarde < 0 or number.waarde.denominator != 1:
                    found.append(Problem.van("V452", where, waarde=number.waarde))
        return found

    @property
    def soft(self) -> bool:
        """As set."""
        return not self.hard

    def remainders(self) -> Mapping[str, int]:
        """As set."""
        return {code: int(number.waarde) for code, number in (self.rest or {}).items()}

    def totals(self, data: PlanData) -> PlanData:
        """Given totals, and given remainders in the place of total minus places that stand."""
        if errors := self.problemen(data):
            raise ModelError(errors)
        opgave = data.opgave.copy()
        for code, number in (self.opgave or {}).items():
            opgave[data.provincies.index(code)] = int(number.waarde)
        rest = np.maximum(0, opgave - data.per_provincie(data.bestaand))
        for code, number in (self.rest or {}).items():
            rest[data.provincies.index(code)] = int(number.waarde)
        return replace(data, opgave=ints(opgave), rest=ints(rest))

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """What is not found must be counted; a given remainder leaves nothing to close."""
        found = not_with_closing(task_order, "provincietotaal.rest", self.rest)
        if self.soft and "tekort" not in task_order.doelen:
            found.append(Problem.van("V475", "plan.doelen"))
        return found

    def rijen(self, o: BuildState) -> None:
        """One row per provincie, and one per gemeente of which places are asked."""
        self._provincies(o)
        self._placing(o)

    def _provincies(self, o: BuildState) -> None:
        data, bestaand = o.data, o.data.per_provincie(o.data.bestaand)
        for p, members in enumerate(data.members):
            r = o.kolom["r"][members]
            columns = r[r >= 0].tolist() + ([o.rest_tekort[p]] if p in o.rest_tekort else [])
            if o.sluiten:
                self._met_sluiten(o, p, columns, int(bestaand[p]))
            elif columns or data.rest[p]:
                o.builder.row(self.rij(data.provincies[p]), columns, 1, int(data.rest[p]), int(data.rest[p]))

    def _met_sluiten(self, o: BuildState, p: int, columns: list[int], bestaand: int) -> None:
        """``Σ r = max(0, O − Σ k)``: what is closed must be found again when the provincie needs it."""
        code, opgave = o.data.provincies[p], int(o.data.opgave[p])
        k = o.kolom["k"][o.data.members[p]]
        together = [*columns, *k[k >= 0].tolist()]
        if bestaand <= opgave:
            o.builder.row(self.rij(code), together, 1, opgave, opgave)
            return
        y = int(o.builder.variables("y", [(code,)], 0, 1)[0])
        o.helpers.append(np.array([y]))
        ample = [1] * len(together)
        o.builder.row(self.rij(code), together, 1, lower=opgave)
        o.builder.row(self.rij(code), [*columns, y], [*[1] * len(columns), -opgave], upper=0)
        o.builder.row(self.rij(code), [*together, y], [*ample, bestaand - opgave], upper=bestaand)

    def _placing(self, o: BuildState) -> None:
        """``Σ_h f_gh + s_g − r_g = 0``, with what further rules bring in or take away."""
        codes, n = o.data.codes, o.data.aantal
        who, columns, coefs = [o.g], [o.f], [np.ones(len(o.f), dtype=np.int64)]
        for kind, sign in (("s", 1), ("r", -1)):
            van = o.heeft(kind)
            who.append(van)
            columns.append(o.kolom[kind][van] if len(van) else van)
            coefs.append(np.full(len(van), sign))
        for g, column, sign in o.placing:
            who.append(g)
            columns.append(column)
            coefs.append(np.full(len(g), sign))
        every = np.concatenate(who)
        order = np.argsort(every, kind="stable")
        lengths = np.bincount(every, minlength=n)
        needed = np.flatnonzero(lengths)
        rows = [self.rij(codes[g]) for g in needed]
        o.builder.rows(
            rows, lengths[needed], np.concatenate(columns)[order], np.concatenate(coefs)[order], 0, 0
        )

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """Places that a provincie or a gemeente must have provided."""
        if where in o.data.nummer:
            if o.r is None:
                return VRIJ.say(lang, naam=o.data.in_zin(where))
            return self._zin(o, where, lang, aantal=int(o.r[o.data.nummer[where]]))
        if o.sluiten:
            opgave = int(o.data.opgave[o.data.provincies.index(where)])
            return MET_SLUITEN.say(lang, naam=o.data.in_zin(where), aantal=opgave)
        return self._zin(o, where, lang, aantal=int(o.data.rest[o.data.provincies.index(where)]))
