"""A folder for data of your own: the gemeenten of today with empty columns to fill in."""

from __future__ import annotations

from pathlib import Path

from verdeling.inputs.tables import Gegevens
from verdeling.output.manifest import nieuwe_map
from verdeling.output.tables import csv_bytes
from verdeling.terms import Niveau

BRONKOLOMMEN = ("bestand", "kolom", "uitgever", "tabel", "peildatum", "licentie", "status", "toelichting")


def schrijf_sjabloon(folder: Path, gegevens: Gegevens) -> None:
    """Write ``gemeenten.csv`` (code, gemeente, provincie, inwoners) and ``bronnen.csv``.

    The inhabitants are the latest that ship, so that the folder works as it is.

    Raises
    ------
    VerdelingError
        When the folder exists and is not empty, or cannot be written.
    """
    inwoners = gegevens.kolom("inwoners", gegevens.peildatum)
    provincies = [gegevens.gebiedsnaam[code] for code in gegevens.gebied(Niveau.PROVINCIE)]
    rijen = zip(gegevens.codes, gegevens.namen, provincies, inwoners.tellers, strict=True)
    bron = inwoners.bron
    herkomst = (
        "gemeenten",
        "inwoners",
        bron.uitgever,
        bron.tabel,
        str(bron.peildatum),
        bron.licentie,
        bron.status,
        "",
    )
    with nieuwe_map(folder) as nieuw:
        kop = ("code", "gemeente", "provincie", "inwoners")
        (nieuw / "gemeenten.csv").write_bytes(csv_bytes(kop, rijen))
        (nieuw / "bronnen.csv").write_bytes(csv_bytes(BRONKOLOMMEN, [herkomst]))
