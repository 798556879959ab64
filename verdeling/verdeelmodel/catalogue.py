"""Models by name: find, read, inherit, override, and write them back.

Examples
--------
>>> from verdeling.verdeelmodel.catalogue import load_model
>>> load_model("inwoners", ["taken.asielopvang.totaal=75500"]).taken["asielopvang"].totaal.waarde
Fraction(75500, 1)
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from verdeling.errors import ModelError, geweigerd
from verdeling.inputs.series import Halfjaar
from verdeling.verdeelmodel.area_codes import to_codes
from verdeling.verdeelmodel.checks import valideer
from verdeling.verdeelmodel.layers import instelbaar, stapel, set_values
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.old_spelling import renew
from verdeling.verdeelmodel.periode import los_op, put_back
from verdeling.verdeelmodel.reader import GROOTSTE_BESTAND, Document, lees

SUFFIXEN: Final = (".yaml", ".yml")


def models_folder() -> Path:
    """Folder of the shipped models: inside the installed package, or `models/` of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_models"
    return installed if installed.is_dir() else package.parent / "models"


def model_names() -> tuple[str, ...]:
    """Names of the shipped models, sorted."""
    return tuple(sorted(p.stem for p in models_folder().glob("*.yaml")))


def load_model(name_or_path: str | Path, overrides: Sequence[str] = ()) -> Verdeelmodel:
    """Load a model.

    Parameters
    ----------
    name_or_path
        Name of a shipped model (``inwoners``), or path of a YAML file.
    overrides
        ``path=value`` each, applied after inheritance: ``taken.asielopvang.totaal=75500``.

    Raises
    ------
    ModelError
        With all problems at once: file, line, dotted key, what is wrong and what to do.
    """
    return _voltooi(_read_keten(_find(str(name_or_path), None), ()), Path(str(name_or_path)).stem, overrides)


def settable_paths(name_or_path: str) -> tuple[str, ...]:
    """Paths of the plain values of a model, and of its numbers with a grondslag, sorted."""
    document = _read_keten(_find(name_or_path, None), ())
    return tuple(sorted(instelbaar(document.inhoud)))


def read_model(text: str | bytes, bestand: str = "model.yaml", overrides: Sequence[str] = ()) -> Verdeelmodel:
    """Read a model from text as :func:`load_model` does; problems mention it as `bestand`."""
    document = _on_base(lees(text, bestand), models_folder(), (), bestand)
    return _voltooi(document, Path(bestand).stem, overrides)


def _voltooi(document: Document, naam: str, overrides: Sequence[str]) -> Verdeelmodel:
    set_values(document, overrides, naam)
    if overrides:
        to_codes(document)
    if "naam" not in document.inhoud:
        document.inhoud["naam"] = naam
    los_op(document)
    return valideer(document)


def for_period(model: Verdeelmodel, halfjaar: Halfjaar, taak: str | None = None) -> Verdeelmodel:
    """The same model for another half-year: totals, peildata and boundaries follow it.

    Parameters
    ----------
    model, halfjaar
        The model at any half-year, and the half-year wanted.
    taak
        Task whose total, where it was set by hand, belongs to the half-year of `model`: in another one it is
        the national number.

    Raises
    ------
    ModelError
        When the national number or the inhabitants of that half-year are not at hand.
    """
    inhoud = _as_file(model) | {"periode": str(halfjaar)}
    if taak is not None and "waarde" in (inhoud["taken"][taak].get("totaal") or {}):
        inhoud["taken"][taak]["totaal"] = {"reeks": "taakstelling_landelijk"}
    document = Document(inhoud, {("periode",): model.naam})
    los_op(document)
    return valideer(document)


def _read_keten(pad: Path, keten: tuple[Path, ...]) -> Document:
    """Read a file and everything it is based on."""
    if pad in keten:
        lus = [*keten[keten.index(pad) :], pad]
        raise ModelError.een("V213", keten[-1].name, keten=" → ".join(p.stem for p in lus))
    try:
        with pad.open("rb") as bestand:
            tekst = bestand.read(GROOTSTE_BESTAND + 1)
    except OSError:
        raise ModelError.een("V201", str(pad)) from None
    return _on_base(lees(tekst, pad.name), pad.parent, (*keten, pad), pad.name)


def _on_base(document: Document, folder: Path, keten: tuple[Path, ...], bestand: str) -> Document:
    if not isinstance(document.inhoud, dict):
        raise ModelError.een("V206", bestand)
    if "basis" not in document.inhoud:
        renew(document, {})
        to_codes(document)
        return document
    basis = document.inhoud.pop("basis")
    if not isinstance(basis, str):
        raise ModelError.een("V241", document.waar(("basis",)), waarde=str(basis)[:60])
    pad = _find(basis, folder, document.waar(("basis",)))
    onder = _read_keten(pad, keten)
    renew(document, onder.inhoud)
    to_codes(document)
    return stapel(onder, document, pad.stem, bestand)


def _find(naam: str, folder: Path | None, waar: str = "") -> Path:
    """Path of a model given by name or by path; a basis is first looked up beside the file that names it."""
    gegeven = Path(naam)
    is_pad = gegeven.suffix in SUFFIXEN or gegeven.name != naam
    if is_pad:
        kandidaten = [(folder or Path()) / gegeven]
    else:
        kandidaten = [folder / f"{naam}.yaml"] if folder else []
        kandidaten.append(models_folder() / f"{naam}.yaml")
    for pad in kandidaten:
        try:
            if pad.is_file():
                return pad.resolve()
        except (OSError, ValueError):
            continue
    if (probleem := geweigerd((folder or Path()) / gegeven)) is not None:
        raise ModelError([probleem])
    if is_pad:
        raise ModelError.een("V201", waar or naam[:200])
    nabij = difflib.get_close_matches(naam, model_names(), 1, 0.4)
    if nabij:
        raise ModelError.een("V214", waar, naam=naam[:200], nabij=nabij[0])
    raise ModelError.een("V215", waar, naam=naam[:200])


def dump_model(model: Verdeelmodel) -> str:
    """YAML text of a model; reading it gives an equal model."""
    return yaml.safe_dump(_as_file(model), allow_unicode=True, sort_keys=False)


def _as_file(model: Verdeelmodel) -> dict[str, Any]:
    """The model as it can stand in a file: what loading made concrete is put back as declared."""
    inhoud = model.model_dump(mode="json", exclude_none=True)
    put_back(inhoud)
    return inhoud


def canonical_json(model: Verdeelmodel, zonder: Collection[str] = ()) -> str:
    """The model, or what is left without some fields, as JSON with sorted keys and exact numbers as text.

    Equal models give equal text.
    """
    return json.dumps(
        model.model_dump(mode="json", exclude_none=True, exclude=set(zonder)),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def model_hash(model: Verdeelmodel) -> str:
    """Sha256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(model).encode()).hexdigest()
