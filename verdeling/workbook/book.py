"""verdeling.xlsx: the result with, beside each exact value, the formula that recomputes it in a spreadsheet.

Sheets per task: `verdeling` (the gemeenten), `sleutel` (indicators and weights), `provincies` and every
other level that the model declares; then what a result tells beside them, and one sheet `bronnen`.
Spreadsheets compute in floating point: the exact value decides, the column `controle` shows the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from verdeling.inputs.tables import Gegevens
from verdeling.insight.explain import model_status
from verdeling.insight.plan_figures import goal_text
from verdeling.insight.worth import open_items_of
from verdeling.result.computed import Computed
from verdeling.result.remarks import beside, gebruikt, sources_of_plan
from verdeling.result.tables import inwoner_column, task_slices
from verdeling.sleutel.indicatief import TaakOutcome
from verdeling.sleutel.niveaus import NiveauOutcome
from verdeling.terms import Grondslag, Niveau
from verdeling.texts import Lang, say
from verdeling.texts.sources import source
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operations.getal import Constante
from verdeling.verdeelmodel.taak import DelenAfronding, Methode, Volgorde
from verdeling.workbook.formulas import KeySheet, number_shown
from verdeling.workbook.sheet import Book, Sheet, Template, close_book, suffixes
from verdeling.workbook.side_sheets import attachment_sheets

BRONNEN: Final = "bronnen"
SHEET_NAME: Final = {
    Niveau.LAND: "land",
    Niveau.PROVINCIE: "provincies",
    Niveau.VEILIGHEIDSREGIO: "veiligheidsregio",
    Niveau.GEMEENTE: "verdeling",
}


@dataclass(frozen=True)
class Above:
    """Where the level above stands: ranges of its codes, of what it divides and of its whole numbers."""

    codes: str
    waarden: str
    aantallen: str


def write_workbook(path: Path, result: Computed, lang: Lang = "nl") -> None:
    """Write the workbook: a sheet per task and level, then what the result tells beside them."""
    model = result.model
    about = say("werkboek.model", lang, model=model.naam)
    if model.aangepast is not None:
        about = f"{about} {model.aangepast.zin(lang)}"
    book = Book(path, lang, about)
    suffix = suffixes(list(result.indicatief.taken))
    for number, taak in enumerate(result.indicatief.taken.values()):
        _task(book, suffix[taak.naam], number, taak, result.model, result.gegevens)
    attachment_sheets(book, result)
    _sources(book, result)
    close_book(book.book)


def _task(
    book: Book, suffix: str, number: int, taak: TaakOutcome, model: Verdeelmodel, data: Gegevens
) -> None:
    part = data.beperk(taak.codes)
    # The sheets stand in the order in which they are added; formulas may point to one that is filled later.
    main = book.blad(f"verdeling{suffix}", len(taak.codes), 3)
    higher = [(n, book.blad(f"{SHEET_NAME[n.niveau]}{suffix}", len(n.codes))) for n in taak.niveaus[:-1]]
    provincies = None
    if all(n.niveau is not Niveau.PROVINCIE for n in taak.niveaus):
        provincies = book.blad(f"provincies{suffix}", len(taak.gebieden[Niveau.PROVINCIE].codes))
    sleutel = KeySheet(book.blad(f"sleutel{suffix}", len(taak.codes)), part)
    above = None
    for niveau, sheet in higher:
        sheet.waarden("code", niveau.codes)
        sheet.waarden("gebied", [data.gebiedsnaam[c] for c in niveau.codes], width=24)
        above = _level(sheet, niveau, above, number, sleutel, taak)
    below = _gemeenten(main, taak, above, number, sleutel, model, data)
    main.noot(book.about)
    if provincies is not None:
        _provincies(provincies, main, below.aantallen, taak, data)


def _gemeenten(
    sheet: Sheet,
    taak: TaakOutcome,
    above: Above | None,
    number: int,
    sleutel: KeySheet,
    model: Verdeelmodel,
    data: Gegevens,
) -> Above:
    name = dict(zip(data.codes, data.namen, strict=True))
    inwoners = inwoner_column(taak, model, data)
    sheet.waarden("code", taak.codes, width=9)
    sheet.waarden("gemeente", [name[c] for c in taak.codes], width=26)
    sheet.waarden("provincie", [data.gebiedsnaam[c] for c in taak.position[Niveau.PROVINCIE]], width=16)
    if inwoners is not None:
        sheet.waarden(
            "inwoners", [None if t is None else t / inwoners.denominator for t in inwoners.numerators]
        )
    below = _level(sheet, taak.niveaus[-1], above, number, sleutel, taak)
    count = below.aantallen.split("$")[1]
    if taak.taak.delen is None:
        return below
    loose = taak.taak.delen.afronding is DelenAfronding.LOS
    letters = []
    for piece in list(task_slices(taak))[1:]:
        part_name = piece.naam.rpartition("/")[2]
        sheet.waarden(part_name, piece.aantallen)
        if loose and piece.totaal is not None:
            formula = (
                f"ROUND({count}{{r}}*{number_shown(piece.totaal)}/{number_shown(Fraction(taak.totaal))},0)"
            )
            letters.append(sheet.formulas(f"{part_name} (formule)", formula, piece.aantallen))
        elif loose:
            formula = f"{count}{{r}}" + "".join(f"-{letter}{{r}}" for letter in letters)
            sheet.formulas(f"{part_name} (formule)", formula, piece.aantallen)
    return below


def _level(
    sheet: Sheet,
    niveau: NiveauOutcome,
    above: Above | None,
    number: int,
    sleutel: KeySheet,
    taak: TaakOutcome,
) -> Above:
    """Write the columns of one level: exact values first, then the formulas."""
    rule, count = niveau.regel, len(niveau.codes)
    total_denominator = niveau.sleutel.denominator
    weights = [g / total_denominator for g in niveau.gewichten]
    sheet.waarden("gewicht", weights, "vrij")
    sheet.waarden("quotum", [float(q) for q in niveau.quota], "breuk")
    fixed = sheet.waarden("aantal", niveau.aantallen)

    expression = rule.sleutel or taak.taak.sleutel
    if niveau.niveau is Niveau.GEMEENTE:
        formula = f"'{sleutel.blad.naam}'!{sleutel.gewicht(expression)}{{r}}"
    elif isinstance(rule.sleutel, Constante):
        formula = "1"
        weights = [1.0] * count
    else:
        area = sleutel.gebied(niveau.niveau.value, taak.position[niveau.niveau])
        weight_elsewhere = sleutel.blad.cell_range(sleutel.gewicht(expression), elders=True)
        formula = f"SUMIFS({weight_elsewhere},{sleutel.blad.cell_range(area, elders=True)},A{{r}})"
    weight = sheet.formulas("gewicht (formule)", formula, weights, "vrij")

    group = _group(sheet, niveau, above, number, taak, weight)
    quotum = sheet.formulas(
        "quotum (formule)",
        lambda r: f"{group.over}*{weight}{{r}}/{group.som}" if niveau.gegeven[r] is None else group.gegeven,
        niveau.quota,
        "breuk",
    )
    rounded = _rounding(sheet, niveau, quotum, group, weight)
    outcome = rounded
    if rule.rest_naar is not None:
        together = f"SUMPRODUCT({group.same}*{sheet.cell_range(rounded)})"
        rest = f"{rounded}{{r}}+{group.above_here}-{together}"
        outcome = sheet.formulas(
            "met rest (formule)",
            lambda r: rest if niveau.codes[r] == rule.rest_naar else f"{rounded}{{r}}",
            niveau.aantallen,
        )
    sheet.formulas("controle (0 = gelijk)", f"{outcome}{{r}}-{fixed}{{r}}", [0] * count)
    sheet.totaal(
        [fixed, quotum, outcome], [sum(niveau.aantallen), float(sum(niveau.quota)), sum(niveau.aantallen)]
    )
    values = quotum if rule.keten else outcome
    return Above(*(sheet.cell_range(letter, elders=True) for letter in ("A", values, outcome)))


@dataclass(frozen=True)
class Group:
    """Formulas about the areas that share one area of the level above.

    Attributes
    ----------
    same
        1 for each row of the group of row ``{r}``, 0 elsewhere.
    vrij
        The same for the rows whose figure follows from the key.
    over, som
        What those rows divide, and the sum of their weights.
    gegeven
        Cell with the given total.
    above_here
        Whole number of the area above.
    """

    same: str
    vrij: str
    over: str
    som: str
    gegeven: str
    above_here: str


def _group(
    sheet: Sheet, niveau: NiveauOutcome, above: Above | None, number: int, taak: TaakOutcome, weight: str
) -> Group:
    """Write the columns that tell the group of each row, where there are groups or given totals."""
    total = f"{sheet.book.sheet_name(BRONNEN)}!$B${number + 2}"
    none_given = all(g is None for g in niveau.gegeven)
    if above is None and none_given:
        return Group("1", "1", total, f"SUM({sheet.cell_range(weight)})", "", total)
    place = taak.niveaus.index(niveau)
    codes = taak.niveaus[place - 1].codes if place else ("totaal",)
    parent = sheet.waarden("binnen", [codes[o] for o in niveau.parent], width=10)
    same = f"({sheet.cell_range(parent)}={parent}{{r}})"

    def above_it(bounds: str) -> str:
        return f"INDEX({bounds},MATCH({parent}{{r}},{above.codes},0))" if above else total

    value, count = (above_it(b) for b in ((above.waarden, above.aantallen) if above else ("", "")))
    if none_given:
        whole = f"SUMPRODUCT({same}*{sheet.cell_range(weight)})"
        return Group(same, same, value, whole, "", count)
    letter = sheet.waarden("gegeven", [None if g is None else float(g) for g in niveau.gegeven], "vrij")
    by_key = sheet.waarden("volgens sleutel", [int(g is None) for g in niveau.gegeven])
    free = f"{same}*{sheet.cell_range(by_key)}"
    over = f"({value}-SUMPRODUCT({same}*{sheet.cell_range(letter)}))"
    whole = f"SUMPRODUCT({free}*{sheet.cell_range(weight)})"
    return Group(same, free, over, whole, f"{letter}{{r}}", count)


def _rounding(sheet: Sheet, niveau: NiveauOutcome, q: str, group: Group, weight: str) -> str:
    """Formula of the rounding method; nine decimals are kept before rounding up or down (float noise)."""
    method = niveau.regel.afronding
    heading = "afgerond (formule)"
    if method is Methode.HALF_OP:
        return sheet.formulas(heading, f"ROUND({q}{{r}},0)", niveau.afgerond)
    if method is Methode.OMLAAG:
        return sheet.formulas(heading, f"ROUNDDOWN(ROUND({q}{{r}},9),0)", niveau.afgerond)
    if method is Methode.OMHOOG:
        return sheet.formulas(heading, f"ROUNDUP(ROUND({q}{{r}},9),0)", niveau.afgerond)
    if method is Methode.GROOTSTE_REST:
        whole = sheet.formulas("heel (formule)", f"INT(ROUND({q}{{r}},9))", [int(x) for x in niveau.quota])
        rest = sheet.formulas(
            "rest (formule)", f"ROUND({q}{{r}}-{whole}{{r}},9)", [x - int(x) for x in niveau.quota], "breuk"
        )
        prefix = _before(sheet, niveau, group, rest)
        over = f"{group.over}-SUMPRODUCT({group.vrij}*{sheet.cell_range(whole)})"
        free_formula: Template = f"{whole}{{r}}+IF({prefix}<{over},1,0)"
    else:
        free_formula = _divisor_formula(sheet, niveau, q, group, weight)
    return sheet.formulas(
        heading,
        lambda r: _of(free_formula, r) if niveau.gegeven[r] is None else f"ROUND({q}{{r}},0)",
        niveau.afgerond,
    )


def _of(template: Template, row: int) -> str:
    return template if isinstance(template, str) else template(row)


def _before(sheet: Sheet, niveau: NiveauOutcome, group: Group, column: str) -> str:
    """How many areas of the group go before an area: a larger value, or an equal one and earlier in order."""
    earlier = f"(ROW({sheet.cell_range(column)})<ROW({column}{{r}}))"
    if niveau.regel.volgorde is not Volgorde.CODE:
        sign = -1 if niveau.regel.volgorde is Volgorde.GROOTSTE else 1
        rows = sorted(range(len(niveau.codes)), key=lambda r: sign * niveau.gewichten[r])
        rank = {row: place for place, row in enumerate(rows, 1)}
        letter = sheet.waarden("volgorde", [rank[r] for r in range(len(rows))])
        earlier = f"({sheet.cell_range(letter)}<{letter}{{r}})"
    this, every = f"{column}{{r}}", sheet.cell_range(column)
    return f"SUMPRODUCT({group.vrij}*(({every}>{this})+({every}={this})*{earlier}))"


def _divisor_formula(sheet: Sheet, niveau: NiveauOutcome, q: str, group: Group, weight: str) -> Template:
    """Quota divided by a common divisor and rounded; the divisor is found exactly and written as a number.

    So is the place that the declared order gave to an area with the same claim as others: no divisor tells
    them apart. Where adams and huntington_hill have fewer places than areas, the largest areas have one.
    """
    method = niveau.regel.afronding
    won = {r for equal in niveau.ties for r in equal.toegewezen}
    scarce = _scarce(niveau, method)
    divisors = _divisors(niveau, method, won)
    letter = sheet.waarden("deler", [None if o in scarce else divisors[o] for o in niveau.parent], "vrij")
    x = f"({q}{{r}}/{letter}{{r}})"
    template = {
        Methode.WEBSTER: f"ROUND({x},0)",
        Methode.DHONDT: f"INT({x})",
        Methode.ADAMS: f"ROUNDUP({x},0)",
        Methode.HUNTINGTON_HILL: f"INT({x})+IF({x}>SQRT(INT({x})*(INT({x})+1)),1,0)",
    }[method]
    if won:
        equal = sheet.waarden("bij gelijke stand", [int(r in won) for r in range(len(niveau.codes))])
        template += f"+{equal}{{r}}"
    first = f"IF({_before(sheet, niveau, group, weight)}<{group.over},1,0)" if scarce else ""
    return lambda r: first if niveau.parent[r] in scarce else template


def _scarce(niveau: NiveauOutcome, method: Methode) -> set[int]:
    """Groups with fewer places than areas, under a method that gives every area a place first."""
    if method not in (Methode.ADAMS, Methode.HUNTINGTON_HILL):
        return set()
    return {
        parent
        for parent, weight, count, fixed in zip(
            niveau.parent, niveau.gewichten, niveau.afgerond, niveau.gegeven, strict=True
        )
        if weight and not count and fixed is None
    }


def _divisors(niveau: NiveauOutcome, method: Methode, won: set[int]) -> dict[int, float]:
    """Per group a divisor between the best claim without a place and the worst claim with one.

    A place that was won from an equal claim counts as not given.
    """
    d: Callable[[int], float] = {
        Methode.WEBSTER: lambda k: k + 0.5,
        Methode.DHONDT: lambda k: k + 1.0,
        Methode.ADAMS: float,
        Methode.HUNTINGTON_HILL: lambda k: (k * (k + 1)) ** 0.5,
    }[method]
    below: dict[int, float] = {}
    above: dict[int, float] = {}
    for row, (parent, quotum) in enumerate(zip(niveau.parent, niveau.quota, strict=True)):
        if niveau.gegeven[row] is not None:
            continue
        count = niveau.afgerond[row] - (row in won)
        if d(count):
            below[parent] = max(below.get(parent, 0.0), float(quotum) / d(count))
        if count and d(count - 1):
            above[parent] = min(above.get(parent, float("inf")), float(quotum) / d(count - 1))
    return {o: (below.get(o, 0.0) + above.get(o, 2 * below.get(o, 0.0) + 1)) / 2 for o in set(niveau.parent)}


def _provincies(sheet: Sheet, main: Sheet, counts: str, taak: TaakOutcome, data: Gegevens) -> None:
    """Provinces that the model does not divide over: the sums of their gemeenten."""
    figures = taak.gebieden[Niveau.PROVINCIE]
    count = taak.niveaus[-1].aantallen
    sheet.waarden("code", figures.codes, width=9)
    sheet.waarden("provincie", [data.gebiedsnaam[c] for c in figures.codes], width=24)
    sheet.waarden("quotum", [float(q) for q in figures.quota], "breuk")
    fixed = sheet.waarden("aantal", figures.aantallen)
    total = sheet.formulas(
        "aantal (formule)",
        f"SUMIFS({counts},{main.cell_range('C', elders=True)},B{{r}})",
        figures.aantallen,
    )
    sheet.formulas("controle (0 = gelijk)", f"{total}{{r}}-{fixed}{{r}}", [0] * len(figures.codes))
    sheet.totaal([fixed, total], [sum(count), sum(count)])


def _sources(book: Book, result: Computed) -> None:
    """Totals of the tasks, sources of the columns, open items, and which model it was."""
    model, indicatief = result.model, result.indicatief
    sheet, text = book.book.add_worksheet(book.sheet_name(BRONNEN)), book.formats["tekst"]
    book.foot(sheet)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 6, 22)
    heading = book.formats["kop"]
    for column, name in enumerate(
        ("taak", "totaal", "eenheid", "grondslag van het totaal", "grondslag van de sleutel")
    ):
        sheet.write_string(0, column, book.kop(name), heading)
    row = 1
    for taak in indicatief.taken.values():
        sheet.write_string(row, 0, taak.naam)
        sheet.write_number(row, 1, float(taak.totaal), book.formats["geheel"])
        sheet.write_string(row, 2, book.cell("eenheid", taak.taak.eenheid))
        sheet.write_string(
            row, 3, _source(taak.taak.totaal.grondslag, book.lang) if taak.taak.totaal else "", text
        )
        sheet.write_string(row, 4, _source(taak.taak.grondslag, book.lang), text)
        row += 1
    row += 1
    for column, name in enumerate(
        ("kolom", "peildatum", "uitgever", "tabel", "licentie", "status", "toelichting")
    ):
        sheet.write_string(row, column, book.kop(name), heading)
    data = result.gegevens
    columns = (*gebruikt(indicatief), *sources_of_plan(result.plan, data), *beside(indicatief, data))
    for origin in (bron for used in columns for bron in used.bronnen):
        row += 1
        name, status = book.cell("kolom", origin.kolom), book.cell("status", origin.status.value)
        herkomst = (source(t, book.lang) for t in (origin.uitgever, origin.tabel, origin.licentie))
        cells = (name, str(origin.peildatum or ""), *herkomst, status)
        for column, cell in enumerate((*cells, origin.told("toelichting", book.lang))):
            sheet.write_string(row, column, cell, text)
    row += 2
    for column, name in enumerate(("open punt", "reden", "parameter")):
        sheet.write_string(row, column, book.kop(name), heading)
    for point in open_items_of(model, result.gegevens, gepland=result.gepland):
        row += 1
        what, reason = (getattr(part, book.lang) for part in (point.wat, point.reden))
        for column, cell in enumerate((what, reason, point.parameter or "")):
            sheet.write_string(row, column, cell, text)
    row += 2
    for column, name in enumerate(("model", "status", "titel", "aangepast")):
        sheet.write_string(row, column, book.kop(name), heading)
    status = book.cell("status", model_status(model, indicatief.taken.values()).value)
    changed = "" if model.aangepast is None else model.aangepast.zin(book.lang)
    for column, cell in enumerate((model.naam, status, getattr(model.titel, book.lang), changed)):
        sheet.write_string(row + 1, column, cell, text)
    if result.plan is None or result.recomputed is None:
        return
    row += 3
    for column, name in enumerate(("doel", "bewijs")):
        sheet.write_string(row, column, book.kop(name), heading)
    for goal in result.plan.doelen:
        row += 1
        sheet.write_string(row, 0, goal_text(goal.name, book.lang), text)
        sheet.write_string(
            row, 1, say("bewijs.na_te_rekenen" if goal.rechecked else "bewijs.motor", book.lang), text
        )


def _source(grondslag: Grondslag, lang: Lang) -> str:
    return source(", ".join(part for part in (grondslag.bron, grondslag.passage) if part), lang)
