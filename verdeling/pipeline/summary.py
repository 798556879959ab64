"""A result on one screen, as text and as a small table for notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final, Protocol

from verdeling.insight.explain import model_status
from verdeling.result.remarks import no_plan_sentence
from verdeling.result.tables import task_slices
from verdeling.sleutel.indicatief import TaakOutcome
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.plan.partial import PartialPlan
    from verdeling.plan.plan import Plan
    from verdeling.sleutel.indicatief import Indicatief
    from verdeling.tijdplan.plan import Tijdplan
    from verdeling.verdeelmodel.model import Verdeelmodel

TAKEN: Final = 4
"""Most tasks that are shown; the others are counted."""
LARGEST: Final = 5
WIDTH: Final = 110

Fact = tuple[str, str]
"""Heading and content of a line."""


class Shown(Protocol):
    """What the screen reads of a result."""

    @property
    def model(self) -> Verdeelmodel:
        """The model."""

    @property
    def gegevens(self) -> Gegevens:
        """Its data."""

    @property
    def indicatief(self) -> Indicatief:
        """The figures."""

    @property
    def overrides(self) -> tuple[str, ...]:
        """Changes to the model."""

    @property
    def plan(self) -> Plan | None:
        """The plan."""

    @property
    def tijdplan(self) -> Tijdplan | None:
        """The plan over time."""

    @property
    def deelplan(self) -> PartialPlan | None:
        """What has no plan."""


def summary_lines(result: Shown, lang: Lang) -> str:
    """At most twenty lines of at most 110 characters."""
    feiten = list(_facts(result, lang))
    wide = max(len(head) for head, _ in feiten)
    regels = [_title(result, lang), *(f"  {head:<{wide}}  {content}" for head, content in feiten)]
    return "\n".join(_short(regel) for regel in regels)


def summary_html(result: Shown, lang: Lang = "nl") -> str:
    """The same as a table; text only, no style and no script."""
    rows = "".join(
        f'<tr><th scope="row">{escape(_short(head))}</th><td>{escape(_short(content))}</td></tr>'
        for head, content in _facts(result, lang)
    )
    title = escape(_short(_title(result, lang)))
    return f'<table lang="{lang}"><caption>{title}</caption><tbody>{rows}</tbody></table>'


def _short(text: str) -> str:
    regel = " ".join(text.split()) if "\n" in text else text
    return regel if len(regel) <= WIDTH else f"{regel[: WIDTH - 1]}…"


def _title(result: Shown, lang: Lang) -> str:
    return f"{result.model.naam}: {getattr(result.model.titel, lang)}"


def _facts(result: Shown, lang: Lang) -> Iterator[Fact]:
    if result.overrides:
        yield say("python.kop.veranderd", lang), ", ".join(result.overrides)
    if result.gegevens.map is not None:
        yield say("python.kop.gegevens", lang), result.gegevens.map.name
    gemeenten, expected = len(result.indicatief.codes), result.gegevens.verwacht
    value = model_status(result.model, result.indicatief.taken.values())
    status = say(f"insight.status.{value}", lang)
    yield (
        say("python.kop.status", lang),
        say("python.status", lang, status=status, gemeenten=gemeenten, verwacht=expected),
    )
    taken = list(result.indicatief.taken.values())
    for taak in taken[:TAKEN]:
        yield taak.naam[:30], _total(taak, lang)
        yield say("python.kop.grootste", lang), _largest(result, taak, lang)
    if len(taken) > TAKEN:
        yield "…", say("python.nog_taken", lang, aantal=len(taken) - TAKEN)
    yield say("python.kop.plan", lang), _plan_state(result, lang)
    first = result.indicatief.namen[0]
    yield say("python.kop.verder", lang), say("python.verder", lang, gemeente=first)


def _total(taak: TaakOutcome, lang: Lang) -> str:
    whole, *parts = task_slices(taak)
    total = sum(whole.aantallen)
    unit = say(f"insight.eenheid.{taak.taak.eenheid}", lang)
    text = say("python.taak", lang, som=total, eenheid=unit)
    if total != taak.totaal:
        decimals = 0 if taak.totaal == int(taak.totaal) else 2
        text += say("python.verschil", lang, totaal=number(taak.totaal, lang, decimals))
    van_parts = [
        say("python.deel", lang, deel=part.naam.rpartition("/")[2], som=sum(part.aantallen)) for part in parts
    ]
    return f"{text} ({', '.join(van_parts)})" if van_parts else text


def _largest(result: Shown, taak: TaakOutcome, lang: Lang) -> str:
    names = result.gegevens.gebiedsnaam
    volgorde = sorted(zip(taak.aantallen, taak.codes, strict=True), key=lambda pair: (-pair[0], pair[1]))
    return ", ".join(f"{names[code]} {number(count, lang)}" for count, code in volgorde[:LARGEST])


def _plan_state(result: Shown, lang: Lang) -> str:
    plan, in_time = result.plan, result.tijdplan
    if result.deelplan is not None:
        return no_plan_sentence(result.deelplan, result.gegevens, lang)
    if plan is not None:
        return say(
            "python.plan",
            lang,
            plan=sum(plan.plan),
            nieuw=sum(plan.nieuw),
            tekort=sum(plan.tekort) + sum(plan.tekort_provincie.values()),
            bewijs=_proof(bewezen=plan.bewijs.proven, lang=lang),
        )
    if in_time is not None:
        proof = _proof(bewezen=in_time.bewijs.proven, lang=lang)
        return say("python.tijdplan", lang, aantal=in_time.calendar.aantal, bewijs=proof)
    return say("python.plan.geen" if result.model.opdracht is None else "python.plan.niet", lang)


def _proof(*, bewezen: bool, lang: Lang) -> str:
    return say("python.bewezen" if bewezen else "python.onbewezen", lang)
