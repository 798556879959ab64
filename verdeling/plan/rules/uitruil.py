"""Exchange between tasks: a gemeente takes over one task and hands over another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from math import lcm
from typing import Any, ClassVar

import numpy as np
from pydantic import Field

from verdeling.columns import Column
from verdeling.errors import Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import (
    DEFINITIE,
    Goal,
    Opbouw,
    Planregel,
    Ruil,
    Solved,
    Values,
    Verteld,
    not_with_closing,
    onbekende_codes,
)
from verdeling.solver.goals import AnyGoal, Ints, SumGoal, ints
from verdeling.solver.program import RowTag
from verdeling.terms import Frozen, Gemeente, Grondslag
from verdeling.texts import Lang, Sentence, number, say
from verdeling.verdeelmodel.fraction import Breuk
from verdeling.verdeelmodel.model import Planopdracht


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


@dataclass(frozen=True, eq=False)
class Ruiltafel:
    """What gemeenten that may all exchange with each other hand over and take over of one task."""

    taak: str
    tafel: str
    geeft: Ints
    """Gemeenten that have something to hand over, and the column of how much."""
    af: Ints
    neemt: Ints
    """Gemeenten that have room to take over, and the column of how much."""
    bij: Ints


@dataclass(eq=False)
class Exchange:
    """The tables of the exchange, and the loans: from, to and column number."""

    tables: list[Ruiltafel] = field(default_factory=list)
    loans: list[tuple[int, int, int]] = field(default_factory=list)


def ruil(o: Opbouw) -> AnyGoal:
    """``Σ af``: units that are exchanged, of all tasks together."""
    return SumGoal("ruil", [int(j) for tafel in o.part(Exchange).tables for j in tafel.af])


class Uitruil(Planregel):
    """``Σ_t ρ_t (af_gt − bij_gt) = 0`` per g: what is handed over equals what is taken over, by value.

    ``af`` and ``bij`` are units of task t that g hands over to, and takes over from, the gemeenten at one
    table: those of its provincie, or of one agreement. At each table a task keeps its total,
    ``Σ_g af = Σ_g bij``, so every unit that leaves one gemeente arrives at another; :func:`wie_met_wie` says
    at which. A gemeente hands over no more than its own.
    """

    soort: ClassVar[str] = "uitruil"
    steps: ClassVar[tuple[str, ...]] = ("plan_ruil", "plan_lening")
    verteld: ClassVar[Verteld] = "waarheen"
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

    verhoudingen: dict[str, Breuk] = Field(default_factory=dict)
    """Value of one unit of each task that takes part; the plan's own task is one of them."""
    binnen_provincie: bool = True
    """True: gemeenten of one provincie may exchange."""
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

    def samenhang(self, opdracht: Planopdracht) -> list[Probleem]:
        """A loan needs places that stand for certain."""
        return not_with_closing(opdracht, "uitruil.leningen", self.leningen)

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Ratios are positive, tasks exist, agreements name known gemeenten once."""
        found = []
        for taak, waarde in self.verhoudingen.items():
            if taak not in data.taken:
                bekend = ", ".join(sorted(data.taken))
                found.append(Probleem.van("V462", f"plan.regels.uitruil.verhoudingen.{taak}", bekend=bekend))
            if waarde <= 0:
                waar = f"plan.regels.uitruil.verhoudingen.{taak}"
                found.append(Probleem.van("V469", waar, waarde=waarde))
        if data.taak not in self.verhoudingen and (self.verhoudingen or not self.leningen):
            found.append(Probleem.van("V463", "plan.regels.uitruil.verhoudingen", taak=data.taak))
        for i, groep in enumerate(self.overeenkomsten):
            veld = f"overeenkomsten.{i}"
            found += onbekende_codes(self.soort, veld, groep.gemeenten, data)
            for code, keer in Counter(groep.gemeenten).items():
                if keer > 1:
                    waar = f"plan.regels.uitruil.{veld}"
                    found.append(Probleem.van("V455", waar, cluster=veld, naam=data.naam(code)))
        for i, lening in enumerate(self.leningen):
            veld = f"leningen.{i}"
            onbekend = onbekende_codes(self.soort, veld, (lening.van, lening.aan), data)
            found += onbekend
            if not onbekend:
                g = data.nummer[lening.van]
                over = int(data.bestaand[g] - data.indicatief[g])
                geleend = sum(ander.plaatsen for ander in self.leningen if ander.van == lening.van)
                if geleend > over:
                    getallen = {"geleend": geleend, "over": max(0, over)}
                    waar = f"plan.regels.uitruil.{veld}"
                    found.append(Probleem.van("V438", waar, naam=data.naam(lening.van), **getallen))
        return found or self._dubbel_geleend(data)

    def _dubbel_geleend(self, data: Plandata) -> list[Probleem]:
        """Places that a provincie needs for its own total count there, and cannot count elsewhere too."""
        found = []
        for p, code in enumerate(data.provincies):
            geleend = sum(n.plaatsen for n in self.leningen if data.provincie[data.nummer[n.van]] == p)
            over = int(data.bestaand[data.leden[p]].sum() + data.rest[p] - data.opgave[p])
            if geleend > max(0, over):
                getallen = {"geleend": geleend, "over": max(0, over)}
                found.append(
                    Probleem.van("V439", "plan.regels.uitruil.leningen", naam=data.naam(code), **getallen)
                )
        return found

    def tafels(self, data: Plandata) -> tuple[tuple[str, Ints], ...]:
        """Groups within which all may exchange with all: name and gemeenten."""
        groepen = list(zip(data.provincies, data.leden, strict=True)) if self.binnen_provincie else []
        for i, overeenkomst in enumerate(self.overeenkomsten, 1):
            groepen.append(
                (f"overeenkomst {i}", ints(sorted(data.nummer[c] for c in overeenkomst.gemeenten)))
            )
        return tuple((naam, wie) for naam, wie in groepen if len(wie) > 1)

    def eigen(self, data: Plandata, r_boven: Ints) -> dict[str, Ints]:
        """Most that each gemeente can hand over, per task."""
        return {t: ints(r_boven if t == data.taak else data.taken[t]) for t in sorted(self.verhoudingen)}

    def meeste_bij(self, data: Plandata, r_boven: Ints, taak: str) -> Ints:
        """Most that each gemeente can take over of a task: what it can hand over of the others, by value."""
        schaal, waarde = self.schaal, np.zeros(data.aantal, dtype=np.int64)
        for ander, eigen in self.eigen(data, r_boven).items():
            if ander != taak:
                waarde += int(self.verhoudingen[ander] * schaal) * eigen
        return ints(waarde // int(self.verhoudingen[taak] * schaal))

    @property
    def schaal(self) -> int:
        """Factor that makes every ratio whole."""
        return lcm(*(v.denominator for v in self.verhoudingen.values()))

    def burden(self, data: Plandata, most: Ints) -> Ints:
        """Most that a gemeente may have to place after exchange: its own, and what it can take over."""
        if not self.verhoudingen:
            return ints(most)
        mee = np.zeros(data.aantal, dtype=bool)
        for _, wie in self.tafels(data):
            mee[wie] = True
        bij = self.meeste_bij(data, most, data.taak)
        return ints(most.astype(np.int64) + np.where(mee, bij, 0))

    def variabelen(self, o: Opbouw) -> None:
        """``af`` and ``bij`` per task, table and gemeente that has something to hand over or room to take."""
        data, mine = o.data, o.part(Exchange)
        eigen = self.eigen(data, o.ruimte.r_boven)
        for taak in sorted(self.verhoudingen):
            bij_boven = self.meeste_bij(data, o.ruimte.r_boven, taak)
            for tafel, leden in self.tafels(data):
                geeft, neemt = leden[eigen[taak][leden] > 0], leden[bij_boven[leden] > 0]
                af, bij = (
                    o.bouw.variables(soort, [(taak, tafel, data.codes[g]) for g in wie], 0, boven[wie])
                    for soort, wie, boven in (("af", geeft, eigen[taak]), ("bij", neemt, bij_boven))
                )
                mine.tables.append(Ruiltafel(taak, tafel, geeft, af, neemt, bij))
                o.extra += [af, bij]
                if taak == data.taak:
                    o.plaatsing += [(geeft, af, 1), (neemt, bij, -1)]

        for lening in self.leningen:
            sleutel = [(lening.van, lening.aan)]
            j = o.bouw.variables("lening", sleutel, 0, lening.plaatsen)
            o.extra.append(j)
            mine.loans.append((data.nummer[lening.van], data.nummer[lening.aan], int(j[0])))
            o.plaatsing.append((ints([data.nummer[lening.aan]]), j, 1))

    def rijen(self, o: Opbouw) -> None:
        """Each task keeps its total at each table; balance per gemeente; no more handed over than its own."""
        for t in o.part(Exchange).tables:
            tekens = [1] * len(t.af) + [-1] * len(t.bij)
            o.bouw.row(RowTag(DEFINITIE, t.tafel, None, t.taak), [*t.af, *t.bij], tekens, 0, 0)
        for g in range(o.data.aantal):
            self._gemeente(o, g)

    def _gemeente(self, o: Opbouw, g: int) -> None:
        kolommen: list[int] = []
        coefs: list[int] = []
        for taak in sorted(self.verhoudingen):
            tafels = [t for t in o.part(Exchange).tables if t.taak == taak]
            af = [int(j) for t in tafels for j in t.af[t.geeft == g]]
            bij = [int(j) for t in tafels for j in t.bij[t.neemt == g]]
            rho = int(self.verhoudingen[taak] * self.schaal)
            kolommen += af + bij
            coefs += [rho] * len(af) + [-rho] * len(bij)
            if af:
                self._niet_meer_dan_eigen(o, g, taak, af)
        if kolommen:
            o.bouw.row(self.rij(o.data.codes[g], "waarde"), kolommen, coefs, 0, 0)

    def _niet_meer_dan_eigen(self, o: Opbouw, g: int, taak: str, af: list[int]) -> None:
        tag, r = RowTag(DEFINITIE, o.data.codes[g], None, taak), int(o.kolom["r"][g])
        if taak == o.data.taak and r >= 0:
            o.bouw.row(tag, [*af, r], [*[1] * len(af), -1], upper=0)
        else:
            o.bouw.row(tag, af, 1, upper=int(o.data.taken[taak][g]))

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """The ratio of the exchange."""
        verhouding = ", ".join(f"{taak} {waarde}" for taak, waarde in sorted(self.verhoudingen.items()))
        return self._zin(o, waar, lang, verhouding=verhouding)

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """With whom a gemeente exchanges, how much, and what it gains; then its loans."""
        naam, all_ = solved.o.data.naam, solved.exchanged
        mine = [r for r in all_ if r.soort == "ruil" and code in (r.van, r.naar)]
        for ander in sorted({r.naar if r.van == code else r.van for r in mine}):
            uit = {r.taak: r.aantal for r in mine if r.naar == ander}
            terug = {r.taak: r.aantal for r in mine if r.van == ander}
            delen = {"over": _som(uit, lang), "terug": _som(terug, lang)}
            yield say("rules.plan_ruil", lang, naam=naam(code), ander=naam(ander), **delen)
        if saldo := solved.exchange_balance(code):
            minder = _som({taak: -n for taak, n in saldo.items() if n < 0}, lang)
            meer = _som({taak: n for taak, n in saldo.items() if n > 0}, lang)
            yield say("rules.plan_ruilsaldo", lang, naam=naam(code), minder=minder, meer=meer)
            if solved.needs_no_site(code):
                yield say("rules.plan_ruil_geen_locatie", lang, naam=naam(code))
        for r in all_:
            if r.soort == "lening" and code in (r.van, r.naar):
                yield say("rules.plan_lening", lang, van=naam(r.van), naar=naam(r.naar), aantal=r.aantal)

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """What the exchange adds to each task that takes part."""
        if taak not in self.verhoudingen:
            return {}
        return {"ruil": tuple(solved.exchange_balance(c).get(taak, 0) for c in solved.o.data.codes)}

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
        geruild, geleend = (
            sum(r.aantal for r in solved.exchanged if r.soort == soort) for soort in ("ruil", "lening")
        )
        if geruild:
            zonder = sum(solved.needs_no_site(code) for code in solved.o.data.codes)
            yield say("cli.plan.uitruil", lang, aantal=geruild, zonder=zonder)
        if geleend:
            yield say("cli.plan.lening", lang, aantal=geleend)

    def exchanges(self, solved: Solved) -> tuple[Ruil, ...]:
        """Who takes over from whom; then loans."""
        return tuple(wie_met_wie(solved.o, solved.x))


def wie_met_wie(o: Opbouw, x: Ints) -> list[Ruil]:
    """Who takes over from whom, from what each gemeente hands over and takes over at each table.

    The nearest two that still have something to hand over and to take over go first, ties by the two codes;
    without distances by code alone. That order is the same for either task, so two that exchange two tasks at
    one table give each other as much as they get, by value. What a gemeente both hands over and takes over of
    one task at one table cancels. A loan is taken over by who has the places.
    """
    data = o.data
    mine, codes = o.part(Exchange), data.codes
    leningen = [
        Ruil(data.taak, codes[aan], codes[van], int(x[j]), "lening") for van, aan, j in mine.loans if x[j]
    ]
    gevonden: dict[tuple[str, int, int], int] = {}
    for tafel in mine.tables:
        netto = dict.fromkeys([*tafel.geeft.tolist(), *tafel.neemt.tolist()], 0)
        for wie, kolommen, teken in ((tafel.geeft, tafel.af, 1), (tafel.neemt, tafel.bij, -1)):
            for g, aantal in zip(wie.tolist(), x[kolommen].tolist(), strict=True):
                netto[g] += teken * aantal
        geven = sorted(g for g, n in netto.items() if n > 0)
        nemen = sorted(h for h, n in netto.items() if n < 0)
        paren = [(int(data.afstand(g, h)), min(g, h), max(g, h), g, h) for g in geven for h in nemen]
        for *_, g, h in sorted(paren):
            aantal = min(netto[g], -netto[h])
            if aantal > 0:
                netto[g], netto[h] = netto[g] - aantal, netto[h] + aantal
                sleutel = (tafel.taak, g, h)
                gevonden[sleutel] = gevonden.get(sleutel, 0) + aantal
    return [
        Ruil(taak, codes[g], codes[h], aantal) for (taak, g, h), aantal in sorted(gevonden.items())
    ] + sorted(leningen, key=lambda n: (n.van, n.naar))


def _som(taken: dict[str, int], lang: Lang) -> str:
    delen = [f"{number(aantal, lang)} {taak}" for taak, aantal in sorted(taken.items())]
    return ", ".join(delen) or say("rules.plan_ruil_niets", lang)
