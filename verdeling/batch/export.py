"""The tables of a result folder, each in one file, with what the analysis makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from verdeling.batch.analysis import Analyse
from verdeling.batch.store import TABELLEN
from verdeling.errors import VerdelingError, oorzaak

OPTIES: Final = {"csv": "format csv, header", "parquet": "format parquet, compression zstd"}
BANDEN: Final = (
    "taak",
    "code",
    "laagste",
    "p5",
    "mediaan",
    "p95",
    "hoogste",
    "rang_hoogste",
    "rang_laagste",
)
BIJDRAGEN: Final = ("taak", "doel", "parameter", "aandeel")


def export_folder(folder: Path, doel: Path, vorm: str) -> list[Path]:
    """Write each table as one file, in the order of the scenarios; also ``banden`` and ``bijdragen``.

    Parameters
    ----------
    vorm
        ``csv`` or ``parquet``.

    Raises
    ------
    VerdelingError
        When the folder holds no experiment or the target cannot be written.
    """
    a = Analyse(folder)
    import duckdb
    import pyarrow as pa

    extra = {"banden": (BANDEN, a.banden()), "bijdragen": (BIJDRAGEN, a.bijdragen())}
    for naam, (kop, rijen) in extra.items():
        if rijen:
            a.bank.register(naam, pa.table(dict(zip(kop, map(list, zip(*rijen, strict=True)), strict=True))))
    namen = [n for n in TABELLEN if n in a.tabellen] + [n for n, (_, rijen) in extra.items() if rijen]
    geschreven = []
    try:
        doel.mkdir(parents=True, exist_ok=True)
        for naam in namen:
            pad = doel / f"{naam}.{vorm}"
            tijdelijk = pad.with_name(f".{pad.name}")
            plek = str(tijdelijk).replace("'", "''")
            a.bank.execute(f"copy ({_inhoud(a, naam, vorm)}) to '{plek}' ({OPTIES[vorm]})")
            tijdelijk.replace(pad)
            geschreven.append(pad)
    except (OSError, duckdb.Error) as fout:
        reden = oorzaak(fout) if isinstance(fout, OSError) else str(fout)
        raise VerdelingError.een("V740", str(doel), reden=reden) from fout
    return geschreven


def _inhoud(a: Analyse, naam: str, vorm: str) -> str:
    """Query of a whole table; in a csv no text of a user is a formula. Names of tasks and codes never are."""
    if vorm != "csv" or naam != "scenarios":
        return f"select * from {naam}"
    teksten = [k for k, soort, *_ in a.rijen(f"describe {naam}") if soort == "VARCHAR"]
    veilig = ", ".join(_safe('"' + k.replace('"', '""') + '"') for k in teksten)
    return f"select * replace ({veilig}) from {naam}"


def _safe(kolom: str) -> str:
    """As :func:`verdeling.texts.signs.geen_formule`."""
    begin, getal = (f"regexp_matches({kolom}, '{v}')" for v in (r"^[=@\t\r+-]", r"^[+-]\d+([.,]\d+)?$"))
    return f"case when {begin} and not {getal} then '''' || {kolom} else {kolom} end as {kolom}"
