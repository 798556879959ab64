"""What a run tells beside its main table: levels, fairness, half-years, whole picture, flows, months.

One place for every table that only some models have: each is one csv file, one sheet of the workbook and one
part of ``diagnostics.json``. A model gets it by what it declares, never by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from verdeling.columns import Month, Rows, Table, column, more, row
from verdeling.errors import DataError, Probleem
from verdeling.inputs.tables import Gegevens
from verdeling.inputs.voorraad import Verloop, read_course
from verdeling.result.chain import gebiedsrijen
from verdeling.result.json_form import exact
from verdeling.result.tables import csv_van, decimaal
from verdeling.result.what_if import watalsrijen
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


@row
class Halfjaarrij:
    """One gemeente in one half-year; what is not known is empty."""

    periode: str = column(("halfjaar", "half-year"), ("Halfjaar, als 2025-1.", "Half-year, as 2025-1."))
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    taakstelling: int | None = column(
        ("taakstelling", "task"), ("Het wettelijke aantal.", "The statutory number."), unit="mensen"
    )
    over: int | None = column(
        ("van vorig halfjaar", "carried over"),
        ("Achterstand of (negatief) voorsprong.", "Backlog, or (negative) surplus."),
        unit="mensen",
    )
    netto: int | None = column(
        ("netto", "net"),
        ("Taakstelling plus wat over was.", "Task plus what was carried over."),
        unit="mensen",
    )
    gehuisvest: int | None = column(
        ("gehuisvest", "housed"), ("Gehuisveste statushouders.", "Status holders housed."), unit="mensen"
    )
    saldo: int | None = column(
        ("nog te doen", "left to do"),
        ("Netto min gehuisvest.", "Net minus housed."),
        unit="mensen",
        sheet="balance",
    )
    boven_taak: int | None = column(
        ("boven de taak", "above the task"),
        ("Gehuisvest boven de taak.", "Housed beyond the task."),
        unit="mensen",
    )
    halfjaren_achter: int | None = column(
        ("halfjaren achter", "half-years behind"),
        ("Halfjaren op rij met achterstand.", "Half-years in a row with a backlog."),
    )
    ingrijpen: bool | None = column(
        ("provincie kan ingrijpen", "province can intervene"),
        ("1 als de provincie kan ingrijpen.", "1 where the province can intervene."),
    )


HALFJAREN: Final = Table(
    "halfjaren",
    Halfjaarrij,
    ("De taakstelling over de halfjaren", "The housing task over the half-years"),
    ("Taak, achterstand en wie gehuisvest is.", "Task, backlog and who was housed."),
    "half-years",
)


@row
class Voorraadrij:
    """One month of the national stock-flow; the first row of a task is before its first month."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    maand: Month = column(
        ("maand", "month"),
        ("De maand, als 2026-01; leeg is het begin.", "The month, as 2026-01; empty is the begin."),
    )
    instroom: int | None = column(("instroom", "inflow"), ("Wie komt.", "Who comes."), unit="mensen")
    vertrek: int | None = column(("vertrek", "departures"), ("Wie vertrekt.", "Who leaves."), unit="mensen")
    gehuisvest: int | None = column(
        ("gehuisvest", "housed"), ("Wie een woning krijgt.", "Who gets a home."), unit="mensen"
    )
    vergunningen: int | None = column(
        ("vergunningen", "permits"), ("Wie een vergunning krijgt.", "Who gets a permit."), unit="mensen"
    )
    in_opvang: int = column(
        ("in opvang", "in reception"), ("In opvang aan het eind.", "In reception at the end."), unit="mensen"
    )
    wachtend: int = column(
        ("waarvan wachtend op een woning", "of whom waiting for a home"),
        ("Van wie wacht op een woning.", "Of whom wait for a home."),
        unit="mensen",
    )


VOORRAAD: Final = Table(
    "voorraad",
    Voorraadrij,
    ("Stromen per maand", "Flows per month"),
    ("Wie komt, gaat en blijft, per maand.", "Who comes, leaves and stays, per month."),
    "flows per month",
)


@row
class Beeldrij:
    """All kinds of reception and housing of one gemeente."""

    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    soorten: Mapping[str, int] = more(("Aantal van deze soort.", "Number of this kind."), unit="plaatsen")
    som: Decimal = column(
        ("samen", "together"),
        ("Alle soorten samen, gewogen.", "All kinds together, by their weights."),
        unit="plaatsen",
    )


BEELD: Final = Table(
    "beeld",
    Beeldrij,
    ("Het hele beeld: alle soorten samen", "The whole picture: all kinds together"),
    ("De soorten opvang en huisvesting naast elkaar.", "The kinds of reception and housing side by side."),
    "whole picture",
)


@row
class GeenPlanrij:
    """A provincie without a plan, or rules that cannot hold together."""

    soort: str = column(
        ("soort", "kind"), ("provincie of conflict.", "provincie or conflict."), words=("report.taak",)
    )
    code: str | None = column(("code", "code"), ("Code van de provincie.", "Code of the provincie."))
    waar: str = column(("waar", "where"), ("Waar.", "Where."))
    nl: str | None = column(("nl", "in Dutch"), ("De zin in het Nederlands.", "The sentence in Dutch."))
    en: str | None = column(("en", "in English"), ("De zin in het Engels.", "The sentence in English."))


GEEN_PLAN: Final = Table(
    "geen_plan",
    GeenPlanrij,
    ("Geen plan", "No plan"),
    (
        "Wat niet samen kan, en welke provincies geen plan hebben.",
        "What cannot hold together, and which provincies have no plan.",
    ),
    "no plan",
)


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
        The plan month by month; None without a section `tijdplan`.
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
    def tabellen(self) -> Mapping[str, Rows[Any]]:
        """Every table by the stem of its file."""
        return self._tabellen(bindend=True)

    @cached_property
    def schermtabellen(self) -> Mapping[str, Rows[Any]]:
        """Tables without `bindend`, which no screen shows and which costs a tenth of a second."""
        return self._tabellen(bindend=False)

    def _tabellen(self, *, bindend: bool) -> dict[str, Rows[Any]]:
        alle: list[Rows[Any]] = []
        if self.deelplan is not None:
            alle.append(geen_planrijen(self.deelplan, self.gegevens))
        alle.append(gebiedsrijen(self.indicatief, self.gegevens))
        alle.append(self._halfjaartabel())
        if self.beeld is not None:
            alle.append(self._beeldtabel(self.beeld))
        alle.append(self._voorraadtabel())
        if self.plan is not None:
            alle += self._plantabellen(self.plan, bindend=bindend)
        if self.tijdplan is not None:
            from verdeling.tijdplan.tables import besluittabel, maandtabel

            namen = self.gegevens.gebiedsnaam
            alle += [maandtabel(self.tijdplan, namen), besluittabel(self.tijdplan, namen)]
        # A plan over time without decisions says so by an empty table.
        return {r.table.name: r for r in alle if r.rows or r.table.name in ("besluiten", "maanden")}

    def _plantabellen(self, plan: Plan, *, bindend: bool) -> list[Rows[Any]]:
        """Tables of rules that say more of a gemeente than what it provides."""
        from verdeling.result import plan_tables as p

        return [
            *([p.bindendrijen(plan)] if bindend else []),
            *(rows for regel in plan.programma.regels for rows in regel.rows(plan.solved)),
            p.keuzerijen(plan, self.keuzes),
            p.prijsrijen(plan, self.prijzen),
            p.speelruimterijen(plan, self.speelruimte),
            p.waaromrijen(plan, self.waarom),
        ]

    def bestanden(self, lang: Lang = "nl") -> dict[str, bytes]:
        """Every table as csv by file name, what would change a figure, and the chart of the months."""
        uit = {f"{naam}.csv": csv_van(tabel) for naam, tabel in self.tabellen.items()}
        if (anders := watalsrijen(self.model, self.gegevens, self.indicatief)).rows:
            uit["wat_als.csv"] = csv_van(anders)
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

    def _halfjaartabel(self) -> Rows[Halfjaarrij]:
        rijen: list[Halfjaarrij] = []
        for stand in self.halfjaren:
            namen = {g.code: g.naam for g in self.gegevens.register.op(stand.grenzen)}
            for i, code in enumerate(stand.codes):
                rijen.append(
                    Halfjaarrij(
                        str(stand.halfjaar),
                        code,
                        namen[code],
                        stand.taakstelling[i],
                        stand.over[i],
                        stand.netto[i],
                        stand.gehuisvest[i],
                        stand.saldo[i],
                        stand.boven_taak[i],
                        stand.achter[i],
                        stand.ingrijpen[i],
                    )
                )
        return HALFJAREN.fill(rijen)

    def _beeldtabel(self, geheel: Beeld) -> Rows[Beeldrij]:
        namen = self.gegevens.gebiedsnaam
        return BEELD.fill(
            Beeldrij(code, namen[code], {k: n[i] for k, n in geheel.soorten.items()}, decimaal(som, 6))
            for i, (code, som) in enumerate(zip(geheel.codes, geheel.som, strict=True))
        )

    def _voorraadtabel(self) -> Rows[Voorraadrij]:
        rijen: list[Voorraadrij] = []
        for taak, verloop in self.verlopen.items():
            begin = (verloop.begin_in_opvang, verloop.begin_wachtend)
            rijen.append(Voorraadrij(taak, Month(""), None, None, None, None, *begin))
            rijen += [Voorraadrij(taak, **asdict(m) | {"maand": Month(m.maand)}) for m in verloop.maanden]
        return VOORRAAD.fill(rijen)


def geen_planrijen(deelplan: Deelplan, gegevens: Gegevens) -> Rows[GeenPlanrij]:
    """Every provincie without a plan, then what cannot hold together."""
    namen = gegevens.gebiedsnaam
    return GEEN_PLAN.fill(
        [
            *(GeenPlanrij("provincie", code, namen[code], None, None) for code in deelplan.zonder),
            *(
                GeenPlanrij("conflict", None, p.waar, p.tekst("nl"), p.tekst("en"))
                for p in deelplan.problemen
            ),
        ]
    )


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
