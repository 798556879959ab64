"""What a reader must know beside the figures: as plain values for ``diagnostics.json`` and in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from verdeling.errors import DataError, Problem
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.data_read import unused_columns
from verdeling.insight.explain import model_status, warning_of
from verdeling.insight.formula import formula_rows, formula_sentences
from verdeling.insight.worth import open_items_of, plan_worth
from verdeling.result.json_form import exact
from verdeling.result.tables import task_slices
from verdeling.sleutel.indicatief import Indicatief, TaakOutcome, TiedAreas
from verdeling.sleutel.natures import keynotes
from verdeling.texts import LANGS, Lang, number, say
from verdeling.texts.sources import source
from verdeling.verdeelmodel.model import OpenPunt, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.plan.partial import PartialPlan
    from verdeling.plan.plan import Plan


def diagnostics(
    model: Verdeelmodel,
    data: Gegevens,
    indicatief: Indicatief,
    plan: Plan | None = None,
    *,
    gepland: bool = False,
    deelplan: PartialPlan | None = None,
) -> dict[str, Any]:
    """What a reader must know beside the figures: sums, goals, ties, open items, worth of the data.

    `gepland` says that a plan was made, also one over time; `deelplan` that no plan keeps all rules.
    """
    out_plan = sources_of_plan(plan, data)
    van_plan = _plan_status(model, out_plan)
    columns = (*gebruikt(indicatief), *out_plan)
    sources = (*columns, *beside(indicatief, data))
    return {
        "model": model.naam,
        "titel": model.titel.model_dump(),
        "omschrijving": model.omschrijving.model_dump(),
        "status": model_status(model, indicatief.taken.values()),
        "aangepast": model.aangepast and {lang: model.aangepast.zin(lang) for lang in LANGS},
        "gemeenten": len(indicatief.codes),
        "gemeenten_verwacht": data.verwacht,
        "taken": {name: _task_figures(taak) for name, taak in indicatief.taken.items()},
        **_plan_block(plan),
        **({} if deelplan is None else {"geen_plan": _no_plan(deelplan, data)}),
        "open": [p.model_dump(mode="json") for p in open_items_of(model, data, gepland=gepland)],
        "gegevens": [bron.model_dump(mode="json") for column in sources for bron in column.bronnen],
        **({"alleen_formule": outside} if (outside := formula_only(indicatief, out_plan)) else {}),
        "meldingen": [
            *([dict.fromkeys(("code", "waar"), "plan") | van_plan] if gepland and van_plan else []),
            *(
                {"code": m.code, "waar": m.waar, "nl": m.tekst("nl"), "en": m.tekst("en")}
                for m in (
                    *_notes(model, data),
                    *data.meldingen,
                    *(m for k in columns if k.plaatsen for m in k.meldingen),
                )
            ),
        ],
    }


def no_plan_sentence(part_plan: PartialPlan, data: Gegevens, lang: Lang) -> str:
    """Which provincies have no plan, and that the others have one, or not."""
    names = ", ".join(data.gebiedsnaam[code] for code in part_plan.zonder)
    return say("uitkomst.geen_plan" if part_plan.plan is None else "uitkomst.deelplan", lang, namen=names)


def _no_plan(part_plan: PartialPlan, data: Gegevens) -> dict[str, Any]:
    return {
        "provincies": list(part_plan.zonder),
        "problemen": [{"code": p.code, "waar": p.waar} for p in part_plan.problemen],
        **{
            lang: [no_plan_sentence(part_plan, data, lang), *(p.tekst(lang) for p in part_plan.problemen)]
            for lang in LANGS
        },
    }


def _plan_status(model: Verdeelmodel, columns: Sequence[Kolom]) -> dict[str, str]:
    """What the plan of a model is worth and why, per language; empty where the model gives no reason."""
    value = plan_worth(model, columns)
    if value is None:
        return {}
    status, reason = value
    word = {lang: say(f"insight.status.{status}", lang) for lang in LANGS}
    return {lang: say("uitkomst.plan", lang, status=word[lang], reden=reason[lang]) for lang in LANGS}


def _plan_block(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"doelen": []}
    from verdeling.insight.plan_figures import goals_json, plan_totals, province_figures

    return {
        "doelen": goals_json(plan),
        "plan": {
            "taak": plan.taak,
            "bewezen": plan.bewijs.proven,
            "eenduidig": plan.bewijs.unique,
            "officieel": plan.bewijs.second is not None,
            "cijfers": plan_totals(plan).als_json(),
            "provincies": [asdict(figure) for figure in province_figures(plan)],
        },
    }


def sources_of_plan(plan: Plan | None, data: Gegevens) -> list[Kolom]:
    """Each column of places that the rules of a plan read; none without a plan."""
    if plan is None:
        return []
    from verdeling.insight.plan_figures import plan_columns

    return plan_columns(plan, data)


def gebruikt(indicatief: Indicatief) -> list[Kolom]:
    """Each column that the figures follow from or that a key of the model reads, once."""
    columns = {
        (column.naam, column.peildatum): column
        for taak in indicatief.taken.values()
        for seen in (taak.kolommen, taak.gewichten.gebruikt, *(n.sleutel.gebruikt for n in taak.niveaus))
        for column in seen
    }
    return list(columns.values())


def beside(indicatief: Indicatief, data: Gegevens) -> list[Kolom]:
    """Each column of published figures that only stands beside those of a key."""
    used = {column.naam for column in gebruikt(indicatief)}
    tables = [t.taak.gepubliceerd for t in indicatief.taken.values()]
    names = dict.fromkeys(t.indicator for t in tables if t is not None and t.indicator not in used)
    found: list[Kolom] = []
    for name in names:
        with suppress(DataError):  # data of a user's own, or boundaries that the figures cannot be brought to
            found.append(data.kolom(name))
    return found


def formula_only(indicatief: Indicatief, van_plan: Iterable[Kolom]) -> list[str]:
    """Names of columns that only a formula beside given figures reads: no outcome rests on them."""
    rests = {k.naam for taak in indicatief.taken.values() for k in taak.kolommen} | {k.naam for k in van_plan}
    return sorted({k.naam for k in gebruikt(indicatief)} - rests)


def _notes(model: Verdeelmodel, data: Gegevens) -> list[Problem]:
    """What a reader must know of the model, its keys, and what it leaves unread of a user's data."""
    return [*model.meldingen, *keynotes(model, data), *unused_columns(model, data)]


def _task_figures(taak: TaakOutcome) -> dict[str, Any]:
    return {
        "eenheid": taak.taak.eenheid,
        "totaal": exact(taak.totaal),
        "som": sum(taak.aantallen),
        "verschil": exact(taak.verschil),
        "delen": {
            name: {"som": sum(counts), "verschil": exact(taak.verschil_delen.get(name))}
            for name, counts in taak.delen.items()
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
            for g in taak.ties
        ],
    }


def read_notes(
    model: Verdeelmodel,
    data: Gegevens,
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
    status = model_status(model, indicatief.taken.values())
    out = [say("uitkomst.status", lang, status=say(f"insight.status.{status}", lang))]
    van_plan = sources_of_plan(plan, data)
    columns = [*gebruikt(indicatief), *van_plan]
    if gepland and (van_het_plan := _plan_status(model, van_plan)):
        out.append(van_het_plan[lang])
    absent = data.verwacht - len(data.codes)
    if absent:
        out.append(say("uitkomst.afwezig", lang, afwezig=absent, verwacht=data.verwacht))
    for taak in indicatief.taken.values():
        for part in task_slices(taak):
            total = sum(part.aantallen)
            if part.totaal is not None and total != part.totaal:
                decimals = 0 if part.totaal.denominator == 1 else 2
                whole = number(part.totaal, lang, decimals)
                difference = number(total - part.totaal, lang, decimals)
                out.append(
                    say(
                        "uitkomst.verschil",
                        lang,
                        taak=part.naam,
                        som=total,
                        totaal=whole,
                        verschil=difference,
                    )
                )
        out += [_gelijkstand(taak, equal, data, lang) for equal in taak.ties]
    rows = formula_rows(model, data, indicatief).rows
    for taak in indicatief.taken.values():
        out += formula_sentences(taak, rows, lang)[: 2 if kort else None]
    out += [note.tekst(lang) for note in _notes(model, data)]
    out += _open_sentences(open_items_of(model, data, gepland=gepland), lang, kort=kort)
    if van_plan:
        # The first is the column of places that stand; every plan has the rule that names it.
        out.append(say("uitkomst.capaciteit", lang, bron=_bronnen_in_words(van_plan[0], lang)))
    out += [text for column in columns if (text := warning_of(column, lang))]
    per_kind: dict[str, list[str]] = {}
    for remark in (*data.meldingen, *(m for k in columns for m in k.meldingen)):
        per_kind.setdefault(remark.code, []).append(remark.tekst(lang))
    for first, *more in per_kind.values():
        if kort and more:
            out.append(say("uitkomst.zulke", lang, eerste=first, aantal=len(more)))
        else:
            out += [first, *more]
    return out


def _bronnen_in_words(column: Kolom, lang: Lang) -> str:
    """The sources of a column; where there are more, how many gemeenten have each."""
    names = {c: source(f"{b.uitgever}, {b.tabel}", lang) for c in column.codes for b in [column.bron_van(c)]}
    counts = Counter(names.values())
    if len(counts) == 1:
        return next(iter(counts))
    return "; ".join(say("uitkomst.bron_deel", lang, bron=b, aantal=n) for b, n in counts.items())


def _open_sentences(points: Sequence[OpenPunt], lang: Lang, *, kort: bool) -> list[str]:
    what = [getattr(point.wat, lang) for point in points]
    if kort:
        return [say("uitkomst.open_kort", lang, aantal=len(what), wat=" ".join(what))] if what else []
    reasons = [getattr(point.reden, lang) for point in points]
    return [say("uitkomst.open", lang, wat=w, reden=r) for w, r in zip(what, reasons, strict=True)]


def _gelijkstand(taak: TaakOutcome, equal: TiedAreas, data: Gegevens, lang: Lang) -> str:
    names = data.gebiedsnaam
    return say(
        "uitkomst.gelijkstand",
        lang,
        taak=f"{taak.naam}/{equal.deel}" if equal.deel else taak.naam,
        kandidaten=", ".join(names[c] for c in equal.kandidaten),
        toegewezen=", ".join(names[c] for c in equal.toegewezen),
    )
