"""Reception and housing over the half-years of a cycle: who waits for a home still needs a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Final

import numpy as np
from pydantic import Field

from verdeling.columns import Rows, Table, column
from verdeling.errors import Problem
from verdeling.inputs.series import Halfjaar
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import (
    DEFINITION,
    BuildState,
    Goal,
    Load,
    Loads,
    Overview,
    Planregel,
    Solved,
    in_half_years,
    not_with_closing,
    unknown_codes,
)
from verdeling.plan.rules.omzetting import Omzetting
from verdeling.plan.rules.uitruil import Uitruil
from verdeling.sleutel.apportionment import verdeel
from verdeling.solver.goals import AnyGoal, Ints, SumGoal, ints
from verdeling.solver.program import RowTag
from verdeling.terms import Frozen, Gemeente, Grondslag
from verdeling.texts import Lang, Sentence, number, say
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal, Methode


@dataclass(frozen=True, slots=True)
class CyclusRow:
    """One gemeente in one half-year."""

    halfjaar: str = column(
        ("halfjaar", "half-year"), ("Halfjaar, als 2027-1.", "Half-year, as 2027-1."), sheet="half-year"
    )
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam.", "Name."))
    bestaand: int = column(
        ("bestaand", "standing"), ("Duurzame plaatsen van nu.", "Durable places of now."), unit="plaatsen"
    )
    omgezet: int = column(
        ("omgezet", "converted"),
        ("Noodplaatsen die duurzaam zijn gemaakt.", "Emergency places made durable."),
        unit="plaatsen",
    )
    gebouwd: int = column(
        ("gebouwd", "built"), ("Nieuwbouw die er staat.", "Newly built places that stand."), unit="plaatsen"
    )
    nood: int = column(
        ("noodplaatsen", "emergency places"),
        ("Noodplaatsen die nog worden gebruikt.", "Emergency places still used."),
        unit="plaatsen",
    )
    taakstelling: int = column(
        ("taakstelling", "housing task"),
        ("Taak van het halfjaar, met achterstand.", "Task of the half-year, with backlog."),
        unit="mensen",
    )
    boven_taak: int = column(
        ("boven de taak", "above the task"), ("Gehuisvest boven de taak.", "Housed beyond it."), unit="mensen"
    )
    gehuisvest: int = column(
        ("gehuisvest", "housed"), ("Gehuisveste statushouders.", "Status holders housed."), unit="mensen"
    )


@dataclass(frozen=True, slots=True)
class StandRow:
    """One provincie in one half-year; places and people at its end."""

    halfjaar: str = column(
        ("halfjaar", "half-year"), ("Halfjaar, als 2027-1.", "Half-year, as 2027-1."), sheet="half-year"
    )
    code: str = column(("code", "code"), ("Code van de provincie.", "Code of the provincie."))
    provincie: str = column(("provincie", "provincie"), ("Naam.", "Name."))
    wachtend_begin: int = column(
        ("wachtend aan het begin", "waiting at the begin"),
        ("Statushouders die bij het begin wachten.", "Status holders who wait at the begin."),
        unit="mensen",
    )
    vergunningen: int = column(
        ("vergunningen", "permits"), ("Wie een vergunning krijgt.", "Who gets a permit."), unit="mensen"
    )
    gehuisvest: int = column(
        ("gehuisvest", "housed"), ("Wie een woning krijgt.", "Who gets a home."), unit="mensen"
    )
    wachtend: int = column(
        ("wachtend", "waiting"),
        ("Statushouders die aan het eind wachten.", "Status holders who wait at the end."),
        unit="mensen",
    )
    asielzoekers: int = column(
        ("asielzoekers", "asylum seekers"),
        ("Asielzoekers in opvang.", "Asylum seekers in reception."),
        unit="mensen",
    )
    nodig: int = column(
        ("nodig", "needed"), ("Asielzoekers en wachtenden.", "Asylum seekers and waiting."), unit="plaatsen"
    )
    duurzaam: int = column(
        ("duurzaam", "durable"), ("Duurzame plaatsen die staan.", "Durable places."), unit="plaatsen"
    )
    nood: int = column(
        ("noodplaatsen", "emergency places"),
        ("Noodplaatsen die nog worden gebruikt.", "Emergency places still used."),
        unit="plaatsen",
    )
    zonder_plaats: int = column(
        ("zonder plaats", "without a place"), ("Mensen zonder plaats.", "People without one."), unit="mensen"
    )


WAAR: Final = "plan.regels.cyclus"
CYCLUS: Final = Table(
    "cyclus",
    CyclusRow,
    ("De cyclus per gemeente", "The cycle per gemeente"),
    (
        "Wat er per halfjaar staat en wie er gehuisvest wordt.",
        "What stands and who is housed, per half-year.",
    ),
    "cycle per gemeente",
)
STAND: Final = Table(
    "cyclus_provincies",
    StandRow,
    ("De cyclus per provincie", "The cycle per provincie"),
    (
        "Wie er per halfjaar een plaats nodig heeft en waar die is.",
        "Who needs a place per half-year, and what there is.",
    ),
    "cycle per provincie",
)


@dataclass
class Halfjaren:
    """Columns by provincie and half-year: people housed beyond the task, and people without a place."""

    extra: dict[tuple[int, int], int] = field(default_factory=dict)
    zonder: dict[tuple[int, int], int] = field(default_factory=dict)


def zonder_plaats(o: BuildState) -> AnyGoal:
    """``Σ u``: people without a place, summed over the half-years."""
    return SumGoal("zonder_plaats", list(o.part(Halfjaren).zonder.values()))


def noodplaatsen(o: BuildState) -> AnyGoal:
    """``Σ x``: emergency places in use, summed over the half-years."""
    rule = o.rule(Cyclusplan)
    return SumGoal("noodopvang", np.concatenate([o.kolom[nood(t)][o.heeft(nood(t))] for t in rule.times]))


def verhuizingen(o: BuildState) -> AnyGoal:
    """``Σ max(0, x_t − x_{t−1})``: people who must move into emergency places of another gemeente."""
    columns: list[int] = []
    for t in o.rule(Cyclusplan).times[1:]:
        who = o.heeft(nood(t))
        erin = o.builder.variables(f"in{t}", [(o.data.codes[g],) for g in who], 0, o.data.nood[who])
        for g, j in zip(who.tolist(), erin.tolist(), strict=True):
            first = [int(k) for k in o.kolom[nood(t - 1)][[g]] if k >= 0]
            tag = RowTag(DEFINITION, o.data.codes[g], unit="plaatsen")
            o.builder.row(tag, [j, int(o.kolom[nood(t)][g]), *first], [1, -1, *(1 for _ in first)], lower=0)
        o.helpers.append(erin)
        columns += erin.tolist()
    return SumGoal("verhuizingen", columns)


def nood(t: int) -> str:
    """Kind of variable of emergency places used in a half-year."""
    return f"nood{t}"


class Scenario(Frozen):
    """What comes in, and what follows from it."""

    instroom: Getal
    """People who ask for asylum in a year."""
    deel: Getal
    """Share of the decisions that gives a permit."""
    beslissingen: Getal | None = None
    """Decisions in a year; None: as many as there are people who come in."""

    @property
    def besluiten(self) -> Fraction:
        """Decisions in a year."""
        return (self.beslissingen or self.instroom).waarde


class Einde(Frozen):
    """Durable places that end inside the cycle."""

    gemeente: Gemeente
    plaatsen: int = Field(ge=0)
    vanaf: str
    """First half-year in which they no longer stand."""
    grondslag: Grondslag


class Cyclusplan(Planregel):
    """``W_t = W_{t−1} + permits_t − Σ h_t`` and ``P_t = A_t + W_t ≤ places + x_t + u_t``, per provincie.

    Places that stand count from the begin, conversions at once, newly built ones after `bouwtijd`; x are
    emergency places still used, u people without a place, h the task plus what is housed beyond it.
    """

    soort: ClassVar[str] = "cyclus"
    divides_country: ClassVar[bool] = True
    leans_on: ClassVar[tuple[str, ...]] = (Omzetting.soort,)
    wat: ClassVar[Sentence] = Sentence(
        "Het plan loopt over de halfjaren van de cyclus: wie op een woning wacht heeft nog een plaats nodig, "
        "omzetting telt meteen en nieuwbouw pas als zij er staat.",
        "The plan runs over the half-years of the cycle: who waits for a home still needs a place, "
        "conversion counts at once and newly built places only when they stand.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "in {naam} zijn aan het eind van {eerste} tot en met {laatste} achtereenvolgens {nodig} plaatsen "
        "nodig als niemand boven de taak huisvest",
        "in {naam} {nodig} places are needed at the end of {eerste} to {laatste} when nobody houses beyond "
        "the task",
    )
    hier: ClassVar[Sentence] = Sentence(
        "in {naam} {aantal:?blijft:blijven} ten hoogste {aantal} {aantal:?noodplaats:noodplaatsen} in "
        "gebruik",
        "at most {aantal} emergency {aantal:?place stays:places stay} in use in {naam}",
    )

    taken: tuple[str, ...] = Field(min_length=1)
    """Tasks of housing of the half-years in order; the last one holds for all later half-years."""
    eerste: str
    """First half-year, as 2027-1."""
    halfjaren: int = Field(default=4, ge=1, le=20)
    """Number of half-years."""
    bouwtijd: int = Field(default=2, ge=0)
    """Half-years before newly built places stand."""
    in_opvang: Getal
    """People in reception at the begin, waiting status holders included, over all gemeenten of the model."""
    wachtend: Getal
    """Status holders among them who wait for a home."""
    scenarios: dict[str, Scenario] = Field(min_length=1)
    """What may come in, by name."""
    scenario: str
    """The one that is computed with."""
    boven_taak: Ratio = Fraction(0)
    """Most that a gemeente houses beyond its task in a half-year, as a share of it."""
    achterstand: dict[Gemeente, Getal] = Field(default_factory=dict)
    """Backlog at the begin, by gemeentecode; it comes on top of the task of the first half-year."""
    eindigt: tuple[Einde, ...] = ()
    """Durable places that end inside the cycle."""

    tables: ClassVar[tuple[Table[Any], ...]] = (STAND, CYCLUS)
    goals: ClassVar[tuple[Goal, ...]] = (
        Goal("zonder_plaats", zonder_plaats),
        Goal("noodopvang", noodplaatsen),
        Goal("verhuizingen", verhuizingen),
    )

    @property
    def times(self) -> range:
        """Numbers of the half-years, from 1."""
        return range(1, self.halfjaren + 1)

    @cached_property
    def namen(self) -> tuple[str, ...]:
        """The half-years in order."""
        half_year, names = Halfjaar.van(self.eerste), []
        for _ in self.times:
            names.append(str(half_year))
            half_year = half_year.volgende
        return tuple(names)

    def taak(self, data: PlanData, t: int) -> Ints:
        """Task of a half-year per gemeente, without backlog."""
        return data.taken[self.taken[min(t, len(self.taken)) - 1]]

    def opdracht(self, data: PlanData, t: int) -> Ints:
        """Task of a half-year per gemeente, with backlog."""
        taak = self.taak(data, t).copy()
        if t == 1:
            for code, figure in self.achterstand.items():
                if code in data.nummer:
                    taak[data.nummer[code]] += int(figure.waarde)
        return ints(taak)

    def ruimte(self, data: PlanData, t: int) -> Ints:
        """Most that each gemeente houses beyond its task in a half-year, rounded down."""
        part = self.boven_taak
        return ints(self.taak(data, t) * part.numerator // part.denominator)

    def staat(self, data: PlanData, t: int) -> Ints:
        """Places of now that still stand in a half-year."""
        stands = data.bestaand.copy()
        for end in self.eindigt:
            if end.gemeente in data.nummer and Halfjaar.van(end.vanaf) <= Halfjaar.van(self.namen[t - 1]):
                stands[data.nummer[end.gemeente]] -= end.plaatsen
        return ints(stands)

    def waits(self, data: PlanData, t: int) -> Ints:
        """Who waits per provincie after a half-year when nobody houses beyond the task; 0 is the begin."""
        added = data.figures[f"cyclus_wachtend{t}"][[members[0] for members in data.members]]
        done = [data.per_provincie(self.opdracht(data, s)) for s in range(1, t + 1)]
        return ints(added - sum(done, np.zeros_like(added)))

    def seekers(self, data: PlanData, t: int) -> Ints:
        """Asylum seekers in reception per provincie at the end of a half-year; 0 is the begin."""
        return ints(data.figures[f"cyclus_zoekers{t}"][[members[0] for members in data.members]])

    def nodig(self, data: PlanData, t: int) -> Ints:
        """Places needed per provincie at the end of a half-year when nobody houses beyond the task."""
        return ints(self.seekers(data, t) + self.waits(data, t))

    def totals(self, data: PlanData) -> PlanData:
        """The figures with who asks and who waits per provincie, divided once over all of them.

        Who waits goes with the task of housing, because a status holder is linked to a gemeente; all who are
        in reception together go with the larger of the total of a provincie and what stands there.
        """
        if "cyclus_zoekers0" in data.figures or self._settings(data):
            return data
        taak = data.per_provincie(self.taak(data, 1)).tolist()
        places = np.maximum(data.per_provincie(data.indicatief), data.per_provincie(data.bestaand)).tolist()
        chosen, figures = self.scenarios[self.scenario], dict(data.figures)
        begin = np.array(verdeel(int(self.wachtend.waarde), taak, Methode.GROOTSTE_REST).aantallen)
        for t in range(self.halfjaren + 1):
            waiting = self.wachtend.waarde + chosen.besluiten * chosen.deel.waarde * t / 2
            opvang = self.in_opvang.waarde + (chosen.instroom.waarde - chosen.besluiten) * t / 2
            waits = np.array(verdeel(int(waiting), taak, Methode.GROOTSTE_REST).aantallen)
            zoekt = np.array(verdeel(max(0, int(opvang)), places, Methode.GROOTSTE_REST).aantallen) - begin
            figures[f"cyclus_wachtend{t}"] = ints(waits[data.provincie])
            figures[f"cyclus_zoekers{t}"] = ints(zoekt[data.provincie])
        return replace(data, figures=MappingProxyType(figures))

    prepare = totals

    def problemen(self, data: PlanData) -> list[Problem]:
        """Settings are right, and in no half-year fewer wait than the tasks house."""
        if found := self._settings(data):
            return found
        data = self.totals(data)
        for t, half_year in zip(self.times, self.namen, strict=True):
            for p, code in enumerate(data.provincies):
                waits, zoekt = int(self.waits(data, t)[p]), int(self.seekers(data, t)[p])
                figures = {"naam": data.in_zin(code), "halfjaar": half_year}
                if waits < 0:
                    found.append(Problem.van("V940", f"{WAAR}.scenario", aantal=-waits, **figures))
                if zoekt < 0:
                    found.append(Problem.van("V941", f"{WAAR}.in_opvang", aantal=-zoekt, **figures))
        return found

    def _settings(self, data: PlanData) -> list[Problem]:
        """What is wrong with the settings before anything is divided."""
        found = unknown_codes(self.soort, "achterstand", self.achterstand, data)
        found += unknown_codes(self.soort, "eindigt", [e.gemeente for e in self.eindigt], data)
        for i, taak in enumerate(self.taken):
            if taak not in data.taken or taak == data.taak:
                known = ", ".join(sorted(set(data.taken) - {data.taak})) or "–"
                found.append(Problem.van("V462", f"{WAAR}.taken.{i}", bekend=known))
            elif len(data.verloop.get(taak, ())) > 1:
                counted = len(data.verloop[taak])
                found.append(Problem.van("V869", f"{WAAR}.taken.{i}", taak=taak, geteld=counted))
            elif not data.taken[taak].any():
                found.append(Problem.van("V942", f"{WAAR}.taken.{i}", taak=taak))
        if self.scenario not in self.scenarios:
            known = ", ".join(self.scenarios)
            found.append(Problem.van("V943", f"{WAAR}.scenario", naam=self.scenario, bekend=known))
        whole = {"in_opvang": self.in_opvang, "wachtend": self.wachtend}
        whole |= {f"achterstand.{code}": figure for code, figure in self.achterstand.items()}
        for veld, figure in whole.items():
            if figure.waarde < 0 or figure.waarde.denominator != 1:
                found.append(Problem.van("V452", f"{WAAR}.{veld}", waarde=figure.waarde))
        for name, scenario in self.scenarios.items():
            for veld, value in (
                ("instroom", scenario.instroom.waarde),
                ("beslissingen", scenario.besluiten),
            ):
                if value < 0:
                    found.append(Problem.van("V452", f"{WAAR}.scenarios.{name}.{veld}", waarde=value))
            if not 0 <= scenario.deel.waarde <= 1:
                spot = f"{WAAR}.scenarios.{name}.deel"
                found.append(Problem.van("V944", spot, waarde=scenario.deel.waarde))
        if self.boven_taak < 0:
            found.append(Problem.van("V452", f"{WAAR}.boven_taak", waarde=self.boven_taak))
        half_years = {"eerste": self.eerste}
        half_years |= {f"eindigt.{i}.vanaf": end.vanaf for i, end in enumerate(self.eindigt)}
        for veld, text in half_years.items():
            try:
                Halfjaar.van(text)
            except ValueError:
                found.append(Problem.van("V250", f"{WAAR}.{veld}", waarde=text))
        return found or self._ends(data)

    def _ends(self, data: PlanData) -> list[Problem]:
        """No more ends in a gemeente than stands there."""
        stands = self.staat(data, self.halfjaren).tolist()
        return [
            Problem.van("V945", f"{WAAR}.eindigt", naam=data.namen[g], eindigt=k - stands[g], bestaand=k)
            for g, k in enumerate(data.bestaand.tolist())
            if stands[g] < 0
        ]

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """Emergency places are known, who has no place is a goal, nothing closes and nothing is exchanged."""
        found = not_with_closing(task_order, self.soort, True)
        if Uitruil.soort in task_order.regels:
            found.append(Problem.van("V871", WAAR))
        if Omzetting.soort not in task_order.regels:
            found.append(Problem.van("V946", WAAR))
        if "zonder_plaats" not in task_order.doelen:
            found.append(Problem.van("V947", "plan.doelen"))
        return found

    def variables(self, o: BuildState) -> None:
        """``x_gt`` where a provincie can lack durable places; per provincie ``u_t`` and what is housed
        beyond the task.
        """
        data, mine = o.data, o.part(Halfjaren)
        for t in self.times:
            tekort = self.nodig(data, t) - data.per_provincie(self.staat(data, t))
            who = np.flatnonzero((data.nood > 0) & (tekort[data.provincie] > 0))
            o.per_gemeente(nood(t), who, 0, data.nood[who])
            more = data.per_provincie(self.ruimte(data, t))
            for p in np.flatnonzero(tekort > 0).tolist():
                sleutel = [(data.provincies[p], self.namen[t - 1])]
                mine.zonder[p, t] = int(o.builder.variables("zonder", sleutel, 0, int(tekort[p]))[0])
            for p in np.flatnonzero((more > 0) & (tekort.max() > 0)).tolist():
                sleutel = [(data.provincies[p], self.namen[t - 1])]
                mine.extra[p, t] = int(o.builder.variables("meer", sleutel, 0, int(more[p]))[0])
            o.extra.append(o.kolom[nood(t)][who])
        o.extra.append(ints(list(mine.extra.values())))
        o.helpers.append(ints(list(mine.zonder.values())))

    def rijen(self, o: BuildState) -> None:
        """A place for who needs one, nobody housed who does not wait, and no emergency place used that is
        converted.
        """
        data, mine = o.data, o.part(Halfjaren)
        for t in self.times:
            kind = "c" if t <= self.bouwtijd else "n"
            tekort = self.nodig(data, t) - data.per_provincie(self.staat(data, t))
            waits = self.waits(data, t)
            for p, members in enumerate(data.members):
                more = [mine.extra[p, s] for s in range(1, t + 1) if (p, s) in mine.extra]
                if (p, t) in mine.zonder:
                    vul = [o.kolom[s][members] for s in (kind, nood(t)) if s in o.kolom]
                    columns = [*(int(j) for v in vul for j in v if j >= 0), mine.zonder[p, t], *more]
                    o.builder.row(self.rij(data.provincies[p]), columns, 1, lower=int(tekort[p]))
                if more:
                    tag = self.rij(data.provincies[p], "personen")
                    o.builder.row(tag, more, 1, upper=int(waits[p]))
            for g in o.heeft(nood(t)).tolist():
                columns = [int(o.kolom[s][g]) for s in (nood(t), "c") if s in o.kolom and o.kolom[s][g] >= 0]
                o.builder.row(self.rij(data.codes[g]), columns, 1, upper=int(data.nood[g]))

    def extra(self, solved: Solved, t: int) -> Ints:
        """People housed beyond the task per gemeente: those of the provincie by the room that each has."""
        data, mine = solved.o.data, solved.o.part(Halfjaren)
        room, out = self.ruimte(data, t), np.zeros(data.aantal, dtype=np.int64)
        for (p, s), j in mine.extra.items():
            if s == t:
                members = data.members[p]
                people = int(solved.x[j])
                out[members] = verdeel(people, room[members].tolist(), Methode.GROOTSTE_REST).aantallen
        return ints(out)

    def per_gemeente(self, solved: Solved, t: int) -> tuple[Ints, ...]:
        """The numbers of a half-year, as in the columns of :class:`CyclusRow`, each per gemeente."""
        data, omgezet = solved.o.data, solved.numbers("c")
        gebouwd = (solved.numbers("n") - omgezet) * (t > self.bouwtijd)
        taak, extra = self.opdracht(data, t), self.extra(solved, t)
        return self.staat(data, t), omgezet, ints(gebouwd), solved.numbers(nood(t)), taak, extra, taak + extra

    def rows(self, solved: Solved) -> tuple[Rows[Any], ...]:
        """Every half-year by provincie and by gemeente."""
        data = solved.o.data
        gemeenten: list[CyclusRow] = []
        provincies: list[StandRow] = []
        wachtte, above = self.waits(data, 0), ints(np.zeros(len(data.provincies), dtype=np.int64))
        for t, half_year in zip(self.times, self.namen, strict=True):
            figures = self.per_gemeente(solved, t)
            for code, name, row in zip(
                data.codes, data.namen, np.column_stack(figures).tolist(), strict=True
            ):
                gemeenten.append(CyclusRow(half_year, code, name, *row))
            stands, omgezet, gebouwd, used, _, extra, house = map(data.per_provincie, figures)
            above = above + extra
            duurzaam, waits, zoekt = (
                stands + omgezet + gebouwd,
                self.waits(data, t) - above,
                self.seekers(data, t),
            )
            needed, added = zoekt + waits, waits - wachtte + house
            without = np.maximum(0, needed - duurzaam - used)
            state = (wachtte, added, house, waits, zoekt, needed, duurzaam, used, without)
            for code, row in zip(data.provincies, np.column_stack(state).tolist(), strict=True):
                provincies.append(StandRow(half_year, code, data.naam(code), *row))
            wachtte = waits
        return STAND.fill(provincies), CYCLUS.fill(gemeenten)

    def loads(self, solved: Solved) -> Loads | None:
        """Places that stand or are used, and people housed, summed over the half-years.

        A person who is housed leaves reception earlier by the mean wait, waiting ÷ task of a half-year.
        """
        data = solved.o.data
        per_half_year = int(self.taak(data, 1).sum())
        stands, tasks, housed = (np.zeros(data.aantal, dtype=np.int64) for _ in range(3))
        for t in self.times:
            places, converted, built, used, task, _, people = self.per_gemeente(solved, t)
            stands += places + converted + built + used
            tasks += task
            housed += people
        asked = ints(self.halfjaren * (solved.kept + solved.numbers("r")))
        wait = self.wachtend.waarde / per_half_year
        mine = Load(data.taak, Fraction(1), asked, None, ints(stands), self.namen)
        house = Load(self.taken[0], wait, ints(tasks), None, ints(housed), self.namen)
        return Loads("plaatshalfjaren", (mine, house))

    def summary(self, solved: Solved, lang: Lang) -> Iterator[str]:
        """What is asked and what is there over all half-years together, and why that may be less."""
        loads, data = self.loads(solved), solved.o.data
        assert loads is not None, "this rule weighs its tasks"
        for load in loads.tasks:
            asked, done = int(load.asked.sum()), int(load.done.sum())
            span = in_half_years(load.taak, load.half_years, lang)
            kind = "opvang" if load.taak == data.taak else "huisvesting"
            yield say(f"cli.cyclus.{kind}", lang, taak=span, gevraagd=asked, gedaan=done)
        built = int((solved.numbers("n") - solved.numbers("c")).sum())
        if built and self.bouwtijd:
            yield say("cli.cyclus.later", lang, gebouwd=built, bouwtijd=self.bouwtijd)

    def sums(self, solved: Solved) -> dict[str, int]:
        """Emergency places and people without a place, each summed over the half-years."""
        state, *_ = self.rows(solved)
        return {
            "noodplaats_halfjaren": sum(r.nood for r in state.rows),
            "zonder_plaats_halfjaren": sum(r.zonder_plaats for r in state.rows),
        }

    def overviews(self, solved: Solved, lang: Lang) -> Iterator[Overview]:
        """The country per half-year."""
        state, per_gemeente = self.rows(solved)
        total = {h: [r for r in state.rows if r.halfjaar == h] for h in self.namen}
        above = sum(r.boven_taak for r in per_gemeente.rows)
        sentences = (say("cli.cyclus.som", lang, scenario=self.scenario, mensen=above, **self.sums(solved)),)
        fields = ("gehuisvest", "wachtend", "nodig", "duurzaam", "nood", "zonder_plaats")
        heads = tuple(c.head(lang) for c in state.columns if c.name in ("halfjaar", *fields))
        rows = tuple((h, *(sum(getattr(r, v) for r in row) for v in fields)) for h, row in total.items())
        yield Overview(say("cli.cyclus.kop", lang), sentences, heads, rows)

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """What stands and who is housed in a gemeente, half-year by half-year."""
        data = solved.o.data
        g, names = data.nummer[code], ("staat", "omgezet", "gebouwd", "nood", "taak", "boven", "mensen")
        for t, half_year in zip(self.times, self.namen, strict=True):
            what = {k: int(v[g]) for k, v in zip(names, self.per_gemeente(solved, t), strict=True)}
            what["plaatsen"] = what.pop("staat") + what["omgezet"] + what["gebouwd"]
            yield say("rules.plan_cyclus", lang, naam=data.naam(code), halfjaar=half_year, **what)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """Places needed in a provincie, or emergency places of a gemeente."""
        data = o.data
        if where in data.nummer:
            return self.hier.say(lang, naam=data.in_zin(where), aantal=int(data.nood[data.nummer[where]]))
        p = data.provincies.index(where)
        needed = ", ".join(number(int(self.nodig(data, t)[p]), lang) for t in self.times)
        return self._zin(o, where, lang, nodig=needed, eerste=self.namen[0], laatste=self.namen[-1])
