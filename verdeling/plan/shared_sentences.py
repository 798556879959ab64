"""What tasks together change for one gemeente, in sentences: exchange, loans, places freed, regional site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan


def samen(plan: Plan, code: str, lang: Lang = "nl") -> list[str]:
    """With whom a gemeente exchanges, how much and what it gains; places freed; where it takes part.

    Parameters
    ----------
    plan
        The plan.
    code
        Gemeentecode.
    lang
        Language of the sentences.
    """
    naam, i = plan.programma.data.naam, plan.rij[code]
    zinnen = [*_ruil(plan, code, lang), *_leningen(plan, code, lang)]
    if plan.amv is not None and plan.amv[i]:
        zinnen.append(say("rules.plan_amv", lang, naam=naam(code), amv=plan.amv[i], plan=plan.plan[i]))
    if plan.boven_taak is not None and plan.boven_taak[i]:
        getallen = {"mensen": plan.boven_taak[i], "plaatsen": plan.vrijgekomen[i]}
        zinnen.append(say("rules.plan_vaten", lang, naam=naam(code), **getallen))
    if code in plan.rol:
        zinnen.append(say("rules.plan_rol", lang, naam=naam(code), locatie=plan.rol[code]))
    return zinnen


def ruilsaldo(plan: Plan, code: str) -> dict[str, int]:
    """What the exchange adds to each task of a gemeente; loans are no exchange."""
    saldo: dict[str, int] = {}
    for r in plan.uitruil:
        if r.soort == "ruil" and code in (r.van, r.naar):
            saldo[r.taak] = saldo.get(r.taak, 0) + (r.aantal if code == r.naar else -r.aantal)
    return dict(sorted(saldo.items()))


def zonder_locatie(plan: Plan, code: str) -> bool:
    """Whether a gemeente needs no site because all that was asked of it is exchanged."""
    i = plan.rij[code]
    geruild = -ruilsaldo(plan, code).get(plan.taak, 0)
    return geruild > 0 and geruild == plan.gevraagd[i] - plan.bestaand[i] and plan.plan[i] == 0


def _ruil(plan: Plan, code: str, lang: Lang) -> Iterator[str]:
    naam = plan.programma.data.naam
    mijn = [r for r in plan.uitruil if r.soort == "ruil" and code in (r.van, r.naar)]
    for ander in sorted({r.naar if r.van == code else r.van for r in mijn}):
        uit = {r.taak: r.aantal for r in mijn if r.naar == ander}
        terug = {r.taak: r.aantal for r in mijn if r.van == ander}
        delen = {"over": _som(uit, lang), "terug": _som(terug, lang)}
        yield say("rules.plan_ruil", lang, naam=naam(code), ander=naam(ander), **delen)
    saldo = ruilsaldo(plan, code)
    if saldo:
        minder = _som({taak: -n for taak, n in saldo.items() if n < 0}, lang)
        meer = _som({taak: n for taak, n in saldo.items() if n > 0}, lang)
        yield say("rules.plan_ruilsaldo", lang, naam=naam(code), minder=minder, meer=meer)
        if zonder_locatie(plan, code):
            yield say("rules.plan_ruil_geen_locatie", lang, naam=naam(code))


def _leningen(plan: Plan, code: str, lang: Lang) -> Iterator[str]:
    naam = plan.programma.data.naam
    for r in plan.uitruil:
        if r.soort == "lening" and code in (r.van, r.naar):
            yield say("rules.plan_lening", lang, van=naam(r.van), naar=naam(r.naar), aantal=r.aantal)


def _som(taken: dict[str, int], lang: Lang) -> str:
    delen = [f"{number(aantal, lang)} {taak}" for taak, aantal in sorted(taken.items())]
    return ", ".join(delen) or say("rules.plan_ruil_niets", lang)
