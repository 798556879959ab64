"""Tables that a caller has in memory, as the text cells of a file: the same checks read them.

A number in a DataFrame is a number and no text: 14.0 in a column of codes is 14, 1.234 is no thousand, and
what is missing (NaN, None, NA, NaT) is an empty cell, never a nought.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from verdeling.errors import DataError, Probleem
from verdeling.inputs.sheet import Counter, Row, Sheet
from verdeling.inputs.workbook_file import cell_text
from verdeling.terms import Kort

if TYPE_CHECKING:
    import pandas as pd

ENKELE_PRECISIE: Final = "float32"


@dataclass(frozen=True, repr=False)
class Kaders(Kort):
    """Tables by name, in place of the files of a data folder; rows are numbered from 1, the head is row 0."""

    bladen: tuple[Sheet, ...]

    @property
    def name(self) -> str:
        """What problems call them, where a folder has its name."""
        return "DataFrame"

    def hashes(self) -> dict[str, str]:
        """Checksum of the cells of each table."""
        return {
            blad.bestand: hashlib.sha256(json.dumps([r.cellen for r in blad.rijen]).encode()).hexdigest()
            for blad in self.bladen
        }


def from_dataframes(kaders: Mapping[str, pd.DataFrame], bekend: Iterable[str]) -> Kaders:
    """Take tables over from DataFrames; an index with a name counts as columns.

    Parameters
    ----------
    kaders
        DataFrame by the name of its table.
    bekend
        Names that a table can have.

    Raises
    ------
    DataError
        Unknown table, or columns with names of several levels.
    """
    keus = tuple(bekend)
    problemen = [
        Probleem.van("V643", "data", naam=str(naam)[:60], keus=", ".join(keus))
        for naam in kaders
        if naam not in keus
    ]
    problemen += [Probleem.van("V644", str(n)[:60]) for n, k in kaders.items() if k.columns.nlevels > 1]
    if not set(kaders) - {"bronnen"}:
        problemen.append(Probleem.van("V645", "data", keus=", ".join(keus)))
    if problemen:
        raise DataError(problemen)
    return Kaders(tuple(Sheet(naam, tuple(_rijen(naam, kader))) for naam, kader in sorted(kaders.items())))


def _rijen(naam: str, kader: pd.DataFrame) -> Iterator[Row]:
    benoemd = [n for n in kader.index.names if n is not None and n not in kader.columns]
    heel = kader.reset_index(level=benoemd) if benoemd else kader
    kolommen = [[str(kop).strip(), *_cellen(heel.iloc[:, j])] for j, kop in enumerate(heel.columns)]
    teller = Counter(naam)
    for nummer, rij in enumerate(zip(*kolommen, strict=True)):
        if any(rij):
            teller.tel(nummer, list(rij))
            yield Row(nummer, rij)


def _cellen(kolom: pd.Series[Any]) -> list[str]:
    # A float of single precision vouches for seven digits: as a double it shows digits that nobody wrote.
    enkel = str(kolom.dtype).casefold() == ENKELE_PRECISIE
    leeg = kolom.isna()
    return [
        "" if mist else _cel(float(str(waarde)) if enkel else waarde)
        for waarde, mist in zip(kolom.astype(object), leeg, strict=True)
    ]


def _cel(waarde: Any) -> str:  # noqa: ANN401
    """Text of a value, as that of a cell in a workbook."""
    return cell_text(waarde.item() if hasattr(waarde, "dtype") and hasattr(waarde, "item") else waarde)
