"""What a run computed, as values and as tables: what every output of a result starts from.

A model gets the tables beside its figures by what it declares, never by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from verdeling.columns import Rows
from verdeling.errors import DataError, Problem
from verdeling.inputs.tables import Gegevens
from verdeling.inputs.voorraad import StockCourse, read_course
from verdeling.insight.formula import FormulaRow, formula_rows, tallies
from verdeling.result.attachments import (
    beeld_rows,
    half_year_rows,
    no_plan_rows,
    stock_rows,
    supervision_rows,
)
from verdeling.result.by_hand import hand_rows
from verdeling.result.calendar import calendar_rows
from verdeling.result.chain import area_rows
from verdeling.result.joint_tables import TABLE as JOINT
from verdeling.result.joint_tables import Joint, JointRow, joint_rows
from verdeling.result.json_form import exact
from verdeling.result.tables import FigureRow, cijfers, csv_of, inwoners_of
from verdeling.result.what_if import what_if_rows
from verdeling.sleutel.beeld import Beeld, beeld
from verdeling.sleutel.half_years import Stand
from verdeling.sleutel.indicatief import Indicatief, deelnemers
from verdeling.texts import Lang
from verdeling.trace import Spoor
from verdeling.verdeelmodel.catalogue import Handwork
from verdeling.verdeelmodel.model import Verdeelmodel

if TYPE_CHECKING:
    from verdeling.insight.diagnostics import AreaTable, Diagnosis
    from verdeling.plan.partial import PartialPlan
    from verdeling.plan.plan import Plan
    from verdeling.plan.questions.choices import SiteChoice
    from verdeling.plan.questions.leeway import Speelruimte
    from verdeling.plan.questions.other_number import OtherNumber
    from verdeling.plan.questions.price import RulePrice
    from verdeling.solver.proof.parallel import Proof
    from verdeling.tijdplan.plan import Tijdplan


@dataclass(frozen=True, repr=False)
class Computed:
    """What a model gives on a set of data; frozen, each table is made when it is asked for.

    Attributes
    ----------
    model
        The model, overrides applied.
    gegevens
        The data.
    indicatief
        The indicative figures, exact.
    plan
        Who provides what; None when the model has no plan.
    overrides
        The ``path=value`` settings that the model was loaded with.
    sporen
        Trail per gemeente and task when ``run(..., trace=True)`` asked for them, else empty.
    tweede
        The plan of the second engine, where two engines disagree; else None.
    halfjaren
        Carry-over per half-year; empty without a half-year or without ``realisatie.csv``.
    tijdplan
        The plan month by month; None when the model has none.
    prijs, ruimte, waarom
        What each rule costs, least and most per gemeente, and what one place fewer or more would cost there;
        empty unless asked, as these take time.
    deelplan
        Set when no plan keeps all rules: what cannot hold together, which provincies have no plan, and the
        plan of the others, which is `plan`.
    recomputed
        The proof of the plan that anyone can check, as far as it came; None unless asked, as it takes time.
    hand
        Numbers that were set by hand, and the model without them; None when there are none.
    """

    model: Verdeelmodel
    gegevens: Gegevens
    indicatief: Indicatief
    plan: Plan | None = None
    overrides: tuple[str, ...] = ()
    sporen: tuple[Spoor, ...] = ()
    tweede: Plan | None = None
    halfjaren: tuple[Stand, ...] = ()
    tijdplan: Tijdplan | None = None
    prijs: tuple[RulePrice, ...] = ()
    ruimte: tuple[Speelruimte, ...] = ()
    waarom: Mapping[str, OtherNumber] = field(default_factory=dict)
    deelplan: PartialPlan | None = None
    recomputed: Proof | None = None
    hand: Handwork | None = None

    @property
    def gepland(self) -> bool:
        """Whether a plan was made, also one over time."""
        return self.plan is not None or self.tijdplan is not None

    @cached_property
    def cijfers(self) -> Rows[FigureRow]:
        """The table of verdeling.csv: its columns and its rows."""
        return cijfers(self.model, self.gegevens, self.indicatief, self.plan)

    @property
    def rijen(self) -> tuple[FigureRow, ...]:
        """Rows of verdeling.csv; Decimal where a number is not whole, None where there is none."""
        return self.cijfers.rows

    @cached_property
    def gebieden(self) -> Mapping[str, AreaTable]:
        """Per task what its measures need to know of the gemeenten, inhabitants at the date of its key.

        Raises
        ------
        DataError
            No inhabitants for every gemeente.
        """
        from verdeling.insight.diagnostics import gebieden_van, inwoner_date

        part = deelnemers(self.model, self.gegevens)
        dates = {name: inwoner_date(taak) for name, taak in self.indicatief.taken.items()}
        per_date = {date_: gebieden_van(part, date_) for date_ in set(dates.values())}
        return {name: per_date[date_] for name, date_ in dates.items()}

    @cached_property
    def _maten(self) -> tuple[dict[str, Diagnosis], dict[str, Diagnosis], tuple[Problem, ...]]:
        """Measures of the indicative figures, of the plan, and why there are none."""
        from verdeling.insight.diagnostics import diagnose

        try:
            areas = self.gebieden
        except DataError as error:
            return {}, {}, error.problemen
        taken, plan = self.indicatief.taken, self.plan
        # Measures compare all gemeenten with each other: of a plan for some provincies there are none.
        whole = plan is not None and plan.codes == taken[plan.taak].codes
        judged = (plan.taak, *plan.others) if plan and whole else ()
        van_plan = {name: diagnose(taken[name], areas[name], plan) for name in judged}
        return {name: diagnose(taak, areas[name]) for name, taak in taken.items()}, van_plan, ()

    @property
    def diagnostiek(self) -> Mapping[str, Diagnosis]:
        """Measures per task; empty when the data has no inhabitants."""
        return self._maten[0]

    @property
    def diagnostiek_plan(self) -> Mapping[str, Diagnosis]:
        """Measures of what stands under the plan, and of what it makes of the other tasks."""
        return self._maten[1]

    @property
    def zonder_maten(self) -> tuple[Problem, ...]:
        """Why there are no measures; empty when there are."""
        return self._maten[2]

    @cached_property
    def diagnostiek_samen(self) -> Diagnosis | None:
        """Measures of the whole picture: all kinds together, by their weights; None without a picture."""
        import numpy as np

        from verdeling.insight.diagnostics import diagnose_rows

        if self.beeld is None or self.model.beeld is None or not self.diagnostiek:
            return None
        quota = [self.indicatief.taken[name].quota for name in self.beeld.soorten]
        gewichten = [part.gewicht for part in self.model.beeld.values()]
        sleutel = [
            float(sum((w * q for w, q in zip(gewichten, row, strict=True)), Fraction(0)))
            for row in zip(*quota, strict=True)
        ]
        areas = self.gebieden[next(iter(self.beeld.soorten))]
        return diagnose_rows(areas, np.array([float(s) for s in self.beeld.som]), sleutel)

    @cached_property
    def beeld(self) -> Beeld | None:
        """The kinds of reception and housing side by side; None when the model declares no picture."""
        return beeld(self.model, self.indicatief)

    @cached_property
    def formule(self) -> Rows[FormulaRow]:
        """Published figures beside the formula; no rows where the model names none."""
        return formula_rows(self.model, self.gegevens, self.indicatief)

    @cached_property
    def courses(self) -> Mapping[str, StockCourse]:
        """The stock-flow behind the total of each task that has one."""
        out = {}
        for part in self.model.opgelost:
            value = part.waarde
            if isinstance(value, dict) and "voorraad" in value:
                out[str(part.pad[1])] = read_course(value["voorraad"], value.get("uitstroom"))
        return out

    @cached_property
    def joint_table(self) -> Rows[JointRow]:
        """All tasks of the plan in one unit; no rows without a plan that weighs them."""
        if self.plan is None or self.plan.solved.loads is None:
            return JOINT.fill(())
        taak = self.indicatief.taken[self.plan.taak]
        people = dict(zip(taak.codes, inwoners_of(taak, self.model, self.gegevens), strict=True))
        return joint_rows(self.plan, [people[code] for code in self.plan.codes])

    @property
    def joint(self) -> Joint | None:
        """What that table comes to; None without one."""
        return Joint(self.joint_table.rows) if self.joint_table.rows else None

    @cached_property
    def keuzes(self) -> tuple[SiteChoice, ...]:
        """What each choice costs that the plan leaves open; empty without such a choice or without proof."""
        if self.plan is None or not self.plan.bewijs.proven:
            return ()
        from verdeling.plan.questions.choices import what_choices_cost

        return what_choices_cost(self.plan, self.plan.bewijs.engine)

    @cached_property
    def tabellen(self) -> Mapping[str, Rows[Any]]:
        """Every table by the stem of its file."""
        return self._tables(bindend=True)

    @cached_property
    def screen_tables(self) -> Mapping[str, Rows[Any]]:
        """Tables without `bindend`, which no screen shows and which costs a tenth of a second."""
        return self._tables(bindend=False)

    def _tables(self, *, bindend: bool) -> dict[str, Rows[Any]]:
        every: list[Rows[Any]] = []
        if self.deelplan is not None:
            every.append(no_plan_rows(self.deelplan, self.gegevens))
        known = (self.model, self.gegevens, self.indicatief, self.plan)
        every.append(hand_rows(*known, self.hand, self.prijs))
        every.append(calendar_rows(self.model))
        every.append(area_rows(self.indicatief, self.gegevens))
        every.append(self.formule)
        every.append(half_year_rows(self.halfjaren, self.gegevens))
        if self.beeld is not None:
            every.append(beeld_rows(self.beeld, self.gegevens))
        every.append(stock_rows(self.courses))
        if self.plan is not None:
            every += self._plan_tables(self.plan, bindend=bindend)
        if self.tijdplan is not None:
            from verdeling.tijdplan.tables import decision_table, month_table

            names = self.gegevens.gebiedsnaam
            every += [month_table(self.tijdplan, names), decision_table(self.tijdplan, names)]
        # A plan over time without decisions says so by an empty table.
        return {r.table.name: r for r in every if r.rows or r.table.name in ("besluiten", "maanden")}

    def _plan_tables(self, plan: Plan, *, bindend: bool) -> list[Rows[Any]]:
        """Tables of rules that say more of a gemeente than what it provides."""
        from verdeling.result import plan_tables as p

        return [
            *([p.binding_rows(plan)] if bindend else []),
            *(rows for regel in plan.programma.regels for rows in regel.rows(plan.solved)),
            self.joint_table,
            p.choice_rows(plan, self.keuzes),
            p.price_rows(plan, self.prijs),
            p.leeway_rows(plan, self.ruimte),
            p.otherwise_rows(plan, self.waarom),
        ]

    def bestanden(self, lang: Lang = "nl") -> dict[str, bytes]:
        """Every table as csv by file name, what would change a figure, and the chart of the months."""
        out = {f"{name}.csv": csv_of(table) for name, table in self.tabellen.items()}
        if (otherwise := what_if_rows(self.model, self.gegevens, self.indicatief)).rows:
            out["wat_als.csv"] = csv_of(otherwise)
        if self.tijdplan is not None:
            from verdeling.result.time_chart import time_chart

            out["maanden.svg"] = time_chart(self.tijdplan, self.gegevens.gebiedsnaam, lang).encode("utf-8")
        return out

    def attachments_json(self) -> dict[str, Any]:
        """The parts beside the figures that ``diagnostics.json`` gets; only those that this result has."""
        out: dict[str, Any] = {"diagnostiek": {name: d.json() for name, d in self.diagnostiek.items()}}
        if self.diagnostiek_plan:
            out["diagnostiek_plan"] = {name: d.json() for name, d in self.diagnostiek_plan.items()}
        if self.diagnostiek_samen is not None:
            out["diagnostiek_samen"] = self.diagnostiek_samen.json()
        if self.zonder_maten:
            out["diagnostiek_ontbreekt"] = [
                {"nl": p.tekst("nl"), "en": p.tekst("en")} for p in self.zonder_maten
            ]
        if self.formule.rows:
            out["formule"] = tallies(self.formule.rows)
        if self.halfjaren:
            out["halfjaren"] = [supervision_rows(state).model_dump(mode="json") for state in self.halfjaren]
        if self.beeld is not None:
            out["beeld"] = {
                str(niveau): {code: exact(total) for code, total in per_area.items()}
                for niveau, per_area in self.beeld.gebieden.items()
            }
        if self.plan is not None and self.keuzes:
            data = self.plan.programma.data
            out["keuzes"] = [{"nl": k.zin(data), "en": k.zin(data, "en")} for k in self.keuzes]
        if self.plan is not None:
            for regel in (r for r in self.plan.programma.regels if r.recorded):
                out |= {rows.table.name: rows.records() for rows in regel.rows(self.plan.solved)}
        if self.joint is not None:
            out["samen"] = self.joint.as_json()
        if self.plan is not None and self.prijs:
            from verdeling.result.plan_tables import prices_json

            out["prijzen"] = prices_json(self.plan, self.prijs)
        if self.ruimte:
            fixed = sum(s.vast for s in self.ruimte)
            out["speelruimte"] = {"vast": fixed, "keuze": len(self.ruimte) - fixed}
        if self.waarom:
            out["waarom"] = Counter(a.uitslag for a in self.waarom.values())
        if self.tijdplan is not None:
            from verdeling.insight.plan_figures import goals_json
            from verdeling.tijdplan.tables import sentences_told

            names = self.gegevens.gebiedsnaam
            out["doelen"] = goals_json(self.tijdplan)
            out["tijdplan"] = {
                "nl": sentences_told(self.tijdplan, names, "nl"),
                "en": sentences_told(self.tijdplan, names, "en"),
            }
        return out
