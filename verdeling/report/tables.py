"""Tables of a report, ready for the template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from markupsafe import Markup

from verdeling.insight.plan_cijfers import EENDUIDIG, doeltekst, getaltekst
from verdeling.maps.svg import Klassen, klassen
from verdeling.report.data import ReportData, Taakdeel
from verdeling.report.texts import LEEG, Taal
from verdeling.result.tables import PLANKOLOMMEN, Cijferrij
from verdeling.texts import catalogue


@dataclass(frozen=True)
class Kolom:
    """A column of a table: heading, CSS class, and the name that a map refers to."""

    naam: str
    css: str = ""
    id: str = ""


@dataclass(frozen=True)
class Tabelrij:
    """A row: its heading, the page it links to, its cells, and the gemeentecode that a map refers to."""

    naam: str | Markup
    cellen: Sequence[str | Markup]
    doel: str = ""
    code: str = ""


@dataclass(frozen=True)
class Tabel:
    """A table for the template; `voet` is a closing row of totals."""

    titel: str
    kolommen: Sequence[Kolom]
    rijen: Sequence[Tabelrij]
    voet: Sequence[str] = ()
    stil: bool = False
    klasse: list[Markup] = field(init=False)

    def __post_init__(self) -> None:
        klasse = [Markup(f' class="{k.css}"') if k.css else Markup("") for k in self.kolommen[1:]]
        object.__setattr__(self, "klasse", klasse)


@dataclass(frozen=True)
class Figure:
    """A chart for the template: its title, a remark below it, and the table of the same figures."""

    title: str
    svg: Markup
    note: str = ""
    table: Tabel | None = None


def provincie_id(naam: str) -> str:
    """Anchor of a province: letters without accents, ``pv-`` in front."""
    kaal = unicodedata.normalize("NFD", naam).encode("ascii", "ignore").decode().lower()
    return "pv-" + re.sub(r"[^a-z0-9]+", "-", kaal).strip("-")


def schaal(deel: Taakdeel) -> Klassen:
    """Classes of the main map: places per 1 000 inhabitants, or places where inhabitants are unknown."""
    if deel.heeft_inwoners:
        return klassen([float(r.per_1000) for r in deel.rijen if r.per_1000 is not None])
    return klassen([float(r.indicatief) for r in deel.rijen])


def waarde(deel: Taakdeel, rij: Cijferrij) -> float:
    """What the main map shows of a row."""
    return float(rij.per_1000 or 0) if deel.heeft_inwoners else float(rij.indicatief)


def gemeentetabel(data: ReportData, deel: Taakdeel, t: Taal, provincie: str | None = None) -> Tabel:
    """All gemeenten of a task, or those of one province, in order of name."""
    rijen = [r for r in deel.rijen if provincie is None or r.provincie == provincie]
    plan = [c for c in PLANKOLOMMEN if any(getattr(r, c.name) is not None for r in deel.rijen)]
    breed = [Kolom(t.zeg("report.provincie"), "tekst vast")] if provincie is None else []
    per = deel.heeft_inwoners
    kolommen = [
        Kolom(t.zeg("report.gemeente"), "tekst"),
        *breed,
        Kolom(t.kolom("inwoners")),
        Kolom(t.cijfer(deel), id="indicatief"),
        *([Kolom(t.zeg("report.kolom.per_1000"), id="per_1000")] if per else []),
        Kolom(t.zeg("report.kolom.klasse"), "tekst"),
        *(Kolom(t.zeg("report.waarvan", deel=naam)) for naam in deel.delen),
        *(Kolom(c.head(t.lang), id=c.name) for c in plan),
    ]
    klasse = schaal(deel)

    def cellen(r: Cijferrij) -> list[str]:
        return [
            *([r.provincie] if breed else []),
            t.getal(r.inwoners),
            t.getal(r.indicatief),
            *([t.getal(r.per_1000, 2)] if per else []),
            klasse.letter(waarde(deel, r)),
            *(t.getal(deel.delen[naam].get(r.code)) for naam in deel.delen),
            *(t.getal(getattr(r, c.name)) for c in plan),
        ]

    inwoners, som = deel.som("inwoners", provincie), deel.som("indicatief", provincie)
    voet = [
        t.zeg("report.totaal"),
        *([LEEG] if breed else []),
        t.getal(inwoners),
        t.getal(som),
        *([t.per_1000(som, inwoners)] if per else []),
        LEEG,
        *(t.getal(sum(deel.delen[naam].get(r.code, 0) for r in rijen)) for naam in deel.delen),
        *(t.getal(deel.som(c.name, provincie)) for c in plan),
    ]
    titel = t.zeg("report.tabel.provincie", naam=provincie) if provincie else t.zeg("report.tabel.gemeenten")
    return Tabel(
        titel,
        kolommen,
        [
            Tabelrij(r.gemeente, cellen(r), doel=r.code, code=r.code)
            for r in sorted(rijen, key=lambda r: naamorde(r.gemeente))
        ],
        voet,
    )


def naamorde(naam: str) -> str:
    """Order of names: without accents and leading apostrophes, capitals alike."""
    kaal = unicodedata.normalize("NFD", naam).encode("ascii", "ignore").decode().lower()
    return kaal.removeprefix("'s-").removeprefix("'t ")


def provincietabel(data: ReportData, deel: Taakdeel, t: Taal) -> Tabel:
    """Totals per province."""
    kolommen = [c for c in PLANKOLOMMEN if deel.som(c.name) is not None]

    def cellen(provincie: str | None) -> list[str]:
        aantal = sum(provincie in (None, r.provincie) for r in deel.rijen)
        inwoners, som = deel.som("inwoners", provincie), deel.som("indicatief", provincie)
        return [
            t.getal(aantal),
            t.getal(inwoners),
            t.getal(som),
            t.per_1000(som, inwoners),
            *(t.getal(deel.som(c.name, provincie)) for c in kolommen),
        ]

    return Tabel(
        t.zeg("report.tabel.provincies"),
        [
            Kolom(t.zeg("report.provincie"), "tekst"),
            Kolom(t.zeg("report.kolom.gemeenten")),
            Kolom(t.kolom("inwoners")),
            Kolom(t.cijfer(deel)),
            Kolom(t.zeg("report.kolom.per_1000")),
            *(Kolom(c.head(t.lang)) for c in kolommen),
        ],
        [Tabelrij(p, cellen(p), doel=provincie_id(p)) for p in data.provincies],
        [t.zeg("report.totaal"), *cellen(None)],
    )


def doelentabel(data: ReportData, t: Taal) -> Tabel:
    """Goals of the plan in order, with value and proven bound."""
    kop = [Kolom(t.zeg("report.doel"), "tekst")]
    kop += [
        Kolom(t.zeg(f"report.doel.{k}"), css)
        for k, css in (("waarde", ""), ("grens", ""), ("bewezen", "tekst"), ("motor", "tekst"))
    ]
    rijen = [
        Tabelrij(
            f"{i}. {doeltekst(d.naam, t.lang)}",
            [
                _doelwaarde(d.waarde, t),
                _doelwaarde(d.grens, t),
                t.zeg("report.ja" if d.bewezen else "report.nee"),
                d.motor,
            ],
        )
        for i, d in enumerate(data.doelen, 1)
    ]
    return Tabel(t.zeg("report.doelen"), kop, rijen)


def _doelwaarde(tekst: str, t: Taal) -> str:
    """A sum as a whole number, a ratio as a percentage, of the tie order that one plan is left."""
    if tekst == EENDUIDIG:
        return t.zeg("cli.plan.eenduidig")
    return getaltekst(Fraction(tekst), t.lang) if tekst else t.zeg("insight.onbekend")


def bronnentabel(data: ReportData, t: Taal) -> Tabel:
    """Where the figures come from and what they are worth."""
    kop = [
        Kolom(t.zeg(f"report.bron.{k}"), "tekst")
        for k in ("kolom", "uitgever", "tabel", "peildatum", "licentie", "status")
    ]
    kop.append(Kolom(t.zeg("report.bron.toelichting"), "lang"))
    rijen = [
        Tabelrij(
            t.kolomnaam(b.kolom),
            [
                b.uitgever,
                b.tabel,
                t.datum(b.peildatum),
                b.licentie,
                _status(b.status, t),
                b.toelichting or LEEG,
            ],
        )
        for b in data.bronnen
    ]
    return Tabel(t.zeg("report.bronnen"), kop, rijen)


def _status(status: str, t: Taal) -> Markup:
    return Markup('<span class="status {}">{}</span>').format(status, t.zeg(f"report.status.{status}"))


def herkomsttabel(data: ReportData, t: Taal) -> Tabel:
    """What made the result."""
    return _paren(t.zeg("report.herkomst"), ((_herkomstnaam(k, t), v) for k, v in data.herkomst.items()), t)


def _herkomstnaam(naam: str, t: Taal) -> str:
    """What a line of the manifest is about, in words; a package or file stays under its own name."""
    if f"report.herkomst.{naam}" in catalogue():
        return t.zeg(f"report.herkomst.{naam}")
    groep, _, rest = naam.partition(".")
    sleutel = f"report.herkomst.{groep}"
    return t.zeg(sleutel, naam=rest) if sleutel in catalogue() else naam


def bestandentabel(data: ReportData, t: Taal) -> Tabel:
    """Files of the result folder with their checksums."""
    return _paren(t.zeg("report.bestanden"), data.bestanden.items(), t)


def _paren(titel: str, paren: Iterable[tuple[str, str]], t: Taal) -> Tabel:
    kop = [Kolom(t.zeg("report.wat"), "tekst"), Kolom(t.zeg("report.waarde"), "lang")]
    return Tabel(
        titel, kop, [Tabelrij(k, [Markup('<span class="hash">{}</span>').format(v)]) for k, v in paren]
    )
