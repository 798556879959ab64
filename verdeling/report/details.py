"""What only some results have: months, flows, half-years, the whole picture, prices, leeway, exchange."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from verdeling.insight.plan_cijfers import doeltekst
from verdeling.report.charts import Laag, Staaf, maanden_svg, staaf_svg
from verdeling.report.data import Bijtabel, ReportData
from verdeling.report.side_tables import ZO
from verdeling.report.tables import Figure, Kolom, Tabel, Tabelrij
from verdeling.report.texts import LEEG, Taal, gegroepeerd
from verdeling.texts import catalogue

VASTE_MAANDKOLOMMEN: Final = 7
"""gebied, naam, peildag, behoefte, nodig, telt, tekort; the kinds of reception follow."""
GENOEMD: Final = 5
"""So many gemeenten are named per rule and direction; the rest is counted."""
JA: Final = ("gegeven", "ingrijpen")
"""Columns that say yes or no."""
WEINIG: Final = 25
"""So many gemeenten fit in a bar chart."""


@dataclass(frozen=True)
class Block:
    """One subject in depth: heading, remark, sentences with those that belong to each, charts, tables."""

    title: str
    note: str
    sentences: Sequence[tuple[str, Sequence[str]]]
    figures: Sequence[Figure]
    tables: Sequence[Tabel]


def verdieping(data: ReportData, t: Taal) -> list[Block]:
    """A block per table: heading, sentences, charts, tables."""
    makers = (_maanden, _voorraad, _halfjaren, _beeld, _prijzen)
    zo = [blok for stam in ZO if (blok := _zo(data, stam, t)) is not None]
    return zo + [blok for maker in makers if (blok := maker(data, t)) is not None]


def _zo(data: ReportData, stam: str, t: Taal) -> Block | None:
    """A table as it is; regional sites with what each open choice costs."""
    tabel = data.tabellen.get(stam)
    if tabel is None:
        return None
    titel = t.zeg(f"report.extra.{stam}")
    zinnen = data.keuzes if stam == "rol" else ()
    return _blok(titel, [_tabel(titel, tabel, t, weg=("code",))], zinnen=zinnen)


def _blok(
    titel: str,
    tabellen: Sequence[Tabel],
    platen: Sequence[Figure] = (),
    zinnen: Sequence[str] = (),
    uitleg: str = "",
) -> Block:
    # the heading says it already
    stil = [replace(tabel, stil=tabel.titel == titel) for tabel in tabellen]
    return Block(titel, uitleg, gegroepeerd(zinnen), platen, stil)


def _maanden(data: ReportData, t: Taal) -> Block | None:
    tabel = data.tabellen.get("maanden")
    if tabel is None:
        return None
    soorten = tabel.kop[VASTE_MAANDKOLOMMEN:]
    gebieden: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for rij in tabel.per_kolom():
        gebieden[rij["naam"]].append(rij)
    titel = t.zeg("cli.maanden.kop")
    platen = []
    for naam, rijen in gebieden.items():
        lijnen = list(dict.fromkeys(r["behoefte"] for r in rijen))
        per_lijn = {lijn: [r for r in rijen if r["behoefte"] == lijn] for lijn in lijnen}
        eerste = per_lijn[lijnen[0]]
        lagen = [Laag(s, [int(r[s]) for r in eerste]) for s in soorten if any(int(r[s]) for r in eerste)]
        nodig = [
            Laag(t.zeg("report.extra.nodig", behoefte=lijn), [_heel(r["nodig"]) for r in per_lijn[lijn]])
            for lijn in lijnen
        ]
        platen.append(_plaat(naam, [r["peildag"] for r in eerste], lagen, nodig, f"{titel}: {naam}", t))
    tabellen = [_tabel(titel, tabel, t, weg=("gebied",))]
    if (besluiten := data.tabellen.get("besluiten")) is not None and besluiten.rijen:
        tabellen.append(_tabel(t.zeg("report.extra.besluiten"), besluiten, t, weg=("gebied", "code")))
    return _blok(titel, tabellen, platen, [t.datums(zin) for zin in data.tijdplan])


def _voorraad(data: ReportData, t: Taal) -> Block | None:
    tabel = data.tabellen.get("voorraad")
    if tabel is None:
        return None
    per_taak: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for rij in tabel.per_kolom():
        per_taak[rij["taak"]].append(rij)
    platen = []
    for taak, rijen in per_taak.items():
        wachtend = [int(r["wachtend"]) for r in rijen]
        # Who waits for a home is in reception too: the two layers are parts of one whole.
        anderen = [int(r["in_opvang"]) - w for r, w in zip(rijen, wachtend, strict=True)]
        lagen = [
            Laag(t.zeg(f"report.extra.laag.{naam}"), waarden)
            for naam, waarden in (("wachtend", wachtend), ("in_opvang", anderen))
        ]
        titel = t.zeg("cli.voorraad.kop", taak=t.taaknaam(taak))
        platen.append(_plaat(titel, [r["maand"] for r in rijen], lagen, [], titel, t))
    titel = t.zeg("report.extra.voorraad")
    plek = tabel.kop.index("maand")
    begin = t.zeg("cli.voorraad.begin")
    tabel = Bijtabel(tabel.kop, tuple((*r[:plek], r[plek] or begin, *r[plek + 1 :]) for r in tabel.rijen))
    return _blok(titel, [_tabel(titel, tabel, t)], platen)


def _plaat(
    naam: str, dagen: Sequence[str], lagen: Sequence[Laag], lijnen: Sequence[Laag], titel: str, t: Taal
) -> Figure:
    stapel = [sum(w or 0 for w in moment) for moment in zip(*(laag.waarden for laag in lagen), strict=True)]
    top = max([*stapel, *(w or 0 for lijn in lijnen for w in lijn.waarden), 1])
    as_tekst = [(w, t.getal(w)) for w in _trede(top)]
    svg = maanden_svg(_as(dagen, t), lagen, lijnen, as_tekst, titel=titel)
    return Figure(naam, Markup(svg))


def _trede(top: int) -> list[int]:
    """Values of an axis from zero to at least `top`, four to six of them, each a round number."""
    macht = 10 ** max(0, len(str(top)) - 2)
    stap = next(s * macht for s in (1, 2, 5, 10, 20, 25) if top <= 5 * s * macht)
    return list(range(0, top + stap, stap))


def _as(dagen: Sequence[str], t: Taal, ruim: int = 7) -> list[str]:
    """Texts under the axis: the first moment and each January, where there is room."""
    uit, laatste = [], -ruim
    begin = next(i for i, dag in enumerate(dagen) if dag)
    nieuwjaar = [i for i, dag in enumerate(dagen) if dag[5:7] == "01"]
    for i, dag in enumerate(dagen):
        eerst = i == begin and not any(0 < n - begin < ruim for n in nieuwjaar)
        toon = (eerst or i in nieuwjaar) and i - laatste >= ruim and (i == begin or len(dagen) - i > 4)
        uit.append(_maand(dag, t) if toon else "")
        laatste = i if toon else laatste
    return uit


def _maand(dag: str, t: Taal) -> str:
    """Month and year of a day or a month."""
    return f"{t.zeg('report.maanden').split()[int(dag[5:7]) - 1]} {dag[:4]}"


def _halfjaren(data: ReportData, t: Taal) -> Block | None:
    """Sums per half-year, and the gemeenten whose realisation is known."""
    tabel = data.tabellen.get("halfjaren")
    if tabel is None:
        return None
    titel = t.zeg("cli.halfjaren.kop")
    velden = ("bekend", "taakstelling", "netto", "gehuisvest", "saldo")
    som = Tabel(
        t.zeg("report.extra.per_halfjaar"),
        [Kolom(_kolomnaam("periode", t), "tekst"), *(Kolom(_kolomnaam(k, t)) for k in velden)],
        [Tabelrij(h["periode"], [t.getal(h[k]) for k in velden]) for h in data.halfjaren],
    )
    bekend = {r["code"] for r in tabel.per_kolom() if r["gehuisvest"]}
    plek = tabel.kop.index("code")
    deel = Bijtabel(tabel.kop, tuple(r for r in tabel.rijen if r[plek] in bekend))
    zinnen = [
        t.zeg(
            "cli.halfjaren.achter",
            periode=h["periode"],
            bekend=h["bekend"],
            aantal=sum(h["halfjaren_achter"].values()),
            ingrijpen=len(h["ingrijpen"]),
        )
        for h in [h for h in data.halfjaren if h["bekend"]][-1:]
    ]
    return _blok(titel, [som, _tabel(t.zeg("report.extra.gemeenten"), deel, t, weg=("code",))], (), zinnen)


def _beeld(data: ReportData, t: Taal) -> Block | None:
    tabel = data.tabellen.get("beeld")
    if tabel is None:
        return None
    titel, platen = t.zeg("cli.beeld.kop"), list[Figure]()
    rijen = sorted(tabel.per_kolom(), key=lambda r: (-Fraction(r["som"]), r["code"]))
    if len(rijen) <= WEINIG:
        staven = [Staaf(r["gemeente"], float(r["som"]), _cel(r["som"], t)) for r in rijen]
        platen = [Figure(t.kop("report.kop.som"), Markup(staaf_svg(staven, titel=titel)))]
    return _blok(titel, [_tabel(titel, tabel, t, weg=("code",))], platen)


def _prijzen(data: ReportData, t: Taal) -> Block | None:
    """What each rule costs: goals that change without it, and which gemeenten get another number."""
    tabel = data.tabellen.get("prijzen")
    if tabel is None:
        return None
    regels: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for r in tabel.per_kolom():
        regels[r["regel"]].append(r)
    rijen: list[Tabelrij] = []
    zinnen: list[str] = []
    for regel, alle in regels.items():
        soort = regel if regel in ("eerlijkheid", "samenwerking") else "regel"
        naam = t.zeg(f"prijs.kop.{soort}", regel=regel)
        zinnen += _verschuivingen(naam, [r for r in alle if r["soort"] == "plan"], t)
        zonder_plan = [r["soort"] for r in alle if r["soort"] in ("geen_plan", "niet_bewezen")]
        anders = [r for r in alle if r["soort"] == "doel" and r["met"] != r["zonder"]]
        uitslag = zonder_plan[0] if zonder_plan else "geen_verschil"
        rijen += [
            Tabelrij(naam, [doeltekst(r["naam"], t.lang), _cel(r["met"], t), _cel(r["zonder"], t)])
            for r in anders
        ] or [Tabelrij(naam, [t.zeg(f"prijs.{uitslag}"), LEEG, LEEG])]
    kop = [Kolom(t.zeg("report.extra.regel"), "tekst"), Kolom(t.zeg("report.doel"), "lang")]
    kop += [Kolom(t.zeg(f"report.extra.{k}")) for k in ("met", "zonder")]
    titel = t.zeg("report.extra.prijzen")
    doelen = Tabel(t.zeg("report.extra.prijzen.tabel"), kop, rijen)
    return _blok(titel, [doelen], (), zinnen, t.zeg("report.extra.prijzen.uitleg"))


def _verschuivingen(naam: str, rijen: Sequence[Mapping[str, str]], t: Taal) -> list[str]:
    """Who has more and who has fewer places without a rule, the largest differences by name."""
    verschil = {r["gemeente"]: int(r["zonder"]) - int(r["met"]) for r in rijen}
    delen = []
    for soort, teken in (("meer", 1), ("minder", -1)):
        wie = sorted((n for n, v in verschil.items() if v * teken > 0), key=lambda n: -abs(verschil[n]))
        if wie:
            namen = ", ".join(f"{n} {t.getal(abs(verschil[n]))}" for n in wie[:GENOEMD])
            rest = t.zeg("report.extra.en_andere", aantal=len(wie) - GENOEMD) if len(wie) > GENOEMD else ""
            plaatsen = sum(abs(verschil[n]) for n in wie)
            delen.append(t.zeg(f"prijs.{soort}", aantal=len(wie), plaatsen=plaatsen, namen=namen + rest))
    return [f"{naam}: {'; '.join(delen)}."] if delen else []


def ruil(data: ReportData, t: Taal) -> dict[str, list[str]]:
    """Who takes over what from whom, in sentences per gemeente."""
    tabel = data.tabellen.get("stromen")
    groep: dict[tuple[str, str, str], list[tuple[str, int]]] = defaultdict(list)
    rijen = list(tabel.per_kolom()) if tabel is not None else []
    for r in (r for r in rijen if r["soort"] == "ruil"):
        groep[r["van"], "uit", r["taak"]].append((r["naar_gemeente"], int(r["aantal"])))
        groep[r["naar"], "in", r["taak"]].append((r["van_gemeente"], int(r["aantal"])))
    uit: dict[str, list[str]] = defaultdict(list)
    for (code, kant, taak), wie in groep.items():
        namen = ", ".join(f"{naam} {t.getal(n)}" for naam, n in wie)
        som = sum(n for _, n in wie)
        uit[code].append(t.zeg(f"report.ruil.{kant}", taak=t.taak(taak), som=som, namen=namen))
    for r in (r for r in rijen if r["soort"] == "lening"):
        paar = {"van": r["van_gemeente"], "naar": r["naar_gemeente"]}
        zin = t.zeg("rules.plan_lening", **paar, aantal=int(r["aantal"]))
        for code in (r["van"], r["naar"]):
            uit[code].append(f"{zin[0].upper()}{zin[1:]}.")
    return uit


def _tabel(titel: str, tabel: Bijtabel, t: Taal, weg: Sequence[str] = ()) -> Tabel:
    """A table as it stands in its file, in the number format of the language."""
    houd = [i for i, k in enumerate(tabel.kop) if k not in weg]
    getallen = {i for i in houd if all(re.fullmatch(r"-?\d*(\.\d+)?", r[i]) for r in tabel.rijen)}
    dagen = {i for i in houd if all(re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", r[i]) for r in tabel.rijen)}
    css = {
        i: "" if i in getallen and tabel.kop[i] not in JA else "tekst vast" if i in dagen else "tekst"
        for i in houd
    }
    kop = [Kolom(_kolomnaam(tabel.kop[i], t), css[i]) for i in houd]
    rijen = [
        Tabelrij(_cel(r[houd[0]], t), [_cel(r[i], t, ja=tabel.kop[i] in JA) for i in houd[1:]])
        for r in tabel.rijen
    ]
    return Tabel(titel, kop, rijen)


def _kolomnaam(kolom: str, t: Taal) -> str:
    """Heading of a column: from the catalogue, or the name itself for a kind that the model names."""
    sleutel = f"report.kop.{kolom}"
    naam = t.zeg(sleutel) if sleutel in catalogue() else kolom.replace("_", " ")
    return naam[:1].upper() + naam[1:]


def _cel(tekst: str, t: Taal, *, ja: bool = False) -> str:
    """Numbers and days in the format of the language, an empty cell as a dash; 1 and 0 as yes and no."""
    if ja and tekst in ("0", "1"):
        return t.zeg("report.ja" if tekst == "1" else "report.nee")
    if re.fullmatch(r"-?\d+", tekst):
        return t.getal(int(tekst))
    if re.fullmatch(r"-?\d+\.\d+", tekst):
        decimalen = len(tekst.rstrip("0").partition(".")[2])
        return t.getal(Fraction(tekst), min(2, decimalen))
    if re.fullmatch(r"\d{4}-\d{2}", tekst):
        return _maand(tekst, t)
    return t.datums(tekst.replace("_", " ")) or LEEG


def _heel(tekst: str) -> int | None:
    return int(tekst) if tekst else None
