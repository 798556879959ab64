"""Places that gemeenten offer for a bonus: how many come freely at which amount is what the plan decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final, Literal, Self

import numpy as np
from pydantic import Field

from verdeling.columns import Column, Rows, Table, column, row
from verdeling.errors import DataError, Problem
from verdeling.inputs.checks import plek, read_column
from verdeling.inputs.names import Found, NameBook
from verdeling.inputs.reader import UnreadableSheet, read_table
from verdeling.inputs.register import LAATSTE_GRENZEN, read_register
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import (
    DEFINITION,
    BuildState,
    Goal,
    Overview,
    Planregel,
    Solved,
    Values,
    not_with_closing,
)
from verdeling.plan.rules.uitkering import Levels, Uitkering
from verdeling.solver.goals import AnyGoal, Ints, SumGoal, ints
from verdeling.solver.program import RowTag
from verdeling.terms import Frozen
from verdeling.texts import Lang, Sentence, say
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.model import Planopdracht

PROVINCIE: Final = Sentence(
    "wat gemeenten van {naam} boven hun eigen cijfer aanbieden wordt daar van anderen niet gevraagd",
    "what gemeenten of {naam} offer above their own figure is not asked of others there",
)


@row
class Offered:
    """One gemeente that offers more than its own figure."""

    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam.", "Name."))
    bonus_eur: int = column(
        ("bonus per plaats (euro)", "bonus per place (euros)"),
        ("Bonus per plaats boven het eigen cijfer.", "Bonus per place above the own figure."),
        unit="eur",
    )
    beschikbaar: int = column(
        ("aangeboden", "offered"),
        ("Plaatsen die bij deze bonus worden aangeboden.", "Places that are offered at this bonus."),
        unit="plaatsen",
    )
    gebruikt: int = column(
        ("gebruikt", "used"),
        ("Plaatsen die het plan daarvan gebruikt.", "Places of these that the plan uses."),
        unit="plaatsen",
    )


OFFERED: Final = Table(
    "aanbod_bij_bonus",
    Offered,
    (
        "Wie bij deze bonus meer aanbiedt dan het eigen cijfer",
        "Who offers more than its own figure at this bonus",
    ),
    (
        "Aanbod boven het eigen cijfer, en wat ervan gebruikt wordt.",
        "Offers above the own figure, and what is used.",
    ),
    "offers for a bonus",
)


class Aanbodstap(Frozen):
    """What every gemeente offers above its own figure from an amount per place, on top of earlier steps."""

    vanaf_euro: int = Field(ge=0)
    """Euros per place from which it is offered."""
    deel_cijfer: Ratio = Fraction(0)
    """Share of the own figure, rounded down."""
    deel_nood: Ratio = Fraction(0)
    """Share of the emergency places that can become durable, rounded down."""


def forced(o: BuildState) -> AnyGoal:
    """``Σ (r − u − s)``: places of the remainder that are assigned and not offered."""
    signs = (("r", 1), ("u", -1), ("s", -1))
    parts = [(int(j), sign) for kind, sign in signs for j in o.kolom.get(kind, ints([])) if j >= 0]
    return SumGoal("gedwongen", [j for j, _ in parts], [sign for _, sign in parts])


class AanbodBijBonus(Planregel):
    """``a_g ≤ A_g(b)``, ``n_g ≥ max(0, N_g − K_g)·y_g + a_g``, ``Σ_p u = Σ_p a``: offers relieve others.

    At the bonus b a gemeente offers ``A_g(b)`` places above its own figure; those that the plan uses, a,
    are not asked of others in the provincie, u. The amount is chosen from a list, per provincie or for the
    country.
    """

    soort: ClassVar[str] = "aanbod_bij_bonus"
    steps: ClassVar[tuple[str, ...]] = ("plan_aangeboden", "plan_ontlast")
    wat: ClassVar[Sentence] = Sentence(
        "Voor een bonus per plaats bieden gemeenten meer aan dan hun eigen cijfer; wat zij aanbieden "
        "hoeft in hun provincie niet te worden opgelegd.",
        "For a bonus per place gemeenten offer more than their own figure; what they offer need not be "
        "imposed on others in their provincie.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} biedt bij {euro} euro per plaats ten hoogste {meeste} {meeste:?plaats:plaatsen} boven "
        "haar eigen cijfer aan",
        "at {euro} euros per place {naam} offers at most {meeste} {meeste:?place:places} above its own "
        "figure",
    )

    niveaus: tuple[int, ...] = Field(min_length=1)
    """Amounts per place from which the bonus is chosen, in euros, rising."""
    per: Literal["provincie", "land"] = "land"
    """Whether each provincie has a bonus of its own, or the whole country the same."""
    stappen: tuple[Aanbodstap, ...] = ()
    """What every gemeente offers, by rising amount; none: nobody responds."""
    tabel: str | None = None
    """File with offers: `gemeente`, `aantal`, `vanaf_euro`; several rows per gemeente are several steps."""

    goals: ClassVar[tuple[Goal, ...]] = (Goal("gedwongen", forced),)
    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "aangeboden",
            (int,),
            ("Aangeboden voor de bonus", "Offered for the bonus"),
            (
                "Plaatsen boven het eigen cijfer die voor de bonus zijn aangeboden en gebruikt.",
                "Places above the own figure that were offered for the bonus and are used.",
            ),
            unit="plaatsen",
            empty=True,
        ),
        Column(
            "ontlast",
            (int,),
            ("Niet opgelegd door aanbod", "Not imposed because of offers"),
            (
                "Gevraagde plaatsen die anderen in de provincie hebben aangeboden.",
                "Places asked that others in the provincie offered.",
            ),
            unit="plaatsen",
            empty=True,
        ),
    )
    tables: ClassVar[tuple[Table[Any], ...]] = (OFFERED,)

    def problemen(self, data: PlanData) -> list[Problem]:
        """Amounts and steps rise, shares are not negative, the table can be read."""
        where, found = f"plan.regels.{self.soort}", []
        for veld, line in (("niveaus", self.niveaus), ("stappen", [s.vanaf_euro for s in self.stappen])):
            for i, (a, b) in enumerate(pairwise(line), start=1):
                if b <= a:
                    found.append(Problem.van("V921", f"{where}.{veld}.{i}", eerder=a, euro=b))
        found += [
            Problem.van("V452", f"{where}.niveaus.{i}", waarde=n) for i, n in enumerate(self.niveaus) if n < 0
        ]
        for i, step in enumerate(self.stappen):
            for veld in ("deel_cijfer", "deel_nood"):
                if getattr(step, veld) < 0:
                    found.append(
                        Problem.van("V452", f"{where}.stappen.{i}.{veld}", waarde=getattr(step, veld))
                    )
        if any(s.deel_nood for s in self.stappen) and not data.nood.any():
            found.append(Problem.van("V922", f"{where}.stappen"))
        if self.tabel is not None:
            found += self._rows()[1]
        return found

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """One amount per place, which a goal or a budget weighs; nothing closes."""
        where, betaalt = f"plan.regels.{self.soort}", task_order.regels.get(Uitkering.soort)
        found = not_with_closing(task_order, self.soort, True)
        if isinstance(betaalt, Uitkering):
            if betaalt.per_nieuwe_plaats is not None:
                found.append(Problem.van("V923", "plan.regels.uitkering.per_nieuwe_plaats"))
            if len(self.niveaus) > 1 and "uitkering" not in task_order.doelen and betaalt.budget is None:
                found.append(Problem.van("V924", f"{where}.niveaus", aantal=len(self.niveaus)))
        return found

    def alternatives(self) -> tuple[Self, ...]:
        """One rule per amount where the country has one amount."""
        if self.per == "provincie":
            return (self,)
        return tuple(self.model_copy(update={"niveaus": (n,)}) for n in self.niveaus)

    def without(self) -> Self:
        """The same bonus when nobody responds to it."""
        return self.model_copy(update={"stappen": (), "tabel": None})

    def prepare(self, data: PlanData) -> PlanData:
        """The figures with the offers of each step, by its amount."""
        steps: dict[int, Ints] = {}
        for step in self.stappen:
            steps[step.vanaf_euro] = ints(
                _share(data.indicatief, step.deel_cijfer) + _share(data.nood, step.deel_nood)
            )
        if self.tabel is not None:
            rows, problems = self._rows()
            if problems:
                raise DataError(problems)
            for code, count, euro in rows:
                if code in data.nummer:
                    offers = steps.get(euro, np.zeros(data.aantal, dtype=np.int64)).copy()
                    offers[data.nummer[code]] += count
                    steps[euro] = ints(offers)
        named = {f"{self.soort} {euro}": offers for euro, offers in sorted(steps.items())}
        others = {name: values for name, values in data.figures.items() if not name.startswith(self.soort)}
        return replace(data, figures=MappingProxyType({**others, **named}))

    def _rows(self) -> tuple[list[tuple[str, int, int]], list[Problem]]:
        """Code, places and euros of each row of the table, and what is wrong with it."""
        assert self.tabel is not None, "only a table has rows"
        try:
            table = read_table(Path(self.tabel), ("gemeente", "aantal", "vanaf_euro"))
        except UnreadableSheet as error:
            return [], [*error.problemen]
        book, names = NameBook(read_register(), LAATSTE_GRENZEN), table.kolom("gemeente")
        rows, found, last = [], [], Counter[str]()
        numbers = []
        for name in ("aantal", "vanaf_euro"):
            numerators, denominator, problems = read_column(table, name, name, names)
            found += problems
            numbers.append([None if t is None else Fraction(t, denominator) for t in numerators])
            wrong = {p.waar for p in problems}
            for i, n in enumerate(numbers[-1]):
                where = plek(table, i, name, names[i])
                if n is None and where not in wrong:
                    found.append(Problem.van("V925", where, kolom=name))
                elif n is not None and (n < 0 or n.denominator != 1):
                    found.append(Problem.van("V452", where, waarde=n))
        for i, (name, count, euro) in enumerate(zip(names, *numbers, strict=True)):
            gemeente = book.gemeente(name)
            if not isinstance(gemeente, Found):
                found.append(gemeente.op(plek(table, i, "gemeente")))
            elif count is not None and euro is not None:
                if last.get(gemeente.code, -1) >= euro:
                    where = plek(table, i, "vanaf_euro", name)
                    found.append(Problem.van("V921", where, eerder=last[gemeente.code], euro=int(euro)))
                last[gemeente.code] = int(euro)
                rows.append((gemeente.code, int(count), int(euro)))
        return rows, found

    def offers(self, data: PlanData, euro: int) -> Ints:
        """``A_g(b)``: places that each gemeente offers at an amount, where its provincie has a remainder."""
        mine = (
            key.removeprefix(f"{self.soort} ") for key in data.figures if key.startswith(f"{self.soort} ")
        )
        steps = [data.figures[f"{self.soort} {v}"] for v in mine if int(v) <= euro]
        return ints(np.where(data.rest[data.provincie] > 0, sum(steps, np.zeros(data.aantal, np.int64)), 0))

    def levels(self, o: BuildState) -> tuple[int, ...]:
        """Amounts to choose from; nothing is paid without the rule that pays."""
        return self.niveaus if Uitkering.soort in o.regels else (0,)

    def burden(self, data: PlanData, most: Ints) -> Ints:
        """What a gemeente offers it must place, beside what is asked."""
        return ints(most + self.offers(data, self.niveaus[-1]))

    def variables(self, o: BuildState) -> None:
        """``a`` offers used, ``u`` places not asked, ``y`` who offers; ``l`` the amount of a provincie."""
        data, levels = o.data, self.levels(o)
        kan = np.where(o.kolom["n"] >= 0, np.minimum(self.offers(data, levels[-1]), o.ruimte.n_boven), 0)
        who = np.flatnonzero(kan > 0)
        o.per_gemeente("a", who, 0, kan[who])
        together = np.bincount(data.provincie[who], weights=kan[who], minlength=len(data.provincies))
        most = np.minimum(together[data.provincie].astype(np.int64), o.ruimte.r_above)
        wordt = np.flatnonzero((o.kolom["r"] >= 0) & (most > 0))
        o.per_gemeente("u", wordt, 0, most[wordt])
        below = who[data.indicatief[who] > data.bestaand[who]]
        o.per_gemeente("y", below, 0, 1)
        o.placing += [(wordt, o.kolom["u"][wordt], 1), (who, o.kolom["a"][who], -1)]
        o.extra += [o.kolom["a"][who], o.kolom["u"][wordt]]
        o.helpers.append(o.kolom["y"][below])
        if len(levels) > 1:
            for euro in levels:
                o.extra.append(o.builder.variables("l", [(p, str(euro)) for p in data.provincies], 0, 1))
            o.part(Choice).columns = ints(np.array(o.extra[-len(levels) :]).T)
            above = self._above(o)
            new = np.flatnonzero(above > 0)
            for euro in levels:
                o.per_gemeente(f"x{euro}", new, 0, above[new])
                o.helpers.append(o.kolom[f"x{euro}"][new])
        if Uitkering.soort in o.regels:
            paid = o.part(Levels)
            paid.amounts, paid.euros, paid.per_place = levels, self.euros, self.per_place

    @staticmethod
    def _above(o: BuildState) -> Ints:
        """Most new places of each gemeente above its own figure."""
        ample = np.maximum(0, o.data.indicatief - o.data.bestaand)
        return ints(np.where(o.kolom["n"] >= 0, np.maximum(0, o.ruimte.n_boven - ample), 0))

    def euros(self, o: BuildState) -> tuple[list[int], list[int], int]:
        """Payment as a sum: columns, coefficients, constant."""
        levels, chosen = self.levels(o), o.part(Choice).columns
        if len(levels) == 1:
            return o.kolom["e"][o.heeft("e")].tolist(), [levels[0]] * len(o.heeft("e")), 0
        standing = o.data.per_provincie(ints(np.maximum(0, o.data.bestaand - o.data.indicatief)))
        columns, coefs = chosen.ravel().tolist(), np.outer(standing, levels).ravel().tolist()
        for euro in levels:
            mine = o.kolom[f"x{euro}"][o.heeft(f"x{euro}")].tolist()
            columns, coefs = columns + mine, coefs + [euro] * len(mine)
        return columns, coefs, 0

    def per_place(self, solved: Solved) -> Ints:
        """Chosen amount per gemeente."""
        levels = np.array(self.levels(solved.o))
        if len(levels) == 1:
            return ints(np.full(solved.o.data.aantal, levels[0]))
        return ints((solved.x[solved.o.part(Choice).columns] @ levels)[solved.o.data.provincie])

    def rijen(self, o: BuildState) -> None:
        """Offers at the amount, above the own figure; what is offered is not asked of others."""
        data, levels = o.data, self.levels(o)
        offers = [self.offers(data, euro) for euro in levels]
        for g in o.heeft("a").tolist():
            tag, a, n = self.rij(data.codes[g]), int(o.kolom["a"][g]), int(o.kolom["n"][g])
            ample = max(0, int(data.indicatief[g] - data.bestaand[g]))
            if len(levels) == 1:
                o.builder.row(tag, [a], 1, upper=int(offers[0][g]))
            else:
                chosen = o.part(Choice).columns[data.provincie[g]].tolist()
                o.builder.row(tag, [a, *chosen], [1, *(-int(offer[g]) for offer in offers)], upper=0)
            y = int(o.kolom["y"][g])
            if y >= 0:
                o.builder.row(tag, [a, y], [1, -int(offers[-1][g])], upper=0)
            o.builder.row(
                tag, [n, a, *([y] if y >= 0 else [])], [1, -1, *([-ample] if y >= 0 else [])], lower=0
            )
        for g in o.heeft("u").tolist():
            u, r = int(o.kolom["u"][g]), int(o.kolom["r"][g])
            o.builder.row(self.rij(data.codes[g]), [u, r], [1, -1], upper=0)
        for p, members in enumerate(data.members):
            given, spared = ([c for c in o.kolom[kind][members].tolist() if c >= 0] for kind in ("a", "u"))
            if given:
                signs = [*[1] * len(spared), *[-1] * len(given)]
                o.builder.row(self.rij(data.provincies[p]), [*spared, *given], signs, 0, 0)
        if len(levels) > 1:
            self._choose(o, levels)

    def _choose(self, o: BuildState, levels: tuple[int, ...]) -> None:
        """One amount per provincie; ``x_gb`` are the new places above the own figure that are paid b each."""
        data, above = o.data, self._above(o)
        for p, code in enumerate(data.provincies):
            o.builder.row(RowTag(DEFINITION, code), o.part(Choice).columns[p].tolist(), 1, 1, 1)
        for g in o.heeft(f"x{levels[0]}").tolist():
            tag = RowTag(DEFINITION, data.codes[g], unit="plaatsen")
            x = [int(o.kolom[f"x{euro}"][g]) for euro in levels]
            for k, one in enumerate(o.part(Choice).columns[data.provincie[g]].tolist()):
                o.builder.row(tag, [x[k], one], [1, -int(above[g])], upper=0)
            standing = max(0, int(data.bestaand[g] - data.indicatief[g]))
            o.builder.row(tag, [*x, int(o.kolom["e"][g])], [*[1] * len(x), -1], lower=-standing)

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """Places offered and used, and places not asked because of that."""
        if taak != solved.o.data.taak:
            return {}
        return {
            "aangeboden": tuple(solved.numbers("a").tolist()),
            "ontlast": tuple(solved.numbers("u").tolist()),
        }

    def trail(self, solved: Solved, code: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Places offered, and places not asked because others offered them."""
        g = solved.o.data.nummer[code]
        euro = int(self.per_place(solved)[g])
        yield "plan_aangeboden", int(solved.numbers("a")[g]), {"euro": euro}
        yield "plan_ontlast", -int(solved.numbers("u")[g]), {"euro": euro}

    def rows(self, solved: Solved) -> tuple[Rows[Any], ...]:
        """Who offers, by gemeentecode."""
        data, euros, used = solved.o.data, self.per_place(solved).tolist(), solved.numbers("a").tolist()
        offers = {euro: self.offers(data, euro).tolist() for euro in set(euros)}
        return (
            OFFERED.fill(
                Offered(code, data.namen[g], euros[g], offers[euros[g]][g], used[g])
                for g, code in enumerate(data.codes)
                if offers[euros[g]][g]
            ),
        )

    def sums(self, solved: Solved) -> dict[str, int]:
        """Places that are imposed."""
        return {"gedwongen": self.imposed(solved)}

    @staticmethod
    def imposed(solved: Solved) -> int:
        """Places of the remainder that are assigned and not offered."""
        return int((solved.numbers("r") - solved.numbers("u") - solved.numbers("s")).sum())

    def summary(self, solved: Solved, lang: Lang) -> Iterator[str]:
        """What comes freely at the chosen amounts, and what is imposed."""
        data, euros = solved.o.data, self.per_place(solved)
        free, per = (
            int(solved.numbers("a").sum()),
            sorted(set(euros[np.flatnonzero(data.rest[data.provincie])].tolist())),
        )
        amounts = ", ".join(say("rules.euro", lang, euro=euro) for euro in per)
        yield say("rules.bonus_som", lang, vrij=free, gedwongen=self.imposed(solved), bedragen=amounts or "–")

    def overviews(self, solved: Solved, lang: Lang) -> Iterator[Overview]:
        """Who offers, those of whom most is used first."""
        for found in super().overviews(solved, lang):
            yield replace(
                found, heads=found.heads[1:], rows=tuple(r[1:] for r in found.rows if r[-1]), rank=3
            )

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """What the gemeente offers, or what others offer in its place."""
        data = solved.o.data
        g, name = data.nummer[code], data.naam(code)
        if n := int(solved.numbers("a")[g]):
            euro = int(self.per_place(solved)[g])
            yield say("rules.plan_aangeboden", lang, naam=name, plaatsen=n, euro=euro)
        if n := int(solved.numbers("u")[g]):
            yield say("rules.plan_ontlast", lang, naam=name, plaatsen=n)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """What a gemeente offers at the highest amount; what offers do in a provincie."""
        if where not in o.data.nummer:
            return PROVINCIE.say(lang, naam=o.data.in_zin(where))
        euro = self.levels(o)[-1]
        return self._zin(
            o, where, lang, euro=euro, meeste=int(self.offers(o.data, euro)[o.data.nummer[where]])
        )


@dataclass
class Choice:
    """Column per provincie and amount that says whether it is the amount there."""

    columns: Ints = field(default_factory=lambda: ints([]))


def _share(of: Ints, share: Fraction) -> Ints:
    return ints(of * share.numerator // share.denominator)
