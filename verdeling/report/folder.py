"""Read a result folder back into what a report is made of."""

from __future__ import annotations

import json
import shlex
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from verdeling.columns import Rows
from verdeling.errors import DataError, Probleem, geweigerd
from verdeling.report.data import Bronregel, Doel, Punt, ReportData, Stroom, Taakdeel
from verdeling.report.examine import controleer_cijfers, leesbaar
from verdeling.report.explanation import otherwise, plan_steps, steps
from verdeling.result.atomic import opzij_gezet
from verdeling.result.flows import STROMEN
from verdeling.result.folder import lees_tabel, lees_tabellen, rijen_van
from verdeling.result.manifest import RAPPORT
from verdeling.result.plan_tables import BINDEND, SPEELRUIMTE, WAAROM
from verdeling.result.seal import ZEGEL, is_heel, sha256
from verdeling.result.tables import VERDELING, Cijferrij
from verdeling.result.what_if import WAT_ALS, WatAlsrij
from verdeling.terms import Status
from verdeling.texts import Lang, say
from verdeling.texts.sources import source

NODIG: Final = ("manifest.json", "verdeling.csv", "diagnostics.json", "trace.jsonl")


def lees_map(folder: Path, lang: Lang = "nl", *, rapport_telt: bool = True) -> ReportData:
    """Read a result folder.

    Parameters
    ----------
    folder
        Folder written by ``verdeling run --out``.
    lang
        Language in which the explanations are told.
    rapport_telt
        Whether a report that was changed by hand is a problem; not when it is about to be made again.

    Raises
    ------
    DataError
        No such folder (V659), or only what an interrupted run put aside (V612); else all problems at once:
        a file that is missing (V652), was changed after the run (V653, V685), cannot be read (V654), by name,
        row and column, or contradicts another one (V616).
    """
    if (oud := opzij_gezet(folder)) is not None:
        raise DataError.een("V612", str(folder), oud=str(oud))
    if not folder.is_dir():
        raise DataError([geweigerd(folder) or Probleem.van("V659", str(folder))])
    problemen = [Probleem.van("V652", str(folder / naam)) for naam in NODIG if not (folder / naam).is_file()]
    if problemen:
        raise DataError(problemen)
    manifest = lees_manifest(folder)
    bestanden = {n: h for n, h in manifest["bestanden"].items() if n != RAPPORT}
    if rapport_telt and not rapport_is_heel(folder):
        problemen.append(Probleem.van("V685", str(folder / RAPPORT)))
    for naam, hash_ in bestanden.items():
        if not (folder / naam).is_file():
            problemen.append(Probleem.van("V652", str(folder / naam)))
        elif sha256((folder / naam).read_bytes()) != hash_:
            problemen.append(Probleem.van("V653", str(folder / naam)))
    if problemen:
        raise DataError(problemen)
    with leesbaar(folder / "verdeling.csv"):
        rijen = _rijen(folder)
    diagnose = _json(folder / "diagnostics.json")
    sporen = _sporen(folder / "trace.jsonl")
    controleer_cijfers(folder, rijen, diagnose, sporen)
    with leesbaar(folder):
        return _data(folder, manifest, bestanden, rijen, diagnose, sporen, lang)


def lees_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a result folder.

    Raises
    ------
    DataError
        When it cannot be read (V654) or is not as it was written (V653).
    """
    manifest = _json(folder / "manifest.json")
    if not is_heel(manifest):
        raise DataError.een("V653", str(folder / "manifest.json"))
    bestanden = manifest.get("bestanden")
    if not isinstance(bestanden, dict) or any(Path(naam).name != naam for naam in bestanden):
        raise DataError.een("V654", str(folder / "manifest.json"), wat="bestanden")
    return manifest


def rapport_is_heel(folder: Path) -> bool:
    """Whether the report is as it was written, or not there."""
    hash_ = lees_manifest(folder)["bestanden"].get(RAPPORT)
    pad = folder / RAPPORT
    return hash_ is None or not pad.is_file() or sha256(pad.read_bytes()) == hash_


def _data(
    folder: Path,
    manifest: Mapping[str, Any],
    bestanden: Mapping[str, str],
    rijen: Mapping[str, list[Cijferrij]],
    diagnose: Mapping[str, Any],
    sporen: Mapping[tuple[str, str], dict[str, Any]],
    lang: Lang,
) -> ReportData:
    """What a report is made of, from files that were read."""
    tabellen = lees_tabellen(folder, rijen)
    return ReportData(
        naam=diagnose["model"],
        titel=_in_taal(diagnose["titel"], lang),
        omschrijving=_in_taal(diagnose.get("omschrijving", ""), lang),
        status=Status(diagnose["status"]),
        aangepast=_in_taal(diagnose.get("aangepast") or "", lang),
        taken=tuple(
            _taak(
                naam,
                rijen,
                diagnose["taken"].get(naam, {}),
                sporen,
                tabellen,
                lang,
            )
            for naam in rijen
            if "/" not in naam
        ),
        stromen=tuple(
            Stroom(r.van, r.naar, r.aantal) for r in rijen_van(tabellen, STROMEN) if r.soort == "opvang"
        ),
        doelen=tuple(
            Doel(d["naam"], _tekst(d["waarde"]), _tekst(d["grens"]), bool(d["bewezen"]), str(d["motor"]))
            for d in diagnose.get("doelen", [])
        ),
        open=tuple(Punt(_in_taal(p["wat"], lang), _in_taal(p["reden"], lang)) for p in diagnose["open"]),
        bronnen=tuple(_bron(b, lang) for b in diagnose["gegevens"]),
        meldingen=tuple(
            _in_taal(m, lang)
            for m in (*diagnose.get("meldingen", []), *diagnose.get("diagnostiek_ontbreekt", []))
        ),
        geen_plan=tuple(diagnose.get("geen_plan", {}).get(lang, [])),
        diagnostiek=diagnose.get("diagnostiek", {}),
        diagnostiek_plan=diagnose.get("diagnostiek_plan", {}),
        diagnostiek_samen=diagnose.get("diagnostiek_samen", {}),
        tabellen=tabellen,
        halfjaren=tuple(diagnose.get("halfjaren", [])),
        tijdplan=tuple(diagnose.get("tijdplan", {}).get(lang, [])),
        keuzes=tuple(_in_taal(zin, lang) for zin in diagnose.get("keuzes", [])),
        opdracht=_opdracht(diagnose["model"], manifest.get("opties", {})),
        herkomst=dict(_herkomst(manifest, lang)),
        bestanden=bestanden,
    )


def _json(pad: Path) -> dict[str, Any]:
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"), parse_constant=_geen_getal)
    except (ValueError, RecursionError) as fout:
        raise DataError.een("V654", str(pad), wat=str(fout)) from fout
    if not isinstance(inhoud, dict):
        raise DataError.een("V654", str(pad), wat="{}")
    return inhoud


def _rijen(folder: Path) -> dict[str, list[Cijferrij]]:
    """Rows per task or part."""
    rijen: dict[str, list[Cijferrij]] = defaultdict(list)
    tabel = lees_tabel(folder, VERDELING)
    assert tabel is not None, "the file was seen to be there"
    for rij in tabel.rows:
        rijen[rij.taak].append(rij)
    return dict(rijen)


def _sporen(pad: Path) -> dict[tuple[str, str], dict[str, Any]]:
    try:
        regels = pad.read_text(encoding="utf-8").splitlines()
    except ValueError as fout:
        raise DataError.een("V654", str(pad), wat=str(fout)) from fout
    sporen = {}
    for nummer, regel in enumerate(regels, start=1):
        with leesbaar(f"{pad}:{nummer}"):
            spoor = json.loads(regel, parse_constant=_geen_getal)
            # What is told of it later is a number now.
            _ = Fraction(spoor["start"]) + sum(Fraction(stap["bijdrage"]) for stap in spoor["stappen"])
            sporen[str(spoor["taak"]), str(spoor["code"])] = spoor
    return sporen


def _geen_getal(woord: str) -> None:
    """NaN and Infinity: no result has them, and JSON does not know them."""
    raise ValueError(woord)


def _taak(
    naam: str,
    rijen: Mapping[str, list[Cijferrij]],
    cijfers: Mapping[str, Any],
    sporen: Mapping[tuple[str, str], dict[str, Any]],
    tabellen: Mapping[str, Rows[Any]],
    lang: Lang,
) -> Taakdeel:
    eigen = rijen[naam]
    totaal = Fraction(str(cijfers.get("totaal") or sum(r.indicatief for r in eigen)))
    som = sum(Fraction(r.gewicht) for r in eigen)
    uitleg, verandert, plan = {}, {}, {}
    kolommen: set[str] = set()
    inwoners = sum(r.inwoners or 0 for r in eigen)
    wat_als: dict[str, list[WatAlsrij]] = defaultdict(list)
    for w in rijen_van(tabellen, WAT_ALS):
        if w.taak == naam:
            wat_als[w.code].append(w)
    bindend: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for b in rijen_van(tabellen, BINDEND):
        if b.taak == naam:
            zin = b.zin(lang)
            bindend[b.code] += (f"{zin[:1].upper()}{zin[1:]}.",)
    for rij in eigen:
        spoor = sporen.get((naam, rij.code))
        if spoor is None:
            continue
        kolommen |= {w["kolom"] for w in spoor.get("waarden", [])}
        uitleg[rij.code] = steps(spoor, Fraction(rij.gewicht), som, totaal, lang)
        if (planspoor := sporen.get((f"{naam}/plan", rij.code))) is not None:
            plan[rij.code] = plan_steps(planspoor, lang)
        if not spoor.get("waarden") and not Fraction(spoor["start"]):
            continue  # the figure was given: neither key nor total would change it
        eigen_als = wat_als.get(rij.code, [])
        verandert[rij.code] = otherwise(
            rij, spoor, totaal, inwoners, cijfers.get("niveaus", []), eigen_als, lang
        )
    return Taakdeel(
        naam=naam,
        rijen=tuple(eigen),
        delen={
            deel.partition("/")[2]: {r.code: r.indicatief for r in rijen[deel]}
            for deel in rijen
            if deel.startswith(f"{naam}/")
        },
        eenheid=cijfers.get("eenheid", "plaatsen"),
        totaal=str(totaal),
        uitleg=uitleg,
        planuitleg=plan,
        anders=verandert,
        kolommen=frozenset(kolommen),
        speelruimte={
            r.code: (r.minste, r.meeste) for r in rijen_van(tabellen, SPEELRUIMTE) if r.taak == naam
        },
        bindend=dict(bindend),
        waarom={r.code: r.zin(lang) for r in rijen_van(tabellen, WAAROM) if r.taak == naam},
    )


def _bron(bron: Mapping[str, Any], lang: Lang) -> Bronregel:
    # Own data may have a remark in one language only; that is worth more than none.
    return Bronregel(
        bron["kolom"],
        source(bron["uitgever"], lang),
        source(bron["tabel"], lang),
        bron.get("peildatum") or "",
        source(bron["licentie"], lang),
        Status(bron["status"]),
        bron.get(f"toelichting_{lang}") or bron.get("toelichting", ""),
    )


def _in_taal(tekst: str | Mapping[str, str], lang: Lang) -> str:
    return tekst if isinstance(tekst, str) else tekst[lang]


def _opdracht(naam: str, opties: Mapping[str, Any]) -> str:
    """The command that makes the same result again."""
    delen = ["verdeling", "run", naam]
    for instelling in opties.get("set", []):
        delen += ["--set", instelling]
    return shlex.join(delen)


def _tekst(waarde: object) -> str:
    """A value as text; empty when it is not known."""
    return "" if waarde is None else str(waarde)


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
            tekst = ", ".join(map(str, waarde)) if isinstance(waarde, list) else _tekst(waarde)
            uit.append((naam, tekst or "–"))
    return uit
