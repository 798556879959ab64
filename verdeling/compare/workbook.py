"""vergelijking.xlsx: the differences per gemeente and provincie with formulas, contributions that add up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verdeling.compare.tables import area_names, class_name, measure_values, uitkomsten
from verdeling.inputs.register import read_register
from verdeling.insight.compare import ComparedPair
from verdeling.insight.decompose import Contribution
from verdeling.result.tables import decimaal
from verdeling.texts import Lang, say
from verdeling.workbook.sheet import Book, Name, close_book, suffixes
from verdeling.workbook.side_sheets import CHECK, table_sheet


def write_comparison_workbook(path: Path, pairs: Sequence[ComparedPair], lang: Lang = "nl") -> None:
    """Write the workbook: per pair the gemeenten and the provincies, then classes and measures."""
    book = Book(path, lang)
    for number, pair in enumerate(pairs, start=1):
        suffix = f" {number}" if len(pairs) > 1 else ""
        _pair(book, pair, suffix)
    heading = ("taak", "wat", "van", "naar", "klasse", "meer", "minder", "gelijk", "saldo")
    classes = [
        (p.taak, p.wat, p.a, p.b, class_name(k, lang), k.meer, k.minder, k.gelijk, k.saldo)
        for p in pairs
        for k in p.verschillen.klassen
    ]
    table_sheet(book, "klassen", (heading, [tuple(r) for r in classes]), 5)
    per_task = suffixes(list(dict.fromkeys(p.taak for p in pairs)))
    for (taak, what), measures in uitkomsten(pairs).items():
        rows = measure_values(list(measures.values()), lang)
        sheet = book.blad(f"diagnostiek{' plan' if what == 'plan' else ''}{per_task[taak]}", len(rows), 1)
        sheet.waarden("maat", [name for name, *_ in rows], width=40)
        for number, outcome in enumerate(measures):
            # six decimals: one column holds both numbers of places and shares
            sheet.waarden(Name(outcome), [round(float(w[number]), 6) for *_, w in rows], "breuk")
    first = [
        (p.taak, p.wat, sentence) for p in pairs for sentence in (p.eerste_regel(lang), *p.changes_made(lang))
    ]
    table_sheet(book, "invoer", (("taak", "wat", Name(say("compare.wat", lang))), [tuple(r) for r in first]))
    close_book(book.book)


def _pair(book: Book, pair: ComparedPair, suffix: str) -> None:
    """Both sheets of a pair: every sum is a formula beside the exact value."""
    names, spot = area_names(), {g.code: g.provincie for g in read_register().gemeenten}
    gemeenten = pair.verschillen.gemeenten
    sheet = book.blad(f"vergelijking{suffix}", len(gemeenten), 3)
    provincies = book.blad(f"provincies{suffix}", len(pair.verschillen.provincies))
    sheet.waarden("code", [g.code for g in gemeenten], width=9)
    sheet.waarden("gemeente", [names[g.code] for g in gemeenten], width=26)
    p = sheet.waarden("provincie", [spot[g.code] for g in gemeenten], width=10)
    a = sheet.waarden(Name(pair.a), [g.a for g in gemeenten])
    b = sheet.waarden(Name(pair.b), [g.b for g in gemeenten])
    v = sheet.waarden("verschil", [g.verschil for g in gemeenten])
    formula = sheet.formulas("verschil (formule)", f"{b}{{r}}-{a}{{r}}", [g.verschil for g in gemeenten])
    sheet.formulas(
        "procent (formule)",
        lambda r: f"100*{v}{{r}}/{a}{{r}}" if gemeenten[r].a else '""',
        [g.procent or 0 for g in gemeenten],
        "breuk",
    )
    parts = [
        sheet.waarden(
            Name(_contribution_heading(book, d)), [float(decimaal(w, 9)) for w in d.per_gemeente], "breuk"
        )
        for d in pair.bijdragen
    ]
    together = "-".join(
        [f"{formula}{{r}}", *(f"{letter}{{r}}" for letter in parts)]
        if parts
        else [f"{formula}{{r}}", f"{v}{{r}}"]
    )
    sheet.formulas(CHECK, f"ROUND({together},6)", [0] * len(gemeenten))
    sheet.totaal([a, b, v], [sum(getattr(g, k) for g in gemeenten) for k in ("a", "b", "verschil")])
    per = pair.verschillen.provincies
    provincies.waarden("code", [g.code for g in per], width=9)
    provincies.waarden("provincie", [names[g.code] for g in per], width=24)
    for heading, letter, values in ((pair.a, a, [g.a for g in per]), (pair.b, b, [g.b for g in per])):
        fixed = provincies.waarden(Name(heading), values)
        source, code = sheet.cell_range(letter, elders=True), sheet.cell_range(p, elders=True)
        total = provincies.formulas(book.met_formule(heading), f"SUMIFS({source},{code},A{{r}})", values)
        provincies.formulas(CHECK, f"{total}{{r}}-{fixed}{{r}}", [0] * len(per))
    provincies.waarden("verschil", [g.verschil for g in per])


def _contribution_heading(book: Book, part: Contribution) -> str:
    """Short heading of a contribution, its column as a heading of the workbook."""
    return say(f"cli.compare.kort.{part.invoer.soort}", book.lang, kolom=book.kop(part.invoer.kolom))
