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
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from verdeling.errors import ModelError, Problem, refused
from verdeling.inputs.series import Halfjaar
from verdeling.verdeelmodel.area_codes import to_codes
from verdeling.verdeelmodel.by_hand import set_by_hand
from verdeling.verdeelmodel.checks import validate
from verdeling.verdeelmodel.layers import set_values, settable, stack_layers
from verdeling.verdeelmodel.model import ByHand, Verdeelmodel
from verdeling.verdeelmodel.old_spelling import renew
from verdeling.verdeelmodel.periode import put_back, resolve
from verdeling.verdeelmodel.reader import LARGEST_FILE, Document, load

SUFFIXES: Final = (".yaml", ".yml")
GEEN_MODEL: Final = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})
"""What a file with figures ends in."""


def models_folder() -> Path:
    """Folder of the shipped models: inside the installed package, or `models/` of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_models"
    return installed if installed.is_dir() else package.parent / "models"


def model_names() -> tuple[str, ...]:
    """Names of the shipped models, sorted."""
    return tuple(sorted(p.stem for p in models_folder().glob("*.yaml")))


@dataclass(frozen=True, slots=True)
class Handwork:
    """A model with numbers set by hand, and how to load it without.

    Attributes
    ----------
    model, overrides
        What :func:`load_model` takes.
    rows
        The numbers.
    notes
        What a reader must know of how they were read.
    """

    model: str
    overrides: tuple[str, ...]
    rows: tuple[ByHand, ...]
    notes: tuple[Problem, ...] = ()

    def load(self) -> Verdeelmodel:
        """The model with all of them."""
        return self._with(self.rows, self.notes)

    def without(self, row: ByHand | None = None) -> Verdeelmodel:
        """The model without one of them, or without any."""
        return self._with(() if row is None else tuple(r for r in self.rows if r != row))

    def _with(self, rows: tuple[ByHand, ...], notes: Sequence[Problem] = ()) -> Verdeelmodel:
        document = _read_keten(_find(self.model, None), ())
        document.meldingen += notes
        return _complete(document, Path(self.model).stem, self.overrides, rows)


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
    return _complete(_read_keten(_find(str(name_or_path), None), ()), Path(str(name_or_path)).stem, overrides)


def settable_paths(name_or_path: str) -> tuple[str, ...]:
    """Paths of the plain values of a model, and of its numbers with a grondslag, sorted."""
    document = _read_keten(_find(name_or_path, None), ())
    return tuple(sorted(settable(document.inhoud)))


def read_model(text: str | bytes, file: str = "model.yaml", overrides: Sequence[str] = ()) -> Verdeelmodel:
    """Read a model from text as :func:`load_model` does; problems mention it as `file`."""
    document = _on_base(load(text, file), models_folder(), (), file)
    return _complete(document, Path(file).stem, overrides)


def _complete(
    document: Document, name: str, overrides: Sequence[str], by_hand: Sequence[ByHand] = ()
) -> Verdeelmodel:
    set_values(document, overrides, name)
    set_by_hand(document, by_hand, name)
    if overrides or by_hand:
        to_codes(document)
    if "naam" not in document.inhoud:
        document.inhoud["naam"] = name
    resolve(document)
    return validate(document)


def for_period(model: Verdeelmodel, half_year: Halfjaar, taak: str | None = None) -> Verdeelmodel:
    """The same model for another half-year: totals, peildata and boundaries follow it.

    Parameters
    ----------
    model, half_year
        The model at any half-year, and the half-year wanted.
    taak
        Task whose total is that of one half-year: where it was set by hand, or is a sum over several, it is
        the national number of the half-year.

    Raises
    ------
    ModelError
        When the national number or the inhabitants of that half-year are not at hand.
    """
    content = _as_file(model) | {"periode": str(half_year)}
    total = {} if taak is None else content["taken"][taak].get("totaal") or {}
    if taak is not None and ("waarde" in total or "halfjaren" in total):
        kept = {k: v for k, v in total.items() if k == "stadium"}
        content["taken"][taak]["totaal"] = {"reeks": "taakstelling_landelijk", **kept}
    document = Document(content, {("periode",): model.naam})
    resolve(document)
    return validate(document)


def _read_keten(path: Path, keten: tuple[Path, ...]) -> Document:
    """Read a file and everything it is based on."""
    if path in keten:
        loop = [*keten[keten.index(path) :], path]
        raise ModelError.een("V213", keten[-1].name, keten=" → ".join(p.stem for p in loop))
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_FILE + 1)
    except OSError:
        raise ModelError.een("V201", str(path)) from None
    return _on_base(load(text, path.name), path.parent, (*keten, path), path.name)


def _on_base(document: Document, folder: Path, keten: tuple[Path, ...], file: str) -> Document:
    if not isinstance(document.inhoud, dict):
        raise ModelError.een("V206", file)
    if "basis" not in document.inhoud:
        renew(document, {})
        to_codes(document)
        return document
    basis = document.inhoud.pop("basis")
    if not isinstance(basis, str):
        raise ModelError.een("V241", document.waar(("basis",)), waarde=str(basis)[:60])
    path = _find(basis, folder, document.waar(("basis",)))
    below = _read_keten(path, keten)
    renew(document, below.inhoud)
    to_codes(document)
    return stack_layers(below, document, path.stem, file)


def _find(name: str, folder: Path | None, where: str = "") -> Path:
    """Path of a model given by name or by path; a basis is first looked up beside the file that names it."""
    given = Path(name)
    is_path = given.suffix in SUFFIXES or given.name != name
    if is_path:
        candidates = [(folder or Path()) / given]
    else:
        candidates = [folder / f"{name}.yaml"] if folder else []
        candidates.append(models_folder() / f"{name}.yaml")
    for path in candidates:
        try:
            found = path.is_file()
        except (OSError, ValueError):
            continue
        if found and path.suffix.casefold() in GEEN_MODEL:
            raise ModelError.een("V261", where or path.name, bestand=path.name)
        if found:
            return path.resolve()
    if (problem := refused((folder or Path()) / given)) is not None:
        raise ModelError([problem])
    if is_path:
        raise ModelError.een("V201", where or name[:200])
    near = difflib.get_close_matches(name, model_names(), 1, 0.4)
    if near:
        raise ModelError.een("V214", where, naam=name[:200], nabij=near[0])
    raise ModelError.een("V215", where, naam=name[:200])


def dump_model(model: Verdeelmodel) -> str:
    """YAML text of a model; reading it gives an equal model."""
    return yaml.safe_dump(_as_file(model), allow_unicode=True, sort_keys=False)


def _as_file(model: Verdeelmodel) -> dict[str, Any]:
    """The model as it can stand in a file: what loading made concrete is put back as declared."""
    content = model.model_dump(mode="json", exclude_none=True)
    for point in (*content.get("open", ()), *content.get("termijnen", {}).values()):
        if not point["steunt_op"]:  # as a file leaves it out, so that what is put back later equals it
            del point["steunt_op"]
    put_back(content)
    return content


def canonical_json(model: Verdeelmodel, without: Collection[str] = ()) -> str:
    """The model, or what is left without some fields, as JSON with sorted keys and exact numbers as text.

    Equal models give equal text.
    """
    return json.dumps(
        model.model_dump(mode="json", exclude_none=True, exclude=set(without)),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def model_hash(model: Verdeelmodel) -> str:
    """Sha256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(model).encode()).hexdigest()
