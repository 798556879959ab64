"""Places for unaccompanied minors (amv), part of what stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
from pydantic import Field

from verdeling.columns import Column, Rows, Table, column
from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import BuildState, Overview, Planregel, Solved, Values
from verdeling.solver.goals import Ints, ints
from verdeling.terms import Provincie
from verdeling.texts import Lang, Sentence, say
from verdeling.verdeelmodel.taak import Getal


@dataclass(frozen=True, slots=True)
class AmvRow:
    """One gemeente with places for amv."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."), sheet="task")
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam.", "Name."))
    plan: int = column(("plan", "plan"), ("Wat er staat.", "What stands under the plan."), unit="plaatsen")
    amv: int = column(("amv", "amv"), ("Plaatsen voor amv daarin.", "Places for amv in it."), unit="plaatsen")


AMV: Final = Table(
    "amv",
    AmvRow,
    ("Plaatsen voor alleenstaande minderjarigen (amv)", "Places for unaccompanied minors (amv)"),
    ("Waar het plan plaatsen voor amv heeft.", "Where the plan has places for amv."),
    "amv",
)


class Amv(Planregel):
    """``a_h ≤ K_h + n_h``, ``Σ_{h∈p} a_h`` = the amv part of the provincie, ``a_h = 0`` or at least the
    minimum.
    """

    soort: ClassVar[str] = "amv"
    wat: ClassVar[Sentence] = Sentence(
        "Elke provincie wijst haar deel voor alleenstaande minderjarige vreemdelingen aan binnen wat er "
        "staat of komt.",
        "Each provincie assigns its part for unaccompanied minors within what stands or comes.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} heeft {aantal} {aantal:?plaats:plaatsen} voor amv nodig, met {minimum} of meer per "
        "gemeente die ze heeft",
        "{naam} needs {aantal} {aantal:?place:places} for amv, with {minimum} or more in a gemeente "
        "that has them",
    )

    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "amv",
            (int,),
            ("Waarvan amv", "Of which amv"),
            ("Plaatsen voor amv in wat er staat.", "Places for amv in what stands."),
            unit="plaatsen",
            sheet="amv",
            empty=True,
        ),
    )
    tables: ClassVar[tuple[Table[Any], ...]] = (AMV,)
    recorded: ClassVar[bool] = True

    deel: str = "amv"
    """Part of the task that the places are for."""
    totaal: dict[Provincie, Getal] | None = None
    """Given totals by provincie code; they replace the sum of the part over the gemeenten."""
    minimum: int = Field(default=1, ge=0)
    """Fewest amv places in a gemeente that has any."""

    def problemen(self, data: PlanData) -> list[Problem]:
        """The part exists, or its totals are given for every provincie."""
        given = self.totaal or {}
        found = [
            Problem.van("V451", f"plan.regels.amv.totaal.{code}", bekend=", ".join(data.provincies))
            for code in given
            if code not in data.provincies
        ]
        for code, number in given.items():
            if number.waarde < 0 or number.waarde.denominator != 1:
                found.append(Problem.van("V452", f"plan.regels.amv.totaal.{code}", waarde=number.waarde))
        if self.deel not in data.delen and set(data.provincies) - set(given):
            found.append(Problem.van("V461", "plan.regels.amv.deel", deel=self.deel))
        return found

    def totalen(self, data: PlanData) -> Ints:
        """Amv places per provincie."""
        given = self.totaal or {}
        total = data.per_provincie(data.delen[self.deel]) if self.deel in data.delen else None
        return ints(
            [
                int(given[code].waarde) if code in given else int(total[p]) if total is not None else 0
                for p, code in enumerate(data.provincies)
            ]
        )

    def variables(self, o: BuildState) -> None:
        """``a_h`` where something stands or can come; ``v_h`` says whether there are any."""
        kan = o.data.bestaand + np.where(o.kolom["n"] >= 0, o.ruimte.n_boven, 0)
        total = self.totalen(o.data)[o.data.provincie]
        above = np.minimum(kan, total)
        who = np.flatnonzero(above > 0)
        o.per_gemeente("a", who, 0, above[who])
        o.extra.append(o.kolom["a"][who])
        if self.minimum > 1:
            o.per_gemeente("v", who, 0, 1)
            o.extra.append(o.kolom["v"][who])

    def rijen(self, o: BuildState) -> None:
        """Total per provincie, room per gemeente, minimum per gemeente."""
        data, total = o.data, self.totalen(o.data)
        for p, members in enumerate(data.members):
            a = o.kolom["a"][members]
            if total[p] or (a >= 0).any():
                o.builder.row(self.rij(data.provincies[p]), a[a >= 0], 1, int(total[p]), int(total[p]))
        for h in o.heeft("a").tolist():
            spot, tag = int(o.kolom["a"][h]), self.rij(data.codes[h])
            columns, coefs, stands = o.staat(h)
            o.builder.row(tag, [spot, *columns], [1, *(-c for c in coefs)], upper=stands)
            if self.minimum > 1:
                v, above = int(o.kolom["v"][h]), int(total[data.provincie[h]])
                o.builder.row(tag, [spot, v], [1, -self.minimum], lower=0)
                o.builder.row(tag, [spot, v], [1, -above], upper=0)

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """Amv places in what stands."""
        return {"amv": tuple(solved.numbers("a").tolist())} if taak == solved.o.data.taak else {}

    def rows(self, solved: Solved) -> tuple[Rows[Any], ...]:
        """Where the plan has places for amv, by gemeentecode."""
        data, stands = solved.o.data, solved.stands.tolist()
        return (
            AMV.fill(
                AmvRow(data.taak, data.codes[g], data.namen[g], stands[g], amv)
                for g, amv in enumerate(solved.numbers("a").tolist())
                if amv
            ),
        )

    def overviews(self, solved: Solved, lang: Lang) -> Iterator[Overview]:
        """How many places for amv there are, and where."""
        (filled,) = self.rows(solved)
        if found := filled.rows:
            total = say("cli.amv.som", lang, plaatsen=sum(r.amv for r in found), aantal=len(found))
            heads = tuple(say(f"cli.{k}", lang) for k in ("kop.gemeente", "kop.plan", "amv.plaatsen"))
            rows = tuple((r.gemeente, r.plan, r.amv) for r in found)
            yield Overview(say("cli.amv.kop", lang), (total,), heads, rows, rank=2)

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """How many places are for amv."""
        g = solved.o.data.nummer[code]
        if amv := int(solved.numbers("a")[g]):
            name, plan = solved.o.data.naam(code), int(solved.stands[g])
            yield say("rules.plan_amv", lang, naam=name, amv=amv, plan=plan)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """Amv places of the provincie."""
        data = o.data
        p = int(data.provincie[data.nummer[where]]) if where in data.nummer else data.provincies.index(where)
        code = data.provincies[p]
        return self._zin(o, code, lang, aantal=int(self.totalen(data)[p]), minimum=self.minimum)
