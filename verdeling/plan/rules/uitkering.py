"""Money for places above the own figure (specifieke uitkering, the bonus)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, field
from fractions import Fraction
from typing import ClassVar, Final, Literal

import numpy as np

from verdeling.columns import Column
from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules import ALWAYS
from verdeling.plan.rules.basis import (
    DEFINITION,
    LAND,
    BuildState,
    Goal,
    Planregel,
    Solved,
    Values,
    not_with_closing,
)
from verdeling.plan.rules.restverdeling import naar_rato
from verdeling.plan.rules.uitruil import columns_of
from verdeling.solver.goals import AnyGoal, Ints, SumGoal, ints
from verdeling.solver.program import RowTag
from verdeling.terms import Frozen
from verdeling.texts import Lang, Sentence, number, say
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal

BUDGET: Final = Sentence(
    "alle uitkeringen samen kosten ten hoogste {budget} euro",
    "all payments together cost at most {budget} euros",
)
STANDING: Final = Sentence(
    ", waarvan {staand} euro voor plaatsen die er al staan",
    ", of which {staand} euros for places that stand already",
)


class Drempel(Frozen):
    """What a provincie earns when it realises strictly more than a share of its total."""

    meer_dan: Ratio
    """Share of the total of the provincie that must be exceeded, such as 3/4."""
    per_plaats: Getal
    """Euros per place."""
    verdeling: Literal["per_plaats", "naar_rato"] = "per_plaats"
    """per_plaats: on top, for every place above the own figure; naar_rato: a pool over the places of the
    provincie beyond the threshold, pro rata over gemeenten above their own figure."""
    telt: Literal["alles", "vrij"] = "alles"
    """What counts as realised. alles: every place of the plan; vrij: what stands and what is offered for the
    bonus, without places that are imposed."""


@dataclass
class Thresholds:
    """Columns per provincie: whether it passes the threshold, places that its pool pays, whether anyone there
    stands above the own figure.
    """

    columns: Ints = field(default_factory=lambda: ints([]))
    pool: Ints = field(default_factory=lambda: ints([]))
    anyone: Ints = field(default_factory=lambda: ints([]))


@dataclass
class Levels:
    """Amounts per place that another rule chooses in the place of `per_plaats`.

    Attributes
    ----------
    amounts
        What it chooses from.
    euros
        Payment without the threshold, as a sum: columns, coefficients, constant.
    per_place
        Euros per place under a plan, per gemeente.
    """

    amounts: tuple[int, ...] = ()
    euros: Callable[[BuildState], tuple[list[int], list[int], int]] | None = None
    per_place: Callable[[Solved], Ints] | None = None


def uitkering(o: BuildState) -> AnyGoal:
    """Euros paid for places above the own figure."""
    columns, coefs, fixed = o.rule(Uitkering).euros(o)
    return SumGoal("uitkering", columns, coefs, constant=fixed)


class Uitkering(Planregel):
    """Euros per durable place of ``K + n`` above ``N_g``; strict provincial thresholds; national budget.

    Places that a gemeente takes over in exchange, ``b_g``, earn nothing unless `geruild`: they are paid with
    another task.
    """

    soort: ClassVar[str] = "uitkering"
    wat: ClassVar[Sentence] = Sentence(
        "Voor plaatsen boven het eigen cijfer krijgt een gemeente een uitkering per plaats.",
        "For places above its own figure a gemeente gets a payment per place.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} krijgt {bedrag} euro per plaats boven haar eigen cijfer",
        "{naam} gets {bedrag} euros per place above its own figure",
    )

    per_plaats: Getal
    """Euros per place above the own figure."""
    per_nieuwe_plaats: Getal | None = None
    """Another amount for places above the own figure that do not stand yet."""
    geruild: bool = False
    """True: places that a gemeente takes over in exchange for another task count too."""
    drempel: Drempel | None = None
    """More when the provincie does well."""
    budget: Getal | None = None
    """National budget in euros that the plan must stay within."""

    goals: ClassVar[tuple[Goal, ...]] = (Goal("uitkering", uitkering),)
    columns: ClassVar[tuple[Column, ...]] = ALWAYS["uitkering"]

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """What stands must be known for two amounts; nothing is free where nobody offers."""
        found = not_with_closing(
            task_order, "uitkering.per_nieuwe_plaats", self.per_nieuwe_plaats is not None
        )
        if self.freely and "aanbod_bij_bonus" not in task_order.regels:
            found.append(Problem.van("V948", "plan.regels.uitkering.drempel.telt"))
        return found

    def inside(self, o: BuildState) -> bool:
        """Whether a goal or a budget needs the payment inside the program."""
        chosen = o.part(Levels).euros is not None
        return "uitkering" in o.doelen or self.budget is not None or chosen

    def binds(self, o: BuildState, x: Ints) -> Problem:
        """That the budget binds, with what the best plan without it costs."""
        assert self.budget is not None, "only a budget has a row about the country"
        columns, coefs, fixed = self.euros(o)
        costs = fixed + int(np.dot(x[ints(columns)], ints(coefs)))
        return Problem.van(
            "V801", "plan.regels.uitkering.budget", budget=int(self.budget.waarde), kosten=costs
        )

    def problemen(self, data: PlanData) -> list[Problem]:
        """Amounts are whole euros, not negative."""
        amounts = {"per_plaats": self.per_plaats, "per_nieuwe_plaats": self.per_nieuwe_plaats}
        amounts["budget"] = self.budget
        if self.drempel is not None:
            amounts["drempel.per_plaats"] = self.drempel.per_plaats
        found = [
            Problem.van("V452", f"plan.regels.uitkering.{veld}", waarde=figure.waarde)
            for veld, figure in amounts.items()
            if figure is not None and (figure.waarde < 0 or figure.waarde.denominator != 1)
        ]
        if self.drempel is not None and self.drempel.meer_dan < 0:
            where = "plan.regels.uitkering.drempel.meer_dan"
            found.append(Problem.van("V452", where, waarde=self.drempel.meer_dan))
        return found

    @property
    def freely(self) -> bool:
        """True when imposed places do not count for the threshold."""
        return self.drempel is not None and self.drempel.telt == "vrij"

    @property
    def bedragen(self) -> tuple[int, int]:
        """Euros for a place that stands already, and for a new one."""
        new = self.per_plaats if self.per_nieuwe_plaats is None else self.per_nieuwe_plaats
        return int(self.per_plaats.waarde), int(new.waarde)

    def variables(self, o: BuildState) -> None:
        """``e_g ≥ K_g + n_g − N_g`` above the own figure; ``t_p`` and ``w_g`` or ``pot_p``: threshold."""
        data = o.data
        if not self.inside(o):
            return
        kan = data.bestaand + np.where(o.kolom["n"] >= 0, o.ruimte.n_boven, 0) - data.indicatief
        who = np.flatnonzero(kan > 0)
        fixed = np.zeros(data.aantal, dtype=np.int64) if o.sluiten else self._standing(data)
        o.per_gemeente("e", who, fixed[who], kan[who])
        o.extra.append(o.kolom["e"][who])
        if not self.geruild:
            takes = [g for g in who.tolist() if o.kolom["n"][g] >= 0 and columns_of(o, data.taak, g)[1]]
            o.per_gemeente("b", ints(takes), 0, o.ruimte.n_boven[takes])
            o.per_gemeente("over", ints(takes), 0, 1)
            o.helpers += [o.kolom["b"][takes], o.kolom["over"][takes]]
        if self.drempel is not None:
            t = o.builder.variables("t", [(p,) for p in data.provincies], 0, 1)
            o.part(Thresholds).columns = t
            if self.drempel.verdeling == "per_plaats":
                o.per_gemeente("w", who, 0, kan[who])
                o.extra += [o.kolom["w"][who], t]
            else:
                most = data.per_provincie(ints(data.bestaand + o.ruimte.n_boven))
                above = data.per_provincie(self._standing(data)) > 0
                pool = o.builder.variables("pot", [(p,) for p in data.provincies], 0, most)
                anyone = o.builder.variables("boven", [(p,) for p in data.provincies], ints(above), 1)
                o.part(Thresholds).pool, o.part(Thresholds).anyone = pool, anyone
                o.extra += [pool, t]
                o.helpers.append(anyone)

    def rijen(self, o: BuildState) -> None:
        """Places above the figure, the threshold in both directions, and the budget."""
        if not self.inside(o):
            return
        data = o.data
        for g in o.heeft("e").tolist():
            columns, coefs, stands = o.staat(g)
            e = int(o.kolom["e"][g])
            limit = stands - int(data.indicatief[g])
            if "b" in o.kolom and o.kolom["b"][g] >= 0:
                columns, coefs = [*columns, int(o.kolom["b"][g])], [*coefs, -1]
                self._exchanged(o, g)
            o.builder.row(self.rij(data.codes[g]), [e, *columns], [1, *(-c for c in coefs)], lower=limit)
        if self.drempel is not None:
            self._threshold(o, self.drempel)
        if self.budget is not None:
            columns, coefs, fixed = self.euros(o)
            o.builder.row(self.rij(LAND, "euro"), columns, coefs, upper=int(self.budget.waarde) - fixed)

    def _exchanged(self, o: BuildState, g: int) -> None:
        """``b ≤ max(0, Σ bij − Σ af)`` and ``b ≤ n``: what is taken over, after what is handed over."""
        b, over, n = (int(o.kolom[k][g]) for k in ("b", "over", "n"))
        away, bij = columns_of(o, o.data.taak, g)
        most, weg = int(o.ruimte.n_boven[g]), len(away) * int(o.ruimte.r_above[g])
        tag = RowTag(DEFINITION, o.data.codes[g], unit="plaatsen")
        o.builder.row(tag, [b, n], [1, -1], upper=0)
        o.builder.row(tag, [b, over], [1, -most], upper=0)
        o.builder.row(tag, [b, over, *away, *bij], [1, weg, *[1] * len(away), *[-1] * len(bij)], upper=weg)

    def _threshold(self, o: BuildState, threshold: Drempel) -> None:
        """``t_p = 1`` exactly when what counts is more than ``share · O_p``; then ``w_g ≥ e_g`` or a pool."""
        data, numerator, denominator = o.data, threshold.meer_dan.numerator, threshold.meer_dan.denominator
        for p, members in enumerate(data.members):
            columns, stands, most = self._counted(o, members)
            t, tag = int(o.part(Thresholds).columns[p]), self.rij(data.provincies[p])
            limit = numerator * int(data.opgave[p])
            ample = max(0, denominator * most - limit)
            denominators = [denominator] * len(columns)
            o.builder.row(tag, [*columns, t], [*denominators, -ample], upper=limit - denominator * stands)
            o.builder.row(tag, [*columns, t], [*denominators, -(limit + 1)], lower=-denominator * stands)
            earn = members[o.kolom["e"][members] >= 0]
            if threshold.verdeling == "naar_rato":
                self._pool(o, p, earn)
                continue
            for g in earn.tolist():
                above = int(can_above(o, g))
                e, w = int(o.kolom["e"][g]), int(o.kolom["w"][g])
                o.builder.row(self.rij(data.codes[g]), [w, e, t], [1, -1, -above], lower=-above)

    def _counted(self, o: BuildState, members: Ints) -> tuple[list[int], int, int]:
        """What counts for the threshold of a provincie: columns, what stands in any case, and the most."""
        if self.freely:
            offer = members[o.kolom["a"][members] >= 0]
            stands = int(o.data.bestaand[members].sum())
            return o.kolom["a"][offer].tolist(), stands, stands + int(o.ruimte.n_boven[offer].sum())
        columns: list[int] = []
        stands, most = 0, 0
        for g in members.tolist():
            mine, _, fixed = o.staat(g)
            columns += mine
            stands += fixed
            most += int(o.data.bestaand[g]) + (int(o.ruimte.n_boven[g]) if o.kolom["n"][g] >= 0 else 0)
        return columns, stands, most

    def _pool(self, o: BuildState, p: int, earn: Ints) -> None:
        """``pot_p ≥ Σ − ⌊share · O_p⌋`` where anyone can be paid from it; none below the threshold."""
        assert self.drempel is not None, "a pool has a threshold"
        columns, stands, most = self._counted(o, o.data.members[p])
        limit, tag = int(self.drempel.meer_dan * int(o.data.opgave[p])), self.rij(o.data.provincies[p])
        t, pool, anyone = (int(one[p]) for one in astuple(o.part(Thresholds)))
        ample = max(0, most - limit)
        signs = [1, *[-1] * len(columns), -ample]
        o.builder.row(tag, [pool, *columns, anyone], signs, lower=stands - limit - ample)
        o.builder.row(tag, [pool, t], [1, -ample], upper=0)
        for g in earn.tolist():
            tag = RowTag(DEFINITION, o.data.codes[g], unit="plaatsen")
            o.builder.row(tag, [int(o.kolom["e"][g]), anyone], [1, -int(can_above(o, g))], upper=0)

    def euros(self, o: BuildState) -> tuple[list[int], list[int], int]:
        """Payment as a sum: columns, coefficients, constant."""
        who, chosen = o.heeft("e"), o.part(Levels).euros
        standing, new = self.bedragen
        columns, coefs = o.kolom["e"][who].tolist(), [new] * len(who)
        fixed = (standing - new) * int(self._standing(o.data).sum()) if standing != new else 0
        if chosen is not None:
            columns, coefs, fixed = chosen(o)
        if self.drempel is not None:
            pooled = self.drempel.verdeling == "naar_rato"
            more = (o.part(Thresholds).pool if pooled else o.kolom["w"][who]).tolist()
            columns, coefs = columns + more, coefs + [int(self.drempel.per_plaats.waarde)] * len(more)
        return columns, coefs, fixed

    @staticmethod
    def _standing(data: PlanData) -> Ints:
        return ints(np.maximum(0, data.bestaand - data.indicatief))

    def earning(self, solved: Solved) -> Ints:
        """Places that stand and count for the payment: without those that were taken over in exchange."""
        if self.geruild:
            return solved.stands
        new = solved.numbers("n")
        over = np.maximum(0, solved.exchange_of(solved.o.data.taak))
        return ints(solved.kept + new - np.minimum(over, new))

    def paid(self, solved: Solved, built: bool = True) -> Ints:
        """Euros per gemeente at the amounts of the plan, new places included or not; see :meth:`bedrag`."""
        per_place, kept = solved.o.part(Levels).per_place, solved.kept
        chosen = None if per_place is None else per_place(solved)
        counted = ints(kept + solved.numbers("a")) if self.freely else solved.stands
        if not built:
            return self.bedrag(solved.o.data, kept, kept, chosen)
        return self.bedrag(solved.o.data, self.earning(solved), kept, chosen, counted)

    def bedrag(
        self,
        data: PlanData,
        stands: Ints,
        bestaand: Ints,
        per_place: Ints | None = None,
        counted: Ints | None = None,
    ) -> Ints:
        """Euros per gemeente once the plan is known, the pool included.

        Parameters
        ----------
        stands
            Places per gemeente that count, ``K + n − b``; see :meth:`earning`.
        bestaand
            Places of the plan that stand already.
        per_place
            Euros per place where another rule chooses them, per gemeente.
        counted
            Places per gemeente that count for the threshold; none: those of `stands`.
        """
        counted = stands if counted is None else counted
        voor_standing, voor_new = self.bedragen if per_place is None else (per_place, per_place)
        above = np.maximum(0, stands - data.indicatief)
        al = np.minimum(above, np.maximum(0, bestaand - data.indicatief))
        euro = voor_standing * al + voor_new * (above - al)
        if self.drempel is None:
            return ints(euro)
        for p, members in enumerate(data.members):
            total, opgave = int(counted[members].sum()), int(data.opgave[p])
            if Fraction(total) <= self.drempel.meer_dan * opgave:
                continue
            tariff = int(self.drempel.per_plaats.waarde)
            if self.drempel.verdeling == "per_plaats":
                euro[members] += tariff * above[members]
            elif above[members].any():
                pot = tariff * (total - int(self.drempel.meer_dan * opgave))
                ample = np.full(len(members), pot)
                euro[members] += naar_rato(pot, above[members], np.zeros(len(members), dtype=np.int64), ample)
        return ints(euro)

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """Euros for places above the own figure."""
        if taak != solved.o.data.taak:
            return {}
        euros = self.paid(solved)
        return {"uitkering_eur": tuple(euros.tolist())}

    def sums(self, solved: Solved) -> dict[str, int]:
        """Euros for the places that stand already."""
        euros = self.paid(solved, built=False)
        return {"uitkering_bestaand_eur": int(euros.sum())}

    def summary(self, solved: Solved, lang: Lang) -> Iterator[str]:
        """Euros for all places above the own figure, and for those that stand already."""
        euros = int(self.paid(solved).sum())
        yield say("cli.plan.uitkering", lang, uitkering_eur=euros, **self.sums(solved))
        passed = solved.x[solved.o.part(Thresholds).columns]
        if self.drempel is not None and passed.size:
            codes = zip(solved.o.data.provincies, passed.tolist(), strict=True)
            names = ", ".join(solved.o.data.naam(code) for code, yes in codes if yes)
            share = self.drempel.meer_dan
            yield say("rules.drempel_gehaald", lang, deel=share, wie=names or "–")

    def answers(self, solved: Solved, code: str, lang: Lang) -> Iterator[tuple[str, str]]:
        """What the gemeente gets."""
        data = solved.o.data
        g = data.nummer[code]
        above = max(0, int(self.earning(solved)[g] - data.indicatief[g]))
        euro = int(self.paid(solved)[g])
        yield say("plan.uitkering", lang), say("plan.euro", lang, boven=above, euro=euro)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """The amount per place; the budget for the whole country."""
        amounts = o.part(Levels).amounts or (self.bedragen[0],)
        if where not in o.data.nummer and self.budget is not None:
            standing = amounts[0] * int(self._standing(o.data).sum())
            stays = "" if o.sluiten or len(amounts) > 1 else STANDING.say(lang, staand=standing)
            return BUDGET.say(lang, budget=int(self.budget.waarde)) + stays
        return self._zin(o, where, lang, bedrag=" / ".join(number(n, lang) for n in amounts))


def can_above(o: BuildState, g: int) -> int:
    """Most places above its own figure that gemeente g can have."""
    new = int(o.ruimte.n_boven[g]) if o.kolom["n"][g] >= 0 else 0
    return int(o.data.bestaand[g]) + new - int(o.data.indicatief[g])
