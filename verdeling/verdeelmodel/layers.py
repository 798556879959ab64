"""One model on top of another: inheritance by `basis` and overrides by dotted path, on the raw mapping."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from verdeling.errors import ModelError, Probleem
from verdeling.terms import Status
from verdeling.texts import say
from verdeling.verdeelmodel.area_codes import als_sleutel
from verdeling.verdeelmodel.labels import PLANNEN, TOTAAL, herlabel
from verdeling.verdeelmodel.old_spelling import renew, renew_path
from verdeling.verdeelmodel.operation import names
from verdeling.verdeelmodel.reader import Document, Pad, gestippeld, lees

HEEL: Final = frozenset({"bron", "nl", "en", *TOTAAL, *names()})
"""A mapping with one of these keys is one value and replaces what it inherits as a whole: a new number must
not keep the basis of the old one, nor an English text the Dutch of another."""

AANVULBAAR: Final = frozenset({"opvangsoorten"})
"""Mappings that go over known values: an override may name a part that the file leaves out."""

GENOEG: Final = 3
"""So many paths are offered."""
MEESTE: Final = 12
"""So many keys of a place are named."""
LIJKT: Final = 0.8
"""A path that is at least so much like the given one is what was meant."""

INGESTELD: Final = {
    "bron": "ingesteld met --set",
    "status": "illustrative",
    "reden": "door de gebruiker gekozen waarde",
}


def eigen_keuze(waar: str, van: str) -> dict[str, str]:
    """Grondslag of a value for which the author of a layer gives none."""
    return {
        "bron": say("model.aangepast.bron", waar=waar),
        "status": Status.ILLUSTRATIVE.value,
        "reden": say("model.aangepast.reden", van=van),
    }


def stapel(onder: Document, boven: Document, basis: str, bestand: str) -> Document:
    """Put a variant on its basis: mappings merge, lists and values are replaced, ``null`` removes a key.

    Parameters
    ----------
    onder, boven
        The basis and the variant, raw.
    basis, bestand
        Name of the basis, and file of the variant; labels that the variant does not renew say so.
    """
    inhoud = dict(onder.inhoud)
    van = str(inhoud.pop("naam", basis))
    inhoud["naam"] = str(boven.inhoud.get("naam", Path(bestand).stem))
    plaatsen = dict(onder.plaatsen)
    _meng(inhoud, boven.inhoud, (), plaatsen)
    inhoud = copy.deepcopy(inhoud)
    herlabel(onder.inhoud, inhoud, set(_plekken(boven.inhoud)), van, bestand, eigen_keuze(bestand, van))
    problemen, meldingen = [*onder.problemen, *boven.problemen], [*onder.meldingen, *boven.meldingen]
    return Document(inhoud, plaatsen | boven.plaatsen, problemen, meldingen)


def _meng(onder: dict[str, Any], boven: dict[str, Any], pad: Pad, plaatsen: dict[Pad, str]) -> None:
    for sleutel, nieuw in boven.items():
        binnen = (*pad, sleutel)
        oud = onder.get(sleutel)
        if (
            isinstance(oud, dict)
            and isinstance(nieuw, dict)
            and sleutel != "sleutel"
            and not HEEL & nieuw.keys()
        ):
            onder[sleutel] = dict(oud)
            _meng(onder[sleutel], nieuw, binnen, plaatsen)
            continue
        _forget(binnen, plaatsen)
        if nieuw is None:
            onder.pop(sleutel, None)
        else:
            onder[sleutel] = nieuw


def _forget(pad: Pad, plaatsen: dict[Pad, str]) -> None:
    for oud in [p for p in plaatsen if p[: len(pad)] == pad]:
        del plaatsen[oud]


def set_values(document: Document, overrides: Sequence[str], naam: str) -> None:
    """Apply overrides such as ``taken.asielopvang.totaal=75500`` to the document of the model `naam`.

    A list item is named by its index. A plain value for a number with a grondslag sets its `waarde`, and
    every label of what changed says that the user chose it. ``null`` removes a key.

    Raises
    ------
    ModelError
        With every override that has no ``=``, no readable value or a path that leads nowhere.
    """
    if not overrides:
        return
    oud = copy.deepcopy(document.inhoud)
    problemen: list[Probleem] = []
    gegeven: set[Pad] = set()
    for override in overrides:
        try:
            gegeven.update(_set(document, override))
        except ModelError as fout:
            problemen += fout.problemen
    problemen += _without_effect(oud, document, gegeven)
    if problemen:
        raise ModelError(problemen)
    if isinstance(oud, dict):
        renew(document, {})
        van = str(oud.get("naam", naam))
        herlabel(oud, document.inhoud, gegeven, van, "--set", INGESTELD)


def _without_effect(oud: Any, document: Document, gegeven: Collection[Pad]) -> Iterator[Probleem]:  # noqa: ANN401
    """A total that is set where the totals of the areas are given decides nothing."""
    taken = document.inhoud.get("taken") if isinstance(document.inhoud, dict) else None
    for naam, taak in taken.items() if isinstance(taken, dict) else ():
        pad = ("taken", naam, "totaal")
        niveaus = taak.get("niveaus") if isinstance(taak, dict) else None
        eerste = niveaus[0] if isinstance(niveaus, list) and niveaus else None
        totalen = eerste.get("gegeven") if isinstance(eerste, dict) else None
        if pad in gegeven and isinstance(totalen, dict) and _totaal(oud, naam) is None:
            paden = [f"taken.{naam}.niveaus.0.gegeven.{code}" for code in totalen]
            genoemd = ", ".join(paden[:GENOEG]) + (" …" if len(paden) > GENOEG else "")
            yield Probleem.van("V690", document.waar(pad), taak=naam, aantal=len(paden), paden=genoemd)


def _totaal(inhoud: Any, taak: str) -> Any:  # noqa: ANN401
    """The total of a task of a raw model; None when it has none."""
    for stap in ("taken", taak, "totaal"):
        inhoud = inhoud.get(stap) if isinstance(inhoud, dict) else None
    return inhoud


def _set(document: Document, override: str) -> Iterator[Pad]:
    """Apply one override; gives the paths that it writes."""
    plaats = f"--set {override}"
    links, gelijk, rechts = override.partition("=")
    if not gelijk or not links.strip():
        raise ModelError.een("V216", plaats)
    waarde = lees(rechts, plaats).inhoud if rechts.strip() else None
    pad: Pad = ()
    houder: Any = document.inhoud
    gevraagd = tuple(links.strip().split("."))
    stappen = [str(s) for s in renew_path(document, gevraagd, plaats, removed=waarde is None)]
    for nummer, stap in enumerate(stappen):
        if AANVULBAAR.intersection(stappen[: nummer + 1]) and isinstance(houder, dict):
            houder.setdefault(stap, {})
        sleutel = _stap(houder, stap)
        laatste = nummer == len(stappen) - 1
        nieuw_in_mapping = laatste and isinstance(houder, dict)
        if sleutel is None and not nieuw_in_mapping:
            raise ModelError([_no_path(document.inhoud, houder, stappen, nummer, plaats)])
        sleutel = stap if sleutel is None else sleutel
        pad = (*pad, sleutel)
        if not laatste:
            houder = houder[sleutel]
    if waarde is None:
        if isinstance(houder, dict):
            houder.pop(pad[-1], None)
        else:
            del houder[pad[-1]]
        return
    yield from ((*pad, *binnen) for binnen in ((), *_plekken(waarde)))
    oud = houder.get(pad[-1]) if isinstance(houder, dict) else houder[pad[-1]]
    if isinstance(oud, dict) and TOTAAL & oud.keys() and not isinstance(waarde, dict):
        waarde = {"waarde": waarde, "grondslag": dict(INGESTELD)}
    houder[pad[-1]] = waarde
    _forget(pad, document.plaatsen)
    document.plaatsen[pad] = plaats


def _stap(houder: Any, stap: str) -> str | int | None:  # noqa: ANN401
    """Key or index that `stap` names inside `houder`; None when there is none."""
    if isinstance(houder, dict):
        return stap if stap in houder else als_sleutel(stap, houder)
    if isinstance(houder, list) and stap.isascii() and stap.isdigit() and len(stap) < 6:
        return int(stap) if int(stap) < len(houder) else None
    return None


def _plekken(inhoud: Any, pad: Pad = ()) -> Iterator[Pad]:  # noqa: ANN401
    """Path of every value inside mappings and lists."""
    if pad:
        yield pad
    binnen = (
        inhoud.items() if isinstance(inhoud, dict) else enumerate(inhoud) if isinstance(inhoud, list) else ()
    )
    for sleutel, waarde in binnen:
        yield from _plekken(waarde, (*pad, sleutel))


def instelbaar(inhoud: Any, pad: Pad = ()) -> Iterator[str]:  # noqa: ANN401
    """Paths that an override can give one plain value: plain values and numbers with a grondslag."""
    if isinstance(inhoud, dict) and not TOTAAL & inhoud.keys():
        delen: Any = inhoud.items()
    elif isinstance(inhoud, list):
        delen = enumerate(inhoud)
    else:
        yield gestippeld(pad)
        return
    for sleutel, waarde in delen:
        yield from instelbaar(waarde, (*pad, sleutel))


def _no_path(inhoud: Any, houder: Any, stappen: Sequence[str], nummer: int, plaats: str) -> Probleem:  # noqa: ANN401
    """Where a path ends that leads nowhere, and what one finds there or may have meant."""
    pad, stap = ".".join(stappen), stappen[nummer]
    if nummer == 0 and stap in PLANNEN:
        return Probleem.van("V691", plaats, deel=stap)
    paden = [gestippeld(plek) for plek in _plekken(inhoud)]
    zo = [p for p in paden if p.endswith(f".{pad}")] or difflib.get_close_matches(pad, paden, 1, LIJKT)
    if zo:
        return Probleem.van("V217", plaats, pad=pad, nabij=", ".join(zo[:GENOEG]))
    hier = houder if isinstance(houder, dict) else range(len(houder)) if isinstance(houder, list) else ()
    daar = ", ".join([str(sleutel) for sleutel in hier][:MEESTE]) or "–"
    onder = ".".join(stappen[:nummer]) or "–"
    return Probleem.van("V692", plaats, pad=pad, stap=stap, onder=onder, daar=daar)


def elders(inhoud: Any, naam: str, pad: Pad) -> list[str]:  # noqa: ANN401
    """Paths, other than `pad`, that end in a key of this name."""
    return [gestippeld(plek) for plek in _plekken(inhoud) if plek[-1] == naam and plek != pad]
