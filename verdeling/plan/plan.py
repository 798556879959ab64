"""The plan: who provides what, read from the solved program, with what binds each number."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from verdeling.columns import Column
from verdeling.errors import Onoplosbaar, VerificatieFout
from verdeling.plan.budget import KORT, solve_program
from verdeling.plan.build import PlanProgram, build_program, check
from verdeling.plan.data import PlanData
from verdeling.plan.questions.conflict import explain_conflict, explain_infeasible
from verdeling.plan.read import read_plan_data
from verdeling.plan.rules.basis import DEFINITION, Planregel, Solved, Swap, Values, columns_with
from verdeling.solver.goals import Ints, ints
from verdeling.solver.program import Program, RowTag
from verdeling.solver.session import Failed, Unfinished
from verdeling.solver.solving import GoalOutcome, Progress, Solution
from verdeling.terms import Brief
from verdeling.texts import LANGS, Lang, say
from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

Numbers = tuple[int, ...]
EIGEN: Final = frozenset({"r", "s", "n", "c", "k", "a"})
"""Kinds of variables that are a number of one gemeente itself."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Places that are asked of one gemeente and provided in another, or at home."""

    van: str
    naar: str
    plaatsen: int


@dataclass(frozen=True, slots=True)
class Binding:
    """A rule that decides a number of a gemeente: the row is at its bound."""

    regel: RowTag
    zin: Mapping[Lang, str]


@dataclass(frozen=True, eq=False, repr=False)
class Plan(Brief):
    """Who provides what; every tuple per gemeente is in the order of `codes`.

    Attributes
    ----------
    taak
        Task that the plan is for.
    codes
        Gemeentecodes, sorted.
    indicatief
        Indicative figure, N.
    bestaand
        Places that stand and are kept, K.
    gevraagd
        What the gemeente answers for, K + r.
    nieuw
        New places in the gemeente, n.
    omgezet
        Of those by conversion, c.
    plan
        What stands in the gemeente under the plan, K + n.
    tekort
        Places asked of the gemeente for which no place was found.
    tekort_provincie
        Remainder per provincie code for which no gemeente has room; only where there is any.
    stromen
        Who provides for whom, home included, sorted.
    uitruil
        Exchange between tasks, sorted; then loans.
    doelen
        Goals in order: value, bound, proven, engine, seconds.
    bewijs
        The solution as solved.
    programma
        The program that was solved, with its rules.
    """

    taak: str
    codes: tuple[str, ...]
    indicatief: Numbers
    bestaand: Numbers
    gevraagd: Numbers
    nieuw: Numbers
    omgezet: Numbers
    plan: Numbers
    tekort: Numbers
    tekort_provincie: Mapping[str, int]
    stromen: tuple[Flow, ...]
    uitruil: tuple[Swap, ...]
    doelen: tuple[GoalOutcome, ...]
    bewijs: Solution
    programma: PlanProgram

    @property
    def verschil(self) -> Numbers:
        """What stands minus the indicative figure."""
        return tuple(p - n for p, n in zip(self.plan, self.indicatief, strict=True))

    @property
    def others(self) -> tuple[str, ...]:
        """Further tasks of the model that the plan decides about too, by name."""
        return tuple(sorted(t for t in self.programma.data.taken if t != self.taak))

    def of_task(self, taak: str) -> Numbers:
        """What each gemeente does of a task under the plan; of its own that is what stands."""
        return self.plan if taak == self.taak else _row(self.solved.of_task(taak))

    def over_half_years(self, taak: str) -> tuple[tuple[str, ...], Numbers, Numbers]:
        """Half-years that the numbers of another task are about, what is asked in them and what is done.

        Where a rule sums half-years it is the sum; else the half-years of the figure itself, if it has any.
        """
        data, loads = self.programma.data, self.solved.loads
        for load in () if loads is None else loads.tasks:
            if load.taak == taak and load.half_years:
                return load.half_years, _row(load.asked), _row(load.done)
        half_years = tuple(h.halfjaar for h in data.verloop.get(taak, ()))
        return half_years, _row(data.taken[taak]), self.of_task(taak)

    @cached_property
    def solved(self) -> Solved:
        """What rules read of the plan."""
        return Solved(self.programma.state, self.bewijs.x)

    def shared(self, code: str, lang: Lang = "nl") -> list[str]:
        """What rules do for a gemeente beside its numbers, such as with whom it exchanges, in sentences."""
        return [
            sentence for rule in self.programma.regels for sentence in rule.sentences(self.solved, code, lang)
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns of rules that its result has, in the order of the rules."""
        return columns_with([rule.soort for rule in self.programma.regels])

    def figures_of(self, taak: str) -> dict[str, Values]:
        """Values per gemeente of the columns of rules in the rows of a task, by column."""
        return {k: v for rule in self.programma.regels for k, v in rule.figures(self.solved, taak).items()}

    @cached_property
    def figures(self) -> Mapping[str, Values]:
        """Values of the columns of rules for the task of the plan."""
        return MappingProxyType(self.figures_of(self.taak))

    def amounts(self, name: str) -> Numbers | None:
        """A further figure that counts something; None when no rule of the plan gives it."""
        values = self.figures.get(name)
        return None if values is None else tuple(int(v or 0) for v in values)

    @cached_property
    def rij(self) -> Mapping[str, int]:
        """Place of a gemeentecode in the tuples."""
        return MappingProxyType({code: i for i, code in enumerate(self.codes)})

    @property
    def program(self) -> Program:
        """The neutral integer program."""
        return self.programma.program

    def bindend(self, code: str) -> tuple[Binding, ...]:
        """Rules that decide the numbers of a gemeente, in words.

        Those with a row about it that is at a bound, and those by which nothing is asked.

        Parameters
        ----------
        code
            Gemeentecode.
        """
        pp, x = self.programma, self.bewijs.x
        rows = [pp.program.rows[i] for i in _binding_rows(pp.program, x, _own_columns(pp, code))]
        rows += [rule.rij(code) for rule in pp.regels if rule.decides(pp.state, code)]
        per_rule = {row.rule: row for row in reversed(rows) if row.place == code}
        found = []
        for rule in pp.regels:
            if rule.soort in per_rule:
                sentence: dict[Lang, str] = {lang: rule.say(pp.state, code, lang) for lang in LANGS}
                found.append(Binding(per_rule[rule.soort], MappingProxyType(sentence)))
        return tuple(found)

    def waarom(self, code: str, lang: Lang = "nl") -> tuple[str, ...]:
        """Why this gemeente has this number: the sum, the flows, and the rules that bind, one sentence each.

        Parameters
        ----------
        code
            Gemeentecode.
        lang
            Language of the sentences.
        """
        i, data = self.rij[code], self.programma.data
        name = data.naam(code)
        sentences = [
            say(
                "rules.plan_som",
                lang,
                naam=name,
                plan=self.plan[i],
                bestaand=self.bestaand[i],
                nieuw=self.nieuw[i],
                omgezet=self.omgezet[i],
                gevraagd=self.gevraagd[i] - self.bestaand[i],
            )
        ]
        for stroom in self.stromen:
            if stroom.van == stroom.naar == code:
                sentences.append(say("rules.plan_thuis", lang, naam=name, plaatsen=stroom.plaatsen))
            elif code in (stroom.van, stroom.naar):
                van, naar = data.naam(stroom.van), data.naam(stroom.naar)
                sentences.append(say("rules.plan_stroom", lang, van=van, naar=naar, plaatsen=stroom.plaatsen))
        sentences += self.shared(code, lang)
        for b in self.bindend(code):
            sentences.append(
                say(
                    "rules.plan_bindt",
                    lang,
                    zin=b.zin[lang],
                    bron=b.regel.basis.bron if b.regel.basis else "",
                )
            )
        return tuple(sentences)


def _own_columns(pp: PlanProgram, code: str) -> Ints:
    """Columns that are a number of the gemeente itself."""
    g = pp.data.nummer[code]
    columns = [int(k[g]) for kind, k in pp.state.kolom.items() if kind in EIGEN and k[g] >= 0]
    out = pp.state.f[pp.state.g == g]
    return ints(columns + out.tolist())


def _binding_rows(program: Program, x: Ints, columns: Ints) -> list[int]:
    """Rows over these columns that are at a bound and not merely all zero."""
    value = program.activity(x)
    touches = np.zeros(len(program.rows), dtype=bool)
    touches[program.row_of[np.isin(program.columns, columns)]] = True
    leeft = np.zeros(len(program.rows), dtype=bool)
    leeft[program.row_of[x[program.columns] != 0]] = True
    fixed = (value == program.row_lower) | (value == program.row_upper)
    return [
        int(i) for i in np.flatnonzero(touches & leeft & fixed) if program.rows[int(i)].rule != DEFINITION
    ]


def make_plan(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Make the plan of a model: build, solve every goal to its proven optimum, read the result.

    Parameters
    ----------
    model
        A model with a section `plan`.
    gegevens, indicatief
        Figures of the gemeenten, and the indicative figures computed from them.
    engine, official, time_limit, progress
        As in :func:`verdeling.solver.solve`.

    Raises
    ------
    ModelError, DataError
        All problems of the model and the data at once, before anything is solved.
    Onoplosbaar
        With the smallest set of rules that cannot hold together, in words, and the cheapest repair of each.
    NietBewezen
        When the time was up or two engines disagree.
    """
    data = read_plan_data(model, gegevens, indicatief)
    assert model.plan is not None, "read_plan_data refuses a model without a plan"
    return solve_plan(data, model.plan, engine, official, time_limit, progress)


def solve_plan(
    data: PlanData,
    task_order: Planopdracht,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    voortgang: Progress | None = None,
    workers: int | None = None,
) -> Plan:
    """Make a plan from arrays; see :func:`make_plan`.

    Where a rule has one choice for the whole country, each is tried by itself, which keeps provincies apart.
    """
    check(task_order, data)
    end = None if time_limit is None else time.time() + time_limit
    best: Plan | None = None
    without: Onoplosbaar | None = None
    for one in alternatives(task_order):
        try:
            left = None if end is None else max(KORT, end - time.time())
            plan = _loose(data, one, engine, official, left, voortgang, workers)
        except Onoplosbaar as error:
            without = without or error
            continue
        best = plan if best is None or _better(plan, best) else best
    if best is not None:
        return best
    assert without is not None, "an opdracht has at least itself"
    raise without


def alternatives(task_order: Planopdracht) -> Iterator[Planopdracht]:
    """The same plan with each choice that rules have for the whole country settled, in their order."""
    choices = [
        rule.alternatives() if isinstance(rule, Planregel) else (rule,) for rule in task_order.regels.values()
    ]
    for chosen in product(*choices):
        yield task_order.model_copy(update={"regels": dict(zip(task_order.regels, chosen, strict=True))})


def _better(plan: Plan, other: Plan) -> bool:
    """Whether a plan is better in the first goal that differs; the tie order does not count."""
    for mine, its in zip(plan.doelen, other.doelen, strict=True):
        if mine.value != its.value and mine.sense != "volgorde":
            assert mine.value is not None, "a plan has values"
            return (mine.value > its.value) == (mine.sense in ("max", "leximin"))  # type: ignore[operator]
    return False


def _loose(
    data: PlanData,
    task_order: Planopdracht,
    engine: str,
    official: bool,
    time_limit: float | None,
    progress: Progress | None,
    workers: int | None,
) -> Plan:
    """The plan where no rule has a choice for the whole country."""
    pp = build_program(data, task_order)
    end = None if time_limit is None else time.time() + time_limit
    try:
        solution = solve_program(
            pp, engine, official, time_limit, voortgang=progress, workers=workers, benoem=data.gebied
        )
    except Onoplosbaar as error:
        try:
            conflicten = explain_conflict(data, task_order, engine, einde=end)
        except (Unfinished, Failed):
            raise error from None
        if not conflicten:
            raise VerificatieFout.een("V424", engine) from None
        raise explain_infeasible(conflicten, data) from None
    return read_plan(pp, solution)


def read_plan(pp: PlanProgram, solution: Solution) -> Plan:
    """Read the plan from the solution of its program."""
    data, o, x = pp.data, pp.state, solution.x
    solved = Solved(o, x)
    column = solved.numbers
    return Plan(
        taak=data.taak,
        codes=data.codes,
        indicatief=_row(data.indicatief),
        bestaand=_row(solved.kept),
        gevraagd=_row(solved.kept + column("r")),
        nieuw=_row(column("n")),
        omgezet=_row(column("c")),
        plan=_row(solved.stands),
        tekort=_row(column("s")),
        tekort_provincie=MappingProxyType(
            {data.provincies[p]: int(x[j]) for p, j in o.rest_tekort.items() if x[j]}
        ),
        stromen=tuple(
            Flow(data.codes[g], data.codes[h], int(x[j]))
            for g, h, j in zip(o.g.tolist(), o.h.tolist(), o.f.tolist(), strict=True)
            if x[j]
        ),
        uitruil=solved.exchanged,
        doelen=solution.goals,
        bewijs=solution,
        programma=pp,
    )


def _row(values: Ints) -> Numbers:
    return tuple(values.tolist())
