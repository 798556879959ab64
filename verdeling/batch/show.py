"""``rapport.html`` of an experiment: one file in the style of the report, without network or script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from verdeling.batch.analysis import Analysis
from verdeling.batch.figures import fan, same_shape, short_number, subject, tornado
from verdeling.errors import VerdelingError, cause_of
from verdeling.inputs.register import read_register
from verdeling.insight.measures import MEASURES, all_measures
from verdeling.insight.verdict import told_measure
from verdeling.maps import geometry
from verdeling.maps import svg as maps
from verdeling.report.maps import SAMPLE
from verdeling.report.page import asset, content_policy
from verdeling.report.tables import Column, Figure, Row, Table, name_order
from verdeling.report.texts import Language
from verdeling.result.atomic import write_atomic
from verdeling.texts import Lang

RAPPORT: Final = "rapport.html"
SECTIONS: Final = ("opzet", "oorzaak", "banden", "herkomst")
MEASURE_NAMES: Final = ("totaal", "per_1000_mediaan", "hoover", "gini", "verhuizingen")
"""Measures of which the causes are told."""
RANKS: Final = 10
"""How many of the gemeenten whose rank changes most are told beside the map."""
MOST_POINTS: Final = 12
"""Rows of a table beside a fan chart."""


def write_pages(folder: Path, lang: Lang = "nl", doel: Path | None = None) -> Path:
    """Write the report of a result folder, whole or not at all.

    Raises
    ------
    VerdelingError
        When the folder holds no experiment, nothing is done yet, or the target cannot be written.
    """
    doel = doel or folder / RAPPORT
    text = _page(Analysis(folder), Language(lang))
    try:
        write_atomic(doel, text)
    except OSError as error:
        raise VerdelingError.een("V740", str(doel), reden=cause_of(error)) from error
    return doel


def _page(a: Analysis, t: Language) -> str:
    from jinja2 import ChoiceLoader, Environment, PackageLoader

    e = a.manifest["experiment"]
    css = asset("stijl.css")
    shapes = geometry.shipped_geometry()
    surroundings = Environment(
        loader=ChoiceLoader(
            [PackageLoader("verdeling.batch", "assets"), PackageLoader("verdeling.report", "assets")]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    contributions = a.bijdragen()
    pictures, waaiertabellen = _pictures(a, contributions, t)
    parts = _parts(a, shapes, t)
    return surroundings.get_template("experiment.html.j2").render(
        lang=t.lang,
        say=t.say,
        titel=e["titel"][t.lang],
        omschrijving=e["omschrijving"][t.lang],
        aangepast=e["aangepast"][t.lang],
        csp=content_policy(css, ()),
        css=Markup(css),
        vormen=Markup(maps.shapes_svg(shapes, {})) if any(d.map for d in parts) else "",
        kaartbron=shapes.bron,
        secties=SECTIONS,
        samenvatting=_summary(a, t),
        parameters=_parameters(a, t),
        bijdragen=_contributions(contributions, a, t),
        platen=pictures,
        waaiertabellen=waaiertabellen,
        delen=parts,
        herkomst=_origins(a, t),
        mislukt=_failed(a, t),
    )


def _table(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Table:
    columns = [Column(heads[0]), *(Column(k, "getal") for k in heads[1:])]
    return Table(title, columns, [Row(name, cells) for name, cells in rows])


def name_of(a: Analysis, as_name: str, lang: Lang) -> str:
    """Name of an axis for a reader."""
    label = a.vary[as_name]["label"]
    return str(label[lang]) if label else as_name.replace("_", " ")


def _summary(a: Analysis, t: Language) -> list[str]:
    done, failed = a.rijen(
        "select count(*) filter (status = 'klaar'), count(*) filter (status = 'mislukt') from scenarios"
    )[0]
    e = a.manifest["experiment"]
    sentences = [
        t.say("batch.aantallen", klaar=done, mislukt=failed, aantal=e["scenarios"], model=e["model"])
    ]
    if e["bonus"]:
        sentences.append(t.say("batch.bonus"))
    return sentences


def _parameters(a: Analysis, t: Language) -> Table:
    rows = []
    for name, as_ in a.vary.items():
        column = '"' + name.replace('"', '""') + '"'
        if name in a.parameters and a.numeric(name):
            low, high, n = a.rijen(
                f"select min({column}), max({column}), count(distinct {column}) from scenarios"
            )[0]
            values = t.say("batch.bereik", laag=short_number(low, t), hoog=short_number(high, t), n=n)
        elif name in a.parameters:
            values = ", ".join(r[0] for r in a.rijen(f"select distinct {column} from scenarios order by 1"))
        else:
            values = t.say("batch.getrokken")
        rows.append(Row(name_of(a, name, t.lang), [as_["path"], values]))
    heads = ("batch.parameter", "batch.pad", "batch.waarden")
    return Table(t.say("batch.gevarieerd"), [Column(t.say(k), "tekst") for k in heads], rows)


def _contributions(
    contributions: Sequence[tuple[str, str, str, float]], a: Analysis, t: Language
) -> list[Table]:
    out = []
    for taak in sorted({b[0] for b in contributions}):
        per = {(goal, as_): s for tk, goal, as_, s in contributions if tk == taak}
        own = [m.name for m in all_measures() if m not in MEASURES]
        measures = [m for m in (*MEASURE_NAMES, *own) if any(goal == m for goal, _ in per)]
        rows = []
        for name in a.vary:
            codes = [s for (goal, as_), s in per.items() if as_ == name and goal.startswith("GM")]
            cells = [_percent(per.get((m, name)), t) for m in measures]
            rows.append((name_of(a, name, t.lang), [*cells, _percent(_middle(codes), t)]))
        heads = [
            t.say("batch.parameter"),
            *(told_measure(m, t.lang)[0] if m in own else t.say(f"batch.maat.{m}") for m in measures),
            t.say("batch.per_gemeente"),
        ]
        out.append(_table(t.say("batch.aandelen", taak=subject(taak, t)), heads, rows))
    return out


def _middle(values: Sequence[float]) -> float | None:
    return sorted(values)[len(values) // 2] if values else None


def _percent(aandeel: float | None, t: Language) -> str:
    return "–" if aandeel is None else f"{t.number(100 * aandeel, 1)} %"


def _pictures(
    a: Analysis, contributions: Sequence[tuple[str, str, str, float]], t: Language
) -> tuple[list[Figure], list[Table]]:
    """Tornado per task, and a fan chart with its table per task and numeric axis that moves it."""
    pictures: list[Figure] = []
    tables: list[Table] = []
    taken = [r[0] for r in a.rijen("select distinct taak from maten order by taak")]
    for taak in taken:
        measures = {r[0] for r in a.rijen("select distinct maat from maten where taak = ?", taak)}
        for measure in ("hoover",) if "hoover" in measures else ("totaal",):
            names = {n: name_of(a, n, t.lang) for n in a.parameters}
            if picture := tornado(a, taak, measure, names, t):
                pictures.append(picture)
        for name in a.parameters:
            moves = any(tk == taak and n == name and s > 1e-9 for tk, _, n, s in contributions)
            if a.numeric(name) and moves and (drawn := fan(a, taak, name, name_of(a, name, t.lang), t)):
                picture, points = drawn
                pictures.append(picture)
                tables.append(_fan_table(picture.title, points, name_of(a, name, t.lang), t))
    return pictures, tables


def _fan_table(title: str, points: Sequence[tuple[float, ...]], name: str, t: Language) -> Table:
    step = max(1, -(-len(points) // MOST_POINTS))
    chosen = points[::step]
    cells = same_shape([x for p in chosen for x in p[1:]], t)
    rows = [(short_number(p[0], t), cells[3 * i : 3 * i + 3]) for i, p in enumerate(chosen)]
    return _table(title, [name, "P10", t.say("batch.mediaan"), "P90"], rows)


@dataclass(frozen=True)
class Bands:
    """How far the numbers of one task lie apart; `equal` is told where they do not."""

    title: str
    equal: str = ""
    map: Figure | None = None
    legend: Table | None = None
    ranks: Table | None = None
    table: Table | None = None


def _parts(a: Analysis, shapes: geometry.Geometry, t: Language) -> list[Bands]:
    names = _names()
    banden = a.banden()
    out: list[Bands] = []
    for taak in sorted({b[0] for b in banden}):
        rows = [b[1:] for b in banden if b[0] == taak]
        width = {r[0]: 100 * (r[4] - r[2]) / r[3] if r[3] else None for r in rows}
        if not any(width.values()):
            out.append(Bands(subject(taak, t), t.say("batch.gelijk")))
            continue
        op_map = {r[0] for r in rows} == set(shapes.gemeenten)
        map_, legend = _map(width, shapes, t) if op_map else (None, None)
        out.append(
            Bands(
                subject(taak, t),
                map=map_,
                legend=legend,
                ranks=_ranks(rows, names, t),
                table=_bands(rows, width, names, t),
            )
        )
    return out


def _names() -> Mapping[str, str]:
    """Latest name of every gemeente that ever was."""
    register = read_register()
    return {g.code: g.naam for g in sorted(register.gemeenten, key=lambda g: g.van)}


def _map(width: Mapping[str, float | None], shapes: geometry.Geometry, t: Language) -> tuple[Figure, Table]:
    classes = maps.class_bounds(width.values())
    svg = maps.map_svg(shapes, width, classes, title=t.say("batch.kaart"), shared=True)
    limits = ["", *(short_number(g, t) for g in classes.grenzen), ""]
    rows = []
    for k in range(classes.aantal):
        count = sum(1 for w in width.values() if w is not None and classes.klasse(w) == k)
        kind = "klasse_tot" if not limits[k] else "klasse_vanaf" if not limits[k + 1] else "klasse"
        reach = t.say(f"batch.{kind}", laag=limits[k], hoog=limits[k + 1])
        plane = SAMPLE.format(classes.colour(k), maps.LETTERS[k]) + " " + reach
        rows.append(Row(plane, [t.number(count)]))
    heads = [Column(t.say("batch.breedte")), Column(t.say("batch.gemeenten"), "getal")]
    return Figure(t.say("batch.kaart"), Markup(svg)), Table(t.say("batch.legenda"), heads, rows)


def _ranks(rows: Sequence[tuple[Any, ...]], names: Mapping[str, str], t: Language) -> Table:
    most = sorted(rows, key=lambda r: (r[6] - r[7], r[0]))[:RANKS]
    heads = [t.say(f"batch.{k}") for k in ("gemeente", "rang_hoogste", "rang_laagste")]
    content = [(names.get(r[0], r[0]), [str(r[6]), str(r[7])]) for r in most]
    return _table(t.say("batch.rangen"), heads, content)


def _bands(
    rows: Sequence[tuple[Any, ...]],
    width: Mapping[str, float | None],
    names: Mapping[str, str],
    t: Language,
) -> Table:
    heads = ("gemeente", "laagste", "p5", "mediaan", "p95", "hoogste", "breedte", "rang")
    content = []
    for code, lowest, p5, median, p95, highest, first, last in sorted(
        rows, key=lambda r: (name_order(names.get(r[0], r[0])), r[0])
    ):
        cells = [
            t.number(lowest),
            t.number(p5, 1),
            t.number(median, 1),
            t.number(p95, 1),
            t.number(highest),
        ]
        rank = f"{first}" if first == last else f"{first}–{last}"
        content.append((names.get(code, code), [*cells, t.number(width[code], 1), rank]))
    return _table(t.say("batch.bandentabel"), [t.say(f"batch.{k}") for k in heads], content)


def _origins(a: Analysis, t: Language) -> Table:
    m, e = a.manifest, a.manifest["experiment"]
    pairs = {
        "batch.herkomst.experiment": e["naam"],
        "batch.herkomst.sha256": e["sha256"],
        "batch.herkomst.versie": m["versie"],
        "batch.herkomst.zaad": str(e["zaad"]),
        "batch.herkomst.pakketten": ", ".join(f"{k} {v}" for k, v in m["pakketten"].items()),
    }
    rows = [Row(t.say(k), [v]) for k, v in pairs.items()]
    rows += [
        Row(t.say("batch.herkomst.gelezen"), [sentence]) for sentence in e.get("gelezen", {}).get(t.lang, [])
    ]
    columns = [Column(t.say("batch.wat"), "tekst"), Column(t.say("batch.waarde"), "tekst")]
    return Table(t.say("batch.kop.herkomst"), columns, rows, quiet=True)


def _failed(a: Analysis, t: Language) -> Table | None:
    rows = a.rijen(
        "select melding, count(*), min(scenario) from scenarios where status = 'mislukt' "
        "group by melding order by 2 desc, 1 limit 20"
    )
    if not rows:
        return None
    heads = [t.say("batch.melding"), t.say("batch.scenarios"), t.say("batch.eerste")]
    return _table(t.say("batch.mislukte"), heads, [(r[0], [t.number(r[1]), str(r[2])]) for r in rows])
