"""What every rule kind of the plan has: its settings, the bounds it puts, its rows and its sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Final, Literal, Self, TypeVar, get_args

import numpy as np

from verdeling.columns import Cell, Column, Rows, Table
from verdeling.errors import Problem
from verdeling.inputs.register import read_register
from verdeling.plan.data import PlanData
from verdeling.plan.rules import ALWAYS, ORDER
from verdeling.solver.goals import AnyGoal, Ints, ints
from verdeling.solver.program import Builder, RowTag
from verdeling.terms import Brief
from verdeling.texts import LANGS, Lang, Sentence, catalogue, say
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.regel import Regel, rule_kind, rule_kinds
from verdeling.verdeelmodel.taak import task_name
from verdeling.verdeelmodel.tekst import Tekst

DEFINITION = "definitie"
"""Tag of rows that say what a variable means; they are no rule and are never in conflict."""

T = TypeVar("T")
P = TypeVar("P", bound="Planregel")
Told = Literal["gevraagd", "waarheen", "grens"]
TOLD: Final[tuple[Told, ...]] = get_args(Told)
"""Order in which a conflict is told: what is asked, where it may go, what stops it."""


def how_many(count: int, unit: str) -> Tekst:
    """A number with its unit; a unit that no text knows is told by its own name."""
    sleutel = f"rules.hoeveel.{unit}"
    sleutel = sleutel if sleutel in catalogue() else "rules.hoeveel"
    nl, en = (say(sleutel, lang, aantal=count, eenheid=unit) for lang in LANGS)
    return Tekst(nl=nl, en=en)


def of_task(data: PlanData, taak: str, count: int, lang: Lang) -> str:
    """A number of a task in its own unit; with the name of the task where another has that unit too."""
    unit = data.eenheden.get(taak, "plaatsen")
    named = f"{unit}.{taak}"
    told: str = getattr(how_many(count, named if f"rules.hoeveel.{named}" in catalogue() else unit), lang)
    if sum(data.eenheden.get(t, "plaatsen") == unit for t in data.taken) < 2:
        return told
    return say("rules.hoeveel.van_taak", lang, hoeveel=told, taak=task_name(taak, lang))


def in_half_years(taak: str, half_years: Sequence[str], lang: Lang) -> str:
    """Name of a task, with the half-years that its numbers are about where these are known."""
    name = task_name(taak, lang)
    if not half_years:
        return name
    span = {"eerste": half_years[0], "laatste": half_years[-1], "aantal": len(half_years)}
    return f"{name} ({half_years[0] if len(half_years) == 1 else say('rules.halfjaren', lang, **span)})"


@dataclass
class Room:
    """Bounds per gemeente that rules narrow before there are variables.

    Attributes
    ----------
    r_below, r_above
        Least and most that may be asked of a gemeente on top of what it has.
    r_free
        False where the asked number is set by a rule and takes no part in the division of the remainder.
    n_boven
        Most new places in a gemeente.
    n_onder
        Fewest places of a new site; 0 where no rule asks a minimum.
    sluiten
        True when places that stand may be closed.
    """

    r_below: Ints
    r_above: Ints
    r_free: Any
    n_boven: Ints
    n_onder: Ints
    sluiten: bool

    @classmethod
    def van(cls, data: PlanData, sluiten: bool) -> Room:
        """Bounds before any rule: nobody is asked more than its own shortfall."""
        ample = np.full(data.aantal, int(data.opgave.sum() + data.rest.sum() + data.bestaand.sum()))
        return cls(
            r_below=np.zeros(data.aantal, dtype=np.int64),
            r_above=np.maximum(0, data.indicatief - (0 if sluiten else data.bestaand)),
            r_free=np.ones(data.aantal, dtype=bool),
            n_boven=ample.astype(np.int64),
            n_onder=np.zeros(data.aantal, dtype=np.int64),
            sluiten=sluiten,
        )


@dataclass(frozen=True, slots=True)
class Need:
    """A column of whole numbers that a rule or a goal reads; :class:`PlanData` has it under `name`.

    Attributes
    ----------
    name
        A field of the plan data, or a name of the rule's own in its ``figures``.
    column
        Column of the data.
    peildatum
        Reference date; None when the column exists for one date only.
    empty
        What a gap means; None: a gap is a problem.
    path
        Where in the model the date is asked for, to say so when it is missing.
    usual
        Gives way to what another asks under the same name.
    """

    name: str
    column: str
    peildatum: dt.date | None = None
    empty: int | None = None
    path: str = ""
    usual: bool = False


POSITION: Final = (Need("x", "rd_x", usual=True), Need("y", "rd_y", usual=True))
"""What who asks for distances needs: centres of the territory, unless a rule names other points."""
LAND: Final = "NL01"
"""Area of a row about the whole country."""
Pairs = tuple[Ints, Ints]
"""From and to, sorted by both."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal that a model can order, by the name that it uses.

    Attributes
    ----------
    build
        What is minimised, as columns of the program.
    needs
        Columns that it reads.
    """

    name: str
    build: Callable[[BuildState], AnyGoal]
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a rule leaves open for one gemeente: with what name, and which columns it fixes."""

    code: str
    name: str | None
    fixed: Mapping[int, int]


Values = tuple[int | str | None, ...]
"""One figure or name per gemeente."""
Soort = Literal["ruil", "lening"]
"""An exchange gives something back, a loan does not."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Units of a task that `naar` takes over from `van`; nothing comes back for a loan."""

    taak: str
    van: str
    naar: str
    aantal: int
    soort: Soort = "ruil"


@dataclass(frozen=True, slots=True)
class Load:
    """What a plan makes of one task per gemeente, in its own units, and what one unit weighs.

    Attributes
    ----------
    taak
        The task.
    weight
        Of one unit, in the unit that the loads of all tasks of a plan share.
    asked
        What is asked before anything is exchanged.
    traded
        What is left of that after exchange; None when nothing is exchanged.
    done
        What stands or is done in the gemeente under the plan.
    half_years
        Half-years that the numbers are summed over, where the rule sums them.
    """

    taak: str
    weight: Fraction
    asked: Ints
    traded: Ints | None
    done: Ints
    half_years: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loads:
    """Several tasks in one unit: ``plaatshalfjaren``, or ``plaatsen`` where no rule knows the half-years."""

    unit: str
    tasks: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on what changes of a task that a gemeente has reached, so far as whole units allow."""

    rule: str
    taak: str
    code: str
    name: str
    """Setting of the rule that is the limit."""
    own: int
    most: int
    used: int
    sentence: Mapping[Lang, str]


@dataclass(repr=False)
class BuildState(Brief):
    """The program under construction: what rules read, and where they add variables and rows.

    Attributes
    ----------
    kolom
        Column number per gemeente by kind of variable (``r``, ``n``, ``c``, ``z``, ``s``, ``k`` and more);
        −1 where a gemeente has none.
    g, h, f
        Flows: from, to and column number; sorted by (g, h).
    los
        True: no tightened bounds and every flow inside a provincie, so that any rule can be taken out.
    """

    data: PlanData
    regels: Mapping[str, Regel]
    ruimte: Room
    builder: Builder
    los: bool
    r: Ints | None
    g: Ints
    h: Ints
    f: Ints
    last_boven: Ints
    """Most that each gemeente may have to place."""
    doelen: tuple[str, ...]
    """Goals of the plan in order."""
    kolom: dict[str, Ints] = field(default_factory=dict)
    rest_tekort: dict[int, int] = field(default_factory=dict)
    """Column per provincie of the remainder for which no gemeente has room."""
    placing: list[tuple[Ints, Ints, int]] = field(default_factory=list)
    """What further rules take from or add to what a gemeente must place: gemeenten, columns, sign."""
    parts: dict[type, object] = field(default_factory=dict)
    """What rules keep of their own, by its type; see :meth:`part`."""
    extra: list[Ints] = field(default_factory=list)
    """Further columns that the tie order must fix, in order."""
    helpers: list[Ints] = field(default_factory=list)
    """Columns that only help to write a rule: the tie order fixes them last and they decide no number."""

    def part(self, kind: type[T]) -> T:
        """What a rule keeps in an object of this type, made empty at first use."""
        found = self.parts.setdefault(kind, kind())
        assert isinstance(found, kind)
        return found

    def rule(self, kind: type[P]) -> P:
        """The rule of this kind, which the plan has."""
        found = self.regels[kind.soort]
        assert isinstance(found, kind)
        return found

    def heeft(self, kind: str) -> Ints:
        """Gemeenten that have a variable of this kind."""
        return np.flatnonzero(self.kolom[kind] >= 0) if kind in self.kolom else np.zeros(0, dtype=np.int64)

    def per_gemeente(self, kind: str, who: Ints, below: Ints | int, above: Ints | int) -> None:
        """Add one variable of a kind for each gemeente in `who`."""
        columns = np.full(self.data.aantal, -1, dtype=np.int64)
        columns[who] = self.builder.variables(kind, [(self.data.codes[i],) for i in who], below, above)
        self.kolom[kind] = columns

    def staat(self, g: int) -> tuple[list[int], list[int], int]:
        """Places that stand in gemeente `g` under the plan, ``K + n`` or ``k + n``: columns,
        coefficients, constant.
        """
        columns = [int(self.kolom[s][g]) for s in ("k", "n") if s in self.kolom and self.kolom[s][g] >= 0]
        fixed = 0 if self.sluiten and self.data.bestaand[g] > 0 else int(self.data.bestaand[g])
        return columns, [1] * len(columns), fixed

    @property
    def sluiten(self) -> bool:
        """True when places that stand may be closed."""
        return "k" in self.kolom


@dataclass(frozen=True)
class Solved:
    """A program with its solution: what a rule tells about a plan is read from it.

    Attributes
    ----------
    o
        The program with what rules keep in it.
    x
        Value per column.
    """

    o: BuildState
    x: Ints

    def numbers(self, kind: str, without: Ints | int = 0) -> Ints:
        """Value of a kind of variable per gemeente; `without` where it has none."""
        out = np.full(self.o.data.aantal, without, dtype=np.int64)
        who = self.o.heeft(kind)
        out[who] = self.x[self.o.kolom[kind][who]] if len(who) else 0
        return out

    @cached_property
    def kept(self) -> Ints:
        """Places that stand and are kept."""
        return self.numbers("k", self.o.data.bestaand)

    @cached_property
    def exchanged(self) -> tuple[Swap, ...]:
        """Who hands over what to whom, by all rules together."""
        rules = (r for r in self.o.regels.values() if isinstance(r, Planregel))
        return tuple(n for rule in rules for n in rule.exchanges(self))

    @cached_property
    def _balances(self) -> dict[str, Ints]:
        """Per task with an exchange what that adds to each gemeente."""
        data = self.o.data
        saldo: dict[str, Ints] = {}
        for r in self.exchanged:
            if r.soort == "ruil":
                mine = saldo.setdefault(r.taak, np.zeros(data.aantal, dtype=np.int64))
                mine[data.nummer[r.van]] -= r.aantal
                mine[data.nummer[r.naar]] += r.aantal
        return dict(sorted(saldo.items()))

    def exchange_of(self, taak: str) -> Ints:
        """What the exchange adds to a task, per gemeente; loans are no exchange."""
        return self._balances.get(taak, np.zeros(self.o.data.aantal, dtype=np.int64))

    def exchange_balance(self, code: str) -> dict[str, int]:
        """What the exchange adds to each task of a gemeente."""
        g = self.o.data.nummer[code]
        return {taak: int(saldo[g]) for taak, saldo in self._balances.items() if saldo[g]}

    def of_task(self, taak: str) -> Ints:
        """What each gemeente does of another task of the model: its figure, and what rules add to that."""
        added = (rule.adds(self, taak) for rule in self.o.regels.values() if isinstance(rule, Planregel))
        return ints(sum((a for a in added if a is not None), self.o.data.taken[taak]))

    @cached_property
    def limits(self) -> Mapping[str, tuple[Limit, ...]]:
        """Limits that gemeenten have reached, by gemeentecode and in the order of the rules."""
        found: dict[str, tuple[Limit, ...]] = {}
        for rule in self.o.regels.values():
            for limit in rule.limits(self) if isinstance(rule, Planregel) else ():
                found[limit.code] = (*found.get(limit.code, ()), limit)
        return found

    @cached_property
    def loads(self) -> Loads | None:
        """All tasks that the plan decides about in one unit; None when no rule weighs them."""
        rules = (r for r in self.o.regels.values() if isinstance(r, Planregel))
        return next((found for rule in rules if (found := rule.loads(self)) is not None), None)

    def needs_no_site(self, code: str) -> bool:
        """Whether a gemeente needs no site because all that was asked of it is exchanged."""
        data = self.o.data
        g, exchanged = data.nummer[code], -self.exchange_balance(code).get(data.taak, 0)
        return exchanged > 0 and exchanged == int(self.numbers("r")[g]) and int(self.stands[g]) == 0

    @cached_property
    def stands(self) -> Ints:
        """Places that stand in each gemeente under the plan, ``K + n``."""
        return self.kept + self.numbers("n")


@dataclass(frozen=True)
class Overview:
    """Something that the screen shows under a heading: sentences, and a table.

    Attributes
    ----------
    heads, rows
        Headings and cells; the first column is a name.
    rank
        Column of which the largest stand first when not all rows fit; None: as they come.
    """

    head: str
    lines: tuple[str, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    rank: int | None = None


class Planregel(Regel):
    """Base of the rule kinds: a kind declares here everything that the rest of the house asks of it.

    `wat` tells the rule, `zin` tells what it asks of one gemeente or provincie. Only what a kind does
    differently from this base needs to stand in its file.
    """

    wat: ClassVar[Sentence] = Sentence("", "")
    zin: ClassVar[Sentence] = Sentence("", "")
    required: ClassVar[bool] = False
    """Whether every plan has this rule."""
    divides_country: ClassVar[bool] = False
    """Whether it divides a number of the country over the provincies: none has a plan without the rest."""
    leans_on: ClassVar[tuple[str, ...]] = ()
    """Kinds without which it does not stand."""
    verteld: ClassVar[Told] = "grens"
    """What a rule says in a conflict: what is asked, where it may go, or what stops it."""

    goals: ClassVar[tuple[Goal, ...]] = ()
    """Goals that can only be asked with this rule."""
    columns: ClassVar[tuple[Column, ...]] = ()
    """Columns of its own in ``verdeling.csv``."""
    tables: ClassVar[tuple[Table[Any], ...]] = ()
    """Tables of its own: a csv file, a sheet and a part of the report each."""
    steps: ClassVar[tuple[str, ...]] = ()
    """Steps in the trail of a plan number that this rule is the basis of."""
    task_step: ClassVar[str] = ""
    """Step in the trail of another task by which this rule changes it."""
    chooses: ClassVar[bool] = False
    """Whether the report tells what each open choice costs beside its tables."""
    recorded: ClassVar[bool] = False
    """Whether ``diagnostics.json`` holds its tables too."""
    whole: ClassVar[bool] = False
    """Whether its rows work together inside a provincie, so that a conflict keeps or drops them as one."""
    asks: ClassVar[bool] = False
    """Whether its rows say that places of a gemeente must be found."""

    @property
    def closes(self) -> bool:
        """Whether places that stand may be closed."""
        return False

    @property
    def soft(self) -> bool:
        """Whether not every place must be found; what is not is counted by the goal `tekort`."""
        return False

    def needs(self) -> tuple[Need, ...]:
        """Columns of the data that the rule reads."""
        return ()

    def totals(self, data: PlanData) -> PlanData:
        """The figures with the totals and remainders per provincie that this rule gives.

        Raises
        ------
        ModelError
            When a given total does not fit.
        """
        return data

    def problemen(self, data: PlanData) -> list[Problem]:
        """What is wrong with the settings for these gemeenten."""
        return []

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """What cannot stand beside the other rules and the goals of the plan."""
        return []

    @classmethod
    def ontbreekt(cls, data: PlanData) -> PlanData:
        """The figures of a plan without this rule: without what only this rule knows of."""
        return data

    def prepare(self, data: PlanData) -> PlanData:
        """The figures as this rule makes them, before anything is built; doing it twice changes nothing."""
        return data

    def grenzen(self, data: PlanData, ruimte: Room) -> None:
        """Narrow the bounds per gemeente; every bound is implied by the rows of :meth:`rijen`."""

    def asked(self, data: PlanData, ruimte: Room) -> Ints | None:
        """Places asked per gemeente, where this rule decides them before there is a program."""
        return None

    def burden(self, data: PlanData, most: Ints) -> Ints:
        """Most that each gemeente may have to place, where that was `most` without this rule."""
        return most

    def pairs(self, data: PlanData, los: bool) -> Pairs | None:
        """Every (from, to) that may carry places, home included; None when this rule says nothing of it.

        Parameters
        ----------
        los
            True: also pairs that its rows then forbid, so that those can be taken out.
        """
        return None

    def variables(self, o: BuildState) -> None:
        """Add the variables that this rule brings."""

    def rijen(self, o: BuildState) -> None:
        """Add the rows of this rule."""

    def decides(self, o: BuildState, code: str) -> bool:
        """Whether this rule alone decides what is asked of a gemeente, even where that is nothing."""
        return False

    def without(self) -> Self | None:
        """What is left of the rule when its price is asked; None: nothing."""
        return None

    def alternatives(self) -> tuple[Self, ...]:
        """Rules that each settle one choice for the whole country; the plan is the best of theirs."""
        return (self,)

    def unprotected(self) -> Self:
        """The rule as it is when nobody's part of the remainder is protected."""
        return self

    def binds(self, o: BuildState, x: Ints) -> Problem:
        """That its row about the whole country binds, with what the best plan without it asks."""
        raise NotImplementedError(self.soort)

    def choices(self, o: BuildState) -> tuple[Choice, ...]:
        """What the rule leaves open for single gemeenten, by gemeente; each choice is priced."""
        return ()

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """Values of its columns in the rows of a task, per gemeente of the plan.

        A column that says nothing of this task is left out.
        """
        return {}

    def adds(self, solved: Solved, taak: str) -> Ints | None:
        """What the rule adds to the figure of a task that the plan is not for; None: nothing."""
        return None

    def task_room(self, data: PlanData, taak: str) -> tuple[Ints, Ints] | None:
        """Least and most that the rule adds to another task, per gemeente; None: it does not change it."""
        return None

    def keeps_total(self, data: PlanData, taak: str) -> tuple[tuple[str, Ints], ...]:
        """Areas, with their gemeenten, in which what the rule adds to another task comes to nothing."""
        return ()

    def unbalanced(self, data: PlanData, taak: str, own: Ints, other: Ints) -> Ints:
        """How many units of another task do not balance what is added to the task of the plan."""
        return ints(np.zeros(data.aantal, dtype=np.int64))

    def loads(self, solved: Solved) -> Loads | None:
        """The tasks in one unit, where this rule weighs them."""
        return None

    def limits(self, solved: Solved) -> tuple[Limit, ...]:
        """Limits of this rule on what changes of a task that gemeenten have reached."""
        return ()

    def facts(self, solved: Solved, code: str) -> dict[str, Any]:
        """What the JSON of ``explain`` has of a gemeente beside its columns, by name."""
        return {}

    def trail(self, solved: Solved, code: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Steps to the plan number of a gemeente: name, places, and what its sentence names."""
        yield from ()

    def remainders(self) -> Mapping[str, int]:
        """Remainders per provincie that it takes as given."""
        return {}

    def sums(self, solved: Solved) -> dict[str, int]:
        """Figures of the plan as a whole that it adds beside the sums of its columns, by name."""
        return {}

    def summary(self, solved: Solved, lang: Lang) -> Iterator[str]:
        """What the plan as a whole does by this rule, in sentences for the screen."""
        yield from ()

    def exchanges(self, solved: Solved) -> tuple[Swap, ...]:
        """Who hands over what to whom."""
        return ()

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """What the plan does for a gemeente by this rule, beside its numbers."""
        yield from ()

    def answers(self, solved: Solved, code: str, lang: Lang) -> Iterator[tuple[str, str]]:
        """Questions with their answers that an explanation of a gemeente ends with."""
        yield from ()

    def rows(self, solved: Solved) -> tuple[Rows[Any], ...]:
        """The tables of this rule, each declared in `tables`; one without rows is not shown."""
        return ()

    def overviews(self, solved: Solved, lang: Lang) -> Iterator[Overview]:
        """What the screen shows of this rule: its tables, unless a kind knows better words."""
        for filled in self.rows(solved):
            heads = [c.head(lang) for c in filled.columns]
            cells = [tuple("" if c is None else c for c in row) for row in filled.cells()]
            if cells:
                yield Overview(filled.table.titles[LANGS.index(lang)], (), tuple(heads), tuple(cells))

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """What the rule asks of `where`, in words with numbers."""
        return self._zin(o, where, lang)

    def _zin(self, o: BuildState, where: str, lang: Lang, **numbers: Any) -> str:  # noqa: ANN401
        return self.zin.say(lang, naam=o.data.in_zin(where), **numbers)

    def rij(self, where: str, unit: str = "plaatsen") -> RowTag:
        """Tag of a row of this rule."""
        return RowTag(self.soort, where, self.grondslag, unit)


def plan_rules() -> tuple[type[Planregel], ...]:
    """All rule kinds in the order in which they put bounds, variables and rows."""
    return tuple(kind for kind in rule_kinds().values() if issubclass(kind, Planregel))


def columns_with(sorts: Collection[str]) -> tuple[Column, ...]:
    """Columns that rules give ``verdeling.csv`` where the plan has these kinds, in the order of the rules."""
    ours = [name for name in ORDER if name in sorts or name in ALWAYS]
    kinds = (rule_kind(name) for name in [*ours, *sorted(set(sorts) - set(ORDER))])
    return tuple(c for kind in kinds if issubclass(kind, Planregel) for c in kind.columns)


def closes(task_order: Planopdracht) -> bool:
    """Whether a rule of the plan lets places that stand close."""
    return any(isinstance(rule, Planregel) and rule.closes for rule in task_order.regels.values())


def not_with_closing(task_order: Planopdracht, veld: str, stands: object) -> list[Problem]:
    """A setting that names what is left after the places of the data: with closing nobody knows that yet."""
    return [Problem.van("V479", f"plan.regels.{veld}")] if stands and closes(task_order) else []


def unknown_codes(kind: str, veld: str, codes: Any, data: PlanData) -> list[Problem]:  # noqa: ANN401
    """Problems for codes that are no gemeente of these data."""
    unknown = [code for code in codes if code not in data.nummer]
    names = {g.code: f"{g.naam} ({g.code})" for g in read_register().gemeenten} if unknown else {}
    return [
        Problem.van("V450", f"plan.regels.{kind}.{veld}", gemeente=names.get(code, code)) for code in unknown
    ]
