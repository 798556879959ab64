"""What a run tells beside its main table: levels, fairness, half-years, whole picture, flows, months.

One place for every table that only some models have: each is one csv file, one sheet of the workbook and one
part of ``diagnostics.json``. A model gets it by what it declares, never by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from verdeling.errors import DataError, Probleem
from verdeling.inputs.tables import Gegevens
from verdeling.inputs.voorraad import Verloop, read_course
from verdeling.result.chain import GEBIEDEN, gebiedsrijen
from verdeling.result.json_form import exact
from verdeling.result.tables import Cel, Rij, csv_bytes, decimaal
from verdeling.result.what_if import WAT_ALS, watalsrijen
from verdeling.sleutel.beeld import Beeld, beeld
from verdeling.sleutel.half_years import Stand
from verdeling.sleutel.indicatief import Indicatief, deelnemers
from verdeling.terms import Kort
from verdeling.texts import Lang
from verdeling.verdeelmodel.model import Verdeelmodel

if TYPE_CHECKING:
    from verdeling.insight.diagnostics import Diagnostiek, Gebieden
    from verdeling.plan.partial import Deelplan
    from verdeling.plan.plan import Plan
    from verdeling.plan.questions.choices import Keuze
    from verdeling.plan.questions.leeway import Speelruimte
    from verdeling.plan.questions.other_number import Anders
    from verdeling.plan.questions.price import Prijs
    from verdeling.tijdplan.plan import Tijdplan

Tabel = tuple[tuple[str, ...], list[Rij]]
"""Header and rows."""

HALFJAREN = (
    "periode", "code", "gemeente", "taakstelling", "over", "netto", "gehuisvest", "saldo", "boven_taak",
    "halfjaren_achter", "ingrijpen",
)  # fmt: skip
VOORRAAD = (
    "taak", "maand", "instroom", "vertrek", "gehuisvest", "vergunningen", "in_opvang", "wachtend",
)  # fmt: skip


GEEN_PLAN = ("soort", "code", "waar", "nl", "en")
"""Columns of geen_plan.csv."""


@dataclass(frozen=True, repr=False)
class Bijlagen(Kort):
    """What one result tells beside its main table; each part is made when it is asked for.

    Attributes
    ----------
    model, gegevens, indicatief, plan
        The result.
    halfjaren
        Carry-over per half-year; empty without a half-year or without ``realisatie.csv``.
    tijdplan
        The plan month by month; None without the rule `fasering`.
    prijzen, speelruimte, waarom
        What each rule costs, least and most per gemeente, and what one place fewer or more would cost there;
        empty unless asked, because they take time.
    deelplan
        What cannot hold together, and which provincies have no plan; None when nothing failed.
    """

    model: Verdeelmodel
    gegevens: Gegevens
    indicatief: Indicatief
    plan: Plan | None = None
    halfjaren: tuple[Stand, ...] = ()
    tijdplan: Tijdplan | None = None
    prijzen: tuple[Prijs, ...] = ()
    speelruimte: tuple[Speelruimte, ...] = ()
    waarom: Mapping[str, Anders] = field(default_factory=dict)
    deelplan: Deelplan | None = None

    @cached_property
    def gebieden(self) -> Mapping[str, Gebieden]:
        """Per task what its measures need to know of the gemeenten, inhabitants at the date of its key.

        Raises
        ------
        DataError
            No inhabitants for every gemeente.
        """
        from verdeling.insight.diagnostics import gebieden_van, inwonerdatum

        deel = deelnemers(self.model, self.gegevens)
        datums = {naam: inwonerdatum(taak) for naam, taak in self.indicatief.taken.items()}
        per_datum = {datum: gebieden_van(deel, datum) for datum in set(datums.values())}
        return {naam: per_datum[datum] for naam, datum in datums.items()}

    @cached_property
    def _diagnose(self) -> tuple[dict[str, Diagnostiek], dict[str, Diagnostiek], tuple[Probleem, ...]]:
        """Measures of the indicative figures, of the plan, and why there are none."""
        from verdeling.insight.diagnostics import diagnose

        try:
            gebieden = self.gebieden
        except DataError as fout:
            return {}, {}, fout.problemen
        taken, plan = self.indicatief.taken, self.plan
        # Measures compare all gemeenten with each other: of a plan for some provincies there are none.
        heel = plan is not None and plan.codes == taken[plan.taak].codes
        van_plan = {plan.taak: diagnose(taken[plan.taak], gebieden[plan.taak], plan)} if plan and heel else {}
        return {naam: diagnose(taak, gebieden[naam]) for naam, taak in taken.items()}, van_plan, ()

    @property
    def diagnostiek(self) -> Mapping[str, Diagnostiek]:
        """Measures per task; empty when the data has no inhabitants."""
        return self._diagnose[0]

    @property
    def diagnostiek_plan(self) -> Mapping[str, Diagnostiek]:
        """Measures of what stands under the plan, for its task."""
        return self._diagnose[1]

    @cached_property
    def diagnostiek_samen(self) -> Diagnostiek | None:
        """Measures of the whole picture: all kinds together, by their weights; None without a picture."""
        import numpy as np

        from verdeling.insight.diagnostics import diagnose_rijen

        if self.beeld is None or self.model.beeld is None or not self.diagnostiek:
            return None
        quota = [self.indicatief.taken[naam].quota for naam in self.beeld.soorten]
        gewichten = [deel.gewicht for deel in self.model.beeld.values()]
        sleutel = [
            float(sum((w * q for w, q in zip(gewichten, rij, strict=True)), Fraction(0)))
            for rij in zip(*quota, strict=True)
        ]
        gebieden = self.gebieden[next(iter(self.beeld.soorten))]
        return diagnose_rijen(gebieden, np.array([float(s) for s in self.beeld.som]), sleutel)

    @cached_property
    def beeld(self) -> Beeld | None:
        """The kinds of reception and housing side by side; None when the model declares no picture."""
        return beeld(self.model, self.indicatief)

    @cached_property
    def verlopen(self) -> Mapping[str, Verloop]:
        """The stock-flow behind the total of each task that has one."""
        uit = {}
        for deel in self.model.opgelost:
            waarde = deel.waarde
            if isinstance(waarde, dict) and "voorraad" in waarde:
                uit[str(deel.pad[1])] = read_course(waarde["voorraad"], waarde.get("uitstroom"))
        return uit

    @cached_property
    def keuzes(self) -> tuple[Keuze, ...]:
        """What each choice costs that the plan leaves open; empty without such a choice or without proof."""
        if self.plan is None or not self.plan.bewijs.proven:
            return ()
        from verdeling.plan.questions.choices import wat_kosten_keuzes

        return wat_kosten_keuzes(self.plan, self.plan.bewijs.engine)

    @cached_property
    def tabellen(self) -> Mapping[str, Tabel]:
        """Every table by the stem of its file."""
        return self._tabellen(bindend=True)

    @cached_property
    def schermtabellen(self) -> Mapping[str, Tabel]:
        """Tables without `bindend`, which no screen shows and which costs a tenth of a second."""
        return self._tabellen(bindend=False)

    def _tabellen(self, *, bindend: bool) -> dict[str, Tabel]:
        uit: dict[str, Tabel] = {}
        if self.deelplan is not None:
            uit["geen_plan"] = GEEN_PLAN, geen_planrijen(self.deelplan, self.gegevens)
        if keten := gebiedsrijen(self.indicatief, self.gegevens):
            uit["gebieden"] = GEBIEDEN, keten
        if self.halfjaren:
            uit["halfjaren"] = self._halfjaartabel()
        if self.beeld is not None:
            uit["beeld"] = self._beeldtabel(self.beeld)
        if self.verlopen:
            uit["voorraad"] = self._voorraadtabel()
        if self.plan is not None:
            uit |= self._plantabellen(self.plan, bindend=bindend)
        if self.tijdplan is not None:
            from verdeling.tijdplan.tables import besluittabel, maandtabel

            namen = self.gegevens.gebiedsnaam
            for naam, (kop, rijen) in (
                ("maanden", maandtabel(self.tijdplan, namen)),
                ("besluiten", besluittabel(self.tijdplan, namen)),
            ):
                uit[naam] = kop, [tuple(_datum(cel) for cel in rij) for rij in rijen]
        return uit

    def _plantabellen(self, plan: Plan, *, bindend: bool) -> dict[str, Tabel]:
        """Tables of rules that say more of a gemeente than what it provides; only those with rows."""
        from verdeling.result import plan_tables as p

        own = [rows for regel in plan.programma.regels for rows in regel.rows(plan.solved)]
        alle: dict[str, Tabel] = {
            "bindend": (p.BINDEND, p.bindendrijen(plan) if bindend else []),
            **{r.table.name: (r.header, [tuple(map(_datum, cells)) for cells in r.cells()]) for r in own},
            "keuzes": (p.KEUZES, p.keuzerijen(plan, self.keuzes)),
            "prijzen": (p.PRIJS, p.prijsrijen(plan, self.prijzen)),
            "speelruimte": (p.SPEELRUIMTE, p.speelruimterijen(plan, self.speelruimte)),
            "waarom": (p.WAAROM, p.waaromrijen(plan, self.waarom)),
        }
        return {naam: tabel for naam, tabel in alle.items() if tabel[1]}

    def bestanden(self, lang: Lang = "nl") -> dict[str, bytes]:
        """Every table as csv by file name, what would change a figure, and the chart of the months."""
        uit = {f"{naam}.csv": csv_bytes(*tabel) for naam, tabel in self.tabellen.items()}
        if anders := watalsrijen(self.model, self.gegevens, self.indicatief):
            uit["wat_als.csv"] = csv_bytes(WAT_ALS, anders)
        if self.tijdplan is not None:
            from verdeling.result.time_chart import tijdgrafiek

            uit["maanden.svg"] = tijdgrafiek(self.tijdplan, self.gegevens.gebiedsnaam, lang).encode("utf-8")
        return uit

    def json(self) -> dict[str, Any]:
        """The parts that ``diagnostics.json`` gets; only those that this result has."""
        maten, van_plan, waarom_niet = self._diagnose
        uit: dict[str, Any] = {"diagnostiek": {naam: d.json() for naam, d in maten.items()}}
        if van_plan:
            uit["diagnostiek_plan"] = {naam: d.json() for naam, d in van_plan.items()}
        if self.diagnostiek_samen is not None:
            uit["diagnostiek_samen"] = self.diagnostiek_samen.json()
        if waarom_niet:
            uit["diagnostiek_ontbreekt"] = [{"nl": p.tekst("nl"), "en": p.tekst("en")} for p in waarom_niet]
        if self.halfjaren:
            uit["halfjaren"] = [toezicht(stand) for stand in self.halfjaren]
        if self.beeld is not None:
            uit["beeld"] = {
                str(niveau): {code: exact(som) for code, som in per_gebied.items()}
                for niveau, per_gebied in self.beeld.gebieden.items()
            }
        if self.plan is not None and self.keuzes:
            data = self.plan.programma.data
            uit["keuzes"] = [{"nl": k.zin(data), "en": k.zin(data, "en")} for k in self.keuzes]
        if self.plan is not None:
            for regel in (r for r in self.plan.programma.regels if r.recorded):
                uit |= {rows.table.name: rows.records() for rows in regel.rows(self.plan.solved)}
        if self.plan is not None and self.prijzen:
            from verdeling.result.plan_tables import prijzen_json

            uit["prijzen"] = prijzen_json(self.plan, self.prijzen)
        if self.speelruimte:
            vast = sum(s.vast for s in self.speelruimte)
            uit["speelruimte"] = {"vast": vast, "keuze": len(self.speelruimte) - vast}
        if self.waarom:
            uit["waarom"] = Counter(a.uitslag for a in self.waarom.values())
        if self.tijdplan is not None:
            from verdeling.insight.plan_figures import doelen_json
            from verdeling.tijdplan.tables import zinnen

            namen = self.gegevens.gebiedsnaam
            uit["doelen"] = doelen_json(self.tijdplan)
            uit["tijdplan"] = {
                "nl": zinnen(self.tijdplan, namen, "nl"),
                "en": zinnen(self.tijdplan, namen, "en"),
            }
        return uit

    def _halfjaartabel(self) -> Tabel:
        rijen: list[Rij] = []
        for stand in self.halfjaren:
            namen = {g.code: g.naam for g in self.gegevens.register.op(stand.grenzen)}
            for i, code in enumerate(stand.codes):
                getallen = (stand.taakstelling, stand.over, stand.netto, stand.gehuisvest, stand.saldo)
                rijen.append(
                    (
                        str(stand.halfjaar),
                        code,
                        namen[code],
                        *(reeks[i] for reeks in getallen),
                        stand.boven_taak[i],
                        stand.achter[i],
                        None if stand.achter[i] is None else int(bool(stand.ingrijpen[i])),
                    )
                )
        return HALFJAREN, rijen

    def _beeldtabel(self, geheel: Beeld) -> Tabel:
        namen = self.gegevens.gebiedsnaam
        rijen: list[Rij] = [
            (code, namen[code], *(aantallen[i] for aantallen in geheel.soorten.values()), decimaal(som, 6))
            for i, (code, som) in enumerate(zip(geheel.codes, geheel.som, strict=True))
        ]
        return ("code", "gemeente", *geheel.soorten, "som"), rijen

    def _voorraadtabel(self) -> Tabel:
        rijen: list[Rij] = []
        for taak, verloop in self.verlopen.items():
            begin = (verloop.begin_in_opvang, verloop.begin_wachtend)
            rijen.append((taak, "", None, None, None, None, *begin))
            rijen += [(taak, *(getattr(m, k) for k in VOORRAAD[1:])) for m in verloop.maanden]
        return VOORRAAD, rijen


def geen_planrijen(deelplan: Deelplan, gegevens: Gegevens) -> list[Rij]:
    """Rows of geen_plan.csv: every provincie without a plan, then what cannot hold together."""
    uit: list[Rij] = [("provincie", code, gegevens.gebiedsnaam[code], None, None) for code in deelplan.zonder]
    return uit + [("conflict", None, p.waar, p.tekst("nl"), p.tekst("en")) for p in deelplan.problemen]


def toezicht(stand: Stand) -> dict[str, Any]:
    """Sums of a half-year and the rungs of the supervision ladder: half-years behind → gemeenten.

    A sum over gemeenten of which one is not known is None, not the sum of the others; `bekend` counts the
    gemeenten whose realisation is known.
    """
    achter = Counter(n for n in stand.achter if n)
    return {
        "periode": str(stand.halfjaar),
        "bekend": sum(g is not None for g in stand.gehuisvest),
        **{k: _som(getattr(stand, k)) for k in ("taakstelling", "netto", "gehuisvest", "saldo")},
        "halfjaren_achter": {str(n): achter[n] for n in sorted(achter)},
        "ingrijpen": [c for c, ja in zip(stand.codes, stand.ingrijpen, strict=True) if ja],
    }


def _som(getallen: tuple[int | None, ...]) -> int | None:
    return None if None in getallen else sum(n for n in getallen if n is not None)


def _datum(cel: object) -> Cel:
    return cel if isinstance(cel, str | int | Decimal | None) else str(cel)
