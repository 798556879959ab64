"""Communicating vessels: a status holder who is housed beyond the task frees a place in the same period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Final

import numpy as np

from verdeling.columns import Column, Rows, Table, column
from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import BuildState, Goal, Overview, Planregel, Solved, Told, Values
from verdeling.plan.rules.uitruil import Plaatsduur
from verdeling.solver.goals import AnyGoal, Ints, SumGoal, ints
from verdeling.texts import Lang, Sentence, say
from verdeling.verdeelmodel.fraction import Ratio


@dataclass(frozen=True, slots=True)
class FreedRow:
    """One gemeente that houses beyond the task."""

    taak: str = column(("taak", "task"), ("Taak van huisvesting.", "Task of housing."), sheet="task")
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam.", "Name."))
    aantal: int = column(
        ("aantal", "number"), ("Cijfer van die taak.", "Figure of that task."), unit="mensen"
    )
    boven_taak: int = column(
        ("boven de taak", "above the task"),
        ("Mensen die er boven de taak wonen.", "People housed beyond it."),
        unit="mensen",
    )
    vrijgekomen: int = column(
        ("plaatsen vrij", "places freed"),
        ("Plaatsen die dat vrijmaakt.", "Places that this frees."),
        unit="plaatsen",
    )
    plaats_halfjaren: int | None = column(
        ("plaats-halfjaren vrij", "place-half-years freed"),
        (
            "Over een cyclus: die plaatsen maal haar halfjaren.",
            "Over a cycle: those places times its half-years.",
        ),
    )


FREED: Final = Table(
    "vaten",
    FreedRow,
    ("Boven de taak huisvesten maakt opvangplaatsen vrij", "Housing beyond the task frees reception places"),
    ("Wie boven de taak huisvest.", "Who houses beyond the task."),
    "freed places",
)


def beyond_the_task(o: BuildState) -> AnyGoal:
    """``Σ e``: people housed beyond the task."""
    return SumGoal("boven_taak", o.kolom["extra"][o.heeft("extra")])


class Vaten(Planregel):
    """``v_g ≤ φ·e_g``, ``e_g ≤ q·T_g``: e people housed beyond the task T free v places that are asked.

    Over a cycle a place is T place-half-years and a person frees w of them, so φ = w / T.
    """

    soort: ClassVar[str] = "vaten"
    steps: ClassVar[tuple[str, ...]] = ("plan_vrij", "taak_boven")
    task_step: ClassVar[str] = "taak_boven"
    verteld: ClassVar[Told] = "waarheen"
    wat: ClassVar[Sentence] = Sentence(
        "Wie meer statushouders huisvest dan de taak vraagt, hoeft in dezelfde periode minder opvangplaatsen "
        "te vinden.",
        "Who houses more status holders than the task asks needs to find fewer reception places in the same "
        "period.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} kan boven de taak {mensen} {mensen:?mens:mensen} huisvesten, en elk maakt "
        "{deel:breuk} {deel:?plaats:plaatsen} vrij",
        "{naam} can house {mensen} {mensen:?person:people} beyond the task, and each frees "
        "{deel:breuk} {deel:?place:places}",
    )

    taak: str
    """Task of housing in the model."""
    per_persoon: Ratio = Fraction(1)
    """Places that one person housed beyond the task frees in the period of the plan."""
    cyclus: Plaatsduur | None = None
    """Instead of that: the place-half-years of a cycle that a person frees, over those that a place is."""
    boven_taak: Ratio = Fraction(0)
    """Most that a gemeente houses beyond its task, as a share of it; 0: nobody has promised more."""

    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "boven_taak",
            (int,),
            ("Gehuisvest boven de taak", "Housed beyond the task"),
            ("Statushouders gehuisvest boven de taak.", "Status holders housed beyond the task."),
            unit="mensen",
            empty=True,
        ),
        Column(
            "vrijgekomen",
            (int,),
            ("Daardoor vrijgekomen", "Freed by that"),
            ("Plaatsen die daardoor niet nodig zijn.", "Places that are not needed because of that."),
            unit="plaatsen",
            empty=True,
        ),
    )
    tables: ClassVar[tuple[Table[Any], ...]] = (FREED,)
    goals: ClassVar[tuple[Goal, ...]] = (Goal("boven_taak", beyond_the_task),)

    def problemen(self, data: PlanData) -> list[Problem]:
        """The task exists and is another than that of the plan; shares are not negative."""
        where = "plan.regels.vaten"
        found: list[Problem] = []
        if self.cyclus is not None:
            found = self.cyclus.problemen(f"{where}.cyclus", self.taak, data)
            if "per_persoon" in self.model_fields_set and self.per_persoon != 1:
                found.append(Problem.van("V870", f"{where}.per_persoon"))
            if found:
                return found
        if self.taak not in data.taken or self.taak == data.taak:
            known = ", ".join(sorted(set(data.taken) - {data.taak}))
            found.append(Problem.van("V462", f"{where}.taak", bekend=known or "–"))
        for field in ("per_persoon", "boven_taak"):
            if getattr(self, field) < 0:
                found.append(Problem.van("V452", f"{where}.{field}", waarde=getattr(self, field)))
        return found

    @property
    def frees(self) -> Fraction:
        """Places that one person frees: φ, or ``w / T`` of a cycle."""
        return self.per_persoon if self.cyclus is None else self.cyclus.waarde

    def meeste(self, data: PlanData) -> Ints:
        """Most people that each gemeente houses beyond its task, rounded down."""
        return ints(data.taken[self.taak] * self.boven_taak.numerator // self.boven_taak.denominator)

    def variables(self, o: BuildState) -> None:
        """``e_g`` people beyond the task and ``v_g`` places that they free, where places are asked."""
        people = self.meeste(o.data)
        places = people * self.frees.numerator // self.frees.denominator
        asked = o.kolom["r"] >= 0
        for who, _, sign in o.placing:
            if sign < 0:
                asked[who] = True
        wie = np.flatnonzero((places > 0) & asked)
        o.per_gemeente("extra", wie, 0, people[wie])
        o.per_gemeente("vrij", wie, 0, places[wie])
        o.extra += [o.kolom["extra"][wie], o.kolom["vrij"][wie]]
        o.placing.append((wie, o.kolom["vrij"][wie], 1))

    def rijen(self, o: BuildState) -> None:
        """``v_g ≤ φ·e_g``, in whole numbers."""
        per = self.frees
        for g in o.heeft("extra").tolist():
            columns = [int(o.kolom["vrij"][g]), int(o.kolom["extra"][g])]
            o.builder.row(self.rij(o.data.codes[g]), columns, [per.denominator, -per.numerator], upper=0)

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """People housed beyond the task, and for the task of the plan the places asked that this frees."""
        if taak == self.taak:
            return {"boven_taak": tuple(solved.numbers("extra").tolist())}
        return {"vrijgekomen": tuple(solved.numbers("vrij").tolist())} if taak == solved.o.data.taak else {}

    def task_room(self, data: PlanData, taak: str) -> tuple[Ints, Ints] | None:
        """People housed beyond the task."""
        return (ints(np.zeros(data.aantal, dtype=np.int64)), self.meeste(data)) if taak == self.taak else None

    def adds(self, solved: Solved, taak: str) -> Ints | None:
        """People housed beyond the task."""
        return solved.numbers("extra") if taak == self.taak else None

    def facts(self, solved: Solved, code: str) -> dict[str, Any]:
        """People housed beyond the task."""
        return {"boven_taak": int(solved.numbers("extra")[solved.o.data.nummer[code]])}

    def trail(self, solved: Solved, code: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Places that are freed."""
        yield "plan_vrij", -int(solved.numbers("vrij")[solved.o.data.nummer[code]]), {}

    def rows(self, solved: Solved) -> tuple[Rows[Any], ...]:
        """Who houses beyond the task, by gemeentecode."""
        data, free = solved.o.data, solved.numbers("vrij").tolist()
        taak = data.taken[self.taak].tolist()
        return (
            FREED.fill(
                FreedRow(
                    self.taak,
                    data.codes[g],
                    data.namen[g],
                    taak[g],
                    extra,
                    free[g],
                    None if self.cyclus is None else self.cyclus.halfjaren * free[g],
                )
                for g, extra in enumerate(solved.numbers("extra").tolist())
                if extra
            ),
        )

    def overviews(self, solved: Solved, lang: Lang) -> Iterator[Overview]:
        """How many people are housed beyond the task, and where."""
        (filled,) = self.rows(solved)
        if found := filled.rows:
            people, free = sum(r.boven_taak for r in found), sum(r.vrijgekomen for r in found)
            total = say("cli.vaten.som", lang, mensen=people, plaatsen=free, aantal=len(found))
            keys = ("kop.gemeente", "vaten.taak", "vaten.boven", "vaten.vrij")
            heads = tuple(say(f"cli.{k}", lang) for k in keys)
            rows = tuple((r.gemeente, r.aantal, r.boven_taak, r.vrijgekomen) for r in found)
            yield Overview(say("cli.vaten.kop", lang), (total,), heads, rows, rank=2)

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """Who houses beyond the task, and what that frees."""
        g = solved.o.data.nummer[code]
        if people := int(solved.numbers("extra")[g]):
            name, free = solved.o.data.naam(code), int(solved.numbers("vrij")[g])
            yield say("rules.plan_vaten", lang, naam=name, mensen=people, plaatsen=free)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """People that a gemeente can house beyond its task."""
        people = int(self.meeste(o.data)[o.data.nummer[where]])
        return self._zin(o, where, lang, mensen=people, deel=self.frees)
