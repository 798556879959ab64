"""What a report is made of, from a result folder."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from verdeling.report.data import ReportData, Taakdeel
from verdeling.report.explanation import otherwise, plan_steps, steps
from verdeling.result.folder import Resultmap, read_folder, leesbaar
from verdeling.result.plan_tables import BINDEND, SPEELRUIMTE, WAAROM
from verdeling.result.seal import ZEGEL
from verdeling.result.told import Diagnostics
from verdeling.result.what_if import WAT_ALS, WatAlsrij
from verdeling.texts import Lang, say


def report_data(folder: Path, lang: Lang = "nl", *, rapport_telt: bool = True) -> ReportData:
    """Read a result folder; the explanations are told in a language.

    Raises
    ------
    DataError
        What :func:`verdeling.result.folder.read_folder` raises.
    """
    result = read_folder(folder, rapport_telt=rapport_telt)
    told = result.diagnostics
    with leesbaar(folder):
        return ReportData(
            naam=told.model,
            titel=getattr(told.titel, lang),
            omschrijving=_omschrijving(told, lang),
            status=told.status,
            aangepast="" if told.aangepast is None else getattr(told.aangepast, lang),
            taken=tuple(_taak(naam, result, lang) for naam in result.rijen if "/" not in naam),
            doelen=told.doelen,
            open=told.open,
            bronnen=told.gegevens,
            alleen_formule=frozenset(told.alleen_formule),
            meldingen=tuple(getattr(m, lang) for m in (*told.meldingen, *told.diagnostiek_ontbreekt)),
            geen_plan=() if told.geen_plan is None else getattr(told.geen_plan, lang),
            diagnostiek=told.diagnostiek,
            diagnostiek_plan=told.diagnostiek_plan,
            diagnostiek_samen=told.diagnostiek_samen,
            tabellen=result.tabellen,
            halfjaren=told.halfjaren,
            tijdplan=getattr(told.tijdplan, lang),
            keuzes=tuple(getattr(zin, lang) for zin in told.keuzes),
            opdracht=_task_order(told.model, result.manifest.get("opties", {})),
            herkomst=dict(_herkomst(result.manifest, lang)),
            bestanden=result.bestanden,
        )


def _omschrijving(told: Diagnostics, lang: Lang) -> str:
    """The text of the model; not the one that only repeats what was changed, which stands beside it."""
    tekst = str(getattr(told.omschrijving, lang))
    veranderd = "" if told.aangepast is None else getattr(told.aangepast, lang).partition(": ")[2]
    return "" if veranderd and tekst.endswith(f": {veranderd}") else tekst


def _taak(naam: str, result: Resultmap, lang: Lang) -> Taakdeel:
    rijen, told = result.rijen[naam], result.diagnostics.taken[naam]
    som = sum(Fraction(r.gewicht) for r in rijen)
    inwoners = sum(r.inwoners or 0 for r in rijen)
    uitleg, verandert, plan = {}, {}, {}
    kolommen: set[str] = set()
    wat_als: dict[str, list[WatAlsrij]] = defaultdict(list)
    for w in result.rijen_van(WAT_ALS):
        if w.taak == naam:
            wat_als[w.code].append(w)
    bindend: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for b in result.rijen_van(BINDEND):
        if b.taak == naam:
            zin = b.zin(lang)
            bindend[b.code] += (f"{zin[:1].upper()}{zin[1:]}.",)
    for rij in rijen:
        trail = result.sporen.get((naam, rij.code))
        if trail is None:
            continue
        kolommen |= {w.kolom for w in trail.waarden}
        uitleg[rij.code] = steps(trail, Fraction(rij.gewicht), som, told.totaal, lang)
        if (gepland := result.sporen.get((f"{naam}/plan", rij.code))) is not None:
            plan[rij.code] = plan_steps(gepland.spoor, lang)
        if not trail.waarden and not trail.spoor.start:
            continue  # the figure was given: neither key nor total would change it
        verandert[rij.code] = otherwise(rij, trail.spoor, told, inwoners, wat_als.get(rij.code, []), lang)
    return Taakdeel(
        naam=naam,
        rijen=tuple(rijen),
        delen={
            deel.partition("/")[2]: {r.code: r.indicatief for r in result.rijen[deel]}
            for deel in result.rijen
            if deel.startswith(f"{naam}/")
        },
        eenheid=told.eenheid,
        totaal=told.totaal,
        uitleg=uitleg,
        planuitleg=plan,
        anders=verandert,
        kolommen=frozenset(kolommen),
        speelruimte={r.code: (r.minste, r.meeste) for r in result.rijen_van(SPEELRUIMTE) if r.taak == naam},
        bindend=dict(bindend),
        waarom={r.code: r.zin(lang) for r in result.rijen_van(WAAROM) if r.taak == naam},
    )


def _task_order(naam: str, opties: Mapping[str, Any]) -> str:
    """The command that makes the same result again."""
    delen = ["verdeling", "run", naam]
    for instelling in opties.get("set", []):
        delen += ["--set", instelling]
    return shlex.join(delen)


def _herkomst(manifest: Mapping[str, Any], lang: Lang, pad: str = "") -> list[tuple[str, str]]:
    """What the manifest tells of the making of the result, as dotted names and texts.

    Not its own checksum: that one covers the page on which this stands.
    """
    uit = []
    for sleutel, waarde in manifest.items():
        naam = f"{pad}{sleutel}"
        if naam in ("bestanden", "model.aangepast", ZEGEL):
            continue
        if isinstance(waarde, dict):
            uit += _herkomst(waarde, lang, f"{naam}.")
        elif isinstance(waarde, bool):
            uit.append((naam, say("report.ja" if waarde else "report.nee", lang)))
        else:
            tekst = ", ".join(map(str, waarde)) if isinstance(waarde, list) else str(waarde or "")
            uit.append((naam, tekst or "–"))
    return uit
