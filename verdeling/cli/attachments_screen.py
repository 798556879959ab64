"""On the terminal: how even the outcome is, and the tables that only some models have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

from verdeling.cli.streams import leeg, scherm
from verdeling.inputs.voorraad import STANDEN as VOORRADEN
from verdeling.inputs.voorraad import STROMEN
from verdeling.result.attachments import toezicht
from verdeling.result.computed import Berekend
from verdeling.terms import Niveau
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.columns import Rows
    from verdeling.insight.verdict import Diagnostiek
    from verdeling.plan.plan import Plan
    from verdeling.plan.rules.basis import Overview
    from verdeling.result.chain import Gebiedrij
    from verdeling.sleutel.beeld import Beeld
    from verdeling.sleutel.half_years import Stand
    from verdeling.tijdplan.tables import Maandrij

VEEL: Final = 60
"""Longer month tables show only what changes."""
KETEN: Final = ("niveau", "gebied", "onafgerond", "aantal", "gegeven", "som")
GROOTSTE: Final = 10
"""So many gemeenten that house most beyond their task are shown."""
WEINIG: Final = 25
"""So many gemeenten are shown one by one; more of them by province."""
KWANTIELEN: Final = ("minimum", "p10", "mediaan", "p90", "maximum")
GETOOND: Final = ("per_1000", "verhuizingen", "gini", "zonder")
"""Measures of the short table, explained on request."""
STANDEN: Final = ("taakstelling", "over", "netto", "gehuisvest", "saldo")


def show_attachments(result: Berekend, lang: Lang, *, alles: bool, uitleg: bool) -> None:
    """Print what the result tells beside its main table."""
    console = scherm(lang)
    if "gebieden" in result.schermtabellen:
        _keten(console, result.schermtabellen["gebieden"].rows, lang)
    _maten(console, result, lang, uitleg=uitleg)
    if result.plan is not None:
        _plan(console, result, result.plan, lang, alles=alles)
    if result.halfjaren:
        _half_years(console, result, lang)
    if result.beeld is not None:
        _beeld(console, result, result.beeld, lang, alles=alles)
    for taak, verloop in result.verlopen.items():
        console.print(say("cli.voorraad.kop", lang, taak=taak), style="bold")
        tabel = leeg([say(f"cli.voorraad.{k}", lang) for k in ("maand", *STROMEN, *VOORRADEN)])
        begin = [number(n, lang) for n in (verloop.begin_in_opvang, verloop.begin_wachtend)]
        tabel.add_row(say("cli.voorraad.begin", lang), "", "", "", "", *begin)
        for m in verloop.maanden:
            tabel.add_row(m.maand, *(number(getattr(m, k), lang) for k in (*STROMEN, *VOORRADEN)))
        stromen = [sum(getattr(m, k) for m in verloop.maanden) for k in STROMEN]
        tabel.add_row(say("cli.totaal", lang), *(number(n, lang) for n in stromen), style="bold")
        console.print(tabel)
    if result.tijdplan is not None:
        from verdeling.cli.plan_screen import doelentabel
        from verdeling.tijdplan.tables import zinnen

        console.print(say("cli.maanden.kop", lang), style="bold")
        console.print(doelentabel(result.tijdplan.doelen, lang))
        maanden = result.schermtabellen["maanden"]
        if not alles and len(maanden.rows) > VEEL:
            console.print(say("cli.maanden.veranderd", lang))
            maanden = replace(maanden, rows=_veranderd(maanden.rows))
        console.print(_months(maanden, lang))
        for zin in zinnen(result.tijdplan, result.gegevens.gebiedsnaam, lang):
            console.print(f"- {zin}", soft_wrap=True)


def _keten(console: Console, rijen: Sequence[Gebiedrij], lang: Lang) -> None:
    """Per task the areas of its declared levels, with the figure that is divided further."""
    for taak in dict.fromkeys(rij.taak for rij in rijen):
        console.print(say("cli.keten.kop", lang, taak=taak), style="bold")
        tabel = leeg([say(f"cli.keten.{k}", lang) for k in KETEN], 2)
        for r in (r for r in rijen if r.taak == taak):
            ja = say("cli.ja", lang) if r.gegeven else ""
            cijfers = (number(r.quotum, lang, 2), number(r.aantal, lang), ja, number(r.som_gemeenten, lang))
            tabel.add_row(r.niveau, r.gebied, *cijfers)
        console.print(tabel)


def _plan(console: Console, result: Berekend, plan: Plan, lang: Lang, *, alles: bool) -> None:
    """Who houses beyond the task, who takes part in which regional site, and what each open choice costs."""
    for regel in plan.programma.regels:
        for shown in regel.overviews(plan.solved, lang):
            _overview(console, shown, lang, alles=alles)
    if result.keuzes:
        console.print(say("cli.keuzes.kop", lang), style="bold")
        for keuze in result.keuzes:
            console.print(f"- {keuze.zin(plan.programma.data, lang)}", soft_wrap=True)
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
        rows = sorted(rows, key=lambda row: -int(str(row[rank])))[:GROOTSTE]
    tabel = leeg(list(shown.heads))
    for name, *cells in rows:
        tabel.add_row(str(name), *(number(c, lang) if isinstance(c, int) else str(c) for c in cells))
    console.print(tabel)


def getal(waarde: int | Fraction | None, lang: Lang, decimalen: int = 0) -> str:
    """A number; nothing where it is not known."""
    return "" if waarde is None else number(waarde, lang, decimalen)


def _maten(console: Console, result: Berekend, lang: Lang, *, uitleg: bool) -> None:
    from verdeling.insight.verdict import uitleg as betekenis

    taken = result.indicatief.taken
    alle = {naam: (maten, taken[naam].taak.eenheid) for naam, maten in result.diagnostiek.items()}
    for taak, maten in result.diagnostiek_plan.items():
        alle[say("cli.maten.plan", lang, taak=taak)] = maten, taken[taak].taak.eenheid
    if result.diagnostiek_samen is not None:
        alle[say("cli.maten.samen", lang)] = result.diagnostiek_samen, "plaatsen"
    if not alle:
        for reden in result.zonder_maten:
            console.print(say("cli.maten.niet", lang, reden=reden.tekst(lang)), soft_wrap=True)
        return
    kolommen = (*KWANTIELEN, "gini", "zonder")
    tabel = leeg([say("cli.maten.kop", lang), *(say(f"cli.maten.{k}", lang) for k in kolommen)])
    for naam, (maten, _) in alle.items():
        tabel.add_row(naam, *_matenrij(maten, lang))
    console.print(tabel)
    for naam, (maten, eenheid) in alle.items():
        voor = f"{naam}: " if len(alle) > 1 else ""
        console.print(voor + maten.zin("inwoners", lang, eenheid), soft_wrap=True)
    if uitleg:
        for maat in GETOOND:
            naam, zin = betekenis(maat, lang)
            console.print(f"- {naam}: {zin}", soft_wrap=True)
    console.print()


def _matenrij(maten: Diagnostiek, lang: Lang) -> Iterable[str]:
    yield from (number(getattr(maten.belasting, k), lang, 2) for k in KWANTIELEN)
    yield number(maten.inwoners.gini, lang, 4)
    yield number(maten.zonder, lang)


def _half_years(console: Console, result: Berekend, lang: Lang) -> None:
    """The gemeenten whose realisation is known one by one when they are few, else the sums."""
    from verdeling.sleutel.half_years import with_areas

    standen = result.halfjaren
    console.print(say("cli.halfjaren.kop", lang), style="bold")
    koppen = [say(f"cli.halfjaren.{k}", lang) for k in ("periode", *STANDEN)]
    alle = with_areas(standen)
    bekend = sorted({c for s in alle for c, g in zip(s.codes, s.gehuisvest, strict=True) if g is not None})
    if len(bekend) <= WEINIG:
        tabel = leeg([say("cli.kop.gemeente", lang), *koppen, say("cli.halfjaren.halfjaren_achter", lang)], 2)
        for code in bekend:
            for stand in alle:
                if code in stand.codes:
                    tabel.add_row(*_gemeente(result, stand, code, lang))
    else:
        tabel = leeg([*koppen, say("cli.halfjaren.bekend", lang)])
        for stand in standen:
            sommen = toezicht(stand)
            tabel.add_row(
                str(stand.halfjaar),
                *(getal(getattr(sommen, k, None), lang) for k in STANDEN),
                number(sommen.bekend, lang),
            )
    console.print(tabel)
    for sommen in [s for s in map(toezicht, standen) if s.bekend][-1:]:
        cijfers = {"aantal": sum(sommen.halfjaren_achter.values()), "ingrijpen": len(sommen.ingrijpen)}
        zin = say("cli.halfjaren.achter", lang, periode=sommen.periode, bekend=sommen.bekend, **cijfers)
        console.print(zin, soft_wrap=True)
        treden = [
            say("cli.halfjaren.trede", lang, aantal=n, trede=t, wat=say(f"cli.halfjaren.trede.{t}", lang))
            for t, n in sommen.treden.items()
        ]
        if treden:
            console.print(say("cli.halfjaren.ladder", lang, treden="; ".join(treden)), soft_wrap=True)
    onbekend = [p.tekst(lang) for stand in with_areas(standen[-1:]) for p in stand.onbekend]
    meer = len(onbekend) - GROOTSTE
    for tekst in [*onbekend[:GROOTSTE], *([say("cli.halfjaren.meer", lang, meer=meer)] if meer > 0 else [])]:
        console.print(f"- {tekst}", soft_wrap=True)


def _gemeente(result: Berekend, stand: Stand, code: str, lang: Lang) -> list[str]:
    i = stand.codes.index(code)
    naam = result.gegevens.register.namen_op(stand.grenzen)[code]
    cijfers = [getal(getattr(stand, k)[i], lang) for k in STANDEN]
    return [naam, str(stand.halfjaar), *cijfers, getal(stand.achter[i], lang)]


def _beeld(console: Console, result: Berekend, geheel: Beeld, lang: Lang, *, alles: bool) -> None:
    console.print(say("cli.beeld.kop", lang), style="bold")
    namen = result.gegevens.gebiedsnaam
    per_gemeente = alles or len(geheel.codes) <= WEINIG
    soort = "gemeente" if per_gemeente else "provincie"
    ligging = next(iter(result.indicatief.taken.values())).ligging[Niveau.PROVINCIE]
    plek = geheel.codes if per_gemeente else ligging
    tabel = leeg([say(f"cli.kop.{soort}", lang), *geheel.soorten, say("cli.beeld.som", lang)])
    decimalen = 0 if all(s.denominator == 1 for s in geheel.som) else 2
    kolommen: list[Sequence[int | Fraction]] = [*geheel.soorten.values(), geheel.som]
    for code in sorted(set(plek)):
        som = [sum((w for p, w in zip(plek, k, strict=True) if p == code), Fraction(0)) for k in kolommen]
        tabel.add_row(namen[code], *(number(s, lang, 0) for s in som[:-1]), number(som[-1], lang, decimalen))
    totalen = [sum(k, Fraction(0)) for k in kolommen]
    tabel.add_row(
        say("cli.totaal", lang),
        *(number(s, lang, 0) for s in totalen[:-1]),
        number(totalen[-1], lang, decimalen),
        style="bold",
    )
    console.print(tabel)


def _veranderd(rijen: Sequence[Maandrij]) -> tuple[Maandrij, ...]:
    """Rows that differ from the month before them in the same area and need; the date apart."""
    gezien: dict[tuple[str, str], Maandrij] = {}
    uit = []
    for rij in rijen:
        eerder = gezien.get((rij.gebied, rij.behoefte))
        if eerder is None or replace(eerder, peildag=rij.peildag) != rij:
            uit.append(rij)
        gezien[rij.gebied, rij.behoefte] = rij
    return tuple(uit)


def _months(tabel: Rows[Maandrij], lang: Lang) -> Table:
    """The month table without the area code; the kinds of reception keep their names.

    Name and need are left out where they are the same in every row, so that the kinds fit beside each other.
    """
    weg = {"gebied"} | {k for k in ("naam", "behoefte") if len({getattr(r, k) for r in tabel.rows}) == 1}
    houd = [i for i, c in enumerate(tabel.columns) if c.name not in weg]
    kolommen = [tabel.columns[i] for i in houd]
    # A kind of reception has no heading but its name.
    koppen = [say(f"cli.maanden.{c.name}", lang) if c.heads[0] else c.name for c in kolommen]
    scherm = leeg(koppen, sum(not c.numeric for c in kolommen))
    for cellen in tabel.cells():
        getoond = (cellen[i] for i in houd)
        scherm.add_row(*(number(c, lang) if isinstance(c, int) else str(c or "") for c in getoond))
    return scherm
