"""Load a model by name or path, and data from a folder."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from verdeling.inputs import tables
from verdeling.inputs.dataframes import Frames, from_dataframes
from verdeling.inputs.tables import Gegevens
from verdeling.pipeline.arguments import Settings, kind_fault, pad, read_settings
from verdeling.verdeelmodel import catalogue
from verdeling.verdeelmodel.by_hand import read_by_hand
from verdeling.verdeelmodel.model import Verdeelmodel

if TYPE_CHECKING:
    import pandas as pd

    Bron = Path | str | pd.DataFrame | Mapping[str, pd.DataFrame]
    """What data can be loaded from."""


TABEL: Final = "tabel"
"""What a DataFrame in the place of a published table is called in problems."""


def load_model(
    name_or_path: str | Path,
    overrides: Settings | None = (),
    by_hand: Path | str | pd.DataFrame | None = None,
) -> Verdeelmodel:
    """Load a model by name or path, with overrides and numbers by hand as :func:`verdeling.run` takes them.

    Raises
    ------
    VerdelingError
        With all problems at once: file, line, dotted key, what is wrong and what to do.

    Examples
    --------
    >>> import verdeling
    >>> model = verdeling.load_model("inwoners", {"taken.asielopvang.totaal": 75500})
    >>> model.taken["asielopvang"].totaal.waarde
    Fraction(75500, 1)
    """
    name, values = str(pad("model", name_or_path, "python.model")), read_settings(overrides)
    model = catalogue.load_model(name, values)
    return model if by_hand is None else handwork(name, values, by_hand, model).load()


def handwork(
    name: str, values: tuple[str, ...], table: Path | str | pd.DataFrame, model: Verdeelmodel
) -> catalogue.Handwork:
    """Numbers by hand for a model that was loaded with these settings.

    Raises
    ------
    DataError
        With all problems of the table.
    """
    rows, notes = read_by_hand(table_of(table), model)
    return catalogue.Handwork(name, values, rows, tuple(notes))


def load_data(
    folder: Bron | None = None, peildatum: dt.date = dt.date(2026, 1, 1), *, aanvullen: bool = False
) -> Gegevens:
    """Load the shipped data, or data of your own, on the boundaries of `peildatum`.

    Parameters
    ----------
    folder
        Folder with tables (csv or xlsx), or one such file; a DataFrame with the columns of ``gemeenten.csv``,
        one row per gemeente; or a dict with a DataFrame per table: gemeenten, capaciteit, aanbod, locaties,
        realisatie, bronnen. A missing value (NaN, None, NA) stays missing. None is the shipped data.
    peildatum
        Day whose boundaries hold.
    aanvullen
        Give gemeenten and cells that are missing the shipped figure, with a note for each.

    Raises
    ------
    DataError
        With all problems of the folder at once: file, row, column, what to do.

    Examples
    --------
    >>> import pandas as pd
    >>> import verdeling
    >>> tabel = pd.DataFrame({"code": [14, 34], "regulier": [100, None], "nood": [0, 5]})
    >>> verdeling.load_data({"capaciteit": tabel}).kolom("capaciteit_regulier").numerators[:2]
    (100, None)
    """
    if not isinstance(peildatum, dt.date) or isinstance(peildatum, dt.datetime):
        raise kind_fault("peildatum", peildatum, "python.datum")
    return tables.load_data(_source_of(folder), peildatum, aanvullen=aanvullen)


def table_of(given: Path | str | pd.DataFrame) -> Path | Frames:
    """A table that is held against a result: its path, or the DataFrame that takes the place of a file."""
    if isinstance(given, getattr(sys.modules.get("pandas"), "DataFrame", ())):
        return from_dataframes({TABEL: cast("pd.DataFrame", given)}, (TABEL,))
    return pad(TABEL, given, "python.tabel")


def _source_of(given: Bron | None) -> Path | Frames | None:
    frame = getattr(sys.modules.get("pandas"), "DataFrame", ())
    if isinstance(given, frame):
        given = {"gemeenten": given}
    if isinstance(given, Mapping):
        for name, table in given.items():
            if not isinstance(table, frame):
                raise kind_fault(f"data[{name!r}]", table, "python.dataframe")
        from verdeling.inputs.folder import REQUIRED

        return from_dataframes(given, REQUIRED)
    return None if given is None else pad("data", given, "python.data")
