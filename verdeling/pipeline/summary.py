"""A result on one screen, as text and as a small table for notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final, Protocol

from verdeling.insight.explain import modelstatus
from verdeling.result.remarks import no_plan_sentence
from verdeling.result.tables import onderdelen
from verdeling.sleutel.indicatief import TaakUitkomst
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.plan.partial import Deelplan
    from verdeling.plan.plan import Plan
    from verdeling.sleutel.indicatief import Indicatief
    from verdeling.tijdplan.plan import Tijdplan
    from verdeling.verdeelmodel.model import Verdeelmodel

TAKEN: Final = 4
"""Most tasks that are shown; the others are counted."""
GROOTSTE: Final = 5
BREEDTE: Final = 110

Feit = tuple[str, str]
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
    def deelplan(self) -> Deelplan | None:
        """What has no plan."""


def samenvatting(resultaat: Shown, lang: Lang) -> str:
    """At most twenty lines of at most 110 characters."""
    feiten = list(_feiten(resultaat, lang))
    breed = max(len(kop) for kop, _ in feiten)
    regels = [_title(resultaat, lang), *(f"  {kop:<{breed}}  {inhoud}" for kop, inhoud in feiten)]
    return "\n".join(_kort(regel) for regel in regels)


def summary_html(resultaat: Shown, lang: Lang = "nl") -> str:
    """The same as a table; text only, no style and no script."""
    rijen = "".join(
        f'<tr><th scope="row">{escape(_kort(kop))}</th><td>{escape(_kort(inhoud))}</td></tr>'
        for kop, inhoud in _feiten(resultaat, lang)
    )
    titel = escape(_kort(_title(resultaat, lang)))
    return f'<table lang="{lang}"><caption>{titel}</caption><tbody>{rijen}</tbody></table>'


def _kort(tekst: str) -> str:
    regel = " ".join(tekst.split()) if "\n" in tekst else tekst
    return regel if len(regel) <= BREEDTE else f"{regel[: BREEDTE - 1]}…"


def _title(resultaat: Shown, lang: Lang) -> str:
    return f"{resultaat.model.naam}: {getattr(resultaat.model.titel, lang)}"


def _feiten(resultaat: Shown, lang: Lang) -> Iterator[Feit]:
    if resultaat.overrides:
        yield say("python.kop.veranderd", lang), ", ".join(resultaat.overrides)
    if resultaat.gegevens.map is not None:
        yield say("python.kop.gegevens", lang), resultaat.gegevens.map.name
    gemeenten, verwacht = len(resultaat.indicatief.codes), resultaat.gegevens.verwacht
    waarde = modelstatus(resultaat.model, resultaat.indicatief.taken.values())
    status = say(f"insight.status.{waarde}", lang)
    yield (
        say("python.kop.status", lang),
        say("python.status", lang, status=status, gemeenten=gemeenten, verwacht=verwacht),
    )
    taken = list(resultaat.indicatief.taken.values())
    for taak in taken[:TAKEN]:
        yield taak.naam[:30], _totaal(taak, lang)
        yield say("python.kop.grootste", lang), _grootste(resultaat, taak, lang)
    if len(taken) > TAKEN:
        yield "…", say("python.nog_taken", lang, aantal=len(taken) - TAKEN)
    yield say("python.kop.plan", lang), _plan_state(resultaat, lang)
    eerste = resultaat.indicatief.namen[0]
    yield say("python.kop.verder", lang), say("python.verder", lang, gemeente=eerste)


def _totaal(taak: TaakUitkomst, lang: Lang) -> str:
    geheel, *delen = onderdelen(taak)
    som = sum(geheel.aantallen)
    eenheid = say(f"insight.eenheid.{taak.taak.eenheid}", lang)
    tekst = say("python.taak", lang, som=som, eenheid=eenheid)
    if som != taak.totaal:
        decimalen = 0 if taak.totaal == int(taak.totaal) else 2
        tekst += say("python.verschil", lang, totaal=number(taak.totaal, lang, decimalen))
    van_delen = [
        say("python.deel", lang, deel=deel.naam.rpartition("/")[2], som=sum(deel.aantallen)) for deel in delen
    ]
    return f"{tekst} ({', '.join(van_delen)})" if van_delen else tekst


def _grootste(resultaat: Shown, taak: TaakUitkomst, lang: Lang) -> str:
    namen = resultaat.gegevens.gebiedsnaam
    volgorde = sorted(zip(taak.aantallen, taak.codes, strict=True), key=lambda paar: (-paar[0], paar[1]))
    return ", ".join(f"{namen[code]} {number(aantal, lang)}" for aantal, code in volgorde[:GROOTSTE])


def _plan_state(resultaat: Shown, lang: Lang) -> str:
    plan, in_tijd = resultaat.plan, resultaat.tijdplan
    if resultaat.deelplan is not None:
        return no_plan_sentence(resultaat.deelplan, resultaat.gegevens, lang)
    if plan is not None:
        return say(
            "python.plan",
            lang,
            plan=sum(plan.plan),
            nieuw=sum(plan.nieuw),
            tekort=sum(plan.tekort) + sum(plan.tekort_provincie.values()),
            bewijs=_bewijs(bewezen=plan.bewijs.proven, lang=lang),
        )
    if in_tijd is not None:
        bewijs = _bewijs(bewezen=in_tijd.bewijs.proven, lang=lang)
        return say("python.tijdplan", lang, aantal=in_tijd.kalender.aantal, bewijs=bewijs)
    return say("python.plan.geen" if resultaat.model.opdracht is None else "python.plan.niet", lang)


def _bewijs(*, bewezen: bool, lang: Lang) -> str:
    return say("python.bewezen" if bewezen else "python.onbewezen", lang)
