"""One table in thousands of layouts: every reading equals the plain table, or the file is refused."""

import io
import random
import re
import sys
import zipfile
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from verdeling.errors import DataError
from verdeling.inputs.folder import read_folder
from verdeling.inputs.register import read_register

sys.path.insert(0, str(Path(__file__).parents[1] / "bestanden"))
import maak

pytestmark = pytest.mark.long

NU = date(2025, 1, 1)
ZADEN, PER_ZAAD = 50, 120
WAAR = {r[0]: (Fraction(r[3]), Fraction(r[4])) for r in maak.RIJEN}
KOPPEN = {
    "code": ("code", "Code", "GEMEENTECODE", "Gemeentecode", "RegioS", "cbs_code"),
    "gemeente": ("gemeente", "Gemeente", "Gemeentenaam", "naam gemeente"),
    "provincie": ("provincie", "Provincie", "Provincienaam"),
    "inwoners": ("inwoners", "Inwoners", "Aantal inwoners", "Inwoners 1)", "INWONERS*"),
    "ses_woa": ("ses_woa", "SES-WOA", "SES WOA", "ses_woa ²"),
}
CODES = (
    lambda c: c,
    lambda c: c.removeprefix("GM"),
    lambda c: str(int(c.removeprefix("GM"))),
    lambda c: f"{int(c.removeprefix('GM'))}.0",
    lambda c: f" {c.lower()} ",
)
NAMEN = (
    lambda n: n,
    str.upper,
    lambda n: f"Gemeente {n}",
    lambda n: f"{n} (Fl.)",
    lambda n: f"{n} (gemeente)",
)
TITELS = (
    "Inwoners per gemeente",
    "Bijlage 3; stand: 1 januari 2025",
    "Aantallen, voorlopig",
    "Gemeente Almere",
)
NOTEN = (
    "* Bron: CBS",
    "1) voorlopig cijfer",
    "Peildatum 1 januari 2025",
    "Bron: CBS, bewerkt",
    "Let op: concept",
)


@cache
def register():
    return read_register()


class Geval:
    """One layout, drawn from a seed; `schade` says whether something was broken on purpose."""

    def __init__(self, r):
        self.r, self.schade = r, ""
        self.xlsx = r.random() < 0.4
        self.teken = r.choice(",;")
        self.kolommen = self._kolommen()
        self.rijen = self._rijen()

    def kans(self, p):
        return self.r.random() < p

    def _kolommen(self):
        sleutels = self.r.choice(
            (["code"], ["gemeente"], ["code", "gemeente"], ["code", "gemeente", "provincie"])
        )
        kolommen = [*sleutels, "inwoners", "ses_woa"]
        self.r.shuffle(kolommen)
        return kolommen

    def _cellen(self):
        code, naam = self.r.choice(CODES), self.r.choice(NAMEN)
        groep = self.r.choice((lambda n: n, lambda n: n, maak.punt, lambda n: f"{n:,}", lambda n: f"{n}.0"))
        komma = self.kans(0.5)
        rijen = []
        for c, g, p, n, s in maak.RIJEN:
            score = s.replace(".", ",") if komma and not self.xlsx else s
            getal = n if self.xlsx and self.kans(0.5) else groep(n)
            if self.xlsx:
                score = float(s)
            rijen.append(
                {"code": code(c), "gemeente": naam(g), "provincie": p, "inwoners": getal, "ses_woa": score}
            )
        if self.xlsx and len({isinstance(x["inwoners"], int) for x in rijen}) > 1 and groep(10**4) != 10**4:
            self.schade = (
                "numbers and grouped texts in one column"  # refused, and never read as something else
            )
        return rijen

    def _rijen(self):
        r = self.r
        cells = self._cellen()
        r.shuffle(cells)
        data = [[c[k] for k in self.kolommen] for c in cells]
        kop = [r.choice(KOPPEN[k]) for k in self.kolommen]
        width = len(kop)
        leeg = [""] * width
        boven = [[r.choice(TITELS), *leeg[1:]] for _ in range(r.choice((0, 0, 1, 2, 3)))]
        boven += [leeg] * r.choice((0, 0, 1))
        koppen = [kop]
        if self.kans(0.15):
            koppen.append([{"inwoners": "aantal", "ses_woa": "score"}.get(k, "") for k in self.kolommen])
        if self.kans(0.15):
            data.insert(r.randrange(len(data)), list(kop))
        plek = next(self.kolommen.index(k) for k in ("gemeente", "code") if k in self.kolommen)
        if self.kans(0.3):
            totaal = list(leeg)
            totaal[plek] = r.choice(("Totaal", "TOTAAL", "Nederland", "Totaal Flevoland", "Eindtotaal"))
            totaal[self.kolommen.index("inwoners")] = r.choice((457450, 1, "457450"))
            data.insert(r.choice((0, len(data))), totaal)
        if "code" in self.kolommen and self.kans(0.3):
            ander = list(leeg)
            ander[self.kolommen.index("code")] = r.choice(("PV24", "NL01", "LD02", "CR40"))
            ander[self.kolommen.index("inwoners")] = 999
            data.insert(r.randrange(len(data) + 1), ander)
        onder = [[r.choice(NOTEN), *leeg[1:]] for _ in range(r.choice((0, 0, 1, 2)))]
        tussen = [leeg] * r.choice((0, 1))
        rijen = [*boven, *koppen, *data, *tussen, *onder]
        if self.kans(0.15):  # a column without a name, before or after
            voor = self.kans(0.5)
            rijen = [
                ["" if i < len(boven) + len(koppen) else str(i), *x] if voor else [*x, ""]
                for i, x in enumerate(rijen)
            ]
        return rijen

    def beschadig(self, tekst):
        """Break a csv in a way that hides no figure from a reader who looks, and changes none."""
        regels = tekst.split("\n")
        i = self.r.randrange(len(regels))
        soort = self.r.choice(("quote", "separator", "cut", "double", "gone", "letter", "join"))
        self.schade = soort
        if soort == "quote":
            p = self.r.randrange(len(regels[i]) + 1)
            regels[i] = regels[i][:p] + '"' + regels[i][p:]
        elif soort == "separator":
            regels[i] = regels[i].replace(self.teken, "," if self.teken == ";" else ";")
        elif soort == "cut":
            regels[i] = regels[i].rpartition(self.teken)[0]
        elif soort == "double":
            regels.insert(i, regels[i])
        elif soort == "gone":
            del regels[i]
        elif soort == "letter":
            regels[i] = re.sub(r"[A-Za-z](?=[^A-Za-z]*$)", "q", regels[i], count=1)
        elif i + 1 < len(regels):
            regels[i : i + 2] = [regels[i] + self.teken + regels[i + 1]]
        return "\n".join(regels)

    def schrijf(self, folder):
        stam = self.r.choice(("gemeenten", "Gemeenten", "inwoners 2025", "GEMEENTEN", "definitief (2)"))
        if self.xlsx:
            pad = folder / (stam + self.r.choice((".xlsx", ".XLSX", ".xlsm")))
            pad.write_bytes(self._werkmap())
            return pad
        pad = folder / (stam + self.r.choice((".csv", ".CSV")))
        tekst = maak.csv_of(self.rijen, self.teken, self.r.choice(("\n", "\r\n")))
        if self.kans(0.2):
            tekst = f"sep={self.teken}\n{tekst}"
        if self.kans(0.3):
            tekst = self.beschadig(tekst)
        pad.write_bytes((b"\xef\xbb\xbf" if self.kans(0.3) else b"") + tekst.encode())
        return pad

    def _werkmap(self):
        book = openpyxl.Workbook()
        book.remove(book.active)
        sheets = [("Cijfers", self.rijen, "visible")]
        if self.kans(0.3):
            sheets.append(("Toelichting", [["Deze map"], ["bevat cijfers"]], "visible"))
        if self.kans(0.3):
            sheets.append(("Oud", maak.VERDUBBELD, "hidden"))
        if self.kans(0.1):
            sheets.append(("2024", maak.VERDUBBELD, "visible"))
            self.schade = "two sheets with the same table"
        self.r.shuffle(sheets)
        for naam, rijen, staat in sheets:
            blad = book.create_sheet(naam)
            blad.sheet_state = staat
            for rij in rijen:
                blad.append([None if c == "" else c for c in rij])
        book.active = next(i for i, b in enumerate(sheets) if b[2] == "visible")
        uit = io.BytesIO()
        book.save(uit)
        return self._afmeting(uit.getvalue()) if self.kans(0.3) else uit.getvalue()

    def _afmeting(self, data):
        uit = io.BytesIO()
        vals = self.r.choice(("A1", "A1:B3", "A1:XFD1048576"))
        with zipfile.ZipFile(io.BytesIO(data)) as bron, zipfile.ZipFile(uit, "w") as doel:
            for deel in bron.namelist():
                ruw = bron.read(deel)
                if deel.startswith("xl/worksheets/"):
                    ruw = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{vals}"'.encode(), ruw)
                doel.writestr(deel, ruw)
        return uit.getvalue()


def gelezen(pad):
    """Figures by code, or None when the file is refused."""
    try:
        uit = read_folder(pad, NU, register())
    except DataError:
        return None
    kolommen = {k.naam: dict(zip(k.codes, k.waarden(), strict=True)) for k in uit.kolommen}
    codes = [g.code for g in uit.gemeenten]
    return {c: tuple(kolommen.get(k, {}).get(c) for k in ("inwoners", "ses_woa")) for c in codes}


@pytest.mark.parametrize("zaad", range(ZADEN))
def test_every_reading_is_the_plain_table_or_the_file_is_refused(tmp_path, zaad):
    geteld = 0
    for nummer in range(PER_ZAAD):
        geval = Geval(random.Random(zaad * PER_ZAAD + nummer))
        folder = tmp_path / str(nummer)
        folder.mkdir()
        pad = geval.schrijf(folder)
        uit = gelezen(pad if geval.kans(0.5) else folder)
        verhaal = (zaad, nummer, pad, geval.schade)
        if geval.schade:
            # What is broken may be absent, and so told; a figure that is there is the right one.
            for code, cijfers in (uit or {}).items():
                assert code in WAAR, verhaal
                for cijfer, waar in zip(cijfers, WAAR[code], strict=True):
                    assert cijfer in (None, waar), verhaal
        else:
            assert uit == WAAR, verhaal
            geteld += 1
    assert geteld > PER_ZAAD / 3  # most layouts are whole, and those must be read


def test_there_are_more_than_five_thousand_layouts():
    assert ZADEN * PER_ZAAD >= 5_000
