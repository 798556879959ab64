"""From a sheet to a table: where the head is, which rows are data, and a note on all that is neither.

A head may have titles above it, two lines, and merged cells; below the data may stand totals and notes.
Nothing is guessed: a row that might be data is data, and what cannot be read is a problem with its place.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final

from verdeling.errors import Probleem, samengevat
from verdeling.inputs.headings import ANDERE_SLEUTELS, GEHEEL, SLEUTELS, canoniek, is_known, head_value
from verdeling.inputs.names import ALIASES, bare_letters
from verdeling.inputs.numbers import without_thousands
from verdeling.inputs.register import read_register
from verdeling.inputs.sheet import Onleesbaar, Row, Sheet

KOP_BINNEN: Final = 40
"""Rows in which the head is looked for."""
CODEACHTIG: Final = re.compile(r"[A-Za-z]{0,3}[ ._-]?\d[\w.+/-]*")
GEBIEDSCODE: Final = re.compile(r"NL01|PV\d{2}|VR\d{2}", re.IGNORECASE)
ANDER_GEBIED: Final = re.compile(
    r"(?:NL|LD|PV|CR|VR)\d{2}|(?:AM|GG|RM|RP|WR|JZ|KK|TG|ZK|BU|WK)\d{2,}", re.IGNORECASE
)
"""Codes of areas that are no gemeenten, as CBS writes them."""
GEMEENTECODE: Final = re.compile(r"'?(?:GM)?\d{1,4}(?:\.0+)?", re.IGNORECASE)
TOTAAL: Final = re.compile(
    r"(?:(?:sub|eind)?totaal|totalen|som|total|sum|nederland|nl(?:0\d)?)(?:\b.*)?", re.IGNORECASE | re.DOTALL
)
"""Names of rows that sum other rows; what they begin with."""
NOOT: Final = re.compile(
    r"(?:[*†‡¹²³]|\d\)|\(\d\)|(?:bron|noot|let op|toelichting|opmerking|peildatum|source|note|stand)\b).*",
    re.IGNORECASE | re.DOTALL,
)
NAAMKOP: Final = re.compile(
    r"(?:naam(?: gemeente)?|gemeente(?:n?naam)?)(?:[ _-]*\(?(?:19|20)\d\d\)?)?", re.IGNORECASE
)
"""Headings of names, of gemeenten if their cells say so."""
JAAR: Final = re.compile(r"(?:19|20)\d\d")
MEEST: Final = 60
"""Most characters of a row in a note about it."""
GENOEG: Final = 12
"""Most rows or names in one note."""


@dataclass(frozen=True)
class Line:
    """One row of a table: its row number in the file and its cells, as many as the head has."""

    nummer: int
    cellen: tuple[str, ...]


@dataclass(frozen=True)
class Tabel:
    """A table of text cells, stripped of white space; column names in lower case.

    Attributes
    ----------
    bestand
        Name of the file; of a workbook with several sheets ``file#sheet``.
    kop, rijen
        Names of the columns, and the rows.
    kopregel
        Row number of the head.
    meldingen
        What a reader must know: rows and columns that are not used, dots that were read as thousands.
    soort
        Which table of a data folder it is; empty for a table on its own.
    """

    bestand: str
    kop: tuple[str, ...]
    rijen: tuple[Line, ...]
    kopregel: int = 1
    meldingen: tuple[Probleem, ...] = ()
    soort: str = ""

    def kolom(self, naam: str) -> tuple[str, ...]:
        """Cells of one column; empty texts when the table has no such column."""
        if naam not in self._kolommen:
            plaats = self.kop.index(naam) if naam in self.kop else None
            self._kolommen[naam] = tuple("" if plaats is None else r.cellen[plaats] for r in self.rijen)
        return self._kolommen[naam]

    @cached_property
    def _kolommen(self) -> dict[str, tuple[str, ...]]:
        """Columns that were asked before: many ask for one cell of each row."""
        return {}

    def ontbrekend(self, vereist: Iterable[str]) -> list[Probleem]:
        """Problems of the columns that must be there and are not."""
        return _ontbreekt(f"{self.bestand}:{self.kopregel}", self.kop, vereist)

    def ongebruikt(self, gebruikt: Iterable[str]) -> list[Probleem]:
        """Note on the columns that nobody reads; empty when there are none."""
        over = [k for k in self.kop if k not in set(gebruikt)]
        return [Probleem.van("V154", f"{self.bestand}:{self.kopregel}", namen=kort(over))] if over else []


@dataclass(frozen=True)
class Kop:
    """The head of a sheet: first and last of its rows (places, from 0) and the name of each column."""

    eerste: int
    laatste: int
    namen: tuple[str, ...]

    def hernoemd(self, anders: Mapping[str, str]) -> Kop:
        """The same head with other names for columns, where that name is not taken yet."""
        return replace(
            self, namen=tuple(n if (n := anders.get(k, k)) not in self.namen else k for k in self.namen)
        )


def kort(namen: Sequence[str]) -> str:
    """Names in a row, the first ones when there are many."""
    return ", ".join(namen[:GENOEG]) + (f" … (+{len(namen) - GENOEG})" if len(namen) > GENOEG else "")


def nabij(gezocht: str, namen: Iterable[str]) -> str:
    """Heading that is most like a name; empty when none is."""
    bij = {"".join(c for c in n.casefold() if c.isalnum()): n for n in namen if n}
    gelijk = difflib.get_close_matches("".join(c for c in gezocht if c.isalnum()), bij, 1, 0.6)
    return bij[gelijk[0]] if gelijk else next((n for k, n in bij.items() if gezocht in k), "")


def find_heading(sheet: Sheet, vereist: Iterable[str] = ()) -> Kop | None:
    """Head of a sheet: of the first rows the one that names most that is required, and most that is known."""
    nodig = frozenset(vereist)
    beste: tuple[tuple[int, int], Kop] | None = None
    for i, rij in enumerate(sheet.rijen[:KOP_BINNEN]):
        if not head_value(rij.cellen):
            continue
        kop = _read_head(sheet.rijen, i)
        if len([n for n in kop.namen if n]) < 2:
            continue
        waarde = (len(nodig.intersection(kop.namen)), len({n for n in kop.namen if is_known(n)}))
        if beste is None or waarde > beste[0]:
            beste = (waarde, kop)
    return None if beste is None else _with_names(beste[1], sheet.rijen[beste[1].laatste + 1 :])


def table_of(sheet: Sheet, vereist: Iterable[str] = (), anders: Mapping[str, str] | None = None) -> Tabel:
    """Table of a sheet.

    Parameters
    ----------
    sheet
        What was read.
    vereist
        Columns that must be there.
    anders
        Other names of columns, and what they are called in this table.

    Raises
    ------
    Onleesbaar
        With all structural problems.
    """
    if not sheet.rijen:
        raise Onleesbaar(Probleem.van("V111", sheet.bestand))
    vereist = tuple(vereist)
    gevonden = find_heading(sheet, (*vereist, *(anders or {})))
    if gevonden is not None:
        gevonden = gevonden.hernoemd(anders or {})
    kop = gevonden or Kop(0, 0, tuple(_naam(c) for c in sheet.rijen[0].cellen))
    waar = f"{sheet.bestand}:{sheet.rijen[kop.eerste].nummer}"
    rest = sheet.rijen[kop.laatste + 1 :]
    problemen = _kopfouten(waar, kop.namen, vereist)
    if problemen and gevonden is None:
        # Without a head no row can be judged.
        raise Onleesbaar(*problemen)
    gewoon, overig, fouten = _rijen(sheet, kop, rest)
    problemen += fouten
    if not gewoon and not problemen:
        problemen.append(Probleem.van("V119", sheet.bestand))
    if problemen:
        raise Onleesbaar(*problemen)
    meldingen = [*sheet.meldingen, *_above_head(sheet, kop)] + _skipped(sheet, overig)
    return _af(sheet, kop, gewoon, meldingen)


def _with_names(kop: Kop, rest: Sequence[Row]) -> Kop:
    """The head in which a column of names without a known heading is called by what it names.

    A column ``naam`` or ``gemeentenaam 2025`` names gemeenten when most of its cells do; provincies when all
    do that name an area and one of them is no gemeente.
    """
    if {"gemeente", "regio"}.intersection(kop.namen):
        return kop
    gemeenten, provincies = _names_of_areas()
    for j, kolom in enumerate(kop.namen):
        if NAAMKOP.fullmatch(kolom):
            namen = [bare_letters(rij.cel(j)) for rij in rest if rij.cel(j)]
            soort = ""
            if 2 * sum(n in gemeenten for n in namen) > len(namen):
                soort = "gemeente"
            elif namen and "code" not in kop.namen and 2 * sum(n in provincies for n in namen) > len(namen):
                soort = "provincie"
            if soort and soort not in kop.namen:
                return replace(kop, namen=(*kop.namen[:j], soort, *kop.namen[j + 1 :]))
    return kop


@cache
def _names_of_areas() -> tuple[frozenset[str], frozenset[str]]:
    """Names of gemeenten of any day, also those in daily use, and of provincies; letters alone."""
    register = read_register()
    gemeenten = {bare_letters(n) for n in (*(g.naam for g in register.gemeenten), *ALIASES)}
    return frozenset(gemeenten), frozenset(
        bare_letters(naam) for code, naam in register.gebieden if code.startswith("PV")
    )


def _read_head(rijen: Sequence[Row], i: int) -> Kop:
    boven = rijen[i]
    onder = rijen[i + 1] if i + 1 < len(rijen) else None
    if onder is not None and _is_second_line(boven, onder):
        return Kop(i, i + 1, _together(boven, onder))
    namen = tuple(_naam(c) for c in boven.cellen)
    dubbel = {k for k, aantal in Counter(namen).items() if k and aantal > 1}
    if dubbel and i and rijen[i - 1].nummer == boven.nummer - 1:
        samen = _together(rijen[i - 1], boven)
        return Kop(i - 1, i, tuple(s if n in dubbel else n for n, s in zip(namen, samen, strict=False)))
    if i and rijen[i - 1].nummer == boven.nummer - 1:
        samen = _below_known(rijen[i - 1], namen)
        return Kop(i if samen == namen else i - 1, i, samen)
    return Kop(i, i, namen)


def _below_known(boven: Row, namen: tuple[str, ...]) -> tuple[str, ...]:
    """Names of a row of a head, with what the row above calls a column that this one has no known name for.

    A heading above several such columns is that of none of them.
    """

    def onbekend(j: int) -> bool:
        return j < len(namen) and bool(namen[j]) and not is_known(namen[j])

    over = [boven.cel(j) for j in range(len(namen) + 1)]
    return tuple(
        _naam(over[j])
        if is_known(over[j]) and not is_known(naam) and (over[j + 1] or not onbekend(j + 1))
        else naam
        for j, naam in enumerate(namen)
    )


def _is_second_line(boven: Row, onder: Row) -> bool:
    """Whether the row below a head belongs to it: it says nothing about an area, and holds no figures."""
    sleutels = [j for j, c in enumerate(boven.cellen) if canoniek(c) in SLEUTELS | ANDERE_SLEUTELS]
    if onder.nummer != boven.nummer + 1 or any(onder.cel(j) for j in sleutels) or onder.formules:
        return False
    return all(not re.search(r"\d", c) or JAAR.fullmatch(c) or is_known(c) for c in onder.cellen if c) and (
        any(onder.cel(j) for j in range(len(onder.cellen)))
    )


def _together(boven: Row, onder: Row) -> tuple[str, ...]:
    """Names of a head of two lines; a merged cell above stands over all columns up to the next one."""
    breedte = max(len(boven.cellen), len(onder.cellen))
    groep, over = "", []
    for j in range(breedte):
        groep = boven.cel(j) or (groep if onder.cel(j) else "")
        over.append(groep)
    namen = []
    for j in range(breedte):
        alleen = over.count(over[j]) == 1 and bool(boven.cel(j))
        namen.append(_of_two(over[j], onder.cel(j), alleen=alleen))
    dubbel = {k for k, aantal in Counter(namen).items() if k and aantal > 1}
    return tuple(
        _naam(f"{over[j]} {onder.cel(j)}") if naam in dubbel and onder.cel(j) else naam
        for j, naam in enumerate(namen)
    )


def _of_two(boven: str, onder: str, *, alleen: bool) -> str:
    samen = f"{boven} {onder}".strip()
    if not (boven and onder) or is_known(samen):
        return _naam(samen)
    if alleen and is_known(boven) and not is_known(onder) and not JAAR.fullmatch(onder):
        return _naam(boven)  # what stands below is its unit
    if is_known(onder) and not (alleen and is_known(boven)):
        return _naam(onder)
    return _naam(samen)


def _naam(kop: str) -> str:
    return canoniek(kop) if kop else ""


def _kopfouten(waar: str, namen: Sequence[str], vereist: Iterable[str]) -> list[Probleem]:
    genoemd = Counter(k for k in namen if k)
    # Any column that says which area a row is about will do.
    nodig = [k for k in vereist if not (k in SLEUTELS and SLEUTELS.intersection(namen))]
    dubbel = sorted(k for k, aantal in genoemd.items() if aantal > 1)
    return _ontbreekt(waar, namen, nodig) + [Probleem.van("V123", waar, kolom=k) for k in dubbel]


def _ontbreekt(waar: str, kop: Sequence[str], vereist: Iterable[str]) -> list[Probleem]:
    namen = [k for k in kop if k]
    return [
        Probleem.van("V122", waar, kolom=k, namen=kort(namen), nabij=nabij(k, namen) or "–")
        for k in vereist
        if k not in namen
    ]


def _rijen(sheet: Sheet, kop: Kop, rest: Sequence[Row]) -> tuple[list[Row], list[Row], list[Probleem]]:
    """Rows of data, rows that are none, and what is wrong with the former."""
    plaatsen = [j for j, k in enumerate(kop.namen) if k in SLEUTELS]
    gemeenten = any(GEMEENTECODE.fullmatch(r.cel(j)) for r in rest for j in plaatsen)
    # What was realised is also published per veiligheidsregio and for the country: figures of their own.
    eigen_gebied = {"periode", "gehuisvest"} <= set(kop.namen)
    genoemd = {j for j, k in enumerate(kop.namen) if k}
    # What stands in a column without a name, as a number of the row, does not tell what the row is.
    kaal = {r.nummer: r.alleen(genoemd) for r in rest}
    koprijen = {_small(sheet.rijen[i].alleen(genoemd)) for i in range(kop.eerste, kop.laatste + 1)}
    breedte = len(kop.namen)
    anders: set[int] = set()
    gewoon = list(rest)
    if plaatsen or "maand" in kop.namen:
        vast = {r.nummer for r in rest if _other_sign(sheet, r, breedte)}
        if eigen_gebied:
            vast |= {r.nummer for r in rest if any(GEBIEDSCODE.fullmatch(r.cel(j)) for j in plaatsen)}
        anders = {
            n
            for n, r in kaal.items()
            if n not in vast and _is_otherwise(r, plaatsen, koprijen, gemeenten=gemeenten)
        }
        gewoon = [r for r in rest if r.nummer not in anders]
        while gewoon and gewoon[-1].nummer not in vast and _is_noot(kaal[gewoon[-1].nummer], plaatsen):
            anders.add(gewoon.pop().nummer)
    fouten = samengevat(fout for r in gewoon for fout in _rijfouten(sheet, kop, r, breedte))
    return gewoon, [r for r in rest if r.nummer in anders], fouten


def _other_sign(sheet: Sheet, rij: Row, breedte: int) -> bool:
    """Whether a row of a csv is one cell because it has another separator than the head."""
    ander = "," if sheet.teken == ";" else ";"
    tekst = rij.cellen[rij.gevuld[0]] if rij.gevuld else ""
    return (
        bool(sheet.teken)
        and len(rij.gevuld) == 1
        and breedte > 1
        and tekst.count(ander) == breedte - 1
        and (NOOT.fullmatch(tekst) is None)
    )


def _small(rij: Row) -> tuple[str, ...]:
    return tuple(c.casefold() for c in rij.cellen[: max(rij.gevuld, default=-1) + 1])


def _is_noot(rij: Row, plaatsen: Sequence[int]) -> bool:
    """Whether a row below the data is a note: text alone, in one cell or after a mark of notes."""
    if not rij.gevuld:
        return True
    eerste, *meer = (rij.cellen[j] for j in rij.gevuld)
    if rij.gevuld[0] > max(plaatsen, default=0):
        return False  # a cell of a row that lacks its area
    if any(CODEACHTIG.fullmatch(c) for c in (eerste, *meer)):
        return False
    return not meer or NOOT.fullmatch(eerste) is not None


def _is_total(rij: Row, plaatsen: Sequence[int]) -> bool:
    """Whether a row says that it sums others, in a cell that names an area, or in its first."""
    if any(GEMEENTECODE.fullmatch(rij.cel(j)) for j in plaatsen):
        return False
    namen = {rij.cel(j) for j in plaatsen} - {""} or {rij.cellen[rij.gevuld[0]]}
    return any(TOTAAL.fullmatch(n) for n in namen)


def _is_otherwise(rij: Row, plaatsen: Sequence[int], koprijen: set[tuple[str, ...]], *, gemeenten: bool) -> bool:
    """Whether a row between the data is none: the head again, a total, another kind of area, a heading."""
    if not rij.gevuld:
        return True
    if _small(rij) in koprijen or _is_total(rij, plaatsen):
        return True
    sleutels = [rij.cel(j) for j in plaatsen]
    if gemeenten and not any(GEMEENTECODE.fullmatch(s) for s in sleutels):
        if any(ANDER_GEBIED.fullmatch(s) for s in sleutels):
            return True
        eerste = rij.cellen[rij.gevuld[0]]
        return len(rij.gevuld) == 1 and rij.gevuld[0] <= max(plaatsen) and not CODEACHTIG.fullmatch(eerste)
    return False


def _rijfouten(sheet: Sheet, kop: Kop, rij: Row, breedte: int) -> Iterable[Probleem]:
    waar = f"{sheet.bestand}:{rij.nummer}"
    if rij.los:
        yield Probleem.van("V127", waar, tekst=next(c for c in rij.cellen if '"' in c)[:MEEST])
    if sheet.teken and (len(rij.cellen) < breedte or any(rij.cellen[breedte:])):
        yield _breedtefout(waar, rij.cellen, breedte, sheet.teken)
    naam = rij.cel(kop.namen.index("gemeente")) if "gemeente" in kop.namen else ""
    for j, formule in rij.formules.items():
        if j < breedte and kop.namen[j]:
            plaats = f"{waar}:{kop.namen[j]}" + (f" ({naam})" if naam else "")
            yield Probleem.van("V121", plaats, formule=formule)


def _breedtefout(waar: str, cellen: Sequence[str], breedte: int, teken: str) -> Probleem:
    ander = "," if teken == ";" else ";"
    if teken and len(cellen) < breedte and any(ander in c for c in cellen):
        return Probleem.van("V117", waar, teken=teken, ander=ander)
    return Probleem.van("V116", waar, gevonden=len(cellen), verwacht=breedte)


def _above_head(sheet: Sheet, kop: Kop) -> list[Probleem]:
    boven = sheet.rijen[: kop.eerste]
    return [_row_note("V156", sheet, boven)] if boven else []


def _skipped(sheet: Sheet, rijen: Sequence[Row]) -> list[Probleem]:
    return [_row_note("V157", sheet, rijen)] if rijen else []


def _row_note(code: str, sheet: Sheet, rijen: Sequence[Row]) -> Probleem:
    teksten = [f"{r.nummer} «{_verkort(' '.join(c for c in r.cellen if c))}»" for r in rijen]
    return Probleem.van(code, sheet.bestand, rijen=kort(teksten), aantal=len(rijen))


def _verkort(text: str) -> str:
    vlak = " ".join(text.split())
    return vlak if len(vlak) <= MEEST else f"{vlak[: MEEST - 1]}…"


def _af(sheet: Sheet, kop: Kop, rijen: Sequence[Row], meldingen: list[Probleem]) -> Tabel:
    """Columns with a name, under one name each, in plain figures."""
    breedte = max([len(kop.namen), *(len(r.cellen) for r in rijen)])
    namen = [*kop.namen, *[""] * (breedte - len(kop.namen))]
    kopregel = sheet.rijen[kop.laatste].nummer
    naamloos = [j for j, k in enumerate(namen) if not k and any(r.cel(j) for r in rijen)]
    if naamloos:
        nummers = ", ".join(str(j + 1) for j in naamloos[:GENOEG])
        meldingen.append(Probleem.van("V124", f"{sheet.bestand}:{kopregel}", nummers=nummers))
    genoemd = [j for j, k in enumerate(namen) if k]
    kolommen = [[r.cel(j) for r in rijen] for j in genoemd]
    uit = []
    for plaats, (j, teksten) in enumerate(zip(genoemd, kolommen, strict=True)):
        naam = namen[j]
        if naam == "regio":
            met_code = any(GEMEENTECODE.fullmatch(t) or ANDER_GEBIED.fullmatch(t) for t in teksten)
            bedoeld = "code" if met_code else "gemeente"
            naam = naam if bedoeld in namen else bedoeld
        elif naam not in SLEUTELS:
            gewoon = without_thousands(teksten, telling=naam in GEHEEL)
            if gewoon is not None:
                voorbeeld = next(
                    (van, naar) for van, naar in zip(teksten, gewoon, strict=True) if van != naar
                )
                waar = f"{sheet.bestand} {naam}"
                meldingen.append(Probleem.van("V164", waar, van=voorbeeld[0], naar=voorbeeld[1]))
                kolommen[plaats] = gewoon
        uit.append(naam)
    gevuld = zip(*kolommen, strict=True)
    tabelrijen = tuple(Line(r.nummer, cellen) for r, cellen in zip(rijen, gevuld, strict=True))
    return Tabel(sheet.bestand, tuple(uit), tabelrijen, kopregel, tuple(meldingen))
