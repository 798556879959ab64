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
from verdeling.insight.explain import modelstatus
from verdeling.result.attachments import Bijlagen
from verdeling.result.remarks import gebruikt
from verdeling.result.tables import inwonerkolom, onderdelen
from verdeling.sleutel.indicatief import Indicatief, TaakUitkomst
from verdeling.sleutel.niveaus import NiveauUitkomst
from verdeling.terms import Grondslag, Niveau
from verdeling.texts import Lang
from verdeling.texts.bronnen import source
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operations.getal import Constante
from verdeling.verdeelmodel.taak import DelenAfronding, Methode, Volgorde
from verdeling.workbook.formulas import Sleutelblad, getal
from verdeling.workbook.sheet import Blad, Boek, Sjabloon, achtervoegsels
from verdeling.workbook.side_sheets import bijlagebladen

BRONNEN: Final = "bronnen"
BLADNAAM: Final = {
    Niveau.LAND: "land",
    Niveau.PROVINCIE: "provincies",
    Niveau.VEILIGHEIDSREGIO: "veiligheidsregio",
    Niveau.GEMEENTE: "verdeling",
}


@dataclass(frozen=True)
class Bovenblad:
    """Where the level above stands: ranges of its codes, of what it divides and of its whole numbers."""

    codes: str
    waarden: str
    aantallen: str


def write_workbook(
    pad: Path,
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    bijlagen: Bijlagen | None = None,
    lang: Lang = "nl",
) -> None:
    """Write the workbook; with `bijlagen` also the sheets beside the division."""
    boek = Boek(pad, lang)
    achter = achtervoegsels(list(indicatief.taken))
    for nummer, taak in enumerate(indicatief.taken.values()):
        _taak(boek, achter[taak.naam], nummer, taak, model, gegevens)
    if bijlagen is not None:
        bijlagebladen(boek, bijlagen)
    _bronnen(boek, model, indicatief)
    boek.boek.close()


def _taak(
    boek: Boek, achter: str, nummer: int, taak: TaakUitkomst, model: Verdeelmodel, gegevens: Gegevens
) -> None:
    deel = gegevens.beperk(taak.codes)
    # The sheets stand in the order in which they are added; formulas may point to one that is filled later.
    hoofd = boek.blad(f"verdeling{achter}", len(taak.codes), 3)
    hogere = [(n, boek.blad(f"{BLADNAAM[n.niveau]}{achter}", len(n.codes))) for n in taak.niveaus[:-1]]
    provincies = None
    if all(n.niveau is not Niveau.PROVINCIE for n in taak.niveaus):
        provincies = boek.blad(f"provincies{achter}", len(taak.gebieden[Niveau.PROVINCIE].codes))
    sleutel = Sleutelblad(boek.blad(f"sleutel{achter}", len(taak.codes)), deel)
    boven = None
    for niveau, blad in hogere:
        blad.waarden("code", niveau.codes)
        blad.waarden("gebied", [gegevens.gebiedsnaam[c] for c in niveau.codes], breedte=24)
        boven = _niveau(blad, niveau, boven, nummer, sleutel, taak)
    onder = _gemeenten(hoofd, taak, boven, nummer, sleutel, model, gegevens)
    if provincies is not None:
        _provincies(provincies, hoofd, onder.aantallen, taak, gegevens)


def _gemeenten(
    blad: Blad,
    taak: TaakUitkomst,
    boven: Bovenblad | None,
    nummer: int,
    sleutel: Sleutelblad,
    model: Verdeelmodel,
    gegevens: Gegevens,
) -> Bovenblad:
    naam = dict(zip(gegevens.codes, gegevens.namen, strict=True))
    inwoners = inwonerkolom(taak, model, gegevens)
    blad.waarden("code", taak.codes, breedte=9)
    blad.waarden("gemeente", [naam[c] for c in taak.codes], breedte=26)
    blad.waarden("provincie", [gegevens.gebiedsnaam[c] for c in taak.ligging[Niveau.PROVINCIE]], breedte=16)
    if inwoners is not None:
        blad.waarden("inwoners", [None if t is None else t / inwoners.noemer for t in inwoners.tellers])
    onder = _niveau(blad, taak.niveaus[-1], boven, nummer, sleutel, taak)
    aantal = onder.aantallen.split("$")[1]
    if taak.taak.delen is None:
        return onder
    los = taak.taak.delen.afronding is DelenAfronding.LOS
    letters = []
    for stuk in list(onderdelen(taak))[1:]:
        naam_deel = stuk.naam.rpartition("/")[2]
        blad.waarden(naam_deel, stuk.aantallen)
        if los and stuk.totaal is not None:
            formule = f"ROUND({aantal}{{r}}*{getal(stuk.totaal)}/{getal(Fraction(taak.totaal))},0)"
            letters.append(blad.formules(f"{naam_deel} (formule)", formule, stuk.aantallen))
        elif los:
            formule = f"{aantal}{{r}}" + "".join(f"-{letter}{{r}}" for letter in letters)
            blad.formules(f"{naam_deel} (formule)", formule, stuk.aantallen)
    return onder


def _niveau(
    blad: Blad,
    niveau: NiveauUitkomst,
    boven: Bovenblad | None,
    nummer: int,
    sleutel: Sleutelblad,
    taak: TaakUitkomst,
) -> Bovenblad:
    """Write the columns of one level: exact values first, then the formulas."""
    regel, aantal = niveau.regel, len(niveau.codes)
    som_noemer = niveau.sleutel.noemer
    gewichten = [g / som_noemer for g in niveau.gewichten]
    blad.waarden("gewicht", gewichten, "vrij")
    blad.waarden("quotum", [float(q) for q in niveau.quota], "breuk")
    vast = blad.waarden("aantal", niveau.aantallen)

    uitdrukking = regel.sleutel or taak.taak.sleutel
    if niveau.niveau is Niveau.GEMEENTE:
        formule = f"'{sleutel.blad.naam}'!{sleutel.gewicht(uitdrukking)}{{r}}"
    elif isinstance(regel.sleutel, Constante):
        formule = "1"
        gewichten = [1.0] * aantal
    else:
        gebied = sleutel.gebied(niveau.niveau.value, taak.ligging[niveau.niveau])
        gewicht_elders = sleutel.blad.bereik(sleutel.gewicht(uitdrukking), elders=True)
        formule = f"SUMIFS({gewicht_elders},{sleutel.blad.bereik(gebied, elders=True)},A{{r}})"
    gewicht = blad.formules("gewicht (formule)", formule, gewichten, "vrij")

    groep = _groep(blad, niveau, boven, nummer, taak, gewicht)
    quotum = blad.formules(
        "quotum (formule)",
        lambda r: f"{groep.over}*{gewicht}{{r}}/{groep.som}" if niveau.gegeven[r] is None else groep.gegeven,
        niveau.quota,
        "breuk",
    )
    afgerond = _afronding(blad, niveau, quotum, groep, gewicht)
    uitkomst = afgerond
    if regel.rest_naar is not None:
        samen = f"SUMPRODUCT({groep.zelfde}*{blad.bereik(afgerond)})"
        rest = f"{afgerond}{{r}}+{groep.hierboven}-{samen}"
        uitkomst = blad.formules(
            "met rest (formule)",
            lambda r: rest if niveau.codes[r] == regel.rest_naar else f"{afgerond}{{r}}",
            niveau.aantallen,
        )
    blad.formules("controle (0 = gelijk)", f"{uitkomst}{{r}}-{vast}{{r}}", [0] * aantal)
    blad.totaal(
        [vast, quotum, uitkomst], [sum(niveau.aantallen), float(sum(niveau.quota)), sum(niveau.aantallen)]
    )
    waarden = quotum if regel.keten else uitkomst
    return Bovenblad(*(blad.bereik(letter, elders=True) for letter in ("A", waarden, uitkomst)))


@dataclass(frozen=True)
class Groep:
    """Formulas about the areas that share one area of the level above.

    Attributes
    ----------
    zelfde
        1 for each row of the group of row ``{r}``, 0 elsewhere.
    vrij
        The same for the rows whose figure follows from the key.
    over, som
        What those rows divide, and the sum of their weights.
    gegeven
        Cell with the given total.
    hierboven
        Whole number of the area above.
    """

    zelfde: str
    vrij: str
    over: str
    som: str
    gegeven: str
    hierboven: str


def _groep(
    blad: Blad, niveau: NiveauUitkomst, boven: Bovenblad | None, nummer: int, taak: TaakUitkomst, gewicht: str
) -> Groep:
    """Write the columns that tell the group of each row, where there are groups or given totals."""
    totaal = f"{blad.boek.bladnaam(BRONNEN)}!$B${nummer + 2}"
    geen_gegeven = all(g is None for g in niveau.gegeven)
    if boven is None and geen_gegeven:
        return Groep("1", "1", totaal, f"SUM({blad.bereik(gewicht)})", "", totaal)
    plaats = taak.niveaus.index(niveau)
    codes = taak.niveaus[plaats - 1].codes if plaats else ("totaal",)
    ouder = blad.waarden("binnen", [codes[o] for o in niveau.ouder], breedte=10)
    zelfde = f"({blad.bereik(ouder)}={ouder}{{r}})"

    def hierboven(bereik: str) -> str:
        return f"INDEX({bereik},MATCH({ouder}{{r}},{boven.codes},0))" if boven else totaal

    waarde, aantal = (hierboven(b) for b in ((boven.waarden, boven.aantallen) if boven else ("", "")))
    if geen_gegeven:
        som = f"SUMPRODUCT({zelfde}*{blad.bereik(gewicht)})"
        return Groep(zelfde, zelfde, waarde, som, "", aantal)
    letter = blad.waarden("gegeven", [None if g is None else float(g) for g in niveau.gegeven], "vrij")
    volgens = blad.waarden("volgens sleutel", [int(g is None) for g in niveau.gegeven])
    vrij = f"{zelfde}*{blad.bereik(volgens)}"
    over = f"({waarde}-SUMPRODUCT({zelfde}*{blad.bereik(letter)}))"
    som = f"SUMPRODUCT({vrij}*{blad.bereik(gewicht)})"
    return Groep(zelfde, vrij, over, som, f"{letter}{{r}}", aantal)


def _afronding(blad: Blad, niveau: NiveauUitkomst, q: str, groep: Groep, gewicht: str) -> str:
    """Formula of the rounding method; nine decimals are kept before rounding up or down (float noise)."""
    methode = niveau.regel.afronding
    kop = "afgerond (formule)"
    if methode is Methode.HALF_OP:
        return blad.formules(kop, f"ROUND({q}{{r}},0)", niveau.afgerond)
    if methode is Methode.OMLAAG:
        return blad.formules(kop, f"ROUNDDOWN(ROUND({q}{{r}},9),0)", niveau.afgerond)
    if methode is Methode.OMHOOG:
        return blad.formules(kop, f"ROUNDUP(ROUND({q}{{r}},9),0)", niveau.afgerond)
    if methode is Methode.GROOTSTE_REST:
        heel = blad.formules("heel (formule)", f"INT(ROUND({q}{{r}},9))", [int(x) for x in niveau.quota])
        rest = blad.formules(
            "rest (formule)", f"ROUND({q}{{r}}-{heel}{{r}},9)", [x - int(x) for x in niveau.quota], "breuk"
        )
        voor = _gaan_voor(blad, niveau, groep, rest)
        over = f"{groep.over}-SUMPRODUCT({groep.vrij}*{blad.bereik(heel)})"
        vrije_formule: Sjabloon = f"{heel}{{r}}+IF({voor}<{over},1,0)"
    else:
        vrije_formule = _deler_formule(blad, niveau, q, groep, gewicht)
    return blad.formules(
        kop,
        lambda r: _van(vrije_formule, r) if niveau.gegeven[r] is None else f"ROUND({q}{{r}},0)",
        niveau.afgerond,
    )


def _van(sjabloon: Sjabloon, rij: int) -> str:
    return sjabloon if isinstance(sjabloon, str) else sjabloon(rij)


def _gaan_voor(blad: Blad, niveau: NiveauUitkomst, groep: Groep, kolom: str) -> str:
    """How many areas of the group go before an area: a larger value, or an equal one and earlier in order."""
    eerder = f"(ROW({blad.bereik(kolom)})<ROW({kolom}{{r}}))"
    if niveau.regel.volgorde is not Volgorde.CODE:
        teken = -1 if niveau.regel.volgorde is Volgorde.GROOTSTE else 1
        rijen = sorted(range(len(niveau.codes)), key=lambda r: teken * niveau.gewichten[r])
        rang = {rij: plaats for plaats, rij in enumerate(rijen, 1)}
        letter = blad.waarden("volgorde", [rang[r] for r in range(len(rijen))])
        eerder = f"({blad.bereik(letter)}<{letter}{{r}})"
    deze, alle = f"{kolom}{{r}}", blad.bereik(kolom)
    return f"SUMPRODUCT({groep.vrij}*(({alle}>{deze})+({alle}={deze})*{eerder}))"


def _deler_formule(blad: Blad, niveau: NiveauUitkomst, q: str, groep: Groep, gewicht: str) -> Sjabloon:
    """Quota divided by a common divisor and rounded; the divisor is found exactly and written as a number.

    So is the place that the declared order gave to an area with the same claim as others: no divisor tells
    them apart. Where adams and huntington_hill have fewer places than areas, the largest areas have one.
    """
    methode = niveau.regel.afronding
    gewonnen = {r for gelijk in niveau.gelijken for r in gelijk.toegewezen}
    schaars = _schaars(niveau, methode)
    delers = _delers(niveau, methode, gewonnen)
    letter = blad.waarden("deler", [None if o in schaars else delers[o] for o in niveau.ouder], "vrij")
    x = f"({q}{{r}}/{letter}{{r}})"
    sjabloon = {
        Methode.WEBSTER: f"ROUND({x},0)",
        Methode.DHONDT: f"INT({x})",
        Methode.ADAMS: f"ROUNDUP({x},0)",
        Methode.HUNTINGTON_HILL: f"INT({x})+IF({x}>SQRT(INT({x})*(INT({x})+1)),1,0)",
    }[methode]
    if gewonnen:
        gelijk = blad.waarden("bij gelijke stand", [int(r in gewonnen) for r in range(len(niveau.codes))])
        sjabloon += f"+{gelijk}{{r}}"
    eerste = f"IF({_gaan_voor(blad, niveau, groep, gewicht)}<{groep.over},1,0)" if schaars else ""
    return lambda r: eerste if niveau.ouder[r] in schaars else sjabloon


def _schaars(niveau: NiveauUitkomst, methode: Methode) -> set[int]:
    """Groups with fewer places than areas, under a method that gives every area a place first."""
    if methode not in (Methode.ADAMS, Methode.HUNTINGTON_HILL):
        return set()
    return {
        ouder
        for ouder, gewicht, aantal, vast in zip(
            niveau.ouder, niveau.gewichten, niveau.afgerond, niveau.gegeven, strict=True
        )
        if gewicht and not aantal and vast is None
    }


def _delers(niveau: NiveauUitkomst, methode: Methode, gewonnen: set[int]) -> dict[int, float]:
    """Per group a divisor between the best claim without a place and the worst claim with one.

    A place that was won from an equal claim counts as not given.
    """
    d: Callable[[int], float] = {
        Methode.WEBSTER: lambda k: k + 0.5,
        Methode.DHONDT: lambda k: k + 1.0,
        Methode.ADAMS: float,
        Methode.HUNTINGTON_HILL: lambda k: (k * (k + 1)) ** 0.5,
    }[methode]
    onder: dict[int, float] = {}
    boven: dict[int, float] = {}
    for rij, (ouder, quotum) in enumerate(zip(niveau.ouder, niveau.quota, strict=True)):
        if niveau.gegeven[rij] is not None:
            continue
        aantal = niveau.afgerond[rij] - (rij in gewonnen)
        if d(aantal):
            onder[ouder] = max(onder.get(ouder, 0.0), float(quotum) / d(aantal))
        if aantal and d(aantal - 1):
            boven[ouder] = min(boven.get(ouder, float("inf")), float(quotum) / d(aantal - 1))
    return {o: (onder.get(o, 0.0) + boven.get(o, 2 * onder.get(o, 0.0) + 1)) / 2 for o in set(niveau.ouder)}


def _provincies(blad: Blad, hoofd: Blad, aantallen: str, taak: TaakUitkomst, gegevens: Gegevens) -> None:
    """Provinces that the model does not divide over: the sums of their gemeenten."""
    cijfers = taak.gebieden[Niveau.PROVINCIE]
    aantal = taak.niveaus[-1].aantallen
    blad.waarden("code", cijfers.codes, breedte=9)
    blad.waarden("provincie", [gegevens.gebiedsnaam[c] for c in cijfers.codes], breedte=24)
    blad.waarden("quotum", [float(q) for q in cijfers.quota], "breuk")
    vast = blad.waarden("aantal", cijfers.aantallen)
    som = blad.formules(
        "aantal (formule)",
        f"SUMIFS({aantallen},{hoofd.bereik('C', elders=True)},B{{r}})",
        cijfers.aantallen,
    )
    blad.formules("controle (0 = gelijk)", f"{som}{{r}}-{vast}{{r}}", [0] * len(cijfers.codes))
    blad.totaal([vast, som], [sum(aantal), sum(aantal)])


def _bronnen(boek: Boek, model: Verdeelmodel, indicatief: Indicatief) -> None:
    """Totals of the tasks, sources of the columns, open items, and which model it was."""
    blad, tekst = boek.boek.add_worksheet(boek.bladnaam(BRONNEN)), boek.formaten["tekst"]
    blad.freeze_panes(1, 1)
    blad.set_column(0, 0, 28)
    blad.set_column(1, 6, 22)
    kop = boek.formaten["kop"]
    for kolom, naam in enumerate(
        ("taak", "totaal", "eenheid", "grondslag van het totaal", "grondslag van de sleutel")
    ):
        blad.write_string(0, kolom, boek.kop(naam), kop)
    rij = 1
    for taak in indicatief.taken.values():
        blad.write_string(rij, 0, taak.naam)
        blad.write_number(rij, 1, float(taak.totaal), boek.formaten["geheel"])
        blad.write_string(rij, 2, boek.cel("eenheid", taak.taak.eenheid))
        blad.write_string(
            rij, 3, _bron(taak.taak.totaal.grondslag, boek.lang) if taak.taak.totaal else "", tekst
        )
        blad.write_string(rij, 4, _bron(taak.taak.grondslag, boek.lang), tekst)
        rij += 1
    rij += 1
    for kolom, naam in enumerate(
        ("kolom", "peildatum", "uitgever", "tabel", "licentie", "status", "toelichting")
    ):
        blad.write_string(rij, kolom, boek.kop(naam), kop)
    for gebruikte in gebruikt(indicatief):
        rij += 1
        bron = gebruikte.bron
        naam, status = boek.cel("kolom", bron.kolom), boek.cel("status", bron.status.value)
        herkomst = (source(t, boek.lang) for t in (bron.uitgever, bron.tabel, bron.licentie))
        cellen = (naam, str(gebruikte.peildatum or ""), *herkomst, status)
        for kolom, cel in enumerate((*cellen, bron.told("toelichting", boek.lang))):
            blad.write_string(rij, kolom, cel, tekst)
    rij += 2
    for kolom, naam in enumerate(("open punt", "reden", "parameter")):
        blad.write_string(rij, kolom, boek.kop(naam), kop)
    for punt in model.open:
        rij += 1
        wat, reden = (getattr(deel, boek.lang) for deel in (punt.wat, punt.reden))
        for kolom, cel in enumerate((wat, reden, punt.parameter or "")):
            blad.write_string(rij, kolom, cel, tekst)
    rij += 2
    for kolom, naam in enumerate(("model", "status", "titel", "aangepast")):
        blad.write_string(rij, kolom, boek.kop(naam), kop)
    status = boek.cel("status", modelstatus(model, gebruikt(indicatief)).value)
    aangepast = "" if model.aangepast is None else model.aangepast.zin(boek.lang)
    for kolom, cel in enumerate((model.naam, status, getattr(model.titel, boek.lang), aangepast)):
        blad.write_string(rij + 1, kolom, cel, tekst)


def _bron(grondslag: Grondslag, lang: Lang) -> str:
    return source(", ".join(deel for deel in (grondslag.bron, grondslag.artikel) if deel), lang)
