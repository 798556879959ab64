"""A comparison as rows: csv, JSON, and the names that every view of it shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from verdeling.columns import Rows, Table, column, row
from verdeling.inputs.register import read_register
from verdeling.insight.compare import AreaClass, AreaDifference, ComparedPair
from verdeling.insight.decompose import Contribution
from verdeling.insight.measures import indices
from verdeling.insight.verdict import Diagnosis, told_measure
from verdeling.report.texts import Language
from verdeling.result.tables import decimaal
from verdeling.texts import Lang, number, say

MEASURE_NAMES: Final = ("minimum", "p10", "mediaan", "p90", "maximum")


@row
class DifferenceRow:
    """One area, and what two results give it."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    wat: str = column(("wat", "what"), ("indicatief of plan.", "indicatief or plan."))
    van: str = column(("van", "from"), ("Het eerste resultaat.", "The first result."))
    naar: str = column(("naar", "to"), ("Het tweede resultaat.", "The second result."))
    niveau: str = column(("niveau", "level"), ("Van land tot gemeente.", "From country to gemeente."))
    code: str = column(("code", "code"), ("Code van het gebied.", "Code of the area."))
    naam: str = column(("naam", "name"), ("Naam van het gebied.", "Name of the area."))
    a: int = column(("a", "a"), ("Aantal in het eerste.", "Number in the first."), unit="plaatsen")
    b: int = column(("b", "b"), ("Aantal in het tweede.", "Number in the second."), unit="plaatsen")
    verschil: int = column(("verschil", "difference"), ("b min a.", "b minus a."), unit="plaatsen")
    procent: Decimal | None = column(
        ("procent", "per cent"), ("Verschil in procent van a.", "Difference in per cent of a.")
    )


@row
class ContributionRow:
    """What one changed input does in one gemeente, six decimals; exact in the JSON."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    van: str = column(("van", "from"), ("Het eerste resultaat.", "The first result."))
    naar: str = column(("naar", "to"), ("Het tweede resultaat.", "The second result."))
    soort: str = column(("soort", "kind"), ("Soort invoer.", "Kind of input."))
    kolom: str = column(("kolom", "column"), ("Kolom van de gegevens.", "Column of the data."))
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    naam: str = column(("naam", "name"), ("Naam van de gemeente.", "Name of the gemeente."))
    bijdrage: Decimal = column(
        ("bijdrage", "contribution"), ("Wat het erbij doet.", "What it adds."), unit="plaatsen"
    )


VERGELIJKING: Final = Table(
    "vergelijking",
    DifferenceRow,
    ("Vergelijking", "Comparison"),
    ("Wat twee resultaten per gebied geven.", "What two results give per area."),
)
BIJDRAGEN: Final = Table(
    "bijdragen",
    ContributionRow,
    ("Bijdragen", "Contributions"),
    ("Wat elke veranderde invoer doet.", "What each changed input does."),
)


def area_names() -> Mapping[str, str]:
    """Name of every area and gemeente."""
    register = read_register()
    return dict(register.gebieden) | {g.code: g.naam for g in register.gemeenten}


def levels_of(pair: ComparedPair) -> list[tuple[str, Sequence[AreaDifference]]]:
    """The differences per level, from the country to the gemeenten."""
    v = pair.verschillen
    return [
        ("land", [v.land]),
        ("provincie", v.provincies),
        ("veiligheidsregio", v.regios),
        ("gemeente", v.gemeenten),
    ]


def rows_of(pairs: Sequence[ComparedPair]) -> Rows[DifferenceRow]:
    """Rows of vergelijking.csv."""
    names = area_names()
    return VERGELIJKING.fill(
        DifferenceRow(
            taak=pair.taak,
            wat=pair.wat,
            van=pair.a,
            naar=pair.b,
            niveau=niveau,
            code=g.code,
            naam=names[g.code],
            a=g.a,
            b=g.b,
            verschil=g.verschil,
            procent=None if g.procent is None else decimaal(g.procent, 4),
        )
        for pair in pairs
        for niveau, areas in levels_of(pair)
        for g in areas
    )


def contribution_rows(pairs: Sequence[ComparedPair]) -> Rows[ContributionRow]:
    """Rows of bijdragen.csv."""
    names = area_names()
    return BIJDRAGEN.fill(
        ContributionRow(
            taak=pair.taak,
            van=pair.a,
            naar=pair.b,
            soort=part.invoer.soort,
            kolom=part.invoer.kolom,
            code=area.code,
            naam=names[area.code],
            bijdrage=decimaal(value, 6),
        )
        for pair in pairs
        for part in pair.bijdragen
        for area, value in zip(pair.verschillen.gemeenten, part.per_gemeente, strict=True)
    )


def as_json(pairs: Sequence[ComparedPair]) -> dict[str, Any]:
    """The whole comparison as plain values."""
    return {
        "paren": [p.json() | {"eerste_regel": {t: p.eerste_regel(t) for t in ("nl", "en")}} for p in pairs]
    }


def per_provincie(pair: ComparedPair, part: Contribution) -> dict[str, Fraction]:
    """A contribution summed per provincie, exactly."""
    spot = {g.code: g.provincie for g in read_register().gemeenten}
    out = {g.code: Fraction(0) for g in pair.verschillen.provincies}
    for area, value in zip(pair.verschillen.gemeenten, part.per_gemeente, strict=True):
        out[spot[area.code]] += value
    return out


def contribution_heading(part: Contribution, lang: Lang) -> str:
    """Short heading of a contribution."""
    return say(f"cli.compare.kort.{part.invoer.soort}", lang, kolom=part.invoer.kolom)


def class_name(scale: AreaClass, lang: Lang) -> str:
    """A class of gemeenten in words."""
    if scale.soort == "ses":
        unknown = "cli.compare.klasse.ses_onbekend"
        return say("cli.compare.klasse.ses" if scale.nummer else unknown, lang, nummer=scale.nummer)
    kind = "vanaf" if scale.tot is None else "tussen" if scale.vanaf else "tot"
    return say(f"cli.compare.klasse.{kind}", lang, vanaf=scale.vanaf, tot=scale.tot)


def title_of(pair: ComparedPair, lang: Lang) -> str:
    """Heading of one pair."""
    sleutel = "cli.compare.kop_plan" if pair.wat == "plan" else "cli.compare.kop"
    return say(sleutel, lang, taak=Language(lang).task(pair.taak), a=pair.a, b=pair.b)


def uitkomsten(pairs: Sequence[ComparedPair]) -> dict[tuple[str, str], dict[str, Diagnosis]]:
    """Measures by (task, what) and result: the first one once, then each later one."""
    out: dict[tuple[str, str], dict[str, Diagnosis]] = {}
    for pair in pairs:
        per = out.setdefault((pair.taak, pair.wat), {pair.a: pair.diagnostiek_a})
        per[pair.b] = pair.diagnostiek_b
    return out


def measure_rows(measures: Sequence[Diagnosis], lang: Lang) -> list[tuple[str, list[str]]]:
    """Name of each measure and its value per result, as text."""
    return [
        (name, [number(w, lang, decimals) for w in values])
        for name, decimals, values in measure_values(measures, lang)
    ]


def measure_values(measures: Sequence[Diagnosis], lang: Lang) -> list[tuple[str, int, list[int | float]]]:
    """Name of each measure, how many decimals it is told with, and its value per result."""
    out: list[tuple[str, int, list[int | float]]] = [
        (say(f"compare.maat.{k}", lang), 2, [getattr(m.belasting, k) for m in measures])
        for k in MEASURE_NAMES
    ]
    for k in indices():
        out.append((told_measure(k.name, lang)[0], k.decimals, [m.inwoners.maten[k.name] for m in measures]))
    theil: list[int | float] = [m.inwoners.theil_provincie.totaal for m in measures]
    out.append((say("diagnostics.theil", lang), 4, theil))
    out.append((say("diagnostics.zonder", lang), 0, [m.zonder for m in measures]))
    return out
