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

from verdeling.errors import VerdelingError, oorzaak
from verdeling.maps import geometry
from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometrie
from verdeling.report.data import Bronregel, ReportData, Taakdeel
from verdeling.report.details import verdieping
from verdeling.report.examine import leesbaar
from verdeling.report.fairness import Fairness, maten, maten_samen, plaatjes, provinciestaven
from verdeling.report.folder import lees_map
from verdeling.report.maps import Map, kaarten
from verdeling.report.sheets import gedeelde_staven, gemeentebladen, provinciebladen
from verdeling.report.tables import (
    Figure,
    Tabel,
    bestandentabel,
    bronnentabel,
    doelentabel,
    gemeentetabel,
    herkomsttabel,
    provincie_id,
    provincietabel,
)
from verdeling.report.texts import Taal, kerncijfers, samenvatting
from verdeling.result.atomic import schrijf
from verdeling.result.manifest import RAPPORT, zet_in_manifest
from verdeling.texts import LANGS, Lang

if TYPE_CHECKING:
    from jinja2 import Environment

SCRIPTS: Final = ("tabel.js", "kaart.js", "blad.js")
SECTIES: Final[tuple[tuple[str, str], ...]] = (
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
    weak: Sequence[Bronregel]
    has_plan: bool
    key_figures: Sequence[tuple[str, str, str]]
    maps: Sequence[Map]
    table: Tabel
    province_table: Tabel
    province_bars: Sequence[Figure]
    figures: Sequence[Figure]
    fairness: Fairness | None


def write_report(
    folder: Path, lang: Lang = "nl", doel: Path | None = None, geometrie: Geometrie | None = None
) -> Path:
    """Write the report of a result folder, whole or not at all.

    Parameters
    ----------
    folder
        Folder written by ``verdeling run --out``.
    lang
        ``nl`` or ``en``.
    doel
        Where to write; by default ``report.html`` in the folder.
    geometrie
        Outlines of the gemeenten; by default those that ship with the package.

    Raises
    ------
    VerdelingError
        A folder that is not there (V659) or not whole (V652–V654), a target that cannot be written (V655),
        an unknown language (V656).
    """
    data = lees_map(folder, known_language(lang), rapport_telt=doel is not None)
    with leesbaar(folder):
        tekst = report_html(data, lang, geometrie)
    eigen, doel = doel is None, doel or folder / RAPPORT
    try:
        schrijf(doel, tekst)
        if eigen:
            zet_in_manifest(folder, doel)
    except OSError as fout:
        raise VerdelingError.een("V655", str(doel), reden=oorzaak(fout)) from fout
    return doel


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


def report_html(data: ReportData, lang: Lang = "nl", geometrie: Geometrie | None = None) -> str:
    """Make the report as one HTML text.

    Parameters
    ----------
    data
        What to tell.
    lang
        Language of the page; the texts inside `data` must be in the same language.
    geometrie
        Outlines; by default those that ship with the package.
    """
    t = Taal(known_language(lang))
    vormen = geometrie or geometry.meegeleverd()
    css = asset("stijl.css")
    scripts = [asset(naam) for naam in SCRIPTS]
    tasks = [_deel(data, deel, vormen, t) for deel in data.taken]
    gebied = {r.code: provincie_id(r.provincie) for d in data.taken for r in d.rijen}
    extra = verdieping(data, t)
    leeg = {naam for naam, inhoud in (("plan", data.doelen), ("verdieping", extra)) if not inhoud}
    secties = [s for s in SECTIES if s[0] not in leeg]
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            data=data,
            lang=lang,
            zeg=t.zeg,
            kolomnaam=t.kolomnaam,
            csp=content_policy(css, scripts),
            css=Markup(css),
            scripts=[Markup(s) for s in scripts],
            vormen=Markup(maps.vormen_svg(vormen, gebied, gedeelde_staven(data, t))),
            kaartbron=vormen.bron,
            secties=secties,
            samenvatting=samenvatting(data, t),
            tasks=tasks,
            doelen=doelentabel(data, t) if data.doelen else None,
            samen=maten_samen(data, t),
            verdieping=extra,
            bronnen=bronnentabel(data, t),
            statussen=list(dict.fromkeys(b.status.value for b in data.bronnen)),
            herkomst=herkomsttabel(data, t),
            bestanden=bestandentabel(data, t),
            provinces=provinciebladen(data, vormen, t),
            gemeenten=gemeentebladen(data, vormen, t),
        )
    )


def _deel(data: ReportData, deel: Taakdeel, vormen: Geometrie, t: Taal) -> Task:
    return Task(
        id=deel.naam,
        title=t.taaknaam(deel.naam),
        suffix=t.bij(data, deel),
        weak=data.zwak_in(deel),
        has_plan=deel.heeft_plan,
        key_figures=kerncijfers(deel, t),
        maps=kaarten(deel, vormen, t),
        table=gemeentetabel(data, deel, t),
        province_table=provincietabel(data, deel, t),
        province_bars=provinciestaven(data, deel, t),
        figures=plaatjes(deel, t),
        fairness=maten(data, deel, t),
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


def asset(naam: str) -> str:
    """Text of a style sheet or script."""
    return (files("verdeling.report") / "assets" / naam).read_text(encoding="utf-8")


def content_policy(css: str, scripts: Sequence[str]) -> str:
    """Content security policy: nothing from outside, only these very styles and scripts."""

    def som(tekst: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(tekst.encode()).digest()).decode()}'"

    lopend = " ".join(map(som, scripts)) or "'none'"
    return (
        f"default-src 'none'; style-src {som(css)}; script-src {lopend}; base-uri 'none'; form-action 'none'"
    )
