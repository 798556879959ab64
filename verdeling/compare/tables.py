"""A comparison as rows: csv, JSON, and the names that every view of it shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from verdeling.inputs.register import read_register
from verdeling.insight.compare import Gebiedsverschil, Klasse, Paar
from verdeling.insight.decompose import Bijdrage
from verdeling.insight.measures import indices
from verdeling.insight.verdict import Diagnostiek, uitleg
from verdeling.report.texts import Taal
from verdeling.result.tables import Rij, decimaal
from verdeling.texts import Lang, number, say

KOLOMMEN: Final = (
    "taak", "wat", "van", "naar", "niveau", "code", "naam", "a", "b", "verschil", "procent",
)  # fmt: skip
BIJDRAGEN: Final = ("taak", "van", "naar", "soort", "kolom", "code", "naam", "bijdrage")
MATEN: Final = ("minimum", "p10", "mediaan", "p90", "maximum")


def gebiedsnamen() -> Mapping[str, str]:
    """Name of every area and gemeente."""
    register = read_register()
    return dict(register.gebieden) | {g.code: g.naam for g in register.gemeenten}


def niveaus(paar: Paar) -> list[tuple[str, Sequence[Gebiedsverschil]]]:
    """The differences per level, from the country to the gemeenten."""
    v = paar.verschillen
    return [
        ("land", [v.land]),
        ("provincie", v.provincies),
        ("veiligheidsregio", v.regios),
        ("gemeente", v.gemeenten),
    ]


def rijen(paren: Sequence[Paar]) -> list[Rij]:
    """Rows of vergelijking.csv."""
    namen = gebiedsnamen()
    uit: list[Rij] = []
    for paar in paren:
        kop = (paar.taak, paar.wat, paar.a, paar.b)
        for niveau, gebieden in niveaus(paar):
            for g in gebieden:
                procent = None if g.procent is None else decimaal(g.procent, 4)
                uit.append((*kop, niveau, g.code, namen[g.code], g.a, g.b, g.verschil, procent))
    return uit


def bijdragerijen(paren: Sequence[Paar]) -> list[Rij]:
    """Rows of bijdragen.csv: what each changed input does per gemeente, six decimals; exact in the JSON."""
    namen = gebiedsnamen()
    return [
        (
            paar.taak,
            paar.a,
            paar.b,
            deel.invoer.soort,
            deel.invoer.kolom,
            gebied.code,
            namen[gebied.code],
            decimaal(waarde, 6),
        )
        for paar in paren
        for deel in paar.bijdragen
        for gebied, waarde in zip(paar.verschillen.gemeenten, deel.per_gemeente, strict=True)
    ]


def als_json(paren: Sequence[Paar]) -> dict[str, Any]:
    """The whole comparison as plain values."""
    return {
        "paren": [p.json() | {"eerste_regel": {t: p.eerste_regel(t) for t in ("nl", "en")}} for p in paren]
    }


def per_provincie(paar: Paar, deel: Bijdrage) -> dict[str, Fraction]:
    """A contribution summed per provincie, exactly."""
    plek = {g.code: g.provincie for g in read_register().gemeenten}
    uit = {g.code: Fraction(0) for g in paar.verschillen.provincies}
    for gebied, waarde in zip(paar.verschillen.gemeenten, deel.per_gemeente, strict=True):
        uit[plek[gebied.code]] += waarde
    return uit


def bijdragekop(deel: Bijdrage, lang: Lang) -> str:
    """Short heading of a contribution."""
    return say(f"cli.compare.kort.{deel.invoer.soort}", lang, kolom=deel.invoer.kolom)


def klassenaam(klasse: Klasse, lang: Lang) -> str:
    """A class of gemeenten in words."""
    if klasse.soort == "ses":
        onbekend = "cli.compare.klasse.ses_onbekend"
        return say("cli.compare.klasse.ses" if klasse.nummer else onbekend, lang, nummer=klasse.nummer)
    soort = "vanaf" if klasse.tot is None else "tussen" if klasse.vanaf else "tot"
    return say(f"cli.compare.klasse.{soort}", lang, vanaf=klasse.vanaf, tot=klasse.tot)


def titel(paar: Paar, lang: Lang) -> str:
    """Heading of one pair."""
    sleutel = "cli.compare.kop_plan" if paar.wat == "plan" else "cli.compare.kop"
    return say(sleutel, lang, taak=Taal(lang).taak(paar.taak), a=paar.a, b=paar.b)


def uitkomsten(paren: Sequence[Paar]) -> dict[tuple[str, str], dict[str, Diagnostiek]]:
    """Measures by (task, what) and result: the first one once, then each later one."""
    uit: dict[tuple[str, str], dict[str, Diagnostiek]] = {}
    for paar in paren:
        rij = uit.setdefault((paar.taak, paar.wat), {paar.a: paar.diagnostiek_a})
        rij[paar.b] = paar.diagnostiek_b
    return uit


def maatrijen(maten: Sequence[Diagnostiek], lang: Lang) -> list[tuple[str, list[str]]]:
    """Name of each measure and its value per result, as text."""
    return [
        (naam, [number(w, lang, decimalen) for w in waarden])
        for naam, decimalen, waarden in maatwaarden(maten, lang)
    ]


def maatwaarden(maten: Sequence[Diagnostiek], lang: Lang) -> list[tuple[str, int, list[int | float]]]:
    """Name of each measure, how many decimals it is told with, and its value per result."""
    uit: list[tuple[str, int, list[int | float]]] = [
        (say(f"compare.maat.{k}", lang), 2, [getattr(m.belasting, k) for m in maten]) for k in MATEN
    ]
    for k in indices():
        uit.append((uitleg(k.name, lang)[0], k.decimals, [m.inwoners.maten[k.name] for m in maten]))
    theil: list[int | float] = [m.inwoners.theil_provincie.totaal for m in maten]
    uit.append((say("diagnostics.theil", lang), 4, theil))
    uit.append((say("diagnostics.zonder", lang), 0, [m.zonder for m in maten]))
    return uit
