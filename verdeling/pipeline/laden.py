"""Load a model by name or path, and data from a folder."""

from __future__ import annotations

import datetime as dt
import importlib
import sys
from pathlib import Path

from verdeling.errors import ModelError
from verdeling.inputs import tables
from verdeling.inputs.tables import Gegevens
from verdeling.pipeline.argumenten import Instellingen, instellingen, pad, soortfout
from verdeling.verdeelmodel import catalogue
from verdeling.verdeelmodel.model import Verdeelmodel


def load_model(name_or_path: str | Path, overrides: Instellingen | None = ()) -> Verdeelmodel:
    """Load a model by name or path, with overrides as :func:`verdeling.run` takes them.

    The rule kinds of a plan register themselves when they are imported. That costs a fifth of a second, so
    it waits until a model names a rule.

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
    naam = str(pad("model", name_or_path, "python.model"))
    waarden = instellingen(overrides)
    try:
        return catalogue.load_model(naam, waarden)
    except ModelError as fout:
        if "verdeling.plan.rules" in sys.modules or all(p.code != "V230" for p in fout.problemen):
            raise
    importlib.import_module("verdeling.plan.rules")
    return catalogue.load_model(naam, waarden)


def load_data(
    folder: Path | str | None = None, peildatum: dt.date = dt.date(2026, 1, 1), *, aanvullen: bool = False
) -> Gegevens:
    """Load the shipped data, or a folder or file of your own, on the boundaries of `peildatum`.

    Parameters
    ----------
    folder
        Folder with tables (csv or xlsx), or one such file; None for the shipped data.
    peildatum
        Day whose boundaries hold.
    aanvullen
        Give gemeenten and cells that are missing the shipped figure, with a note for each.

    Raises
    ------
    DataError
        With all problems of the folder at once: file, row, column, what to do.
    """
    if not isinstance(peildatum, dt.date) or isinstance(peildatum, dt.datetime):
        raise soortfout("peildatum", peildatum, "python.datum")
    map_ = None if folder is None else pad("data", folder, "python.data")
    return tables.load_data(map_, peildatum, aanvullen=aanvullen)
