"""A small hand-made table of figures for tests of the key and the division."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from verdeling.inputs.register import Existence, Register
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.terms import Bron, Status
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import Taak
from verdeling.verdeelmodel.tekst import Tekst

DATUM = dt.date(2025, 1, 1)
LEEG = Tekst(nl="test", en="test")


def kolom(naam: str, codes: tuple[str, ...], waarden: list[int | str | None]) -> Kolom:
    numbers = [None if w is None else Decimal(w) for w in waarden]
    cijfers = max((-int(g.as_tuple().exponent) for g in numbers if g is not None), default=0)
    denominator = 10 ** max(cijfers, 0)
    numerators = tuple(None if g is None else int(g * denominator) for g in numbers)
    bron = Bron(
        kolom=naam,
        uitgever="t",
        tabel="t",
        peildatum=DATUM,
        licentie="t",
        status=Status.PUBLISHED,
        toelichting="",
    )
    return Kolom(naam, codes, numerators, denominator, DATUM, additive=True, bron=bron)


def tabel(
    provincies: list[str] | None = None, regios: list[str] | None = None, **waarden: list[int | str | None]
) -> Gegevens:
    """Gemeenten GM0001, GM0002, … with these values; areas default to one provincie and one regio."""
    n = len(next(iter(waarden.values())))
    codes = tuple(f"GM{i:04d}" for i in range(1, n + 1))
    position = zip(codes, provincies or ["PV20"] * n, regios or ["VR01"] * n, strict=True)
    gemeenten = tuple(
        Existence(c, f"Gemeente {c[2:]}", dt.date(2000, 1, 1), None, p, v) for c, p, v in position
    )
    gebieden = {"NL01", *(g.provincie for g in gemeenten), *(g.veiligheidsregio for g in gemeenten)}
    register = Register(gemeenten, (), tuple((c, f"Gebied {c}") for c in sorted(gebieden)))
    kolommen = tuple(kolom(naam, codes, w) for naam, w in waarden.items())
    return Gegevens(DATUM, gemeenten, register, kolommen, verwacht=n)


def taak(
    totaal: int | str | Fraction | None, niveaus: list[dict], sleutel: dict | None = None, **meer
) -> Taak:
    """A task with a key of inhabitants unless told otherwise."""
    return Taak.model_validate(
        {
            "totaal": None if totaal is None else {"waarde": totaal, "grondslag": {"bron": "test"}},
            "sleutel": sleutel or {"indicator": "inwoners"},
            "grondslag": {"bron": "test"},
            "niveaus": niveaus,
            **meer,
        }
    )


def model(gebied: tuple[str, ...] | None = None, **taken: Taak) -> Verdeelmodel:
    return Verdeelmodel(
        naam="test",
        titel=LEEG,
        omschrijving=LEEG,
        status=Status.ILLUSTRATIVE,
        grenzen=DATUM,
        gebied=gebied,
        taken=taken,
    )


def gegeven(**totalen: int | str) -> dict:
    """Given totals by area code."""
    return {code: {"waarde": waarde, "grondslag": {"bron": "test"}} for code, waarde in totalen.items()}
