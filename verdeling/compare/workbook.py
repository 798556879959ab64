"""vergelijking.xlsx: the differences per gemeente and provincie with formulas, contributions that add up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verdeling.compare.tables import gebiedsnamen, klassenaam, maatwaarden, uitkomsten
from verdeling.inputs.register import read_register
from verdeling.insight.compare import Paar
from verdeling.insight.decompose import Bijdrage
from verdeling.result.tables import decimaal
from verdeling.texts import Lang, say
from verdeling.workbook.sheet import Boek, Naam, achtervoegsels
from verdeling.workbook.side_sheets import CONTROLE, tabelblad


def write_comparison_workbook(pad: Path, paren: Sequence[Paar], lang: Lang = "nl") -> None:
    """Write the workbook: per pair the gemeenten and the provincies, then classes and measures."""
    boek = Boek(pad, lang)
    for nummer, paar in enumerate(paren, start=1):
        achter = f" {nummer}" if len(paren) > 1 else ""
        _paar(boek, paar, achter)
    kop = ("taak", "wat", "van", "naar", "klasse", "meer", "minder", "gelijk", "saldo")
    klassen = [
        (p.taak, p.wat, p.a, p.b, klassenaam(k, lang), k.meer, k.minder, k.gelijk, k.saldo)
        for p in paren
        for k in p.verschillen.klassen
    ]
    tabelblad(boek, "klassen", (kop, [tuple(r) for r in klassen]), 5)
    per_taak = achtervoegsels(list(dict.fromkeys(p.taak for p in paren)))
    for (taak, wat), maten in uitkomsten(paren).items():
        rijen = maatwaarden(list(maten.values()), lang)
        blad = boek.blad(f"diagnostiek{' plan' if wat == 'plan' else ''}{per_taak[taak]}", len(rijen), 1)
        blad.waarden("maat", [naam for naam, *_ in rijen], breedte=40)
        for nummer, uitkomst in enumerate(maten):
            # six decimals: one column holds both numbers of places and shares
            blad.waarden(Naam(uitkomst), [round(float(w[nummer]), 6) for *_, w in rijen], "breuk")
    eerste = [(p.taak, p.wat, zin) for p in paren for zin in (p.eerste_regel(lang), *p.aanpassingen(lang))]
    tabelblad(boek, "invoer", (("taak", "wat", Naam(say("compare.wat", lang))), [tuple(r) for r in eerste]))
    boek.boek.close()


def _paar(boek: Boek, paar: Paar, achter: str) -> None:
    """Both sheets of a pair: every sum is a formula beside the exact value."""
    namen, plek = gebiedsnamen(), {g.code: g.provincie for g in read_register().gemeenten}
    gemeenten = paar.verschillen.gemeenten
    blad = boek.blad(f"vergelijking{achter}", len(gemeenten), 3)
    provincies = boek.blad(f"provincies{achter}", len(paar.verschillen.provincies))
    blad.waarden("code", [g.code for g in gemeenten], breedte=9)
    blad.waarden("gemeente", [namen[g.code] for g in gemeenten], breedte=26)
    p = blad.waarden("provincie", [plek[g.code] for g in gemeenten], breedte=10)
    a = blad.waarden(Naam(paar.a), [g.a for g in gemeenten])
    b = blad.waarden(Naam(paar.b), [g.b for g in gemeenten])
    v = blad.waarden("verschil", [g.verschil for g in gemeenten])
    formule = blad.formules("verschil (formule)", f"{b}{{r}}-{a}{{r}}", [g.verschil for g in gemeenten])
    blad.formules(
        "procent (formule)",
        lambda r: f"100*{v}{{r}}/{a}{{r}}" if gemeenten[r].a else '""',
        [g.procent or 0 for g in gemeenten],
        "breuk",
    )
    delen = [
        blad.waarden(Naam(_bijdragekop(boek, d)), [float(decimaal(w, 9)) for w in d.per_gemeente], "breuk")
        for d in paar.bijdragen
    ]
    samen = "-".join(
        [f"{formule}{{r}}", *(f"{letter}{{r}}" for letter in delen)]
        if delen
        else [f"{formule}{{r}}", f"{v}{{r}}"]
    )
    blad.formules(CONTROLE, f"ROUND({samen},6)", [0] * len(gemeenten))
    blad.totaal([a, b, v], [sum(getattr(g, k) for g in gemeenten) for k in ("a", "b", "verschil")])
    per = paar.verschillen.provincies
    provincies.waarden("code", [g.code for g in per], breedte=9)
    provincies.waarden("provincie", [namen[g.code] for g in per], breedte=24)
    for kop, letter, waarden in ((paar.a, a, [g.a for g in per]), (paar.b, b, [g.b for g in per])):
        vast = provincies.waarden(Naam(kop), waarden)
        bron, code = blad.bereik(letter, elders=True), blad.bereik(p, elders=True)
        som = provincies.formules(boek.met_formule(kop), f"SUMIFS({bron},{code},A{{r}})", waarden)
        provincies.formules(CONTROLE, f"{som}{{r}}-{vast}{{r}}", [0] * len(per))
    provincies.waarden("verschil", [g.verschil for g in per])


def _bijdragekop(boek: Boek, deel: Bijdrage) -> str:
    """Short heading of a contribution, its column as a heading of the workbook."""
    return say(f"cli.compare.kort.{deel.invoer.soort}", boek.lang, kolom=boek.kop(deel.invoer.kolom))
