"""The contract of what other packages may add, as tests that they run with one line.

Our own operations and measures are held to the same checks. A check raises `AssertionError` that says what is
wrong.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
import openpyxl

from verdeling.batch.keys import ArrayCalculator, TooLarge
from verdeling.inputs.register import Existence, Register, read_register
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.explain import explain_outcome
from verdeling.insight.keyforms import leave_out as zonder_criterium
from verdeling.insight.measures import Measure, all_measures
from verdeling.insight.verdict import told_measure
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.sleutel.keys import indicators_of, key_weights
from verdeling.sleutel.what_if import leave_out
from verdeling.terms import Bron, Status
from verdeling.texts import LANGS
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import Operation, kinds, operation
from verdeling.verdeelmodel.taak import Taak
from verdeling.verdeelmodel.tekst import Tekst
from verdeling.verdeelmodel.words import formule
from verdeling.workbook.formulas import KeySheet
from verdeling.workbook.sheet import Book

DAY: Final = dt.date(2025, 1, 1)
TRIES: Final = 12
"""Generated tables per example."""
FUNCTIONS: Final[Mapping[str, Callable[..., float]]] = {
    "SUM": math.fsum,
    "MIN": min,
    "MAX": max,
    "ABS": abs,
    "SQRT": math.sqrt,
    "LN": math.log,
    "EXP": math.exp,
    "INT": math.floor,
    "POWER": pow,
    "ROUND": lambda x, d: math.floor(x * 10**d + 0.5) / 10**d,
}
"""Spreadsheet functions that a formula of an operation may use."""

Brute = Callable[[dict[str, list[Fraction]]], list[Fraction]]
"""Figures per column → the value of the expression per gemeente, straight from its definition."""


def small_data(**columns: Sequence[Fraction | int]) -> Gegevens:
    """Data of a few gemeenten with these figures, of at most two decimals."""
    count = len(next(iter(columns.values())))
    codes = tuple(f"GM{i:04d}" for i in range(1, count + 1))
    gemeenten = tuple(Existence(c, f"Gemeente {c}", dt.date(2000, 1, 1), None, "PV20", "VR01") for c in codes)
    register = Register(gemeenten, (), read_register().gebieden)
    fields = []
    for name, values in columns.items():
        bron = Bron(
            kolom=name, uitgever="test", tabel="test", peildatum=DAY, licentie="", status=Status.ILLUSTRATIVE
        )
        numerators = tuple(int(100 * v) for v in values)
        fields.append(Kolom(name, codes, numerators, 100, DAY, additive=True, bron=bron))
    return Gegevens(DAY, gemeenten, register, tuple(fields), verwacht=count)


def small_model(key: Operation, total: int = 1000) -> Verdeelmodel:
    """A model of one task over the gemeenten, with this key."""
    basis = {"bron": "test"}
    taak = Taak.model_validate(
        {
            "totaal": {"waarde": total, "grondslag": basis},
            "sleutel": key,
            "grondslag": basis,
            "niveaus": [{"niveau": "gemeente"}],
        }
    )
    empty = Tekst(nl="test", en="test")
    return Verdeelmodel(
        naam="test",
        titel=empty,
        omschrijving=empty,
        status=Status.ILLUSTRATIVE,
        grenzen=DAY,
        taken={"taak": taak},
    )


def check_key_operation(name: str, example: Mapping[str, Any], brute: Brute) -> None:
    """Hold a key operation to its contract.

    Parameters
    ----------
    name
        Name of the operation in a model.
    example
        An expression that uses it, as it stands in a model, over columns of any name; on positive figures it
        must have a positive value.
    brute
        The same straight from the definition.

    Examples
    --------
    >>> def double(data):
    ...     return [2 * a for a in data["a"]]
    >>> check_key_operation("som", {"som": [{"indicator": "a"}, {"indicator": "a"}]}, double)
    """
    kind = operation(name)
    assert kinds()[name] is kind, f"{name} is not told among the operations"
    assert kind.model_json_schema().get("description"), f"{kind.__name__} has no docstring for the schema"
    key = small_model(_read(example)).taken["taak"].sleutel
    assert name in str(key.model_dump(mode="json")), f"the example does not use {name}"
    assert _read(key.model_dump(mode="json")) == key, "written and read again it is another expression"
    columns = list(dict.fromkeys(i.indicator for i in indicators_of(key)))
    assert columns, "the example reads no column"
    chance = random.Random(2026)
    for _ in range(TRIES):
        count = chance.randint(1, 6)
        figures = {c: [Fraction(chance.randint(1, 90_000), 100) for _ in range(count)] for c in columns}
        data = small_data(**figures)
        _check_value(key, data, brute(figures))
        _check_arrays(key, data, chance)
        _check_workbook(key, data, brute(figures))
        _check_explain(key, data)
    _check_text(key, columns)
    for column in columns:
        for less in (leave_out(key, column), zonder_criterium(key, [column])):
            left = [] if less is None else [i.indicator for i in indicators_of(less)]
            assert column not in left, f"without {column} it still reads {column}"


def _read(example: Any) -> Operation:  # noqa: ANN401
    model = small_model(example)
    return model.taken["taak"].sleutel


def _check_value(key: Operation, data: Gegevens, wanted: Sequence[Fraction]) -> None:
    found = key_weights(key, data)
    values = [Fraction(t, found.denominator) for t in found.numerators]
    assert values == list(wanted), f"exact value {values}, by definition {wanted}"


def _numbers(key: Operation, path: str) -> dict[str, Fraction]:
    """Every number in a key by its path."""
    found: dict[str, Fraction] = {}
    for name, inside in key.inside().items():
        at = f"{path}.{name}"
        found |= _numbers(inside, at) if isinstance(inside, Operation) else {at: inside}
    return found


def _with(key: dict[str, Any], steps: Sequence[str], number: Fraction) -> None:
    holder: Any = key
    for step in steps[:-1]:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    holder[steps[-1]] = str(number)


def _check_arrays(key: Operation, data: Gegevens, chance: random.Random) -> None:
    """One scenario per row, with another value of each number in turn, is the exact way row by row."""
    for path, number in _numbers(key, "key").items() or [("", Fraction(0))]:
        varied = [number, number + Fraction(1, 3), number + chance.randint(1, 9)] if path else [number]
        for python in (False, True):
            try:
                rows = ArrayCalculator(data, {path: varied}, {}, python=python).gewichten(key, "key")
            except TooLarge:
                assert not python, "arrays of Python integers refuse a number as too large"
                continue
            rows = np.broadcast_to(rows, (len(varied), rows.shape[1]))
            for row, value in zip(rows.tolist(), varied, strict=True):
                raw = key.model_dump(mode="json")
                if path:
                    _with(raw, path.split(".")[1:], value)
                exact = key_weights(_read(raw), data)
                same = [t * sum(row) for t in exact.numerators] == [w * exact.som for w in row]
                assert same, f"arrays give {row} where {path or 'the key'} is {value}, not {exact.numerators}"


def _check_text(key: Operation, columns: Sequence[str]) -> None:
    for lang in LANGS:
        words = formule(key, lang)
        assert all(c in words for c in columns), f"the formula ({lang}) leaves out a column: {words}"
        filled = formule(key, lang, {c: Fraction(-3, 2) for c in columns})
        figure = "−1,5" if lang == "nl" else "−1.5"
        assert figure in filled, f"the filled formula ({lang}) leaves out a figure: {filled}"
        assert words.count("(") == words.count(")"), words


def _check_workbook(key: Operation, data: Gegevens, wanted: Sequence[Fraction]) -> None:
    """The formulas, computed from the cells, give the value."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "key.xlsx"
        book = Book(path)
        letter = KeySheet(book.blad("sleutel", len(data.codes)), data).gewicht(key)
        book.book.close()
        sheet = openpyxl.load_workbook(path)["sleutel"]
        found = [_cell(sheet, f"{letter}{row}") for row in range(2, len(data.codes) + 2)]
    close = [math.isclose(f, w, rel_tol=1e-9, abs_tol=1e-9) for f, w in zip(found, wanted, strict=True)]
    assert all(close), f"the workbook computes {found} with {sheet[f'{letter}2'].value}, exactly {wanted}"


def _cell(sheet: Any, place: str) -> float:  # noqa: ANN401
    """Value of a cell, with its formula computed anew."""
    value = sheet[place].value
    if not isinstance(value, str):
        return float(value)
    code = re.sub(r"\$?([A-Z]+)\$?(\d+):\$?[A-Z]+\$?(\d+)", r'_range("\1", \2, \3)', value[1:])
    code = re.sub(r"(?<![\w\"])([A-Z]{1,3})(\d+)(?![\w\"(])", r'_cell("\1\2")', code).replace("^", "**")
    names: dict[str, Any] = {
        "__builtins__": {},
        "_cell": lambda at: _cell(sheet, at),
        "_range": lambda a, i, j: [_cell(sheet, f"{a}{n}") for n in range(i, j + 1)],
        **FUNCTIONS,
    }
    return float(eval(code, names))  # noqa: S307  our own formula, with no other names than these


def _check_explain(key: Operation, data: Gegevens) -> None:
    model = small_model(key)
    result = compute_indicatief(model, data)
    numbers = result.taken["taak"].aantallen
    assert sum(numbers) == 1000, f"the figures add up to {sum(numbers)}, not to 1000"
    for code, number in zip(data.codes, numbers, strict=True):
        (told,) = explain_outcome(model, data, result, code)
        assert told.spoor.uitkomst == number == told.aantal, f"the trail of {code} does not end at its figure"
        assert all(told.tekst(lang) for lang in LANGS)


def check_diagnostic(name: str, brute: Callable[[list[int], list[int]], float]) -> None:
    """Hold a measure of evenness to its contract.

    Parameters
    ----------
    brute
        Places and yardstick per area → the measure, straight from its definition.
    """
    measure = next(m for m in all_measures() if m.name == name)
    assert isinstance(measure, Measure)
    words = [told_measure(name, lang) for lang in LANGS]
    assert words[0][1] != words[1][1], f"diagnostics.{name}.uitleg is the same in both languages"
    cells = dict.fromkeys(("x", "p", "s", "v", "y", "f", "l", "f0", "l0", "f1", "l1"), "A2:A9")
    workbook = measure.workbook.format(**cells)
    assert workbook.count("(") == workbook.count(")"), f"parentheses do not match: {workbook}"
    chance = random.Random(2026)
    for count in range(1, 9):
        areas = [chance.randint(1, 900) for _ in range(count)]
        places = [[chance.choice([0, chance.randint(1, 500)]) for _ in range(count)] for _ in range(5)]
        rows = measure.compute(np.array(places), np.array([areas]))
        assert np.shape(rows) == (5,), f"{np.shape(rows)} for five outcomes; use the last axis"
        for row, found in zip(places, rows, strict=True):
            one = float(measure.compute(row, areas))
            assert math.isclose(one, found, rel_tol=1e-9, abs_tol=1e-9), f"alone {one}, among others {found}"
            wanted = brute(row, areas)
            assert math.isclose(one, wanted, rel_tol=1e-9, abs_tol=1e-9), f"{one}, by definition {wanted}"
