"""What a report is made of, from a result folder."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from verdeling.report.data import ReportData, TaskPart
from verdeling.report.explanation import otherwise, plan_steps, steps
from verdeling.result.by_hand import MET_DE_HAND
from verdeling.result.folder import ResultFolder, read_folder, readable_folder
from verdeling.result.plan_tables import BINDING, OTHERWISE, SPEELRUIMTE
from verdeling.result.seal import SEAL
from verdeling.result.told import Diagnostics
from verdeling.result.what_if import WHAT_IF, WhatIfRow
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
    with readable_folder(folder):
        return ReportData(
            naam=told.model,
            titel=getattr(told.titel, lang),
            omschrijving=_description(told, lang),
            status=told.status,
            aangepast="" if told.aangepast is None else getattr(told.aangepast, lang),
            taken=tuple(_taak(name, result, lang) for name in result.rijen if "/" not in name),
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
            keuzes=tuple(getattr(sentence, lang) for sentence in told.keuzes),
            opdracht=_task_order(told.model, *(result.manifest.get(k, {}) for k in ("opties", MET_DE_HAND))),
            herkomst=dict(_origins(result.manifest, lang)),
            bestanden=result.bestanden,
        )


def _description(told: Diagnostics, lang: Lang) -> str:
    """The text of the model; not the one that only repeats what was changed, which stands beside it."""
    text = str(getattr(told.omschrijving, lang))
    veranderd = "" if told.aangepast is None else getattr(told.aangepast, lang).partition(": ")[2]
    return "" if veranderd and text.endswith(f": {veranderd}") else text


def _taak(name: str, result: ResultFolder, lang: Lang) -> TaskPart:
    rows, told = result.rijen[name], result.diagnostics.taken[name]
    total = sum(Fraction(r.gewicht) for r in rows)
    inwoners = sum(r.inwoners or 0 for r in rows)
    explanation, verandert, plan = {}, {}, {}
    columns: set[str] = set()
    what_als: dict[str, list[WhatIfRow]] = defaultdict(list)
    for w in result.rijen_van(WHAT_IF):
        if w.taak == name:
            what_als[w.code].append(w)
    binding: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for b in result.rijen_van(BINDING):
        if b.taak == name:
            sentence = b.zin(lang)
            binding[b.code] += (f"{sentence[:1].upper()}{sentence[1:]}.",)
    for row in rows:
        trail = result.sporen.get((name, row.code))
        if trail is None:
            continue
        columns |= {w.kolom for w in trail.waarden}
        explanation[row.code] = steps(trail, Fraction(row.gewicht), total, told.totaal, lang)
        planned = result.sporen.get((f"{name}/plan", row.code))
        # Where the plan is about places it is told even if nothing changes; another task only where it does.
        if planned is not None and (planned.spoor.stappen or row.nieuw is not None):
            plan[row.code] = plan_steps(planned.spoor, lang)
        if not trail.waarden and not trail.spoor.start:
            continue  # the figure was given: neither key nor total would change it
        verandert[row.code] = otherwise(row, trail.spoor, told, inwoners, what_als.get(row.code, []), lang)
    return TaskPart(
        naam=name,
        rijen=tuple(rows),
        delen={
            part.partition("/")[2]: {r.code: r.indicatief for r in result.rijen[part]}
            for part in result.rijen
            if part.startswith(f"{name}/")
        },
        eenheid=told.eenheid,
        totaal=told.totaal,
        uitleg=explanation,
        planuitleg=plan,
        anders=verandert,
        kolommen=frozenset(columns),
        speelruimte={r.code: (r.minste, r.meeste) for r in result.rijen_van(SPEELRUIMTE) if r.taak == name},
        bindend=dict(binding),
        waarom={r.code: r.zin(lang) for r in result.rijen_van(OTHERWISE) if r.taak == name},
    )


def _task_order(name: str, options: Mapping[str, Any], by_hand: Sequence[Mapping[str, str]]) -> str:
    """The command that makes the same result again."""
    parts = ["verdeling", "run", name]
    for setting in options.get("set", []):
        parts += ["--set", setting]
    for file in dict.fromkeys(row["waar"].rpartition(":")[0] for row in by_hand):
        parts += ["--override", file]
    return shlex.join(parts)


def _origins(manifest: Mapping[str, Any], lang: Lang, path: str = "") -> list[tuple[str, str]]:
    """What the manifest tells of the making of the result, as dotted names and texts.

    Not its own checksum: that one covers the page on which this stands.
    """
    out = []
    for sleutel, value in manifest.items():
        name = f"{path}{sleutel}"
        if name in ("bestanden", "model.aangepast", MET_DE_HAND, SEAL):
            continue
        if isinstance(value, dict):
            out += _origins(value, lang, f"{name}.")
        elif isinstance(value, bool):
            out.append((name, say("report.ja" if value else "report.nee", lang)))
        else:
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
            out.append((name, text or "–"))
    return out
