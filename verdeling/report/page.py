"""``report.html``: one file that a council can read without network and without script.

What every page has in common stands here too: templates, style and scripts from `assets`, a content policy.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from verdeling.errors import VerdelingError, cause_of
from verdeling.maps import geometry
from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometry
from verdeling.report.data import ReportData, TaskPart
from verdeling.report.details import details, joint_block
from verdeling.report.fairness import (
    Fairness,
    fairness_of,
    fairness_together,
    lorenz_and_sizes,
    provincie_bars,
)
from verdeling.report.folder import report_data
from verdeling.report.maps import Map, maps_of
from verdeling.report.sheets import gemeente_sheets, provincie_sheets, shared_bars
from verdeling.report.tables import (
    Figure,
    Table,
    file_table,
    gemeente_table,
    goal_table,
    origin_table,
    provincie_id,
    provincie_table,
    source_table,
)
from verdeling.report.texts import Language, key_figures, summary
from verdeling.result.atomic import write_atomic
from verdeling.result.folder import readable_folder
from verdeling.result.manifest import RAPPORT, put_in_manifest
from verdeling.terms import Bron
from verdeling.texts import LANGS, Lang

if TYPE_CHECKING:
    from jinja2 import Environment

SCRIPTS: Final = ("tabel.js", "kaart.js", "blad.js")
SECTIONS: Final[tuple[tuple[str, str], ...]] = (
    ("samenvatting", "report.samenvatting"),
    ("kaart", "report.kaart"),
    ("gemeenten", "report.gemeenten"),
    ("provincies", "report.provincies"),
    ("verdeling", "report.verdeling"),
    ("plan", "report.plan"),
    ("verdieping", "report.verdieping"),
    ("open", "report.open.kort"),
    ("verantwoording", "report.verantwoording"),
)


@dataclass(frozen=True)
class Task:
    """What the overview shows of one task.

    Attributes
    ----------
    suffix
        What a heading adds where there are more tasks.
    key_figures
        Name, figure and remark.
    """

    id: str
    title: str
    suffix: str
    weak: Sequence[Bron]
    has_plan: bool
    key_figures: Sequence[tuple[str, str, str]]
    maps: Sequence[Map]
    table: Table
    province_table: Table
    province_bars: Sequence[Figure]
    figures: Sequence[Figure]
    fairness: Fairness | None


def write_report(
    folder: Path, lang: Lang = "nl", target: Path | None = None, outlines: Geometry | None = None
) -> Path:
    """Write the report of a result folder, whole or not at all.

    Parameters
    ----------
    folder
        Folder written by ``verdeling run --out``.
    lang
        ``nl`` or ``en``.
    target
        Where to write; by default ``report.html`` in the folder.
    outlines
        Outlines of the gemeenten; by default those that ship with the package.

    Raises
    ------
    VerdelingError
        A folder that is not there (V659) or not whole (V652–V654), a target that cannot be written (V655),
        an unknown language (V656).
    """
    data = report_data(folder, known_language(lang), rapport_telt=target is not None)
    with readable_folder(folder):
        text = report_html(data, lang, outlines)
    own, target = target is None, target or folder / RAPPORT
    try:
        write_atomic(target, text)
        if own:
            put_in_manifest(folder, target)
    except OSError as error:
        raise VerdelingError.een("V655", str(target), reden=cause_of(error)) from error
    return target


def known_language(lang: str) -> Lang:
    """Check a language.

    Raises
    ------
    VerdelingError
        V656 when there are no texts in this language.
    """
    if lang not in LANGS:
        raise VerdelingError.een("V656", lang, talen=", ".join(LANGS))
    return lang


def report_html(data: ReportData, lang: Lang = "nl", outlines: Geometry | None = None) -> str:
    """Make the report as one HTML text.

    Parameters
    ----------
    data
        What to tell.
    lang
        Language of the page; the texts inside `data` must be in the same language.
    outlines
        Outlines; by default those that ship with the package.
    """
    t = Language(known_language(lang))
    shapes = outlines or geometry.shipped_geometry()
    css = asset("stijl.css")
    scripts = [asset(name) for name in SCRIPTS]
    tasks = [_part(data, part, shapes, t) for part in data.taken]
    area = {r.code: provincie_id(r.provincie) for d in data.taken for r in d.rijen}
    extra = details(data, t)
    empty = {name for name, content in (("plan", data.doelen), ("verdieping", extra)) if not content}
    sections = [s for s in SECTIONS if s[0] not in empty]
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            data=data,
            lang=lang,
            say=t.say,
            column_name=t.column_name,
            csp=content_policy(css, scripts),
            css=Markup(css),
            scripts=[Markup(s) for s in scripts],
            vormen=Markup(maps.shapes_svg(shapes, area, shared_bars(data, t))),
            kaartbron=shapes.bron,
            secties=sections,
            samenvatting=summary(data, t),
            tasks=tasks,
            doelen=goal_table(data, t) if data.doelen else None,
            samen=fairness_together(data, t),
            verdieping=extra,
            joint=joint_block(data, t),
            bronnen=source_table(data, t),
            statussen=list(dict.fromkeys(b.status.value for b in data.bronnen)),
            herkomst=origin_table(data, t),
            bestanden=file_table(data, t),
            provinces=provincie_sheets(data, shapes, t),
            gemeenten=gemeente_sheets(data, shapes, t),
        )
    )


def _part(data: ReportData, part: TaskPart, outlines: Geometry, t: Language) -> Task:
    return Task(
        id=part.naam,
        title=t.task_heading(part.naam),
        suffix=t.suffix(data, part),
        weak=data.zwak_in(part),
        has_plan=part.heeft_plan,
        key_figures=key_figures(part, t),
        maps=maps_of(part, outlines, t),
        table=gemeente_table(data, part, t),
        province_table=provincie_table(data, part, t),
        province_bars=provincie_bars(data, part, t),
        figures=lorenz_and_sizes(part, t),
        fairness=fairness_of(data, part, t),
    )


@cache
def environment() -> Environment:
    """The templates."""
    from jinja2 import Environment, PackageLoader

    return Environment(
        loader=PackageLoader("verdeling.report", "assets"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def asset(name: str) -> str:
    """Text of a style sheet or script."""
    return (files("verdeling.report") / "assets" / name).read_text(encoding="utf-8")


def content_policy(css: str, scripts: Sequence[str]) -> str:
    """Content security policy: nothing from outside, only these very styles and scripts."""

    def som(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    running = " ".join(map(som, scripts)) or "'none'"
    return (
        f"default-src 'none'; style-src {som(css)}; script-src {running}; base-uri 'none'; form-action 'none'"
    )
