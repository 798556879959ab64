"""Exchange between tasks: a gemeente takes over one task and hands over another."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil
from typing import Any, ClassVar, Final, Literal

import numpy as np
from pydantic import Field

from verdeling.columns import Column, Rows, Table, column
from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import (
    DEFINITION,
    LAND,
    BuildState,
    Goal,
    Limit,
    Load,
    Loads,
    Need,
    Overview,
    Planregel,
    Solved,
    Swap,
    Told,
    Values,
    not_with_closing,
    of_task,
    unknown_codes,
)
from verdeling.sleutel.apportionment import verdeel
from verdeling.solver.goals import AnyGoal, Ints, SumGoal, ints
from verdeling.solver.program import RowTag
from verdeling.terms import Frozen, Gemeente, Grondslag
from verdeling.texts import LANGS, Lang, Sentence, number, say
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal, Methode, task_name


class Overeenkomst(Frozen):
    """Gemeenten that may exchange with each other, also across provincies."""

    gemeenten: tuple[Gemeente, ...] = Field(min_length=2)
    grondslag: Grondslag


class Lening(Frozen):
    """Places that stand in one gemeente above its own figure and count for another, also elsewhere.

    Its provincie must be able to do without them: a place counts once.
    """

    van: Gemeente
    """Gemeente that has the places."""
    aan: Gemeente
    """Gemeente for which they count."""
    plaatsen: int = Field(gt=0)
    """Most that is lent."""
    grondslag: Grondslag


class Plaatsduur(Frozen):
    """What a person who is housed weighs against a place that stands, in place-half-years.

    A place that stands for the whole cycle is T place-half-years. A person housed beyond the task leaves
    reception earlier by the mean wait w, so frees w of them: one place is worth T / w people.
    """

    halfjaren: int = Field(gt=0)
    """T: half-years that a place stands."""
    wachtend: Getal
    """People in reception who wait for a home."""
    uitstroom: Getal
    """People who get a home in one half-year; w = waiting / outflow."""

    @property
    def waarde(self) -> Fraction:
        """Places that one person is worth, ``w / T``."""
        return self.wachtend.waarde / (self.halfjaren * self.uitstroom.waarde)

    def problemen(self, where: str, taak: str, data: PlanData) -> list[Problem]:
        """Somebody is housed, and the task is the sum of as many half-years as a place stands."""
        if self.uitstroom.waarde <= 0:
            return [Problem.van("V469", f"{where}.uitstroom", waarde=self.uitstroom.waarde)]
        counted = len(data.verloop.get(taak, ()))
        if counted not in (0, self.halfjaren):
            numbers = {"taak": taak, "geteld": counted, "halfjaren": self.halfjaren}
            return [Problem.van("V868", f"{where}.halfjaren", **numbers)]
        return []


class Cyclus(Plaatsduur):
    """The same for a task of housing."""

    taak: str
    """Task of housing."""


class Ruimtekolom(Frozen):
    """Column that says how many a gemeente has room for; where it is empty that is not known."""

    kolom: str = "huisvesting_ruimte"
    """Column of the data."""
    peildatum: dt.date | None = None
    """Reference date of that column; may be left out when it exists for one date only."""


@dataclass(frozen=True, slots=True)
class GrensRow:
    """A limit of the exchange that a gemeente has reached."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam.", "Name."))
    grens: str = column(
        ("grens", "limit"),
        ("De instelling van de regel die de grens is.", "The setting of the rule that is the limit."),
        words=("rules.grens",),
    )
    eigen: int = column(("eigen aantal", "own number"), ("Wat haar gevraagd is.", "What is asked of it."))
    hoogstens: int = column(
        ("hoogstens", "at most"),
        ("Hoeveel zij er hoogstens van afstaat of bij neemt.", "Most that it hands over or takes over."),
    )
    geruild: int = column(
        ("geruild", "exchanged"),
        (
            "Hoeveel zij afstaat of bij neemt; één ruil meer past niet.",
            "How many it hands over or takes over; one more exchange does not fit.",
        ),
    )


GRENZEN: Final = Table(
    "ruilgrenzen",
    GrensRow,
    (
        "Wie bij de ruil binnen één ruilportie van een grens zit",
        "Who is within one lot of a limit of the exchange",
    ),
    (
        "Welke gemeente van een taak geen hele ruilportie meer kan afstaan of erbij nemen.",
        "Which gemeente can hand over or take over not one whole lot more of a task.",
    ),
    "limits of exchange",
)


@dataclass(frozen=True, slots=True)
class HalfYearRow:
    """A task of housing of one gemeente in one half-year."""

    taak: str = column(("taak", "task"), ("Taak van huisvesting.", "Task of housing."), sheet="task")
    halfjaar: str = column(
        ("halfjaar", "half-year"), ("Halfjaar, als 2027-1.", "Half-year, as 2027-1."), sheet="half-year"
    )
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam.", "Name."))
    aantal: int = column(
        ("aantal", "number"), ("Taak van het halfjaar.", "Task of the half-year."), unit="mensen"
    )
    ruil: int = column(
        ("door ruil erbij of eraf", "more or fewer by exchange"),
        ("Wat ruil toevoegt of afhaalt.", "What exchange adds or takes off."),
        unit="mensen",
    )
    plan: int = column(("plan", "plan"), ("Wie er wordt gehuisvest.", "Who is housed."), unit="mensen")


HALF_YEARS: Final = Table(
    "uitruil_halfjaren",
    HalfYearRow,
    ("De taak na uitruil per halfjaar", "The task after exchange per half-year"),
    (
        "De taak van huisvesting van elk halfjaar van de cyclus, voor en na uitruil.",
        "The task of housing of each half-year of the cycle, before and after exchange.",
    ),
    "exchange per half-year",
)


@dataclass(frozen=True, eq=False)
class SwapTable:
    """What gemeenten that may all exchange with each other hand over and take over of one task."""

    taak: str
    table: str
    geeft: Ints
    """Gemeenten that have something to hand over, and the column of how much."""
    away: Ints
    takes: Ints
    """Gemeenten that have room to take over, and the column of how much."""
    bij: Ints
    pieces: Fraction = Fraction(1)
    """Units of the task in one of what the columns count."""


@dataclass(eq=False)
class Exchange:
    """The tables of the exchange, and the loans: from, to and column number."""

    tables: list[SwapTable] = field(default_factory=list)
    loans: list[tuple[int, int, int]] = field(default_factory=list)


def ruil(o: BuildState) -> AnyGoal:
    """``Σ af``: what is exchanged, as the columns count it, of all tasks together."""
    return SumGoal("ruil", [int(j) for table_ in o.part(Exchange).tables for j in table_.away])


class Uitruil(Planregel):
    """``Σ_t ω_t (af_gt − bij_gt) = 0`` per g: what is handed over balances what is taken over, by value.

    ``af`` and ``bij`` are what g hands over of task t to, and takes over from, the gemeenten at one table:
    those of its provincie or veiligheidsregio, or of one agreement. A unit of the plan's own task has value
    1. Of a task whose unit is worth less they count lots of that value, of another its units, worth ω. At
    each table a task keeps its total, ``Σ_g af = Σ_g bij``, so all that leaves one gemeente arrives at
    another; :func:`who_with_whom` says at which, in whole units. A gemeente hands over and takes over no more
    than a share of its own, and provides the places that it takes over itself.
    """

    soort: ClassVar[str] = "uitruil"
    steps: ClassVar[tuple[str, ...]] = ("plan_ruil", "plan_lening", "taak_ruil")
    task_step: ClassVar[str] = "taak_ruil"
    tables: ClassVar[tuple[Table[Any], ...]] = (GRENZEN, HALF_YEARS)
    verteld: ClassVar[Told] = "waarheen"
    wat: ClassVar[Sentence] = Sentence(
        "Gemeenten mogen taken ruilen: wat een gemeente afstaat en overneemt weegt tegen elkaar op, en "
        "elke taak houdt "
        "haar totaal.",
        "Gemeenten may exchange tasks: what a gemeente hands over and takes over balances, and each task "
        "keeps its total.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "wat {naam} afstaat en overneemt weegt tegen elkaar op ({verhouding})",
        "what {naam} hands over and takes over balances ({verhouding})",
    )

    verhoudingen: dict[str, Ratio] = Field(default_factory=dict)
    """Value of one unit of each task that takes part; the plan's own task is one of them."""
    cyclus: Cyclus | None = None
    """The ratio of a task of housing that has none of its own, from the half-years of a cycle."""
    hoogstens_weg: dict[str, Ratio] = Field(default_factory=dict)
    """Most that a gemeente hands over of a task, as a share of what is asked of it."""
    hoogstens_erbij: dict[str, Ratio] = Field(default_factory=dict)
    """Most that a gemeente takes over of a task, as a share of its own figure."""
    onbegrensd: bool = False
    """True: neither limit holds, an extreme that shows what the limits do."""
    ruimte: dict[str, Ruimtekolom] = Field(default_factory=dict)
    """Per task the room of each gemeente: its figure and what it takes over stay within that."""
    binnen: Literal["provincie", "veiligheidsregio", "land", "overeenkomst"] = "provincie"
    """Gemeenten that may exchange with each other; overeenkomst: only those of an agreement."""
    overeenkomsten: tuple[Overeenkomst, ...] = ()
    """Groups that may exchange, also across provincies."""

    leningen: tuple[Lening, ...] = ()
    """Standing places above the own figure that one gemeente lends to another; nothing is handed back."""

    goals: ClassVar[tuple[Goal, ...]] = (Goal("ruil", ruil),)
    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "ruil",
            (int,),
            ("Door ruil erbij of eraf", "More or fewer by exchange"),
            ("Wat ruil aan deze taak toevoegt of afhaalt.", "What exchange adds to this task or takes off."),
            empty=True,
        ),
    )

    def needs(self) -> tuple[Need, ...]:
        """The room per task; a gap says nothing."""
        return tuple(
            Need(f"ruimte_{taak}", r.kolom, r.peildatum, -1, f"plan.regels.uitruil.ruimte.{taak}.peildatum")
            for taak, r in sorted(self.ruimte.items())
        )

    @property
    def waarden(self) -> dict[str, Fraction]:
        """Value of one unit of every task that takes part, by name."""
        cyclus = {} if self.cyclus is None else {self.cyclus.taak: self.cyclus.waarde}
        return dict(sorted((cyclus | self.verhoudingen).items()))

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """A loan needs places that stand for certain."""
        return not_with_closing(task_order, "uitruil.leningen", self.leningen)

    def problemen(self, data: PlanData) -> list[Problem]:
        """Ratios are positive, tasks exist and have limits, agreements name known gemeenten once."""
        found: list[Problem] = []
        if self.cyclus is not None:
            found = self.cyclus.problemen("plan.regels.uitruil.cyclus", self.cyclus.taak, data)
            if found:
                return found
        for taak, value in self.waarden.items():
            veld = f"verhoudingen.{taak}" if taak in self.verhoudingen else "cyclus"
            where = f"plan.regels.uitruil.{veld}"
            if taak not in data.taken:
                found.append(Problem.van("V462", where, bekend=", ".join(sorted(data.taken))))
            own = self.waarden.get(data.taak, Fraction(0))
            if value <= 0:
                found.append(Problem.van("V469", where, waarde=value))
            elif own > 0 and value > own and (value / own).denominator > 1:
                numbers = {"taak": taak, "eigen": data.taak, "waarde": value / own}
                found.append(Problem.van("V898", where, **numbers))
        if data.taak not in self.waarden and (self.waarden or not self.leningen):
            found.append(Problem.van("V463", "plan.regels.uitruil.verhoudingen", taak=data.taak))
        found += self._limit_problems(data)
        for i, group in enumerate(self.overeenkomsten):
            veld = f"overeenkomsten.{i}"
            found += unknown_codes(self.soort, veld, group.gemeenten, data)
            for code, keer in Counter(group.gemeenten).items():
                if keer > 1:
                    where = f"plan.regels.uitruil.{veld}"
                    found.append(Problem.van("V455", where, cluster=veld, naam=data.naam(code)))
        for i, loan in enumerate(self.leningen):
            veld = f"leningen.{i}"
            unknown = unknown_codes(self.soort, veld, (loan.van, loan.aan), data)
            found += unknown
            if not unknown:
                g = data.nummer[loan.van]
                over = int(data.bestaand[g] - data.indicatief[g])
                lent = sum(another.plaatsen for another in self.leningen if another.van == loan.van)
                if lent > over:
                    numbers = {"geleend": lent, "over": max(0, over)}
                    where = f"plan.regels.uitruil.{veld}"
                    found.append(Problem.van("V438", where, naam=data.naam(loan.van), **numbers))
        return found or self._double_lent(data)

    def _limit_problems(self, data: PlanData) -> list[Problem]:
        """Every other task has both limits unless none hold; shares make sense; regions are known."""
        where, found = "plan.regels.uitruil", []
        for veld, most in (("hoogstens_weg", 1), ("hoogstens_erbij", None), ("ruimte", None)):
            parts = getattr(self, veld)
            for taak in sorted(set(parts) - set(self.waarden)):
                known = ", ".join(self.waarden)
                found.append(Problem.van("V462", f"{where}.{veld}.{taak}", bekend=known))
            if veld == "ruimte":
                continue
            found += [
                Problem.van("V896", f"{where}.{veld}.{taak}", waarde=part)
                for taak, part in parts.items()
                if part < 0 or (most is not None and part > most)
            ]
            if not self.onbegrensd:
                found += [
                    Problem.van("V895", f"{where}.{veld}", taak=taak)
                    for taak in self.waarden
                    if taak not in parts and taak != data.taak
                ]
        if self.binnen == "veiligheidsregio" and not data.regio:
            found.append(Problem.van("V897", f"{where}.binnen"))
        return found

    def _double_lent(self, data: PlanData) -> list[Problem]:
        """Places that a provincie needs for its own total count there, and cannot count elsewhere too."""
        found = []
        for p, code in enumerate(data.provincies):
            lent = sum(n.plaatsen for n in self.leningen if data.provincie[data.nummer[n.van]] == p)
            over = int(data.bestaand[data.members[p]].sum() + data.rest[p] - data.opgave[p])
            if lent > max(0, over):
                numbers = {"geleend": lent, "over": max(0, over)}
                found.append(
                    Problem.van("V439", "plan.regels.uitruil.leningen", naam=data.naam(code), **numbers)
                )
        return found

    def swap_tables(self, data: PlanData) -> tuple[tuple[str, Ints], ...]:
        """Groups within which all may exchange with all: name and gemeenten."""
        groups: list[tuple[str, Ints]] = []
        if self.binnen == "provincie":
            groups += zip(data.provincies, data.members, strict=True)
        elif self.binnen == "veiligheidsregio":
            region = np.array(data.regio)
            groups += [(code, ints(np.flatnonzero(region == code))) for code in sorted(set(data.regio))]
        elif self.binnen == "land":
            groups.append((LAND, ints(np.arange(data.aantal))))
        for i, agreement in enumerate(self.overeenkomsten, 1):
            groups.append((f"overeenkomst {i}", ints(sorted(data.nummer[c] for c in agreement.gemeenten))))
        return tuple((name, who) for name, who in groups if len(who) > 1)

    def eigen(self, data: PlanData, r_above: Ints) -> dict[str, Ints]:
        """What is asked of each gemeente, per task."""
        return {t: ints(r_above if t == data.taak else data.taken[t]) for t in self.waarden}

    def value(self, data: PlanData, taak: str) -> Fraction:
        """Value of one unit of a task, in units of the plan's own."""
        return self.waarden[taak] / self.waarden[data.taak]

    def lots(self, data: PlanData, taak: str, units: Ints) -> Ints:
        """How many lots of value 1 fit in numbers of units; of a unit that is worth more, the units."""
        return _part(min(Fraction(1), self.value(data, taak)), units)

    def weight(self, data: PlanData, taak: str) -> int:
        """Value of what the columns of a task count."""
        return max(1, int(self.value(data, taak)))

    def weg(self, taak: str) -> Fraction:
        """Largest share of what is asked that may be handed over."""
        return Fraction(1) if self.onbegrensd else self.hoogstens_weg.get(taak, Fraction(1))

    def meeste_weg(self, data: PlanData, r_above: Ints) -> dict[str, Ints]:
        """Most that each gemeente can hand over, per task, as its columns count."""
        own = self.eigen(data, r_above)
        return {t: self.lots(data, t, _part(self.weg(t), units)) for t, units in own.items()}

    def grens_erbij(self, data: PlanData, taak: str) -> Ints | None:
        """Most that each gemeente may take over of a task, by its share and its room; None: no limit."""
        each = self._erbij(data, taak).values()
        return self.lots(data, taak, ints(np.minimum.reduce([*each]))) if each else None

    def _erbij(self, data: PlanData, taak: str) -> dict[str, Ints]:
        """The same in units by each limit apart; where the room is not known all of the task."""
        figure, found = data.taken[taak], dict[str, Ints]()
        if not self.onbegrensd and taak in self.hoogstens_erbij:
            found["hoogstens_erbij"] = _part(self.hoogstens_erbij[taak], figure)
        if taak in self.ruimte:
            room = data.figures[f"ruimte_{taak}"]
            found["ruimte"] = ints(np.where(room < 0, figure.sum(), np.maximum(0, room - figure)))
        return found

    def meeste_bij(self, data: PlanData, r_above: Ints, taak: str) -> Ints:
        """Most that each gemeente can take over of a task: what it can hand over of the others, by value."""
        value = np.zeros(data.aantal, dtype=np.int64)
        for another, weg in self.meeste_weg(data, r_above).items():
            if another != taak:
                value += self.weight(data, another) * weg
        kan = ints(value // self.weight(data, taak))
        limit = self.grens_erbij(data, taak)
        return kan if limit is None else ints(np.minimum(kan, limit))

    def burden(self, data: PlanData, most: Ints) -> Ints:
        """Most that a gemeente may have to place after exchange: its own, and what it can take over."""
        if not self.waarden:
            return ints(most)
        along = np.zeros(data.aantal, dtype=bool)
        for _, who in self.swap_tables(data):
            along[who] = True
        bij = self.meeste_bij(data, most, data.taak)
        return ints(most.astype(np.int64) + np.where(along, bij, 0))

    def variables(self, o: BuildState) -> None:
        """``af`` and ``bij`` per task, table and gemeente that has something to hand over or room to take."""
        data, mine = o.data, o.part(Exchange)
        weg = self.meeste_weg(data, o.ruimte.r_above)
        for taak in self.waarden:
            bij_above = self.meeste_bij(data, o.ruimte.r_above, taak)
            for table_, members in self.swap_tables(data):
                geeft, takes = members[weg[taak][members] > 0], members[bij_above[members] > 0]
                away, bij = (
                    o.builder.variables(kind, [(taak, table_, data.codes[g]) for g in who], 0, above[who])
                    for kind, who, above in (("af", geeft, weg[taak]), ("bij", takes, bij_above))
                )
                pieces = max(Fraction(1), 1 / self.value(data, taak))
                mine.tables.append(SwapTable(taak, table_, geeft, away, takes, bij, pieces))
                o.extra += [away, bij]
                if taak == data.taak:
                    o.placing += [(geeft, away, 1), (takes, bij, -1)]

        for loan in self.leningen:
            sleutel = [(loan.van, loan.aan)]
            j = o.builder.variables("lening", sleutel, 0, loan.plaatsen)
            o.extra.append(j)
            mine.loans.append((data.nummer[loan.van], data.nummer[loan.aan], int(j[0])))
            o.placing.append((ints([data.nummer[loan.aan]]), j, 1))

    def rijen(self, o: BuildState) -> None:
        """Each task keeps its total at each table; limits and balance per gemeente."""
        for t in o.part(Exchange).tables:
            signs = [1] * len(t.away) + [-1] * len(t.bij)
            o.builder.row(RowTag(DEFINITION, t.table, None, t.taak), [*t.away, *t.bij], signs, 0, 0)
        added = {taak: self.grens_erbij(o.data, taak) for taak in self.waarden}
        for g in range(o.data.aantal):
            self._gemeente(o, g, {taak: None if m is None else int(m[g]) for taak, m in added.items()})

    def _gemeente(self, o: BuildState, g: int, added: dict[str, int | None]) -> None:
        columns: list[int] = []
        coefs: list[int] = []
        code = o.data.codes[g]
        for taak in self.waarden:
            away, bij = columns_of(o, taak, g)
            value = self.weight(o.data, taak)
            columns += away + bij
            coefs += [value] * len(away) + [-value] * len(bij)
            if away:
                self._hoogstens_weg(o, g, taak, away)
            if bij and (most := added[taak]) is not None:
                o.builder.row(self.rij(code, taak), bij, 1, upper=most)
            if bij and taak == o.data.taak:
                self._home(o, g, away, bij)
        if columns:
            o.builder.row(self.rij(code, "waarde"), columns, coefs, 0, 0)

    def _hoogstens_weg(self, o: BuildState, g: int, taak: str, away: list[int]) -> None:
        code, part, r = o.data.codes[g], self.weg(taak), int(o.kolom["r"][g])
        tag = self.rij(code, taak) if part < 1 else RowTag(DEFINITION, code, None, taak)
        if taak == o.data.taak and r >= 0:
            coefs = [*[part.denominator] * len(away), -part.numerator]
            o.builder.row(tag, [*away, r], coefs, upper=0)
        else:
            most = self.lots(o.data, taak, _part(part, o.data.taken[taak]))
            o.builder.row(tag, away, 1, upper=int(most[g]))

    def _home(self, o: BuildState, g: int, away: list[int], bij: list[int]) -> None:
        """``Σ bij − Σ af ≤ f_gg + s_g + v_g``: places taken over stand at home, unless they find no place."""
        thuis = [int(o.kolom[k][g]) for k in ("s", "vrij") if k in o.kolom and o.kolom[k][g] >= 0]
        thuis += o.f[(o.g == g) & (o.h == g)].tolist()
        coefs = [*[1] * len(bij), *[-1] * (len(away) + len(thuis))]
        o.builder.row(self.rij(o.data.codes[g]), [*bij, *away, *thuis], coefs, upper=0)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """The ratio of the exchange."""
        ratio = ", ".join(f"{taak} {value}" for taak, value in self.waarden.items())
        return self._zin(o, where, lang, verhouding=ratio)

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """With whom a gemeente exchanges, how much, and what it gains; then its loans."""
        data, all_ = solved.o.data, solved.exchanged
        name = data.naam
        mine = [r for r in all_ if r.soort == "ruil" and code in (r.van, r.naar)]
        for another in sorted({r.naar if r.van == code else r.van for r in mine}):
            out = {r.taak: r.aantal for r in mine if r.naar == another}
            back = {r.taak: r.aantal for r in mine if r.van == another}
            parts = {"over": _sum(data, out, lang), "terug": _sum(data, back, lang)}
            yield say("rules.plan_ruil", lang, naam=name(code), ander=name(another), **parts)
        if saldo := solved.exchange_balance(code):
            minder = _sum(data, {taak: -n for taak, n in saldo.items() if n < 0}, lang)
            more = _sum(data, {taak: n for taak, n in saldo.items() if n > 0}, lang)
            yield say("rules.plan_ruilsaldo", lang, naam=name(code), minder=minder, meer=more)
            yield from (limit.sentence[lang] for limit in solved.limits.get(code, ()))
            yield from self._half_years(solved, code, lang)
            if solved.needs_no_site(code):
                yield say("rules.plan_ruil_geen_locatie", lang, naam=name(code))
        for r in all_:
            if r.soort == "lening" and code in (r.van, r.naar):
                yield say("rules.plan_lening", lang, van=name(r.van), naar=name(r.naar), aantal=r.aantal)

    def limits(self, solved: Solved) -> tuple[Limit, ...]:
        """Who can hand over or take over no more of a task: not one lot more, of which whole units come."""
        data = solved.o.data
        found: list[Limit] = []
        for taak, moved in ((t, solved.exchange_of(t)) for t in self.waarden):
            own = solved.numbers("r") if taak == data.taak else data.taken[taak]
            net = self._net(solved, taak)
            away, added = _part(self.weg(taak), own), self._erbij(data, taak)
            sides = [] if self.weg(taak) == 1 else [("hoogstens_weg", -1, away)]
            sides += [(name, 1, most) for name, most in added.items()]
            for name, sign, most in sides:
                full = self.lots(data, taak, most)
                for g in np.flatnonzero((sign * net == full) & (full > 0)).tolist():
                    words = {
                        "naam": data.namen[g],
                        "eigen": int(own[g]),
                        "hoogstens": int(most[g]),
                    }
                    words["deel"] = getattr(self, name, {}).get(taak)
                    told: dict[Lang, str] = {
                        lang: say(f"rules.plan_ruil.{name}", lang, taak=task_name(taak, lang), **words)
                        for lang in LANGS
                    }
                    numbers = (int(own[g]), int(most[g]), int(sign * moved[g]))
                    found.append(Limit(self.soort, taak, data.codes[g], name, *numbers, told))
        return tuple(sorted(found, key=lambda limit: (limit.taak, limit.code, limit.name)))

    def _net(self, solved: Solved, taak: str) -> Ints:
        """What each gemeente takes over minus what it hands over of a task, as the columns count it."""
        net = np.zeros(solved.o.data.aantal, dtype=np.int64)
        for t in (t for t in solved.o.part(Exchange).tables if t.taak == taak):
            np.add.at(net, t.takes, solved.x[t.bij])
            np.subtract.at(net, t.geeft, solved.x[t.away])
        return ints(net)

    def task_room(self, data: PlanData, taak: str) -> tuple[Ints, Ints] | None:
        """What the limits leave to hand over and to take over; nothing for who sits at no table."""
        if taak not in self.waarden:
            return None
        figure, along = data.taken[taak], np.zeros(data.aantal, dtype=bool)
        for _, who in self.swap_tables(data):
            along[who] = True
        limits = self._erbij(data, taak).values()
        most = np.minimum.reduce([*limits]) if limits else np.full(data.aantal, int(figure.sum()))
        return ints(np.where(along, -_part(self.weg(taak), figure), 0)), ints(np.where(along, most, 0))

    def keeps_total(self, data: PlanData, taak: str) -> tuple[tuple[str, Ints], ...]:
        """The tables; those that share a gemeente are one."""
        groups: list[tuple[str, set[int]]] = []
        for name, who in self.swap_tables(data) if taak in self.waarden else ():
            mine, apart = set(who.tolist()), []
            for other, members in groups:
                if mine & members:
                    name, mine = LAND, mine | members
                else:
                    apart.append((other, members))
            groups = [*apart, (name, mine)]
        return tuple((name, ints(sorted(members))) for name, members in groups)

    def unbalanced(self, data: PlanData, taak: str, own: Ints, other: Ints) -> Ints:
        """With two tasks each lot that is taken over of one hands over as many whole units of the other."""
        if taak not in self.waarden or len(self.waarden) != 2:
            return ints(np.zeros(data.aantal, dtype=np.int64))
        value = self.value(data, taak)
        each = max(Fraction(1), 1 / value)
        lots = np.abs(own) if value <= 1 else np.abs(other)
        units = np.abs(other) if value <= 1 else np.abs(own)
        per = each if value <= 1 else value
        least, most = lots * int(per), _part(per, lots)
        off = np.maximum(0, np.maximum(least - units, units - most))
        return ints(np.where(own * other > 0, units, off))

    def loads(self, solved: Solved) -> Loads | None:
        """Each task that takes part, by its value; in place-half-years where the half-years are known."""
        data = solved.o.data
        if len(self.waarden) < 2:
            return None
        times = 1 if self.cyclus is None else self.cyclus.halfjaren
        tasks = []
        for taak in self.waarden:
            mine = taak == data.taak
            asked = solved.kept + solved.numbers("r") if mine else data.taken[taak]
            done = solved.stands if mine else solved.of_task(taak)
            traded = ints(asked + solved.exchange_of(taak))
            tasks.append(Load(taak, times * self.value(data, taak), ints(asked), traded, ints(done)))
        tasks.sort(key=lambda load: (load.taak != data.taak, load.taak))
        return Loads("plaatsen" if self.cyclus is None else "plaatshalfjaren", tuple(tasks))

    def rows(self, solved: Solved) -> tuple[Rows[Any], ...]:
        """Who has reached a limit; every half-year of a task that is a sum over half-years."""
        data, reached = solved.o.data, self.limits(solved)
        rows = (GrensRow(n.taak, n.code, data.naam(n.code), n.name, n.own, n.most, n.used) for n in reached)
        half_years_ = (
            HalfYearRow(taak, half_year, code, name, task, added, task + added)
            for taak in self.waarden
            for half_year, own, moved in zip(*half_years(solved, taak), strict=True)
            for code, name, task, added in zip(data.codes, data.namen, own, moved, strict=True)
        )
        return GRENZEN.fill(rows), HALF_YEARS.fill(half_years_)

    def overviews(self, solved: Solved, lang: Lang) -> Iterator[Overview]:
        """How many gemeenten have reached each limit; the country per half-year."""
        filled, half_years_ = self.rows(solved)
        total: dict[tuple[str, str], list[int]] = {}
        for r in half_years_.rows:
            mine = total.setdefault((r.halfjaar, r.taak), [0, 0])
            mine[0] += r.aantal
            mine[1] += max(0, r.ruil)
        if total:
            keys = ("halfjaar", "taak", "aantal", "geruild")
            columns = tuple(say(f"cli.uitruil.{k}", lang) for k in keys)
            cells = tuple((h, task_name(t, lang), own, moved) for (h, t), (own, moved) in total.items())
            yield Overview(HALF_YEARS.titles[LANGS.index(lang)], (), columns, cells)
        if self.onbegrensd or len(self.waarden) < 2:
            return
        limits = [(t, "hoogstens_weg") for t in self.waarden if self.weg(t) < 1]
        limits += [(t, name) for t in self.waarden for name in self._erbij(solved.o.data, t)]
        rows = []
        for taak, name in sorted(limits):
            full = [r for r in filled.rows if (r.taak, r.grens) == (taak, name)]
            most = getattr(self, name, {}).get(taak)
            said = say(f"rules.grens.{name}", lang) + ("" if most is None else f" {most}")
            rows.append((task_name(taak, lang), said, len(full), sum(r.geruild for r in full)))
        heads = [GRENZEN.column(k).head(lang) for k in ("taak", "grens")]
        heads += [say(f"cli.ruilgrenzen.{k}", lang) for k in ("gemeenten", "geruild")]
        lot = (self._lot(solved.o.data, lang),)
        yield Overview(say("cli.ruilgrenzen.kop", lang), lot, tuple(heads), tuple(rows))

    def _lot(self, data: PlanData, lang: Lang) -> str:
        """What one lot is of each task, which the goal and the limits count in."""
        sizes = ((t, max(Fraction(1), 1 / self.value(data, t))) for t in self.waarden)
        told = (f"{task_name(t, lang)} {number(n, lang, 0 if n.denominator == 1 else 2)}" for t, n in sizes)
        return say("rules.ruilportie", lang, wat=", ".join(told))

    def _half_years(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """What a task that is a sum over half-years becomes in each of them."""
        g, name = solved.o.data.nummer[code], solved.o.data.naam(code)
        for taak in self.waarden:
            told = [
                f"{half_year} {number(own[g], lang)} → {number(own[g] + moved[g], lang)}"
                for half_year, own, moved in zip(*half_years(solved, taak), strict=True)
            ]
            if told:
                yield say(
                    "rules.plan_ruil_halfjaren",
                    lang,
                    naam=name,
                    taak=task_name(taak, lang),
                    wat="; ".join(told),
                )

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """What the exchange adds to each task that takes part."""
        if taak not in self.waarden:
            return {}
        return {"ruil": tuple(solved.exchange_of(taak).tolist())}

    def adds(self, solved: Solved, taak: str) -> Ints | None:
        """What the exchange adds, or takes off."""
        return solved.exchange_of(taak)

    def facts(self, solved: Solved, code: str) -> dict[str, Any]:
        """With whom it exchanges, and what that adds to each task."""
        return {
            "uitruil": [asdict(r) for r in solved.exchanged if code in (r.van, r.naar)],
            "uitruil_saldo": solved.exchange_balance(code),
        }

    def trail(self, solved: Solved, code: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Places that stand elsewhere and are lent to it."""
        for r in solved.exchanged:
            if r.soort == "lening" and r.van == code:
                yield "plan_lening", -r.aantal, {"met": solved.o.data.naam(r.naar)}

    def summary(self, solved: Solved, lang: Lang) -> Iterator[str]:
        """How much is exchanged, and how much is lent."""
        moved: Counter[str] = Counter()
        for r in (r for r in solved.exchanged if r.soort == "ruil"):
            moved[r.taak] += r.aantal
        if moved:
            without = sum(solved.needs_no_site(code) for code in solved.o.data.codes)
            yield say("cli.plan.uitruil", lang, wat=_sum(solved.o.data, moved, lang), zonder=without)
            yield self._lot(solved.o.data, lang)
        if lent := sum(r.aantal for r in solved.exchanged if r.soort == "lening"):
            yield say("cli.plan.lening", lang, aantal=lent)

    def exchanges(self, solved: Solved) -> tuple[Swap, ...]:
        """Who takes over from whom; then loans."""
        return tuple(who_with_whom(solved.o, solved.x))


def half_years(solved: Solved, taak: str) -> tuple[tuple[str, ...], list[list[int]], list[list[int]]]:
    """The task of each half-year and what the exchange adds to it, per half-year and gemeente.

    The task that is reached by the end of a half-year is the share of the sum that falls in the half-years
    up to then, rounded up: so the first half-year is that of the law. What two gemeenten exchange is divided
    over the half-years pro rata by largest remainders; a next exchange of the one who hands over begins where
    the one before it ended. Two exchange the same in the same half-year, so each half-year keeps its total.
    """
    data = solved.o.data
    course = data.verloop.get(taak, ())
    shares = [part.waarde for part in course]
    reached = list(accumulate(shares, initial=Fraction(0)))
    if len(course) < 2 or not reached[-1]:
        return (), [], []
    totals = [[ceil(n * part / reached[-1]) for n in data.taken[taak].tolist()] for part in reached]
    own = [[b - a for a, b in zip(*pair, strict=True)] for pair in pairwise(totals)]
    moved = [[0] * data.aantal for _ in course]
    begin = dict.fromkeys(data.codes, 0)
    for r in solved.exchanged:
        if r.taak == taak and r.soort == "ruil":
            first = begin[r.van] % len(course)
            order = [*range(first, len(course)), *range(first)]
            parts = verdeel(r.aantal, [shares[t] for t in order], Methode.GROOTSTE_REST).aantallen
            for t, count in zip(order, parts, strict=True):
                moved[t][data.nummer[r.van]] -= count
                moved[t][data.nummer[r.naar]] += count
            begin[r.van] += r.aantal
    return tuple(part.halfjaar for part in course), own, moved


def columns_of(o: BuildState, taak: str, g: int) -> tuple[list[int], list[int]]:
    """Columns of what gemeente g hands over and takes over of a task."""
    tables_ = [t for t in o.part(Exchange).tables if t.taak == taak]
    away = [int(j) for t in tables_ for j in t.away[t.geeft == g]]
    return away, [int(j) for t in tables_ for j in t.bij[t.takes == g]]


def _part(part: Fraction, count: Ints) -> Ints:
    """A share of whole numbers, rounded down."""
    return ints(count * part.numerator // part.denominator)


def who_with_whom(o: BuildState, x: Ints) -> list[Swap]:
    """Who takes over from whom, from what each gemeente hands over and takes over at each table.

    The nearest two that still have something to hand over and to take over go first, ties by the two codes;
    without distances by code alone. That order is the same for either task, so two that exchange two tasks at
    one table give each other as much as they get, by value. What a gemeente both hands over and takes over of
    one task at one table cancels. Lots become whole units per two gemeenten, rounded down, so that no limit
    is passed and an exchange is off by less than one unit. A loan is taken over by who has the places.
    """
    data = o.data
    mine, codes = o.part(Exchange), data.codes
    leningen = [
        Swap(data.taak, codes[aan], codes[van], int(x[j]), "lening") for van, aan, j in mine.loans if x[j]
    ]
    found: dict[tuple[str, int, int], int] = {}
    for table_ in mine.tables:
        net = dict.fromkeys([*table_.geeft.tolist(), *table_.takes.tolist()], 0)
        for who, columns, sign in ((table_.geeft, table_.away, 1), (table_.takes, table_.bij, -1)):
            for g, count in zip(who.tolist(), x[columns].tolist(), strict=True):
                net[g] += sign * count
        geven = sorted(g for g, n in net.items() if n > 0)
        nemen = sorted(h for h, n in net.items() if n < 0)
        pairs = [(int(data.afstand(g, h)), min(g, h), max(g, h), g, h) for g in geven for h in nemen]
        for *_, g, h in sorted(pairs):
            count = min(net[g], -net[h])
            if count > 0:
                net[g], net[h] = net[g] - count, net[h] + count
                sleutel = (table_.taak, g, h)
                found[sleutel] = found.get(sleutel, 0) + int(count * table_.pieces)
    return [Swap(taak, codes[g], codes[h], count) for (taak, g, h), count in sorted(found.items())] + sorted(
        leningen, key=lambda n: (n.van, n.naar)
    )


def _sum(data: PlanData, taken: Mapping[str, int], lang: Lang) -> str:
    parts = [of_task(data, taak, count, lang) for taak, count in sorted(taken.items())]
    return ", ".join(parts) or say("rules.plan_ruil_niets", lang)
