"""The experiment file: what is varied over which model and data, and what is measured; frozen and checked."""

from __future__ import annotations

import difflib
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from verdeling.errors import ModelError, Problem, VerdelingError, refused
from verdeling.solver.engine_names import ENGINES, engine_names
from verdeling.terms import Frozen
from verdeling.verdeelmodel.catalogue import SUFFIXES
from verdeling.verdeelmodel.checks import text_as_number, translate_all
from verdeling.verdeelmodel.description import describe_model
from verdeling.verdeelmodel.fraction import AMBIGUOUS, Ratio
from verdeling.verdeelmodel.reader import load
from verdeling.verdeelmodel.tekst import Tekst

LARGEST_COUNT: Final = 1_000_000
"""More scenarios than this are refused: their tables would not fit on an ordinary disk."""

Grens = Ratio | str
"""A number, or the column (``data.ses_woa_laag``) that holds the number of each gemeente."""


class Range(Frozen):
    """Equally spaced values from `low` to `high`, both ends included when the step fits."""

    low: Ratio
    high: Ratio
    step: Ratio


class Uniform(Frozen):
    """Every value between `low` and `high` is equally likely."""

    low: Grens
    high: Grens


class Normal(Frozen):
    """Normal distribution; without `mean` around the figure itself."""

    mean: Ratio | None = None
    sd: Ratio | None = None
    relative: Ratio | None = None
    """Standard deviation as a fraction of the mean: 0.01 is one per cent."""


class Triangular(Frozen):
    """Rises from `low` to `mode` and falls to `high`."""

    low: Ratio
    mode: Ratio
    high: Ratio


class Draw(Frozen):
    """A declared distribution; exactly one of the three, drawn values clipped and rounded."""

    uniform: Uniform | None = None
    normal: Normal | None = None
    triangular: Triangular | None = None
    minimum: Ratio | None = None
    maximum: Ratio | None = None
    decimals: int = Field(default=6, ge=0, le=12)
    """Decimals that a drawn model value keeps; a drawn figure keeps those of its column."""


class Axis(Frozen):
    """One thing that varies: where it stands, and its values, range or distribution."""

    path: str
    """``taken.…`` or ``plan.…`` as for --set, ``data.<column>``, ``bonus.…``, or ``model``."""
    values: tuple[Any, ...] | None = None
    range: Range | None = None
    draw: Draw | None = None
    label: Tekst | None = None


class Design(Frozen):
    """How drawn model values are spread over the samples."""

    method: Literal["random", "lhs", "sobol"] = "random"
    """lhs: Latin hypercube; sobol: scrambled Sobol points, whose number is a power of two."""
    samples: int = Field(default=1, ge=1)


class Bonus(Frozen):
    """A declared assumption on how gemeenten answer a bonus; illustrative, no rule of the plan.

    Extra places of gemeente g = round half-up(reactie × bedrag / 1 000 × N_g), but none where all places
    together stay at or below drempel × N_g. Every place above drempel × N_g earns `bedrag` euro.
    """

    taak: str
    bedrag: Ratio = Field(ge=0)
    """Euros per place above the threshold."""
    drempel: Ratio = Field(ge=0)
    """Threshold as a fraction of the own figure N_g."""
    reactie: Ratio = Field(ge=0)
    """Extra places per 1 000 euro, as a fraction of N_g."""
    kolom: str = "capaciteit_regulier"
    """Column with the places that stand."""


Maat = Literal["results", "diagnostics", "goals"]


def _engine(name: str) -> str:
    if name not in ENGINES and name not in engine_names():
        raise PydanticCustomError("enum", "geen motor", {"expected": ", ".join(engine_names())})
    return name


Engine = Annotated[str, AfterValidator(_engine), WithJsonSchema({"type": "string", "examples": [*ENGINES]})]
"""An engine that the solver knows: of our own, or of another package."""


class Experiment(Frozen):
    """One experiment: base model and data, what varies, what is measured."""

    naam: str = ""
    titel: Tekst
    omschrijving: Tekst
    model: str
    """Name of a shipped model, or a path seen from the experiment file."""
    set: tuple[str, ...] = ()
    """Overrides on the base model, before anything varies."""
    data: str | None = None
    """Folder seen from the experiment file; left out for the shipped data."""
    aanvullen: bool = False
    """Take the shipped figure for gemeenten and cells that `data` lacks; each is named."""
    vary: dict[str, Axis] = Field(min_length=1)
    design: Design = Design()
    repetitions: int = Field(default=1, ge=1)
    """How often every point is repeated with new draws."""
    seed: int = Field(default=0, ge=0, lt=2**63)
    measure: tuple[Maat, ...] = Field(default=("results", "diagnostics"), min_length=1)
    """results: whole numbers per gemeente; diagnostics: measures of evenness; goals: make the plan."""
    tasks: tuple[str, ...] | None = Field(default=None, min_length=1)
    """Tasks that are stored; all when left out."""
    engine: Engine = "scip"
    """Engine of the plan."""
    time_limit: float = Field(default=600, gt=0)
    """Seconds per scenario."""
    block: int | None = Field(default=None, ge=1)
    """Scenarios that are computed and stored together; by default about a thousand, and one with a plan."""
    bonus: Bonus | None = None


OWN_COLUMNS: Final = ("scenario", "kenmerk", "weg", "status", "melding")
"""Columns of the scenario table that no parameter may take the name of."""


def experiments_folder() -> Path:
    """Folder of the shipped experiments: inside the installed package, or `experiments/` of a checkout."""
    package = Path(__file__).parents[1]
    shipped = package / "_experiments"
    return shipped if shipped.is_dir() else package.parent / "experiments"


def experiment_names() -> tuple[str, ...]:
    """Names of the shipped experiments, sorted."""
    return tuple(sorted(p.stem for p in experiments_folder().glob("*.yaml")))


def find_experiment(given: Path) -> Path:
    """Path of an experiment given by path, or by the name of a shipped one.

    Raises
    ------
    VerdelingError
        No file and no shipped experiment of that name; the nearest name is offered.
    """
    if given.suffix in SUFFIXES or given.name != str(given) or given.is_file():
        return given
    names = experiment_names()
    if given.name in names:
        return experiments_folder() / f"{given.name}.yaml"
    near = difflib.get_close_matches(given.name, names, 1, 0.4) or [", ".join(names)]
    raise VerdelingError.een("V744", str(given), nabij=near[0])


def read_experiment(pad: Path) -> Experiment:
    """Read and check an experiment file.

    Raises
    ------
    VerdelingError
        With all problems at once: file, line, key, what is wrong and what to do.
    """
    try:
        text = pad.read_bytes()
    except OSError:
        raise VerdelingError([refused(pad) or Problem.van("V701", str(pad))]) from None
    document = load(text, pad.name)
    if not isinstance(document.inhoud, dict):
        raise VerdelingError.een("V702", pad.name)
    document.inhoud.setdefault("naam", pad.stem)
    try:
        experiment = Experiment.model_validate(document.inhoud)
    except ValidationError as error:
        raise ModelError(translate_all(error, document, (), Experiment)) from None
    problems = _problems(experiment, lambda *p: document.waar(p))
    if problems:
        raise VerdelingError(problems)
    return experiment


def _problems(experiment: Experiment, where: Any) -> list[Problem]:  # noqa: ANN401
    """What the types cannot say."""
    out = []
    if experiment.data is not None and not experiment.data.strip():
        # As a path it would be the folder of the experiment itself.
        out.append(Problem.van("V651", where("data")))
    bezet = list(OWN_COLUMNS)
    for name, as_ in experiment.vary.items():
        spot = where("vary", name)
        if name.lower() in bezet:  # names of columns in SQL know no capitals
            out.append(Problem.van("V722", spot, naam=name, bezet=", ".join(bezet)))
        bezet.append(name.lower())
        given = [k for k in ("values", "range", "draw") if getattr(as_, k) is not None]
        if len(given) != 1:
            out.append(Problem.van("V703", spot, aantal=len(given)))
        if as_.values is not None and not as_.values:
            out.append(Problem.van("V704", spot))
        out += [
            text_as_number(value, where("vary", name, "values", i))
            for i, value in enumerate(as_.values or ())
            if isinstance(value, str) and AMBIGUOUS.fullmatch(value)
        ]
        if as_.range is not None and (as_.range.step <= 0 or as_.range.low > as_.range.high):
            r = as_.range
            out.append(Problem.van("V705", spot, laag=str(r.low), hoog=str(r.high), stap=str(r.step)))
        if as_.draw is not None:
            out += _draw(as_, spot)
        elif as_.path.startswith("data."):
            out.append(Problem.van("V706", spot, pad=as_.path))
        if as_.path.startswith("bonus.") and (
            experiment.bonus is None or as_.path not in ("bonus.bedrag", "bonus.drempel", "bonus.reactie")
        ):
            out.append(Problem.van("V707", spot, pad=as_.path))
    if experiment.design.method == "sobol" and experiment.design.samples.bit_count() != 1:
        n = experiment.design.samples
        out.append(Problem.van("V708", where("design"), aantal=n, onder=1 << n.bit_length() - 1))
    drawn = [a for a in experiment.vary.values() if a.draw is not None]
    opnieuw = [a for a in drawn if a.path.startswith("data.") or experiment.design.method == "random"]
    if experiment.repetitions > 1 and not opnieuw:
        out.append(Problem.van("V709", where("repetitions"), aantal=experiment.repetitions))
    if experiment.design.samples > 1 and not drawn:
        out.append(Problem.van("V709", where("design"), aantal=experiment.design.samples))
    return out


def _draw(as_: Axis, spot: str) -> list[Problem]:
    draw = as_.draw
    assert draw is not None
    kinds = [d for d in (draw.uniform, draw.normal, draw.triangular) if d is not None]
    if len(kinds) != 1:
        return [Problem.van("V710", spot, aantal=len(kinds))]
    n, u, t = draw.normal, draw.uniform, draw.triangular
    if n is not None and (
        (n.sd is None) == (n.relative is None) or min(x for x in (n.sd, n.relative) if x is not None) <= 0
    ):
        return [Problem.van("V711", spot)]
    if n is not None and n.mean is None and not as_.path.startswith("data."):
        return [Problem.van("V712", spot)]
    if u is not None:
        columns = [g for g in (u.low, u.high) if isinstance(g, str)]
        if columns and not as_.path.startswith("data."):
            return [Problem.van("V712", spot)]
        if not columns and u.low >= u.high:  # type: ignore[operator]  # both are numbers here
            return [Problem.van("V705", spot, laag=str(u.low), hoog=str(u.high), stap="–")]
    if t is not None and not t.low <= t.mode <= t.high or (t is not None and t.low == t.high):
        return [Problem.van("V705", spot, laag=str(t.low), hoog=str(t.high), stap="–")]
    return []


def text_of(value: Any) -> str:  # noqa: ANN401
    """YAML text of a value on one line, as it stands behind ``--set path=``."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return format(value, "f")
        case Fraction():
            return _fraction(value)
        case dict():
            return "{" + ", ".join(f"{json.dumps(str(k))}: {text_of(v)}" for k, v in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(text_of, value)) + "]"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _fraction(value: Fraction) -> str:
    """The number as a decimal when it ends, else as ``a/b``."""
    denominator, power = value.denominator, 0
    while denominator % 10 == 0 or denominator % 5 == 0 or denominator % 2 == 0:
        denominator //= 10 if denominator % 10 == 0 else 5 if denominator % 5 == 0 else 2
        power += 1
    if denominator != 1:
        return json.dumps(f"{value.numerator}/{value.denominator}")
    whole = abs(value.numerator) * 10**power // value.denominator
    figures = str(whole).rjust(power + 1, "0")
    part = figures[-power:].rstrip("0") if power else ""
    begin = figures[:-power] if power else figures
    return ("-" if value < 0 else "") + begin + (f".{part}" if part else "")


def number_of(value: Any) -> Fraction | None:  # noqa: ANN401
    """The value as an exact number; None when it is no number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal | Fraction):
        return Fraction(value)
    if isinstance(value, str):
        try:
            return Fraction(value) if value.replace("/", "").lstrip("-").isdigit() else None
        except (ValueError, ZeroDivisionError):
            return None
    return None


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of an experiment file, for editors."""
    describe_model()
    content = Experiment.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | content
