"""What a reader must know beside the figures: as plain values for ``diagnostics.json`` and in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from verdeling.errors import Probleem
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.data_read import ongebruikt
from verdeling.insight.explain import modelstatus, waarschuwing
from verdeling.insight.formula import formulerijen, formulezinnen
from verdeling.insight.worth import open_punten, planwaarde
from verdeling.result.json_form import exact
from verdeling.result.tables import onderdelen
from verdeling.sleutel.indicatief import GelijkeGebieden, Indicatief, TaakUitkomst
from verdeling.sleutel.natures import keynotes
from verdeling.texts import LANGS, Lang, number, say
from verdeling.texts.sources import source
from verdeling.verdeelmodel.model import OpenPunt, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.plan.partial import Deelplan
    from verdeling.plan.plan import Plan


def diagnostics(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    plan: Plan | None = None,
    *,
    gepland: bool = False,
    deelplan: Deelplan | None = None,
) -> dict[str, Any]:
    """What a reader must know beside the figures: sums, goals, ties, open items, worth of the data.

    `gepland` says that a plan was made, also one over time; `deelplan` that no plan keeps all rules.
    """
    uit_plan = bronnen_van_plan(plan, gegevens)
    van_plan = _planstatus(model, uit_plan)
    kolommen = (*gebruikt(indicatief), *uit_plan)
    return {
        "model": model.naam,
        "titel": model.titel.model_dump(),
        "omschrijving": model.omschrijving.model_dump(),
        "status": modelstatus(model, indicatief.taken.values()),
        "aangepast": model.aangepast and {lang: model.aangepast.zin(lang) for lang in LANGS},
        "gemeenten": len(indicatief.codes),
        "gemeenten_verwacht": gegevens.verwacht,
        "taken": {naam: _taakcijfers(taak) for naam, taak in indicatief.taken.items()},
        **_planblok(plan),
        **({} if deelplan is None else {"geen_plan": _no_plan(deelplan, gegevens)}),
        "open": [p.model_dump(mode="json") for p in open_punten(model, gegevens, gepland=gepland)],
        "gegevens": [bron.model_dump(mode="json") for kolom in kolommen for bron in kolom.bronnen],
        **({"alleen_formule": buiten} if (buiten := formula_only(indicatief, uit_plan)) else {}),
        "meldingen": [
            *([dict.fromkeys(("code", "waar"), "plan") | van_plan] if gepland and van_plan else []),
            *(
                {"code": m.code, "waar": m.waar, "nl": m.tekst("nl"), "en": m.tekst("en")}
                for m in (
                    *_notes(model, gegevens),
                    *gegevens.meldingen,
                    *(m for k in kolommen if k.plaatsen for m in k.meldingen),
                )
            ),
        ],
    }


def no_plan_sentence(deelplan: Deelplan, gegevens: Gegevens, lang: Lang) -> str:
    """Which provincies have no plan, and that the others have one, or not."""
    namen = ", ".join(gegevens.gebiedsnaam[code] for code in deelplan.zonder)
    return say("uitkomst.geen_plan" if deelplan.plan is None else "uitkomst.deelplan", lang, namen=namen)


def _no_plan(deelplan: Deelplan, gegevens: Gegevens) -> dict[str, Any]:
    return {
        "provincies": list(deelplan.zonder),
        "problemen": [{"code": p.code, "waar": p.waar} for p in deelplan.problemen],
        **{
            lang: [no_plan_sentence(deelplan, gegevens, lang), *(p.tekst(lang) for p in deelplan.problemen)]
            for lang in LANGS
        },
    }


def _planstatus(model: Verdeelmodel, kolommen: Sequence[Kolom]) -> dict[str, str]:
    """What the plan of a model is worth and why, per language; empty where the model gives no reason."""
    waarde = planwaarde(model, kolommen)
    if waarde is None:
        return {}
    status, reden = waarde
    woord = {lang: say(f"insight.status.{status}", lang) for lang in LANGS}
    return {lang: say("uitkomst.plan", lang, status=woord[lang], reden=reden[lang]) for lang in LANGS}


def _planblok(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"doelen": []}
    from verdeling.insight.plan_figures import goals_json, plancijfers, provinciecijfers

    return {
        "doelen": goals_json(plan),
        "plan": {
            "taak": plan.taak,
            "bewezen": plan.bewijs.proven,
            "eenduidig": plan.bewijs.unique,
            "officieel": plan.bewijs.second is not None,
            "cijfers": plancijfers(plan).als_json(),
            "provincies": [asdict(cijfer) for cijfer in provinciecijfers(plan)],
        },
    }


def bronnen_van_plan(plan: Plan | None, gegevens: Gegevens) -> list[Kolom]:
    """Each column of places that the rules of a plan read; none without a plan."""
    if plan is None:
        return []
    from verdeling.insight.plan_figures import plan_columns

    return plan_columns(plan, gegevens)


def gebruikt(indicatief: Indicatief) -> list[Kolom]:
    """Each column that the figures follow from or that a key of the model reads, once."""
    kolommen = {
        (kolom.naam, kolom.peildatum): kolom
        for taak in indicatief.taken.values()
        for gelezen in (taak.kolommen, taak.gewichten.gebruikt, *(n.sleutel.gebruikt for n in taak.niveaus))
        for kolom in gelezen
    }
    return list(kolommen.values())


def formula_only(indicatief: Indicatief, van_plan: Iterable[Kolom]) -> list[str]:
    """Names of columns that only a formula beside given figures reads: no outcome rests on them."""
    rests = {k.naam for taak in indicatief.taken.values() for k in taak.kolommen} | {k.naam for k in van_plan}
    return sorted({k.naam for k in gebruikt(indicatief)} - rests)


def _notes(model: Verdeelmodel, gegevens: Gegevens) -> list[Probleem]:
    """What a reader must know of the model, its keys, and what it leaves unread of a user's data."""
    return [*model.meldingen, *keynotes(model, gegevens), *ongebruikt(model, gegevens)]


def _taakcijfers(taak: TaakUitkomst) -> dict[str, Any]:
    return {
        "eenheid": taak.taak.eenheid,
        "totaal": exact(taak.totaal),
        "som": sum(taak.aantallen),
        "verschil": exact(taak.verschil),
        "delen": {
            naam: {"som": sum(aantallen), "verschil": exact(taak.verschil_delen.get(naam))}
            for naam, aantallen in taak.delen.items()
        },
        "niveaus": [
            {"niveau": n.niveau, "afronding": n.regel.afronding, "verschil": exact(n.verschil)}
            for n in taak.niveaus
        ],
        "gelijkstanden": [
            {
                "niveau": g.niveau,
                **({"deel": g.deel} if g.deel else {}),
                "kandidaten": list(g.kandidaten),
                "toegewezen": list(g.toegewezen),
                "plaatsen": g.plaatsen,
            }
            for g in taak.gelijken
        ],
    }


def meldingen(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    lang: Lang,
    plan: Plan | None = None,
    *,
    kort: bool = False,
    gepland: bool = False,
) -> list[str]:
    """Say in sentences what a reader must know beside the figures.

    With `kort` the open items share one line without their reasons, and so do notices of one kind. `gepland`
    says that a plan was made, also one over time.
    """
    status = modelstatus(model, indicatief.taken.values())
    uit = [say("uitkomst.status", lang, status=say(f"insight.status.{status}", lang))]
    van_plan = bronnen_van_plan(plan, gegevens)
    kolommen = [*gebruikt(indicatief), *van_plan]
    if gepland and (van_het_plan := _planstatus(model, van_plan)):
        uit.append(van_het_plan[lang])
    afwezig = gegevens.verwacht - len(gegevens.codes)
    if afwezig:
        uit.append(say("uitkomst.afwezig", lang, afwezig=afwezig, verwacht=gegevens.verwacht))
    for taak in indicatief.taken.values():
        for deel in onderdelen(taak):
            som = sum(deel.aantallen)
            if deel.totaal is not None and som != deel.totaal:
                decimalen = 0 if deel.totaal.denominator == 1 else 2
                totaal = number(deel.totaal, lang, decimalen)
                verschil = number(som - deel.totaal, lang, decimalen)
                uit.append(
                    say("uitkomst.verschil", lang, taak=deel.naam, som=som, totaal=totaal, verschil=verschil)
                )
        uit += [_gelijkstand(taak, gelijk, gegevens, lang) for gelijk in taak.gelijken]
    rijen = formulerijen(model, gegevens, indicatief).rows
    for taak in indicatief.taken.values():
        uit += formulezinnen(taak, rijen, lang)[: 2 if kort else None]
    uit += [note.tekst(lang) for note in _notes(model, gegevens)]
    uit += _open_sentences(open_punten(model, gegevens, gepland=gepland), lang, kort=kort)
    if van_plan:
        # The first is the column of places that stand; every plan has the rule that names it.
        uit.append(say("uitkomst.capaciteit", lang, bron=_bronnen_in_words(van_plan[0], lang)))
    uit += [tekst for kolom in kolommen if (tekst := waarschuwing(kolom, lang))]
    per_soort: dict[str, list[str]] = {}
    for melding in (*gegevens.meldingen, *(m for k in kolommen for m in k.meldingen)):
        per_soort.setdefault(melding.code, []).append(melding.tekst(lang))
    for eerste, *meer in per_soort.values():
        if kort and meer:
            uit.append(say("uitkomst.zulke", lang, eerste=eerste, aantal=len(meer)))
        else:
            uit += [eerste, *meer]
    return uit


def _bronnen_in_words(kolom: Kolom, lang: Lang) -> str:
    """The sources of a column; where there are more, how many gemeenten have each."""
    namen = {c: source(f"{b.uitgever}, {b.tabel}", lang) for c in kolom.codes for b in [kolom.bron_van(c)]}
    aantallen = Counter(namen.values())
    if len(aantallen) == 1:
        return next(iter(aantallen))
    return "; ".join(say("uitkomst.bron_deel", lang, bron=b, aantal=n) for b, n in aantallen.items())


def _open_sentences(punten: Sequence[OpenPunt], lang: Lang, *, kort: bool) -> list[str]:
    wat = [getattr(punt.wat, lang) for punt in punten]
    if kort:
        return [say("uitkomst.open_kort", lang, aantal=len(wat), wat=" ".join(wat))] if wat else []
    redenen = [getattr(punt.reden, lang) for punt in punten]
    return [say("uitkomst.open", lang, wat=w, reden=r) for w, r in zip(wat, redenen, strict=True)]


def _gelijkstand(taak: TaakUitkomst, gelijk: GelijkeGebieden, gegevens: Gegevens, lang: Lang) -> str:
    namen = gegevens.gebiedsnaam
    return say(
        "uitkomst.gelijkstand",
        lang,
        taak=f"{taak.naam}/{gelijk.deel}" if gelijk.deel else taak.naam,
        kandidaten=", ".join(namen[c] for c in gelijk.kandidaten),
        toegewezen=", ".join(namen[c] for c in gelijk.toegewezen),
    )
