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
from verdeling.report.texts import Language
from verdeling.result.tables import Rij, decimaal
from verdeling.texts import Lang, number, say

KOLOMMEN: Final = (
    "taak", "wat", "van", "naar", "niveau", "code", "naam", "a", "b", "verschil", "procent",
)  # fmt: skip
BIJDRAGEN: Final = ("taak", "van", "naar", "soort", "kolom", "code", "naam", "bijdrage")
MATEN: Final = ("minimum", "p10", "mediaan", "p90", "maximum")


def area_names() -> Mapping[str, str]:
    """Name of every area and gemeente."""
    register = read_register()
    return dict(register.gebieden) | {g.code: g.naam for g in register.gemeenten}


def niveaus(pair: Paar) -> list[tuple[str, Sequence[Gebiedsverschil]]]:
    """The differences per level, from the country to the gemeenten."""
    v = pair.verschillen
    return [
        ("land", [v.land]),
        ("provincie", v.provincies),
        ("veiligheidsregio", v.regios),
        ("gemeente", v.gemeenten),
    ]


def rijen(pairs: Sequence[Paar]) -> list[Rij]:
    """Rows of vergelijking.csv."""
    names = area_names()
    out: list[Rij] = []
    for pair in pairs:
        heading = (pair.taak, pair.wat, pair.a, pair.b)
        for niveau, areas in niveaus(pair):
            for g in areas:
                procent = None if g.procent is None else decimaal(g.procent, 4)
                out.append((*heading, niveau, g.code, names[g.code], g.a, g.b, g.verschil, procent))
    return out


def contribution_rows(pairs: Sequence[Paar]) -> list[Rij]:
    """Rows of bijdragen.csv: what each changed input does per gemeente, six decimals; exact in the JSON."""
    names = area_names()
    return [
        (
            pair.taak,
            pair.a,
            pair.b,
            part.invoer.soort,
            part.invoer.kolom,
            area.code,
            names[area.code],
            decimaal(value, 6),
        )
        for pair in pairs
        for part in pair.bijdragen
        for area, value in zip(pair.verschillen.gemeenten, part.per_gemeente, strict=True)
    ]


def as_json(pairs: Sequence[Paar]) -> dict[str, Any]:
    """The whole comparison as plain values."""
    return {
        "paren": [p.json() | {"eerste_regel": {t: p.eerste_regel(t) for t in ("nl", "en")}} for p in pairs]
    }


def per_provincie(pair: Paar, part: Bijdrage) -> dict[str, Fraction]:
    """A contribution summed per provincie, exactly."""
    spot = {g.code: g.provincie for g in read_register().gemeenten}
    out = {g.code: Fraction(0) for g in pair.verschillen.provincies}
    for area, value in zip(pair.verschillen.gemeenten, part.per_gemeente, strict=True):
        out[spot[area.code]] += value
    return out


def contribution_heading(part: Bijdrage, lang: Lang) -> str:
    """Short heading of a contribution."""
    return say(f"cli.compare.kort.{part.invoer.soort}", lang, kolom=part.invoer.kolom)


def class_name(scale: Klasse, lang: Lang) -> str:
    """A class of gemeenten in words."""
    if scale.soort == "ses":
        unknown = "cli.compare.klasse.ses_onbekend"
        return say("cli.compare.klasse.ses" if scale.nummer else unknown, lang, nummer=scale.nummer)
    kind = "vanaf" if scale.tot is None else "tussen" if scale.vanaf else "tot"
    return say(f"cli.compare.klasse.{kind}", lang, vanaf=scale.vanaf, tot=scale.tot)


def titel(pair: Paar, lang: Lang) -> str:
    """Heading of one pair."""
    sleutel = "cli.compare.kop_plan" if pair.wat == "plan" else "cli.compare.kop"
    return say(sleutel, lang, taak=Language(lang).task(pair.taak), a=pair.a, b=pair.b)


def uitkomsten(pairs: Sequence[Paar]) -> dict[tuple[str, str], dict[str, Diagnostiek]]:
    """Measures by (task, what) and result: the first one once, then each later one."""
    out: dict[tuple[str, str], dict[str, Diagnostiek]] = {}
    for pair in pairs:
        row = out.setdefault((pair.taak, pair.wat), {pair.a: pair.diagnostiek_a})
        row[pair.b] = pair.diagnostiek_b
    return out


def measure_rows(measures: Sequence[Diagnostiek], lang: Lang) -> list[tuple[str, list[str]]]:
    """Name of each measure and its value per result, as text."""
    return [
        (name, [number(w, lang, decimals) for w in values])
        for name, decimals, values in measure_values(measures, lang)
    ]


def measure_values(measures: Sequence[Diagnostiek], lang: Lang) -> list[tuple[str, int, list[int | float]]]:
    """Name of each measure, how many decimals it is told with, and its value per result."""
    out: list[tuple[str, int, list[int | float]]] = [
        (say(f"compare.maat.{k}", lang), 2, [getattr(m.belasting, k) for m in measures]) for k in MATEN
    ]
    for k in indices():
        out.append((uitleg(k.name, lang)[0], k.decimals, [m.inwoners.maten[k.name] for m in measures]))
    theil: list[int | float] = [m.inwoners.theil_provincie.totaal for m in measures]
    out.append((say("diagnostics.theil", lang), 4, theil))
    out.append((say("diagnostics.zonder", lang), 0, [m.zonder for m in measures]))
    return out
