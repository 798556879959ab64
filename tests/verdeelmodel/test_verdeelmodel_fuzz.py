"""Whatever stands in a model file or behind --set: a model comes out, or a ModelError in both languages."""

import json
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.paths import ROOT

from verdeling.errors import ModelError
from verdeling.verdeelmodel.catalogue import dump_model, load_model, model_names, read_model
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import kinds

MODELS = [p.read_text("utf-8") for p in sorted((ROOT / "models").glob("*.yaml"))]
KEYS = st.sampled_from(
    [
        *kinds(), *Verdeelmodel.model_fields, "basis", "van", "gewicht", "minstens", "decimalen",
        "peildatum", "waarde", "grondslag", "bron", "status", "reden", "totaal", "sleutel", "niveaus",
        "niveau", "gegeven", "delen", "totalen", "regels", "doelen", "nl", "asielopvang", "<<",
    ]
)  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["2/3", "1/0", "1e999999999", "gemeente", "half_op", "open", "2026-13-01", "NaN", "-0", "１２"]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def outcome(read: Callable[[], Verdeelmodel]) -> Verdeelmodel | ModelError:
    try:
        return read()
    except ModelError as error:
        return error


def model_or_told(read: Callable[[], Verdeelmodel]) -> None:
    found = outcome(read)
    if isinstance(found, Verdeelmodel):
        assert read_model(dump_model(found)) == found
        return
    assert found.problemen
    for told in (found.tekst("nl"), found.tekst("en")):
        assert "Input should" not in told
        assert "validation error" not in told


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes(text):
    model_or_told(lambda: read_model(text))


@settings(deadline=None)
@given(VALUES)
def test_any_values(value):
    model_or_told(lambda: read_model(json.dumps(value)))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(list(Verdeelmodel.model_fields)), VALUES))
def test_any_values_on_a_good_basis(changes):
    model_or_told(lambda: read_model(json.dumps({"basis": "inwoners", **changes})))


@settings(deadline=None)
@given(st.sampled_from(MODELS), st.data())
def test_a_shipped_model_with_a_piece_cut_out_or_put_in(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    broken = text[:start] + data.draw(st.text(max_size=6)) + text[end:]
    model_or_told(lambda: read_model(broken))


@settings(deadline=None)
@given(
    st.sampled_from(model_names()),
    st.lists(st.sampled_from(["taken", "asielopvang", "totaal", "0", "-1", "x"]) | KEYS, max_size=5),
    VALUES.map(json.dumps) | st.text(max_size=12),
)  # fmt: skip
@example("inwoners", ["indicator"], "[]")
def test_any_override(name, path, value):
    model_or_told(lambda: load_model(name, [".".join(path) + "=" + value]))
