"""Money for places above the own figure (specifieke uitkering, the bonus)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Final, Literal

import numpy as np

from verdeling.columns import Column
from verdeling.errors import Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.rules import ALWAYS
from verdeling.plan.rules.basis import (
    DEFINITIE,
    LAND,
    Goal,
    Opbouw,
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
from verdeling.verdeelmodel.fraction import Breuk
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal

BUDGET: Final = Sentence(
    "alle uitkeringen samen kosten ten hoogste {budget} euro",
    "all payments together cost at most {budget} euros",
)
STAAND: Final = Sentence(
    ", waarvan {staand} euro voor plaatsen die er al staan",
    ", of which {staand} euros for places that stand already",
)


class Drempel(Frozen):
    """What a provincie earns when it realises strictly more than a share of its total."""

    meer_dan: Breuk
    """Share of the total of the provincie that must be exceeded, such as 3/4."""
    per_plaats: Getal
    """Euros per place."""
    verdeling: Literal["per_plaats", "naar_rato"] = "per_plaats"
    """per_plaats: on top, for every place above the own figure; naar_rato: a pool over the places of the
    provincie beyond the threshold, divided after the plan over gemeenten above their own figure."""


@dataclass
class Thresholds:
    """Column per provincie that says whether it passes the threshold."""

    columns: Ints = field(default_factory=lambda: ints([]))


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
    euros: Callable[[Opbouw], tuple[list[int], list[int], int]] | None = None
    per_place: Callable[[Solved], Ints] | None = None


def uitkering(o: Opbouw) -> AnyGoal:
    """Euros paid for places above the own figure."""
    kolommen, coefs, vast = o.rule(Uitkering).euros(o)
    return SumGoal("uitkering", kolommen, coefs, constant=vast)


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

    def samenhang(self, opdracht: Planopdracht) -> list[Probleem]:
        """What is divided afterwards cannot be minimised; what stands must be known for two amounts."""
        found = not_with_closing(opdracht, "uitkering.per_nieuwe_plaats", self.per_nieuwe_plaats is not None)
        if self.achteraf and "uitkering" in opdracht.doelen:
            found.append(Probleem.van("V464", "plan.doelen"))
        return found

    def inside(self, o: Opbouw) -> bool:
        """Whether a goal or a budget needs the payment inside the program."""
        chosen = o.part(Levels).euros is not None
        return "uitkering" in o.doelen or self.budget is not None or chosen

    def binds(self, o: Opbouw, x: Ints) -> Probleem:
        """That the budget binds, with what the best plan without it costs."""
        assert self.budget is not None, "only a budget has a row about the country"
        kolommen, coefs, vast = self.euros(o)
        kosten = vast + int(np.dot(x[ints(kolommen)], ints(coefs)))
        return Probleem.van(
            "V801", "plan.regels.uitkering.budget", budget=int(self.budget.waarde), kosten=kosten
        )

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Amounts are whole euros, not negative; a pool that is divided afterwards has no budget."""
        bedragen = {"per_plaats": self.per_plaats, "per_nieuwe_plaats": self.per_nieuwe_plaats}
        bedragen["budget"] = self.budget
        if self.drempel is not None:
            bedragen["drempel.per_plaats"] = self.drempel.per_plaats
        found = [
            Probleem.van("V452", f"plan.regels.uitkering.{veld}", waarde=getal.waarde)
            for veld, getal in bedragen.items()
            if getal is not None and (getal.waarde < 0 or getal.waarde.denominator != 1)
        ]
        if self.drempel is not None and self.drempel.meer_dan < 0:
            waar = "plan.regels.uitkering.drempel.meer_dan"
            found.append(Probleem.van("V452", waar, waarde=self.drempel.meer_dan))
        if self.budget is not None and self.achteraf:
            found.append(Probleem.van("V464", "plan.regels.uitkering.budget"))
        return found

    @property
    def achteraf(self) -> bool:
        """True when part of the payment is a pool that is divided after the plan."""
        return self.drempel is not None and self.drempel.verdeling == "naar_rato"

    @property
    def bedragen(self) -> tuple[int, int]:
        """Euros for a place that stands already, and for a new one."""
        nieuw = self.per_plaats if self.per_nieuwe_plaats is None else self.per_nieuwe_plaats
        return int(self.per_plaats.waarde), int(nieuw.waarde)

    def variabelen(self, o: Opbouw) -> None:
        """``e_g ≥ K_g + n_g − N_g`` places above the own figure; ``t_p`` and ``w_g`` for the threshold."""
        data = o.data
        if not self.inside(o):
            return
        kan = data.bestaand + np.where(o.kolom["n"] >= 0, o.ruimte.n_boven, 0) - data.indicatief
        wie = np.flatnonzero(kan > 0)
        vast = np.zeros(data.aantal, dtype=np.int64) if o.sluiten else self._standing(data)
        o.per_gemeente("e", wie, vast[wie], kan[wie])
        o.extra.append(o.kolom["e"][wie])
        if not self.geruild:
            neemt = [g for g in wie.tolist() if o.kolom["n"][g] >= 0 and columns_of(o, data.taak, g)[1]]
            o.per_gemeente("b", ints(neemt), 0, o.ruimte.n_boven[neemt])
            o.per_gemeente("over", ints(neemt), 0, 1)
            o.hulp += [o.kolom["b"][neemt], o.kolom["over"][neemt]]
        if self.drempel is not None:
            o.per_gemeente("w", wie, 0, kan[wie])
            t = o.bouw.variables("t", [(p,) for p in data.provincies], 0, 1)
            o.extra += [o.kolom["w"][wie], t]
            o.part(Thresholds).columns = t

    def rijen(self, o: Opbouw) -> None:
        """Places above the figure, the threshold in both directions, and the budget."""
        if not self.inside(o):
            return
        data = o.data
        for g in o.heeft("e").tolist():
            kolommen, coefs, staat = o.staat(g)
            e = int(o.kolom["e"][g])
            grens = staat - int(data.indicatief[g])
            if "b" in o.kolom and o.kolom["b"][g] >= 0:
                kolommen, coefs = [*kolommen, int(o.kolom["b"][g])], [*coefs, -1]
                self._exchanged(o, g)
            o.bouw.row(self.rij(data.codes[g]), [e, *kolommen], [1, *(-c for c in coefs)], lower=grens)
        if self.drempel is not None:
            self._threshold(o, self.drempel)
        if self.budget is not None:
            kolommen, coefs, vast = self.euros(o)
            o.bouw.row(self.rij(LAND, "euro"), kolommen, coefs, upper=int(self.budget.waarde) - vast)

    def _exchanged(self, o: Opbouw, g: int) -> None:
        """``b ≤ max(0, Σ bij − Σ af)`` and ``b ≤ n``: what is taken over, after what is handed over."""
        b, over, n = (int(o.kolom[k][g]) for k in ("b", "over", "n"))
        af, bij = columns_of(o, o.data.taak, g)
        meeste, weg = int(o.ruimte.n_boven[g]), len(af) * int(o.ruimte.r_boven[g])
        tag = RowTag(DEFINITIE, o.data.codes[g], unit="plaatsen")
        o.bouw.row(tag, [b, n], [1, -1], upper=0)
        o.bouw.row(tag, [b, over], [1, -meeste], upper=0)
        o.bouw.row(tag, [b, over, *af, *bij], [1, weg, *[1] * len(af), *[-1] * len(bij)], upper=weg)

    def _threshold(self, o: Opbouw, drempel: Drempel) -> None:
        """``t_p = 1`` exactly when ``Σ (K + n) > share · O_p``; then ``w_g ≥ e_g``."""
        data, teller, noemer = o.data, drempel.meer_dan.numerator, drempel.meer_dan.denominator
        for p, leden in enumerate(data.leden):
            kolommen: list[int] = []
            staat, kan = 0, 0
            for g in leden.tolist():
                mijn, _, vast = o.staat(g)
                kolommen += mijn
                staat += vast
                kan += int(data.bestaand[g]) + (int(o.ruimte.n_boven[g]) if o.kolom["n"][g] >= 0 else 0)
            t, tag = int(o.part(Thresholds).columns[p]), self.rij(data.provincies[p])
            grens = teller * int(data.opgave[p])
            ruim = max(0, noemer * kan - grens)
            noemers = [noemer] * len(kolommen)
            o.bouw.row(tag, [*kolommen, t], [*noemers, -ruim], upper=grens - noemer * staat)
            o.bouw.row(tag, [*kolommen, t], [*noemers, -(grens + 1)], lower=-noemer * staat)
            for g in leden[o.kolom["e"][leden] >= 0].tolist():
                boven = int(can_above(o, g))
                e, w = int(o.kolom["e"][g]), int(o.kolom["w"][g])
                o.bouw.row(self.rij(data.codes[g]), [w, e, t], [1, -1, -boven], lower=-boven)

    def euros(self, o: Opbouw) -> tuple[list[int], list[int], int]:
        """Payment as a sum: columns, coefficients, constant."""
        wie, chosen = o.heeft("e"), o.part(Levels).euros
        staand, nieuw = self.bedragen
        kolommen, coefs = o.kolom["e"][wie].tolist(), [nieuw] * len(wie)
        vast = (staand - nieuw) * int(self._standing(o.data).sum()) if staand != nieuw else 0
        if chosen is not None:
            kolommen, coefs, vast = chosen(o)
        if self.drempel is not None:
            kolommen += o.kolom["w"][wie].tolist()
            coefs += [int(self.drempel.per_plaats.waarde)] * len(wie)
        return kolommen, coefs, vast

    @staticmethod
    def _standing(data: Plandata) -> Ints:
        return ints(np.maximum(0, data.bestaand - data.indicatief))

    def earning(self, solved: Solved) -> Ints:
        """Places that stand and count for the payment: without those that were taken over in exchange."""
        if self.geruild:
            return solved.stands
        nieuw = solved.numbers("n")
        over = np.maximum(0, solved.exchange_of(solved.o.data.taak))
        return ints(solved.kept + nieuw - np.minimum(over, nieuw))

    def paid(self, solved: Solved, staat: Ints) -> Ints:
        """Euros per gemeente for `staat` places, at the amounts of the plan; see :meth:`bedrag`."""
        per_place = solved.o.part(Levels).per_place
        chosen = None if per_place is None else per_place(solved)
        return self.bedrag(solved.o.data, staat, solved.kept, chosen)

    def bedrag(self, data: Plandata, staat: Ints, bestaand: Ints, per_place: Ints | None = None) -> Ints:
        """Euros per gemeente once the plan is known, the pool included.

        Parameters
        ----------
        staat
            Places per gemeente that count, ``K + n − b``; see :meth:`earning`.
        bestaand
            Places of the plan that stand already.
        per_place
            Euros per place where another rule chooses them, per gemeente.
        """
        voor_staand, voor_nieuw = self.bedragen if per_place is None else (per_place, per_place)
        boven = np.maximum(0, staat - data.indicatief)
        al = np.minimum(boven, np.maximum(0, bestaand - data.indicatief))
        euro = voor_staand * al + voor_nieuw * (boven - al)
        if self.drempel is None:
            return ints(euro)
        for p, leden in enumerate(data.leden):
            som, opgave = int(staat[leden].sum()), int(data.opgave[p])
            if Fraction(som) <= self.drempel.meer_dan * opgave:
                continue
            tarief = int(self.drempel.per_plaats.waarde)
            if self.drempel.verdeling == "per_plaats":
                euro[leden] += tarief * boven[leden]
            elif boven[leden].any():
                pot = tarief * (som - int(self.drempel.meer_dan * opgave))
                ruim = np.full(len(leden), pot)
                euro[leden] += naar_rato(pot, boven[leden], np.zeros(len(leden), dtype=np.int64), ruim)
        return ints(euro)

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """Euros for places above the own figure."""
        if taak != solved.o.data.taak:
            return {}
        euros = self.paid(solved, self.earning(solved))
        return {"uitkering_eur": tuple(euros.tolist())}

    def sums(self, solved: Solved) -> dict[str, int]:
        """Euros for the places that stand already."""
        euros = self.paid(solved, solved.kept)
        return {"uitkering_bestaand_eur": int(euros.sum())}

    def summary(self, solved: Solved, lang: Lang) -> Iterator[str]:
        """Euros for all places above the own figure, and for those that stand already."""
        euros = int(self.paid(solved, self.earning(solved)).sum())
        yield say("cli.plan.uitkering", lang, uitkering_eur=euros, **self.sums(solved))

    def answers(self, solved: Solved, code: str, lang: Lang) -> Iterator[tuple[str, str]]:
        """What the gemeente gets."""
        data = solved.o.data
        g = data.nummer[code]
        boven = max(0, int(self.earning(solved)[g] - data.indicatief[g]))
        euro = int(self.paid(solved, self.earning(solved))[g])
        yield say("plan.uitkering", lang), say("plan.euro", lang, boven=boven, euro=euro)

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """The amount per place; the budget for the whole country."""
        if waar not in o.data.nummer and self.budget is not None:
            staand = self.bedragen[0] * int(self._standing(o.data).sum())
            blijft = "" if o.sluiten or o.part(Levels).euros else STAAND.say(lang, staand=staand)
            return BUDGET.say(lang, budget=int(self.budget.waarde)) + blijft
        amounts = o.part(Levels).amounts or (int(self.per_plaats.waarde),)
        return self._zin(o, waar, lang, bedrag=" / ".join(number(n, lang) for n in amounts))


def can_above(o: Opbouw, g: int) -> int:
    """Most places above its own figure that gemeente g can have."""
    nieuw = int(o.ruimte.n_boven[g]) if o.kolom["n"][g] >= 0 else 0
    return int(o.data.bestaand[g]) + nieuw - int(o.data.indicatief[g])
