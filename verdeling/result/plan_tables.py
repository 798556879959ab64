"""Tables about a plan beside the plan itself: leeway, prices, regional sites, places freed by housing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from verdeling.columns import Rows, Table, column, row
from verdeling.insight.plan_explanation import why_text
from verdeling.insight.plan_figures import goal_value
from verdeling.texts import Lang

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan
    from verdeling.plan.questions.choices import SiteChoice
    from verdeling.plan.questions.leeway import Speelruimte
    from verdeling.plan.questions.other_number import OtherNumber
    from verdeling.plan.questions.price import RulePrice


@row
class LeewayRow:
    """Least and most of one gemeente over all plans that are equally good."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    plan: int = column(
        ("plan", "plan"), ("Wat er volgens het plan staat.", "What stands under the plan."), unit="plaatsen"
    )
    minste: int = column(
        ("minste", "least"),
        ("Minste plaatsen over alle even goede plannen.", "Least places over all equally good plans."),
        unit="plaatsen",
    )
    meeste: int = column(
        ("meeste", "most"),
        ("Meeste plaatsen over alle even goede plannen.", "Most places over all equally good plans."),
        unit="plaatsen",
    )
    vast: bool = column(
        ("vast", "fixed"),
        ("1 als het getal uit regels en doelen volgt.", "1 where the number follows from rules and goals."),
    )


SPEELRUIMTE: Final = Table(
    "speelruimte",
    LeewayRow,
    ("Speelruimte", "Leeway"),
    (
        "Hoeveel plaatsen er in even goede plannen minstens en hoogstens staan.",
        "Least and most places over equally good plans.",
    ),
    "leeway",
)


@row
class OtherwiseRow:
    """What one place fewer or more would do."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    plan: int = column(
        ("plan", "plan"), ("Wat er volgens het plan staat.", "What stands under the plan."), unit="plaatsen"
    )
    verschil: int = column(
        ("verschil", "difference"),
        ("Hoeveel plaatsen meer of minder is gevraagd.", "How many places more or fewer were asked."),
        unit="plaatsen",
    )
    uitslag: str = column(
        ("uitslag", "outcome"), ("Wat het andere getal doet.", "What the other number does."), words=()
    )
    doel: str | None = column(
        ("doel", "goal"), ("Het doel dat slechter wordt.", "The goal that gets worse."), words=("plan.doel",)
    )
    van: int | str | None = column(
        ("van", "from"), ("Waarde van dat doel in het plan.", "Value of that goal in the plan.")
    )
    naar: int | str | None = column(
        ("naar", "to"), ("Waarde met het andere getal.", "Value with the other number.")
    )
    nl: str = column(("nl", "in Dutch"), ("De zin in het Nederlands.", "The sentence in Dutch."))
    en: str = column(("en", "in English"), ("De zin in het Engels.", "The sentence in English."))

    def zin(self, lang: Lang) -> str:
        """The sentence in a language."""
        return self.nl if lang == "nl" else self.en


OTHERWISE: Final = Table(
    "waarom",
    OtherwiseRow,
    ("Waarom", "Why"),
    ("Wat één plaats minder of meer zou doen.", "What one place fewer or more would do."),
    "why",
)


@row
class PriceRow:
    """What a rule costs: one of its goals, or a gemeente with another number.

    Without a plan one row: `soort` geen_plan, or niet_bewezen when the time was up.
    """

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    regel: str = column(("regel", "rule"), ("De regel die wegvalt.", "The rule that is left out."))
    soort: str = column(
        ("soort", "kind"),
        ("doel, plan, geen_plan of niet_bewezen.", "doel, plan, geen_plan or niet_bewezen."),
        words=("report.taak",),
    )
    naam: str = column(
        ("gebied", "area"),
        ("Naam van het doel, of gemeentecode.", "Name of the goal, or code of the gemeente."),
        sheet="name",
        words=("plan.doel",),
    )
    gemeente: str | None = column(
        ("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente.")
    )
    met: int | str | None = column(("met", "with"), ("Waarde met de regel.", "Value with the rule."))
    zonder: int | str | None = column(
        ("zonder", "without"), ("Waarde zonder de regel.", "Value without the rule.")
    )


PRIJS: Final = Table(
    "prijzen",
    PriceRow,
    ("Wat elke regel kost", "What each rule costs"),
    ("Doelen en plannen zonder elk van de regels.", "Goals and plans without each of the rules."),
    "prices",
)


@row
class BindingRow:
    """A rule that decides the numbers of a gemeente, because it is at a bound."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    regel: str = column(("regel", "rule"), ("Soort regel.", "Kind of rule."))
    nl: str = column(("nl", "in Dutch"), ("De zin in het Nederlands.", "The sentence in Dutch."))
    en: str = column(("en", "in English"), ("De zin in het Engels.", "The sentence in English."))

    def zin(self, lang: Lang) -> str:
        """The sentence in a language."""
        return self.nl if lang == "nl" else self.en


BINDING: Final = Table(
    "bindend",
    BindingRow,
    ("Wat het plan bepaalt", "What decides the plan"),
    ("De regels die het getal van een gemeente bepalen.", "The rules that decide the number of a gemeente."),
    "binding rules",
)


@row
class ChoiceRow:
    """A choice that the plan leaves open, and one goal beside the plan."""

    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    locatie: str | None = column(
        ("locatie", "location"), ("De locatie; leeg is niet meedoen.", "The site; empty is staying out.")
    )
    gekozen: bool = column(
        ("gekozen", "chosen"), ("1 voor de keuze van het plan.", "1 for the choice of the plan.")
    )
    mogelijk: bool = column(
        ("mogelijk", "possible"),
        ("1 als er een plan met deze keuze is.", "1 where there is a plan with this choice."),
    )
    doel: str | None = column(("doel", "goal"), ("Een doel.", "A goal."), words=("plan.doel",))
    waarde: int | str | None = column(
        ("waarde", "value"), ("Waarde van het doel met deze keuze.", "Value of the goal with this choice.")
    )
    verschil: int | None = column(
        ("verschil", "difference"), ("Verschil met het plan.", "Difference with the plan.")
    )


CHOICES: Final = Table(
    "keuzes",
    ChoiceRow,
    ("Keuzes", "Choices"),
    ("Wat elke open keuze kost.", "What each open choice costs."),
    "choices",
)


def choice_rows(plan: Plan, choices: Sequence[SiteChoice]) -> Rows[ChoiceRow]:
    """Rows of keuzes.csv; a choice with which there is no plan has one row without a goal."""
    goal = {d.name: d for d in plan.doelen}
    out: list[ChoiceRow] = []
    for k in choices:
        who = (k.code, plan.programma.data.naam(k.code), k.locatie, k.gekozen, bool(k.doelen))
        out += [
            ChoiceRow(
                *who,
                name,
                goal_value(goal[name], value),
                k.meer.get(name, 0 if value == goal[name].value else None),
            )
            for name, value in k.doelen.items()
        ] or [ChoiceRow(*who, None, None, None)]
    return CHOICES.fill(out)


def leeway_rows(plan: Plan, ruimte: Sequence[Speelruimte]) -> Rows[LeewayRow]:
    """Rows of speelruimte.csv, by gemeentecode."""
    return SPEELRUIMTE.fill(
        LeewayRow(plan.taak, s.code, s.naam, s.plan, s.minste, s.meeste, s.vast) for s in ruimte
    )


def otherwise_rows(plan: Plan, why: Mapping[str, OtherNumber]) -> Rows[OtherwiseRow]:
    """Rows of waarom.csv, by gemeentecode; ratios as exact fractions."""
    out: list[OtherwiseRow] = []
    for code, a in why.items():
        van, naar = (w if w is None or isinstance(w, int) else str(w) for w in (a.van, a.naar))
        who = (plan.taak, code, plan.programma.data.naam(code), plan.plan[plan.rij[code]])
        sentences = why_text(a), why_text(a, "en")
        out.append(OtherwiseRow(*who, a.verschil, a.uitslag, a.doel or None, van, naar, *sentences))
    return OTHERWISE.fill(out)


def binding_rows(plan: Plan) -> Rows[BindingRow]:
    """Rows of bindend.csv, by gemeentecode and in the order of the rules; then limits of the exchange."""
    name, out = plan.programma.data.naam, []
    for code in plan.codes:
        out += [
            BindingRow(plan.taak, code, name(code), b.regel.rule, b.zin["nl"], b.zin["en"])
            for b in plan.bindend(code)
        ]
        out += [
            BindingRow(n.taak, code, name(code), n.rule, n.sentence["nl"], n.sentence["en"])
            for n in plan.solved.limits.get(code, ())
        ]
    return BINDING.fill(out)


def price_rows(plan: Plan, prices: Sequence[RulePrice]) -> Rows[PriceRow]:
    """Rows of the price table; without a plan one row says why."""
    goal = {d.name: d for d in plan.doelen}
    out: list[PriceRow] = []
    for p in prices:
        if p.plan is None:
            verdict = "geen_plan" if p.bewezen else "niet_bewezen"
            out.append(PriceRow(plan.taak, p.regel, verdict, "", None, None, None))
        for d in p.doelen:
            met, without = goal_value(goal[d.naam], d.met), goal_value(goal[d.naam], d.zonder)
            out.append(PriceRow(plan.taak, p.regel, "doel", d.naam, None, met, without))
        for code, difference in sorted(p.verschil.items()):
            nu = plan.plan[plan.rij[code]]
            name = plan.programma.data.naam(code)
            out.append(PriceRow(plan.taak, p.regel, "plan", code, name, nu, nu + difference))
    return PRIJS.fill(out)


def prices_json(plan: Plan, prices: Sequence[RulePrice]) -> list[dict[str, Any]]:
    """Give prices as plain values."""
    goal = {d.name: d for d in plan.doelen}
    return [
        {
            "regel": p.regel,
            "oplosbaar": p.plan is not None if p.bewezen else None,
            "bewezen": p.bewezen,
            "doelen": [
                {
                    "naam": d.naam,
                    "met": goal_value(goal[d.naam], d.met),
                    "zonder": goal_value(goal[d.naam], d.zonder),
                }
                for d in p.doelen
            ],
            "verschil": dict(sorted(p.verschil.items())),
        }
        for p in prices
    ]
