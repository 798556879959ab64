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
from verdeling.errors import DataError, Probleem
from verdeling.inputs.checks import plek, read_column
from verdeling.inputs.names import Found, NameBook
from verdeling.inputs.reader import Onleesbaar, read_table
from verdeling.inputs.register import LAATSTE_GRENZEN, read_register
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import (
    DEFINITIE,
    Goal,
    Opbouw,
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
from verdeling.verdeelmodel.fraction import Breuk
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
    deel_cijfer: Breuk = Fraction(0)
    """Share of the own figure, rounded down."""
    deel_nood: Breuk = Fraction(0)
    """Share of the emergency places that can become durable, rounded down."""


def forced(o: Opbouw) -> AnyGoal:
    """``Σ (r − u − s)``: places of the remainder that are assigned and not offered."""
    signs = (("r", 1), ("u", -1), ("s", -1))
    parts = [(int(j), sign) for soort, sign in signs for j in o.kolom.get(soort, ints([])) if j >= 0]
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

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Amounts and steps rise, shares are not negative, the table can be read."""
        waar, found = f"plan.regels.{self.soort}", []
        for veld, rij in (("niveaus", self.niveaus), ("stappen", [s.vanaf_euro for s in self.stappen])):
            for i, (a, b) in enumerate(pairwise(rij), start=1):
                if b <= a:
                    found.append(Probleem.van("V921", f"{waar}.{veld}.{i}", eerder=a, euro=b))
        found += [
            Probleem.van("V452", f"{waar}.niveaus.{i}", waarde=n) for i, n in enumerate(self.niveaus) if n < 0
        ]
        for i, stap in enumerate(self.stappen):
            for veld in ("deel_cijfer", "deel_nood"):
                if getattr(stap, veld) < 0:
                    found.append(
                        Probleem.van("V452", f"{waar}.stappen.{i}.{veld}", waarde=getattr(stap, veld))
                    )
        if any(s.deel_nood for s in self.stappen) and not data.nood.any():
            found.append(Probleem.van("V922", f"{waar}.stappen"))
        if self.tabel is not None:
            found += self._rows()[1]
        return found

    def samenhang(self, opdracht: Planopdracht) -> list[Probleem]:
        """One amount per place, which a goal or a budget weighs; nothing closes."""
        waar, betaalt = f"plan.regels.{self.soort}", opdracht.regels.get(Uitkering.soort)
        found = not_with_closing(opdracht, self.soort, True)
        if isinstance(betaalt, Uitkering):
            if betaalt.per_nieuwe_plaats is not None:
                found.append(Probleem.van("V923", "plan.regels.uitkering.per_nieuwe_plaats"))
            if len(self.niveaus) > 1 and "uitkering" not in opdracht.doelen and betaalt.budget is None:
                found.append(Probleem.van("V924", f"{waar}.niveaus", aantal=len(self.niveaus)))
        return found

    def alternatives(self) -> tuple[Self, ...]:
        """One rule per amount where the country has one amount."""
        if self.per == "provincie":
            return (self,)
        return tuple(self.model_copy(update={"niveaus": (n,)}) for n in self.niveaus)

    def without(self) -> Self:
        """The same bonus when nobody responds to it."""
        return self.model_copy(update={"stappen": (), "tabel": None})

    def bereid(self, data: Plandata) -> Plandata:
        """The figures with the offers of each step, by its amount."""
        steps: dict[int, Ints] = {}
        for stap in self.stappen:
            steps[stap.vanaf_euro] = ints(
                _share(data.indicatief, stap.deel_cijfer) + _share(data.nood, stap.deel_nood)
            )
        if self.tabel is not None:
            rows, problems = self._rows()
            if problems:
                raise DataError(problems)
            for code, aantal, euro in rows:
                if code in data.nummer:
                    offers = steps.get(euro, np.zeros(data.aantal, dtype=np.int64)).copy()
                    offers[data.nummer[code]] += aantal
                    steps[euro] = ints(offers)
        named = {f"{self.soort} {euro}": offers for euro, offers in sorted(steps.items())}
        others = {name: values for name, values in data.figures.items() if not name.startswith(self.soort)}
        return replace(data, figures=MappingProxyType({**others, **named}))

    def _rows(self) -> tuple[list[tuple[str, int, int]], list[Probleem]]:
        """Code, places and euros of each row of the table, and what is wrong with it."""
        assert self.tabel is not None, "only a table has rows"
        try:
            tabel = read_table(Path(self.tabel), ("gemeente", "aantal", "vanaf_euro"))
        except Onleesbaar as fout:
            return [], [*fout.problemen]
        boek, namen = NameBook(read_register(), LAATSTE_GRENZEN), tabel.kolom("gemeente")
        rows, found, last = [], [], Counter[str]()
        numbers = []
        for naam in ("aantal", "vanaf_euro"):
            tellers, noemer, problemen = read_column(tabel, naam, naam, namen)
            found += problemen
            numbers.append([None if t is None else Fraction(t, noemer) for t in tellers])
            wrong = {p.waar for p in problemen}
            for i, n in enumerate(numbers[-1]):
                waar = plek(tabel, i, naam, namen[i])
                if n is None and waar not in wrong:
                    found.append(Probleem.van("V925", waar, kolom=naam))
                elif n is not None and (n < 0 or n.denominator != 1):
                    found.append(Probleem.van("V452", waar, waarde=n))
        for i, (naam, aantal, euro) in enumerate(zip(namen, *numbers, strict=True)):
            gemeente = boek.gemeente(naam)
            if not isinstance(gemeente, Found):
                found.append(gemeente.op(plek(tabel, i, "gemeente")))
            elif aantal is not None and euro is not None:
                if last.get(gemeente.code, -1) >= euro:
                    waar = plek(tabel, i, "vanaf_euro", naam)
                    found.append(Probleem.van("V921", waar, eerder=last[gemeente.code], euro=int(euro)))
                last[gemeente.code] = int(euro)
                rows.append((gemeente.code, int(aantal), int(euro)))
        return rows, found

    def offers(self, data: Plandata, euro: int) -> Ints:
        """``A_g(b)``: places that each gemeente offers at an amount, where its provincie has a remainder."""
        mine = (
            key.removeprefix(f"{self.soort} ") for key in data.figures if key.startswith(f"{self.soort} ")
        )
        steps = [data.figures[f"{self.soort} {v}"] for v in mine if int(v) <= euro]
        return ints(np.where(data.rest[data.provincie] > 0, sum(steps, np.zeros(data.aantal, np.int64)), 0))

    def levels(self, o: Opbouw) -> tuple[int, ...]:
        """Amounts to choose from; nothing is paid without the rule that pays."""
        return self.niveaus if Uitkering.soort in o.regels else (0,)

    def burden(self, data: Plandata, most: Ints) -> Ints:
        """What a gemeente offers it must place, beside what is asked."""
        return ints(most + self.offers(data, self.niveaus[-1]))

    def variabelen(self, o: Opbouw) -> None:
        """``a`` offers used, ``u`` places not asked, ``y`` who offers; ``l`` the amount of a provincie."""
        data, levels = o.data, self.levels(o)
        kan = np.where(o.kolom["n"] >= 0, np.minimum(self.offers(data, levels[-1]), o.ruimte.n_boven), 0)
        wie = np.flatnonzero(kan > 0)
        o.per_gemeente("a", wie, 0, kan[wie])
        samen = np.bincount(data.provincie[wie], weights=kan[wie], minlength=len(data.provincies))
        meeste = np.minimum(samen[data.provincie].astype(np.int64), o.ruimte.r_boven)
        wordt = np.flatnonzero((o.kolom["r"] >= 0) & (meeste > 0))
        o.per_gemeente("u", wordt, 0, meeste[wordt])
        onder = wie[data.indicatief[wie] > data.bestaand[wie]]
        o.per_gemeente("y", onder, 0, 1)
        o.plaatsing += [(wordt, o.kolom["u"][wordt], 1), (wie, o.kolom["a"][wie], -1)]
        o.extra += [o.kolom["a"][wie], o.kolom["u"][wordt]]
        o.hulp.append(o.kolom["y"][onder])
        if len(levels) > 1:
            for euro in levels:
                o.extra.append(o.bouw.variables("l", [(p, str(euro)) for p in data.provincies], 0, 1))
            o.part(Choice).columns = ints(np.array(o.extra[-len(levels) :]).T)
            boven = self._above(o)
            nieuw = np.flatnonzero(boven > 0)
            for euro in levels:
                o.per_gemeente(f"x{euro}", nieuw, 0, boven[nieuw])
                o.hulp.append(o.kolom[f"x{euro}"][nieuw])
        if Uitkering.soort in o.regels:
            paid = o.part(Levels)
            paid.amounts, paid.euros, paid.per_place = levels, self.euros, self.per_place

    @staticmethod
    def _above(o: Opbouw) -> Ints:
        """Most new places of each gemeente above its own figure."""
        ruim = np.maximum(0, o.data.indicatief - o.data.bestaand)
        return ints(np.where(o.kolom["n"] >= 0, np.maximum(0, o.ruimte.n_boven - ruim), 0))

    def euros(self, o: Opbouw) -> tuple[list[int], list[int], int]:
        """Payment as a sum: columns, coefficients, constant."""
        levels, chosen = self.levels(o), o.part(Choice).columns
        if len(levels) == 1:
            return o.kolom["e"][o.heeft("e")].tolist(), [levels[0]] * len(o.heeft("e")), 0
        staand = o.data.per_provincie(ints(np.maximum(0, o.data.bestaand - o.data.indicatief)))
        columns, coefs = chosen.ravel().tolist(), np.outer(staand, levels).ravel().tolist()
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

    def rijen(self, o: Opbouw) -> None:
        """Offers at the amount, above the own figure; what is offered is not asked of others."""
        data, levels = o.data, self.levels(o)
        offers = [self.offers(data, euro) for euro in levels]
        for g in o.heeft("a").tolist():
            tag, a, n = self.rij(data.codes[g]), int(o.kolom["a"][g]), int(o.kolom["n"][g])
            ruim = max(0, int(data.indicatief[g] - data.bestaand[g]))
            if len(levels) == 1:
                o.bouw.row(tag, [a], 1, upper=int(offers[0][g]))
            else:
                chosen = o.part(Choice).columns[data.provincie[g]].tolist()
                o.bouw.row(tag, [a, *chosen], [1, *(-int(offer[g]) for offer in offers)], upper=0)
            y = int(o.kolom["y"][g])
            if y >= 0:
                o.bouw.row(tag, [a, y], [1, -int(offers[-1][g])], upper=0)
            o.bouw.row(tag, [n, a, *([y] if y >= 0 else [])], [1, -1, *([-ruim] if y >= 0 else [])], lower=0)
        for g in o.heeft("u").tolist():
            u, r = int(o.kolom["u"][g]), int(o.kolom["r"][g])
            o.bouw.row(self.rij(data.codes[g]), [u, r], [1, -1], upper=0)
        for p, leden in enumerate(data.leden):
            given, spared = ([c for c in o.kolom[soort][leden].tolist() if c >= 0] for soort in ("a", "u"))
            if given:
                signs = [*[1] * len(spared), *[-1] * len(given)]
                o.bouw.row(self.rij(data.provincies[p]), [*spared, *given], signs, 0, 0)
        if len(levels) > 1:
            self._choose(o, levels)

    def _choose(self, o: Opbouw, levels: tuple[int, ...]) -> None:
        """One amount per provincie; ``x_gb`` are the new places above the own figure that are paid b each."""
        data, boven = o.data, self._above(o)
        for p, code in enumerate(data.provincies):
            o.bouw.row(RowTag(DEFINITIE, code), o.part(Choice).columns[p].tolist(), 1, 1, 1)
        for g in o.heeft(f"x{levels[0]}").tolist():
            tag = RowTag(DEFINITIE, data.codes[g], unit="plaatsen")
            x = [int(o.kolom[f"x{euro}"][g]) for euro in levels]
            for k, one in enumerate(o.part(Choice).columns[data.provincie[g]].tolist()):
                o.bouw.row(tag, [x[k], one], [1, -int(boven[g])], upper=0)
            staand = max(0, int(data.bestaand[g] - data.indicatief[g]))
            o.bouw.row(tag, [*x, int(o.kolom["e"][g])], [*[1] * len(x), -1], lower=-staand)

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
        vrij, per = (
            int(solved.numbers("a").sum()),
            sorted(set(euros[np.flatnonzero(data.rest[data.provincie])].tolist())),
        )
        bedragen = ", ".join(say("rules.euro", lang, euro=euro) for euro in per)
        yield say(
            "rules.bonus_som", lang, vrij=vrij, gedwongen=self.imposed(solved), bedragen=bedragen or "–"
        )

    def overviews(self, solved: Solved, lang: Lang) -> Iterator[Overview]:
        """Who offers, those of whom most is used first."""
        for found in super().overviews(solved, lang):
            yield replace(
                found, heads=found.heads[1:], rows=tuple(r[1:] for r in found.rows if r[-1]), rank=3
            )

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """What the gemeente offers, or what others offer in its place."""
        data = solved.o.data
        g, naam = data.nummer[code], data.naam(code)
        if n := int(solved.numbers("a")[g]):
            euro = int(self.per_place(solved)[g])
            yield say("rules.plan_aangeboden", lang, naam=naam, plaatsen=n, euro=euro)
        if n := int(solved.numbers("u")[g]):
            yield say("rules.plan_ontlast", lang, naam=naam, plaatsen=n)

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """What a gemeente offers at the highest amount; what offers do in a provincie."""
        if waar not in o.data.nummer:
            return PROVINCIE.say(lang, naam=o.data.in_zin(waar))
        euro = self.levels(o)[-1]
        return self._zin(o, waar, lang, euro=euro, meeste=int(self.offers(o.data, euro)[o.data.nummer[waar]]))


@dataclass
class Choice:
    """Column per provincie and amount that says whether it is the amount there."""

    columns: Ints = field(default_factory=lambda: ints([]))


def _share(of: Ints, share: Fraction) -> Ints:
    return ints(of * share.numerator // share.denominator)
