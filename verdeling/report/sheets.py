"""Pages of a report: one per gemeente and one per province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometry
from verdeling.report.charts import Bar, bar_above_group_svg, bar_group
from verdeling.report.data import ExplanationStep, ReportData, TaskPart
from verdeling.report.details import exchanges
from verdeling.report.maps import class_list
from verdeling.report.tables import Table, gemeente_table, provincie_id, scale_of, shown_value
from verdeling.report.texts import EMPTY, Language
from verdeling.result.flows import STROMEN
from verdeling.result.joint_tables import SAMEN, Joint, JointRow
from verdeling.result.joint_tables import TABLE as JOINT
from verdeling.result.joint_told import unit_text, weight_text
from verdeling.result.tables import PER, FigureRow
from verdeling.terms import Bron

NAME_ROOM = 146
"""Room for names in the bars of a gemeente page."""


@dataclass(frozen=True)
class ProvincePart:
    """One task on the page of a province; `classes` are samples of the colours with their bounds."""

    title: str
    suffix: str
    weak: Sequence[Bron]
    sentence: str
    svg: Markup
    classes: Sequence[tuple[Markup, str]]
    caption: str
    table: Table


@dataclass(frozen=True)
class ProvinceSheet:
    """Page of a province."""

    id: str
    name: str
    parts: Sequence[ProvincePart]


@dataclass(frozen=True)
class GemeentePart:
    """One task on the page of a gemeente; what is empty is not shown."""

    title: str
    suffix: str
    sentence: str
    bars: Markup
    facts: Sequence[tuple[str, str]]
    number: str
    steps: Sequence[ExplanationStep]
    plan_steps: Sequence[ExplanationStep]
    binding: Sequence[str]
    otherwise: Sequence[str]
    leeway: str
    why: str


@dataclass(frozen=True)
class GemeenteSheet:
    """Page of a gemeente; `before` and `after` are codes of the pages beside it."""

    code: str
    name: str
    province: str
    province_id: str
    before: str
    after: str
    place: Markup | str
    parts: Sequence[GemeentePart]
    together: str
    flows: Sequence[str]


def provincie_sheets(data: ReportData, outlines: Geometry, t: Language) -> list[ProvinceSheet]:
    """Page per province: its sum, a map and the table of its gemeenten."""
    return [
        ProvinceSheet(provincie_id(p), p, [_provincie_part(data, d, p, outlines, t) for d in data.taken])
        for p in data.provincies
    ]


def _provincie_part(
    data: ReportData, part: TaskPart, provincie: str, outlines: Geometry, t: Language
) -> ProvincePart:
    rows = [r for r in part.rijen if r.provincie == provincie]
    total, inwoners = part.som("indicatief", provincie) or 0, part.som("inwoners", provincie)
    country, landinwoners = part.som("indicatief") or 0, part.som("inwoners")
    sentence = t.say(
        "report.provincie.zin", naam=provincie, som=total, eenheid=t.unit(part.eenheid), aantal=len(rows)
    )
    if part.has_inwoners:
        sleutel = "report.provincie.per_1000" if part.heel_land else "report.provincie.per_1000_deel"
        per, together = t.per_1000(total, inwoners), t.per_1000(country, landinwoners)
        sentence += " " + t.say(sleutel, per=per, land=together)
    codes = [r.code for r in rows if r.code in outlines.gemeenten]
    title = t.say("report.provincie.kaart", naam=provincie)
    svg = ""
    if codes:
        values = {r.code: shown_value(part, r) for r in rows}
        svg = maps.map_svg(outlines, values, scale_of(part), title=title, codes=set(codes), shared=True)
    return ProvincePart(
        title=t.task_heading(part.naam),
        suffix=t.suffix(data, part),
        weak=data.zwak_in(part),
        sentence=sentence,
        svg=Markup(svg),
        classes=class_list(scale_of(part), t),
        caption=t.heading(
            "report.kaart.per_1000" if part.has_inwoners else "report.kaart.aantal",
            eenheid=t.unit(part.eenheid),
        ),
        table=gemeente_table(data, part, t, provincie),
    )


def gemeente_sheets(data: ReportData, outlines: Geometry, t: Language) -> list[GemeenteSheet]:
    """Page per gemeente: its figure, the sum behind it, what would change it, and its part in the plan."""
    rows: dict[str, list[tuple[TaskPart, FigureRow]]] = defaultdict(list)
    for part in data.taken:
        for row in part.rijen:
            rows[row.code].append((part, row))
    codes = sorted(rows)
    flows = _flows(data, t)
    for code, sentences in exchanges(data, t).items():
        flows[code] += sentences
    frames = {
        p: maps.frame_text(
            outlines,
            [r.code for r in data.taken[0].rijen if r.provincie == p and r.code in outlines.gemeenten],
        )
        for p in data.provincies
        if any(r.provincie == p and r.code in outlines.gemeenten for r in data.taken[0].rijen)
    }
    highest = {d.naam: _highest(data, d) for d in data.taken}
    together = _together(data, t)
    sheets = []
    for i, code in enumerate(codes):
        row = rows[code][0][1]
        pid = provincie_id(row.provincie)
        sheets.append(
            GemeenteSheet(
                code=code,
                name=row.gemeente,
                province=row.provincie,
                province_id=pid,
                before=codes[i - 1] if i else "",
                after=codes[i + 1] if i + 1 < len(codes) else "",
                place=_place(row, frames.get(row.provincie), pid, t) if code in outlines.gemeenten else "",
                parts=[_gemeente_part(data, d, r, highest[d.naam], t) for d, r in rows[code]],
                together=together.get(code, ""),
                flows=flows.get(code, []),
            )
        )
    return sheets


def _together(data: ReportData, t: Language) -> dict[str, str]:
    """Per gemeente the tasks of the plan added up; empty without a plan that weighs them."""
    table = data.tabel(JOINT)
    if table is None:
        return {}
    joint = Joint(table.rows)
    terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for taak in joint.tasks:
        weight = joint.weight(taak)
        times = "" if weight == 1 else f" × {weight_text(joint, taak, t.lang)}"
        for r in joint.of(taak):
            for stage in ("gevraagd", "plan"):
                terms[r.code][stage].append(f"{t.number(getattr(r, stage))}{times}")
    unit = unit_text(joint.unit, t.lang)
    return {r.code: _added_up(r, terms[r.code], unit, t) for r in joint.of(SAMEN)}


def _added_up(total: JointRow, terms: Mapping[str, Sequence[str]], unit: str, t: Language) -> str:
    """What is asked of a gemeente and what its plan is, of all tasks, as a sum that can be done again."""
    said = {"eenheid": unit}
    for stage in ("gevraagd", "plan"):
        value = Fraction(total.weighed(stage) or 0)
        said |= {f"som_{stage}": " + ".join(terms[stage]), stage: t.number(value, 1)}
        said[f"per_{stage}"] = t.number(value * PER / total.inwoners, 2) if total.inwoners else EMPTY
    return t.say("report.gemeente.samen", **said)


def shared_bars(data: ReportData, t: Language) -> str:
    """The bars of province and country, once in the page; every gemeente page refers to them."""
    out = []
    for part in data.taken:
        if not part.has_inwoners:
            continue
        highest = _highest(data, part)
        for p in data.provincies:
            bars = [
                Bar(
                    _short(name),
                    float(part.per_1000[q]),
                    t.number(part.per_1000[q], 2),
                    "zacht",
                )
                for name, q in _wholes(data, part, p, t)
            ]
            out.append(bar_group(_group(part, p), bars, highest[p], NAME_ROOM))
    return "".join(out)


def _wholes(data: ReportData, part: TaskPart, provincie: str, t: Language) -> list[tuple[str, str | None]]:
    """What a gemeente stands beside: its province and the country; one whole where these are the same."""
    name = provincie
    if any(r.gemeente == provincie for r in part.rijen):
        name = t.say("report.provincie.naast_gemeente", naam=provincie)
    all_of: list[tuple[str, str | None]] = [(t.whole(part), None)]
    return all_of if len(data.provincies) == 1 else [(name, provincie), *all_of]


def _group(part: TaskPart, provincie: str) -> str:
    return f"b-{part.naam}-{provincie_id(provincie)}"


def _highest(data: ReportData, part: TaskPart) -> dict[str, float]:
    """Per province the highest value on its axis: of its gemeenten, of itself, of the country."""
    country = float(part.per_1000[None])
    return {
        p: max([country, *(float(r.per_1000 or 0) for r in part.rijen if r.provincie == p), 1e-9])
        for p in data.provincies
    }


def _place(row: FigureRow, frame: str | None, pid: str, t: Language) -> Markup:
    """Small map: the province with the gemeente in it."""
    title = t.say("report.ligging", gemeente=row.gemeente, provincie=row.provincie)
    return Markup(
        '<svg class="kaart" viewBox="{}" role="img" aria-label="{}">'
        '<use href="#p-{}" class="stil"/><use href="#v-{}" class="hier"/></svg>'
    ).format(frame, title, pid, row.code)


def _gemeente_part(
    data: ReportData, part: TaskPart, row: FigureRow, highest: Mapping[str, float], t: Language
) -> GemeentePart:
    sentence = t.say(
        "report.gemeente.zin", naam=row.gemeente, aantal=row.indicatief, eenheid=t.unit(part.eenheid)
    )
    # Of a task of which no places stand, the sum of all tasks says what facts and bars would.
    beside = part.heeft_plan and not part.heeft_plaatsen and data.tabel(JOINT) is not None
    bars = ""
    per = row.per_1000
    if part.has_inwoners and per is not None:
        sentence += " " + t.say("report.gemeente.per_1000", per=per, inwoners=row.inwoners)
        if not beside:
            country, own = (t.number(part.per_1000[p], 2) for p in (None, row.provincie))
            sleutel = "report.gemeente.naast" if part.heel_land else "report.gemeente.naast_deel"
            sentence += " " + t.say(sleutel, provincie=row.provincie, eigen=own, land=country)
            bars = bar_above_group_svg(
                Bar(_short(row.gemeente), float(per), t.number(per, 2), "land"),
                _group(part, row.provincie),
                len(_wholes(data, part, row.provincie, t)),
                highest[row.provincie],
                NAME_ROOM,
            )
    if row.plan is not None and not part.heeft_plaatsen:
        rest = row.plan - row.indicatief
        kind = "minder" if rest < 0 else "meer" if rest else "gelijk"
        sentence += " " + t.say(f"report.gemeente.plan.{kind}", plan=row.plan, verschil=abs(rest))
    feiten = [
        (t.column(c.name), t.cell(value))
        for c in (() if beside else part.plan_columns)
        if (value := row.cell(c.name)) is not None
    ]
    feiten += [
        (t.say("report.waarvan", deel=name), t.number(counts[row.code]))
        for name, counts in part.delen.items()
        if row.code in counts
    ]
    return GemeentePart(
        title=t.task_heading(part.naam),
        suffix=t.suffix(data, part),
        sentence=sentence,
        bars=Markup(bars),
        facts=feiten,
        number=t.number(row.indicatief),
        steps=part.uitleg.get(row.code, ()),
        plan_steps=part.planuitleg.get(row.code, ()),
        binding=part.bindend.get(row.code, ()),
        otherwise=part.anders.get(row.code, ()),
        leeway=_leeway(part, row, t),
        why=part.waarom.get(row.code, ""),
    )


def _leeway(part: TaskPart, row: FigureRow, t: Language) -> str:
    """What the rules leave open, in a sentence; empty when it was not computed."""
    if row.code not in part.speelruimte:
        return ""
    least, most = part.speelruimte[row.code]
    sleutel = "report.speelruimte.vast" if least == most else "report.speelruimte.tussen"
    return t.say(sleutel, plan=row.plan, minste=least, meeste=most)


def _short(name: str, most: int = 22) -> str:
    """A name that fits beside a bar."""
    return name if len(name) <= most else name[: most - 1] + "…"


def _flows(data: ReportData, t: Language) -> dict[str, list[str]]:
    """Who provides for whom, in sentences per gemeente."""
    out: dict[str, list[str]] = defaultdict(list)
    table = data.tabel(STROMEN)
    for s in (s for s in (table.rows if table is not None else ()) if s.soort == "opvang"):
        if s.van == s.naar:
            out[s.van].append(t.say("report.stroom.thuis", gemeente=s.van_gemeente, aantal=s.aantal))
        else:
            out[s.van].append(t.say("report.stroom.uit", gemeente=s.naar_gemeente, aantal=s.aantal))
            out[s.naar].append(t.say("report.stroom.in", gemeente=s.van_gemeente, aantal=s.aantal))
    return out
