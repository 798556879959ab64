"""On the terminal: how even the outcome is, and the tables that only some models have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import click
from rich.console import Console
from rich.table import Table

from verdeling.cli.streams import empty_table, make_screen
from verdeling.inputs.voorraad import STANDS as VOORRADEN
from verdeling.inputs.voorraad import STROMEN
from verdeling.result.attachments import supervision_rows
from verdeling.result.by_hand import MET_DE_HAND
from verdeling.result.computed import Computed
from verdeling.terms import Niveau
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.columns import Rows
    from verdeling.insight.verdict import Diagnosis
    from verdeling.plan.plan import Plan
    from verdeling.plan.rules.basis import Overview
    from verdeling.result.chain import AreaRow
    from verdeling.sleutel.beeld import Beeld
    from verdeling.sleutel.half_years import Stand
    from verdeling.tijdplan.tables import MonthRow

MANY: Final = 60
"""Longer month tables show only what changes."""
KETEN: Final = ("niveau", "gebied", "onafgerond", "aantal", "gegeven", "som")
LARGEST: Final = 10
"""So many gemeenten that house most beyond their task are shown."""
FEW: Final = 25
"""So many gemeenten are shown one by one; more of them by province."""
QUANTILES: Final = ("minimum", "p10", "mediaan", "p90", "maximum")
SHOWN: Final = ("per_1000", "verhuizingen", "gini", "zonder")
"""Measures of the short table, explained on request."""
STANDS: Final = ("taakstelling", "over", "netto", "gehuisvest", "saldo")


def show_attachments(result: Computed, lang: Lang, *, alles: bool, uitleg: bool) -> None:
    """Print what the result tells beside its main table."""
    console = make_screen(lang)
    if "gebieden" in result.screen_tables:
        _keten(console, result.screen_tables["gebieden"].rows, lang)
    _measures(console, result, lang, uitleg=uitleg)
    if result.plan is not None:
        _plan(console, result, result.plan, lang, alles=alles)
    if uitleg and result.model.termijnen:
        console.print(say("cli.termijnen.kop", lang), style="bold")
        for date in result.model.calendar.values():
            console.print(f"- {date.sentence(lang)}", soft_wrap=True)
    if result.halfjaren:
        _half_years(console, result, lang)
    if result.beeld is not None:
        _beeld(console, result, result.beeld, lang, alles=alles)
    for taak, course in result.courses.items():
        console.print(say("cli.voorraad.kop", lang, taak=taak), style="bold")
        table = empty_table([say(f"cli.voorraad.{k}", lang) for k in ("maand", *STROMEN, *VOORRADEN)])
        begin = [number(n, lang) for n in (course.begin_in_opvang, course.begin_wachtend)]
        table.add_row(say("cli.voorraad.begin", lang), "", "", "", "", *begin)
        for m in course.maanden:
            table.add_row(m.maand, *(number(getattr(m, k), lang) for k in (*STROMEN, *VOORRADEN)))
        stromen = [sum(getattr(m, k) for m in course.maanden) for k in STROMEN]
        table.add_row(say("cli.totaal", lang), *(number(n, lang) for n in stromen), style="bold")
        console.print(table)
    if result.tijdplan is not None:
        from verdeling.cli.plan_screen import goal_screen_table
        from verdeling.tijdplan.tables import sentences_told

        console.print(say("cli.maanden.kop", lang), style="bold")
        console.print(goal_screen_table(result.tijdplan.doelen, lang))
        months = result.screen_tables["maanden"]
        if not alles and len(months.rows) > MANY:
            console.print(say("cli.maanden.veranderd", lang))
            months = replace(months, rows=_changed(months.rows))
        console.print(_months(months, lang))
        for sentence in sentences_told(result.tijdplan, result.gegevens.gebiedsnaam, lang):
            console.print(f"- {sentence}", soft_wrap=True)


def show_by_hand(result: Computed, lang: Lang) -> None:
    """Print each number that was set by hand, and what it is without them."""
    if not result.model.met_de_hand:
        return
    click.echo(say("cli.hand.kop", lang))
    for told, line in zip(result.model.met_de_hand, result.screen_tables[MET_DE_HAND].rows, strict=True):
        sentence = told.sentence(lang)
        if line.zonder is not None:
            sentence = say("cli.hand.zonder", lang, zin=sentence, zonder=line.zonder)
        click.echo(f"- {sentence}")
    click.echo()


def _keten(console: Console, rows: Sequence[AreaRow], lang: Lang) -> None:
    """Per task the areas of its declared levels, with the figure that is divided further."""
    for taak in dict.fromkeys(row.taak for row in rows):
        console.print(say("cli.keten.kop", lang, taak=taak), style="bold")
        table = empty_table([say(f"cli.keten.{k}", lang) for k in KETEN], 2)
        for r in (r for r in rows if r.taak == taak):
            ja = say("cli.ja", lang) if r.gegeven else ""
            figures = (number(r.quotum, lang, 2), number(r.aantal, lang), ja, number(r.som_gemeenten, lang))
            table.add_row(r.niveau, r.gebied, *figures)
        console.print(table)


def _plan(console: Console, result: Computed, plan: Plan, lang: Lang, *, alles: bool) -> None:
    """Who houses beyond the task, who takes part in which regional site, and what each open choice costs."""
    for regel in plan.programma.regels:
        for shown in regel.overviews(plan.solved, lang):
            _overview(console, shown, lang, alles=alles)
    if result.keuzes:
        console.print(say("cli.keuzes.kop", lang), style="bold")
        for choice in result.keuzes:
            console.print(f"- {choice.zin(plan.programma.data, lang)}", soft_wrap=True)
        console.print()


def _overview(console: Console, shown: Overview, lang: Lang, *, alles: bool) -> None:
    """Heading, sentences and a table of a rule; of a long table the largest unless all were asked."""
    console.print(shown.head, style="bold")
    for line in shown.lines:
        console.print(line, soft_wrap=True)
    if not shown.rows:
        console.print()
        return
    rows = list(shown.rows)
    if not alles and shown.rank is not None:
        rank = shown.rank
        rows = sorted(rows, key=lambda row: -int(str(row[rank])))[:LARGEST]
    table = empty_table(list(shown.heads))
    for name, *cells in rows:
        table.add_row(str(name), *(number(c, lang) if isinstance(c, int) else str(c) for c in cells))
    console.print(table)


def number_shown(value: int | Fraction | None, lang: Lang, decimals: int = 0) -> str:
    """A number; nothing where it is not known."""
    return "" if value is None else number(value, lang, decimals)


def _measures(console: Console, result: Computed, lang: Lang, *, uitleg: bool) -> None:
    from verdeling.insight.verdict import told_measure as betekenis

    taken = result.indicatief.taken
    every = {name: (measures, taken[name].taak.eenheid) for name, measures in result.diagnostiek.items()}
    for taak, measures in result.diagnostiek_plan.items():
        every[say("cli.maten.plan", lang, taak=taak)] = measures, taken[taak].taak.eenheid
    if result.diagnostiek_samen is not None:
        every[say("cli.maten.samen", lang)] = result.diagnostiek_samen, "plaatsen"
    if not every:
        for reason in result.zonder_maten:
            console.print(say("cli.maten.niet", lang, reden=reason.tekst(lang)), soft_wrap=True)
        return
    columns = (*QUANTILES, "gini", "zonder")
    table = empty_table([say("cli.maten.kop", lang), *(say(f"cli.maten.{k}", lang) for k in columns)])
    for name, (measures, _) in every.items():
        table.add_row(name, *_measure_row(measures, lang))
    console.print(table)
    for name, (measures, unit) in every.items():
        voor = f"{name}: " if len(every) > 1 else ""
        console.print(voor + measures.zin("inwoners", lang, unit), soft_wrap=True)
    if uitleg:
        for measure in SHOWN:
            name, sentence = betekenis(measure, lang)
            console.print(f"- {name}: {sentence}", soft_wrap=True)
    console.print()


def _measure_row(measures: Diagnosis, lang: Lang) -> Iterable[str]:
    yield from (number(getattr(measures.belasting, k), lang, 2) for k in QUANTILES)
    yield number(measures.inwoners.gini, lang, 4)
    yield number(measures.zonder, lang)


def _half_years(console: Console, result: Computed, lang: Lang) -> None:
    """The gemeenten whose realisation is known one by one when they are few, else the sums."""
    from verdeling.sleutel.half_years import with_areas

    states = result.halfjaren
    console.print(say("cli.halfjaren.kop", lang), style="bold")
    heads = [say(f"cli.halfjaren.{k}", lang) for k in ("periode", *STANDS)]
    every = with_areas(states)
    known = sorted({c for s in every for c, g in zip(s.codes, s.gehuisvest, strict=True) if g is not None})
    if len(known) <= FEW:
        table = empty_table(
            [say("cli.kop.gemeente", lang), *heads, say("cli.halfjaren.halfjaren_achter", lang)], 2
        )
        for code in known:
            for state in every:
                if code in state.codes:
                    table.add_row(*_gemeente(result, state, code, lang))
    else:
        table = empty_table([*heads, say("cli.halfjaren.bekend", lang)])
        for state in states:
            totals = supervision_rows(state)
            table.add_row(
                str(state.halfjaar),
                *(number_shown(getattr(totals, k, None), lang) for k in STANDS),
                number(totals.bekend, lang),
            )
    console.print(table)
    for totals in [s for s in map(supervision_rows, states) if s.bekend][-1:]:
        figures = {"aantal": sum(totals.halfjaren_achter.values()), "ingrijpen": len(totals.ingrijpen)}
        sentence = say("cli.halfjaren.achter", lang, periode=totals.periode, bekend=totals.bekend, **figures)
        console.print(sentence, soft_wrap=True)
        rungs = [
            say("cli.halfjaren.trede", lang, aantal=n, trede=t, wat=say(f"cli.halfjaren.trede.{t}", lang))
            for t, n in totals.treden.items()
        ]
        if rungs:
            console.print(say("cli.halfjaren.ladder", lang, treden="; ".join(rungs)), soft_wrap=True)
    unknown = [p.tekst(lang) for state in with_areas(states[-1:]) for p in state.onbekend]
    more = len(unknown) - LARGEST
    for text in [*unknown[:LARGEST], *([say("cli.halfjaren.meer", lang, meer=more)] if more > 0 else [])]:
        console.print(f"- {text}", soft_wrap=True)


def _gemeente(result: Computed, state: Stand, code: str, lang: Lang) -> list[str]:
    i = state.codes.index(code)
    name = result.gegevens.register.namen_op(state.grenzen)[code]
    figures = [number_shown(getattr(state, k)[i], lang) for k in STANDS]
    return [name, str(state.halfjaar), *figures, number_shown(state.achter[i], lang)]


def _beeld(console: Console, result: Computed, whole: Beeld, lang: Lang, *, alles: bool) -> None:
    console.print(say("cli.beeld.kop", lang), style="bold")
    names = result.gegevens.gebiedsnaam
    per_gemeente = alles or len(whole.codes) <= FEW
    kind = "gemeente" if per_gemeente else "provincie"
    position = next(iter(result.indicatief.taken.values())).position[Niveau.PROVINCIE]
    spot = whole.codes if per_gemeente else position
    table = empty_table([say(f"cli.kop.{kind}", lang), *whole.soorten, say("cli.beeld.som", lang)])
    decimals = 0 if all(s.denominator == 1 for s in whole.som) else 2
    columns: list[Sequence[int | Fraction]] = [*whole.soorten.values(), whole.som]
    for code in sorted(set(spot)):
        total = [sum((w for p, w in zip(spot, k, strict=True) if p == code), Fraction(0)) for k in columns]
        table.add_row(
            names[code], *(number(s, lang, 0) for s in total[:-1]), number(total[-1], lang, decimals)
        )
    totals = [sum(k, Fraction(0)) for k in columns]
    table.add_row(
        say("cli.totaal", lang),
        *(number(s, lang, 0) for s in totals[:-1]),
        number(totals[-1], lang, decimals),
        style="bold",
    )
    console.print(table)


def _changed(rows: Sequence[MonthRow]) -> tuple[MonthRow, ...]:
    """Rows that differ from the month before them in the same area and need; the date apart."""
    seen: dict[tuple[str, str], MonthRow] = {}
    out = []
    for row in rows:
        earlier = seen.get((row.gebied, row.behoefte))
        if earlier is None or replace(earlier, peildag=row.peildag) != row:
            out.append(row)
        seen[row.gebied, row.behoefte] = row
    return tuple(out)


def _months(table: Rows[MonthRow], lang: Lang) -> Table:
    """The month table without the area code; the kinds of reception keep their names.

    Name and need are left out where they are the same in every row, so that the kinds fit beside each other.
    """
    weg = {"gebied"} | {k for k in ("naam", "behoefte") if len({getattr(r, k) for r in table.rows}) == 1}
    keep = [i for i, c in enumerate(table.columns) if c.name not in weg]
    columns = [table.columns[i] for i in keep]
    # A kind of reception has no heading but its name.
    heads = [say(f"cli.maanden.{c.name}", lang) if c.heads[0] else c.name for c in columns]
    screen = empty_table(heads, sum(not c.numeric for c in columns))
    for cells in table.cells():
        shown = (cells[i] for i in keep)
        screen.add_row(*(number(c, lang) if isinstance(c, int) else str(c or "") for c in shown))
    return screen
