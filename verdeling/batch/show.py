"""``rapport.html`` of an experiment: one file in the style of the report, without network or script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from verdeling.batch.analysis import Analyse
from verdeling.batch.figures import same_shape, kort, onderwerp, tornado, waaier
from verdeling.errors import VerdelingError, oorzaak
from verdeling.inputs.register import read_register
from verdeling.insight.measures import MEASURES, all_measures
from verdeling.insight.verdict import uitleg
from verdeling.maps import geometry
from verdeling.maps import svg as maps
from verdeling.report.maps import STAAL
from verdeling.report.page import asset, content_policy
from verdeling.report.tables import Column, Figure, Row, Table, name_order
from verdeling.report.texts import Language
from verdeling.result.atomic import schrijf
from verdeling.texts import Lang

RAPPORT: Final = "rapport.html"
SECTIES: Final = ("opzet", "oorzaak", "banden", "herkomst")
MATEN: Final = ("totaal", "per_1000_mediaan", "hoover", "gini", "verhuizingen")
"""Measures of which the causes are told."""
RANGEN: Final = 10
"""How many of the gemeenten whose rank changes most are told beside the map."""
MEESTE_PUNTEN: Final = 12
"""Rows of a table beside a fan chart."""


def write_pages(folder: Path, lang: Lang = "nl", doel: Path | None = None) -> Path:
    """Write the report of a result folder, whole or not at all.

    Raises
    ------
    VerdelingError
        When the folder holds no experiment, nothing is done yet, or the target cannot be written.
    """
    doel = doel or folder / RAPPORT
    tekst = _pagina(Analyse(folder), Language(lang))
    try:
        schrijf(doel, tekst)
    except OSError as fout:
        raise VerdelingError.een("V740", str(doel), reden=oorzaak(fout)) from fout
    return doel


def _pagina(a: Analyse, t: Language) -> str:
    from jinja2 import ChoiceLoader, Environment, PackageLoader

    e = a.manifest["experiment"]
    css = asset("stijl.css")
    vormen = geometry.meegeleverd()
    omgeving = Environment(
        loader=ChoiceLoader(
            [PackageLoader("verdeling.batch", "assets"), PackageLoader("verdeling.report", "assets")]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    bijdragen = a.bijdragen()
    platen, waaiertabellen = _pictures(a, bijdragen, t)
    delen = _delen(a, vormen, t)
    return omgeving.get_template("experiment.html.j2").render(
        lang=t.lang,
        say=t.say,
        titel=e["titel"][t.lang],
        omschrijving=e["omschrijving"][t.lang],
        aangepast=e["aangepast"][t.lang],
        csp=content_policy(css, ()),
        css=Markup(css),
        vormen=Markup(maps.shapes_svg(vormen, {})) if any(d.map for d in delen) else "",
        kaartbron=vormen.bron,
        secties=SECTIES,
        samenvatting=_summary(a, t),
        parameters=_parameters(a, t),
        bijdragen=_contributions(bijdragen, a, t),
        platen=platen,
        waaiertabellen=waaiertabellen,
        delen=delen,
        herkomst=_herkomst(a, t),
        mislukt=_failed(a, t),
    )


def _tabel(titel: str, koppen: Sequence[str], rijen: Sequence[tuple[str, Sequence[str]]]) -> Table:
    kolommen = [Column(koppen[0]), *(Column(k, "getal") for k in koppen[1:])]
    return Table(titel, kolommen, [Row(naam, cellen) for naam, cellen in rijen])


def name_of(a: Analyse, as_naam: str, lang: Lang) -> str:
    """Name of an axis for a reader."""
    label = a.vary[as_naam]["label"]
    return str(label[lang]) if label else as_naam.replace("_", " ")


def _summary(a: Analyse, t: Language) -> list[str]:
    klaar, mislukt = a.rijen(
        "select count(*) filter (status = 'klaar'), count(*) filter (status = 'mislukt') from scenarios"
    )[0]
    e = a.manifest["experiment"]
    zinnen = [t.say("batch.aantallen", klaar=klaar, mislukt=mislukt, aantal=e["scenarios"], model=e["model"])]
    if e["bonus"]:
        zinnen.append(t.say("batch.bonus"))
    return zinnen


def _parameters(a: Analyse, t: Language) -> Table:
    rijen = []
    for naam, as_ in a.vary.items():
        kolom = '"' + naam.replace('"', '""') + '"'
        if naam in a.parameters and a.numeriek(naam):
            laag, hoog, n = a.rijen(
                f"select min({kolom}), max({kolom}), count(distinct {kolom}) from scenarios"
            )[0]
            waarden = t.say("batch.bereik", laag=kort(laag, t), hoog=kort(hoog, t), n=n)
        elif naam in a.parameters:
            waarden = ", ".join(r[0] for r in a.rijen(f"select distinct {kolom} from scenarios order by 1"))
        else:
            waarden = t.say("batch.getrokken")
        rijen.append(Row(name_of(a, naam, t.lang), [as_["path"], waarden]))
    koppen = ("batch.parameter", "batch.pad", "batch.waarden")
    return Table(t.say("batch.gevarieerd"), [Column(t.say(k), "tekst") for k in koppen], rijen)


def _contributions(bijdragen: Sequence[tuple[str, str, str, float]], a: Analyse, t: Language) -> list[Table]:
    uit = []
    for taak in sorted({b[0] for b in bijdragen}):
        per = {(doel, as_): s for tk, doel, as_, s in bijdragen if tk == taak}
        eigen = [m.name for m in all_measures() if m not in MEASURES]
        maten = [m for m in (*MATEN, *eigen) if any(doel == m for doel, _ in per)]
        rijen = []
        for naam in a.vary:
            codes = [s for (doel, as_), s in per.items() if as_ == naam and doel.startswith("GM")]
            cellen = [_percent(per.get((m, naam)), t) for m in maten]
            rijen.append((name_of(a, naam, t.lang), [*cellen, _percent(_middle(codes), t)]))
        koppen = [
            t.say("batch.parameter"),
            *(uitleg(m, t.lang)[0] if m in eigen else t.say(f"batch.maat.{m}") for m in maten),
            t.say("batch.per_gemeente"),
        ]
        uit.append(_tabel(t.say("batch.aandelen", taak=onderwerp(taak, t)), koppen, rijen))
    return uit


def _middle(waarden: Sequence[float]) -> float | None:
    return sorted(waarden)[len(waarden) // 2] if waarden else None


def _percent(aandeel: float | None, t: Language) -> str:
    return "–" if aandeel is None else f"{t.number(100 * aandeel, 1)} %"


def _pictures(
    a: Analyse, bijdragen: Sequence[tuple[str, str, str, float]], t: Language
) -> tuple[list[Figure], list[Table]]:
    """Tornado per task, and a fan chart with its table per task and numeric axis that moves it."""
    platen: list[Figure] = []
    tabellen: list[Table] = []
    taken = [r[0] for r in a.rijen("select distinct taak from maten order by taak")]
    for taak in taken:
        maten = {r[0] for r in a.rijen("select distinct maat from maten where taak = ?", taak)}
        for maat in ("hoover",) if "hoover" in maten else ("totaal",):
            namen = {n: name_of(a, n, t.lang) for n in a.parameters}
            if plaat := tornado(a, taak, maat, namen, t):
                platen.append(plaat)
        for naam in a.parameters:
            beweegt = any(tk == taak and n == naam and s > 1e-9 for tk, _, n, s in bijdragen)
            if a.numeriek(naam) and beweegt:
                plaat, punten = waaier(a, taak, naam, name_of(a, naam, t.lang), t)
                platen.append(plaat)
                tabellen.append(_waaiertabel(plaat.title, punten, name_of(a, naam, t.lang), t))
    return platen, tabellen


def _waaiertabel(titel: str, punten: Sequence[tuple[float, ...]], naam: str, t: Language) -> Table:
    stap = max(1, -(-len(punten) // MEESTE_PUNTEN))
    gekozen = punten[::stap]
    cellen = same_shape([x for p in gekozen for x in p[1:]], t)
    rijen = [(kort(p[0], t), cellen[3 * i : 3 * i + 3]) for i, p in enumerate(gekozen)]
    return _tabel(titel, [naam, "P10", t.say("batch.mediaan"), "P90"], rijen)


@dataclass(frozen=True)
class Bands:
    """How far the numbers of one task lie apart; `equal` is told where they do not."""

    title: str
    equal: str = ""
    map: Figure | None = None
    legend: Table | None = None
    ranks: Table | None = None
    table: Table | None = None


def _delen(a: Analyse, vormen: geometry.Geometrie, t: Language) -> list[Bands]:
    namen = _namen()
    banden = a.banden()
    uit: list[Bands] = []
    for taak in sorted({b[0] for b in banden}):
        rijen = [b[1:] for b in banden if b[0] == taak]
        breedte = {r[0]: 100 * (r[4] - r[2]) / r[3] if r[3] else None for r in rijen}
        if not any(breedte.values()):
            uit.append(Bands(onderwerp(taak, t), t.say("batch.gelijk")))
            continue
        op_kaart = {r[0] for r in rijen} == set(vormen.gemeenten)
        kaart, legenda = _map(breedte, vormen, t) if op_kaart else (None, None)
        uit.append(
            Bands(
                onderwerp(taak, t),
                map=kaart,
                legend=legenda,
                ranks=_ranks(rijen, namen, t),
                table=_banden(rijen, breedte, namen, t),
            )
        )
    return uit


def _namen() -> Mapping[str, str]:
    """Latest name of every gemeente that ever was."""
    register = read_register()
    return {g.code: g.naam for g in sorted(register.gemeenten, key=lambda g: g.van)}


def _map(
    breedte: Mapping[str, float | None], vormen: geometry.Geometrie, t: Language
) -> tuple[Figure, Table]:
    klassen = maps.klassen(breedte.values())
    svg = maps.map_svg(vormen, breedte, klassen, title=t.say("batch.kaart"), shared=True)
    grenzen = ["", *(kort(g, t) for g in klassen.grenzen), ""]
    rijen = []
    for k in range(klassen.aantal):
        tel = sum(1 for w in breedte.values() if w is not None and klassen.klasse(w) == k)
        soort = "klasse_tot" if not grenzen[k] else "klasse_vanaf" if not grenzen[k + 1] else "klasse"
        bereik = t.say(f"batch.{soort}", laag=grenzen[k], hoog=grenzen[k + 1])
        vlak = STAAL.format(klassen.kleur(k), maps.LETTERS[k]) + " " + bereik
        rijen.append(Row(vlak, [t.number(tel)]))
    koppen = [Column(t.say("batch.breedte")), Column(t.say("batch.gemeenten"), "getal")]
    return Figure(t.say("batch.kaart"), Markup(svg)), Table(t.say("batch.legenda"), koppen, rijen)


def _ranks(rijen: Sequence[tuple[Any, ...]], namen: Mapping[str, str], t: Language) -> Table:
    meest = sorted(rijen, key=lambda r: (r[6] - r[7], r[0]))[:RANGEN]
    koppen = [t.say(f"batch.{k}") for k in ("gemeente", "rang_hoogste", "rang_laagste")]
    inhoud = [(namen.get(r[0], r[0]), [str(r[6]), str(r[7])]) for r in meest]
    return _tabel(t.say("batch.rangen"), koppen, inhoud)


def _banden(
    rijen: Sequence[tuple[Any, ...]],
    breedte: Mapping[str, float | None],
    namen: Mapping[str, str],
    t: Language,
) -> Table:
    koppen = ("gemeente", "laagste", "p5", "mediaan", "p95", "hoogste", "breedte", "rang")
    inhoud = []
    for code, laagste, p5, mediaan, p95, hoogste, eerste, laatste in sorted(
        rijen, key=lambda r: (name_order(namen.get(r[0], r[0])), r[0])
    ):
        cellen = [
            t.number(laagste),
            t.number(p5, 1),
            t.number(mediaan, 1),
            t.number(p95, 1),
            t.number(hoogste),
        ]
        rang = f"{eerste}" if eerste == laatste else f"{eerste}–{laatste}"
        inhoud.append((namen.get(code, code), [*cellen, t.number(breedte[code], 1), rang]))
    return _tabel(t.say("batch.bandentabel"), [t.say(f"batch.{k}") for k in koppen], inhoud)


def _herkomst(a: Analyse, t: Language) -> Table:
    m, e = a.manifest, a.manifest["experiment"]
    paren = {
        "batch.herkomst.experiment": e["naam"],
        "batch.herkomst.sha256": e["sha256"],
        "batch.herkomst.versie": m["versie"],
        "batch.herkomst.zaad": str(e["zaad"]),
        "batch.herkomst.pakketten": ", ".join(f"{k} {v}" for k, v in m["pakketten"].items()),
    }
    rijen = [Row(t.say(k), [v]) for k, v in paren.items()]
    rijen += [Row(t.say("batch.herkomst.gelezen"), [zin]) for zin in e.get("gelezen", {}).get(t.lang, [])]
    kolommen = [Column(t.say("batch.wat"), "tekst"), Column(t.say("batch.waarde"), "tekst")]
    return Table(t.say("batch.kop.herkomst"), kolommen, rijen, quiet=True)


def _failed(a: Analyse, t: Language) -> Table | None:
    rijen = a.rijen(
        "select melding, count(*), min(scenario) from scenarios where status = 'mislukt' "
        "group by melding order by 2 desc, 1 limit 20"
    )
    if not rijen:
        return None
    koppen = [t.say("batch.melding"), t.say("batch.scenarios"), t.say("batch.eerste")]
    return _tabel(t.say("batch.mislukte"), koppen, [(r[0], [t.number(r[1]), str(r[2])]) for r in rijen])
