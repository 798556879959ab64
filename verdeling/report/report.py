"""``report.html``: one file that a council can read without network and without script."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from verdeling.errors import VerdelingError, oorzaak
from verdeling.maps import geometry
from verdeling.maps import svg as maps
from verdeling.maps.geometry import Geometrie
from verdeling.report.data import ReportData, Taakdeel
from verdeling.report.examine import leesbaar
from verdeling.report.fairness import maten, maten_samen
from verdeling.report.figures import plaatjes, provinciestaven
from verdeling.report.folder import RAPPORT, lees_map
from verdeling.report.map_figures import kaarten
from verdeling.report.only_some import verdieping
from verdeling.report.page import asset, inhoudsbeleid, omgeving
from verdeling.report.sheets import gedeelde_staven, gemeentebladen, provinciebladen
from verdeling.report.summary import kerncijfers, samenvatting
from verdeling.report.tables import (
    Taal,
    bestandentabel,
    bronnentabel,
    doelentabel,
    gemeentetabel,
    herkomsttabel,
    provincie_id,
    provincietabel,
)
from verdeling.result.atomic import schrijf
from verdeling.texts import LANGS, Lang

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


def schrijf_rapport(
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
    data = lees_map(folder, taal(lang))
    with leesbaar(folder):
        tekst = rapport(data, lang, geometrie)
    doel = doel or folder / RAPPORT
    try:
        schrijf(doel, tekst)
    except OSError as fout:
        raise VerdelingError.een("V655", str(doel), reden=oorzaak(fout)) from fout
    return doel


def taal(lang: str) -> Lang:
    """Check a language.

    Raises
    ------
    VerdelingError
        V656 when there are no texts in this language.
    """
    if lang not in LANGS:
        raise VerdelingError.een("V656", lang, talen=", ".join(LANGS))
    return lang


def rapport(data: ReportData, lang: Lang = "nl", geometrie: Geometrie | None = None) -> str:
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
    t = Taal(taal(lang))
    vormen = geometrie or geometry.meegeleverd()
    css = asset("stijl.css")
    scripts = [asset(naam) for naam in SCRIPTS]
    delen = [_deel(data, deel, vormen, t) for deel in data.taken]
    gebied = {r.code: provincie_id(r.provincie) for d in data.taken for r in d.rijen}
    extra = verdieping(data, t)
    leeg = {naam for naam, inhoud in (("plan", data.doelen), ("verdieping", extra)) if not inhoud}
    secties = [s for s in SECTIES if s[0] not in leeg]
    return (
        omgeving()
        .get_template("report.html.j2")
        .render(
            data=data,
            lang=lang,
            zeg=t.zeg,
            kolomnaam=t.kolomnaam,
            csp=inhoudsbeleid(css, scripts),
            css=Markup(css),
            scripts=[Markup(s) for s in scripts],
            vormen=Markup(maps.vormen_svg(vormen, gebied, gedeelde_staven(data, t))),
            kaartbron=vormen.bron,
            secties=secties,
            samenvatting=samenvatting(data, t),
            delen=delen,
            doelen=doelentabel(data, t) if data.doelen else None,
            samen=maten_samen(data, t),
            verdieping=extra,
            bronnen=bronnentabel(data, t),
            statussen=list(dict.fromkeys(b.status.value for b in data.bronnen)),
            herkomst=herkomsttabel(data, t),
            bestanden=bestandentabel(data, t),
            provincies=provinciebladen(data, vormen, t),
            bladen=gemeentebladen(data, vormen, t),
        )
    )


def _deel(data: ReportData, deel: Taakdeel, vormen: Geometrie, t: Taal) -> dict[str, Any]:
    """What the overview shows of one task."""
    return {
        "id": deel.naam,
        "titel": t.taaknaam(deel.naam),
        "bij": t.bij(data, deel),
        "zwak": data.zwak_in(deel),
        "plan": deel.heeft_plan,
        "kerncijfers": kerncijfers(deel, t),
        "kaarten": kaarten(deel, vormen, t),
        "tabel": gemeentetabel(data, deel, t),
        "provincietabel": provincietabel(data, deel, t),
        "provinciestaven": provinciestaven(data, deel, t),
        "verdeling": plaatjes(deel, t),
        "maten": maten(data, deel, t),
    }
