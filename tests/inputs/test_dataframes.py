"""Own data as DataFrames: read as the same table in a file would be, whatever the types of the columns."""

import csv
import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.paths import ROOT

import verdeling
from verdeling import VerdelingError

DAG = dt.date(2026, 1, 1)


def shipped() -> pd.DataFrame:
    """The 342 gemeenten with inhabitants and, for some of them, a score."""
    with (ROOT / "data/gemeenten/gemeenten.csv").open(encoding="utf-8", newline="") as file:
        rijen = [(r["code"], r["gemeente"], r["provincie"]) for r in csv.DictReader(file)]
    frame = pd.DataFrame(rijen, columns=["code", "gemeente", "provincie"])
    frame["inwoners"] = np.arange(len(frame), dtype="int64") * 7 + 1000
    frame["score"] = np.where(np.arange(len(frame)) % 9 == 0, np.nan, np.arange(len(frame)) / 8 - 3)
    return frame


def as_folder(folder: Path, **kaders: pd.DataFrame) -> Path:
    for naam, frame in kaders.items():
        frame.to_csv(folder / f"{naam}.csv", index=False)
    return folder


def figures(gegevens: verdeling.Gegevens) -> dict[str, list[object]]:
    return {naam: list(gegevens.kolom(naam).waarden()) for naam in ("inwoners", "score")}


def codes(fout: pytest.ExceptionInfo[VerdelingError]) -> list[str]:
    return [p.code for p in fout.value.problemen]


VORMEN = {
    "as it is": lambda k: k,
    "codes as numbers": lambda k: k.assign(code=k["code"].str[2:].astype(int)),
    "codes as floats": lambda k: k.assign(code=k["code"].str[2:].astype(float)),
    "codes with noughts": lambda k: k.assign(code=k["code"].str[2:]),
    "codes as index": lambda k: k.set_index("code"),
    "two levels of index": lambda k: k.set_index(["provincie", "code"]),
    "floats": lambda k: k.assign(inwoners=k["inwoners"].astype(float)),
    "single precision": lambda k: k.assign(inwoners=k["inwoners"].astype("float32")),
    "nullable integers": lambda k: k.assign(inwoners=k["inwoners"].astype("Int64")),
    "nullable floats": lambda k: k.assign(score=k["score"].astype("Float64")),
    "small integers": lambda k: k.assign(inwoners=k["inwoners"].astype("uint16")),
    "objects": lambda k: k.astype(object),
    "texts": lambda k: k.assign(inwoners=k["inwoners"].astype(str)),
    "decimals": lambda k: k.assign(score=[None if s != s else Decimal(str(s)) for s in k["score"]]),
    "none for missing": lambda k: k.assign(score=k["score"].astype(object).where(k["score"].notna(), None)),
    "NA for missing": lambda k: k.assign(score=k["score"].astype(object).where(k["score"].notna(), pd.NA)),
    "categories": lambda k: k.assign(provincie=k["provincie"].astype("category")),
    "another order": lambda k: k.sample(frac=1, random_state=1)[k.columns[::-1]],
    "capitals": lambda k: k.rename(columns={"code": "Code", "inwoners": " Inwoners "}),
    "an index of its own": lambda k: k.set_index(np.arange(len(k)) + 500),
    "names without codes": lambda k: k.drop(columns="code"),
    "headings of CBS": lambda k: k.rename(columns={"code": "Gemeentecode", "gemeente": "Gemeentenaam"}),
    "an empty row": lambda k: pd.concat([k, pd.DataFrame([{}])], ignore_index=True),
}


@pytest.mark.parametrize("vorm", VORMEN.values(), ids=VORMEN)
def test_a_dataframe_gives_what_the_same_table_in_a_file_gives(vorm, tmp_path):
    frame = shipped()
    uit_map = verdeling.load_data(as_folder(tmp_path, gemeenten=frame))
    gelezen = verdeling.load_data(vorm(frame))
    assert figures(gelezen) == figures(uit_map)
    assert gelezen.codes == uit_map.codes
    assert [v for v in figures(gelezen)["score"] if v is None] == [None] * 38


def test_a_run_on_a_dataframe_is_the_run_on_the_file(tmp_path):
    frame = shipped()
    datum = {"taken.asielopvang.sleutel.peildatum": None}
    uit_map = verdeling.run("inwoners", as_folder(tmp_path, gemeenten=frame), datum)
    assert verdeling.run("inwoners", frame, datum).rijen == uit_map.rijen
    assert verdeling.run("inwoners", data={"gemeenten": frame}, overrides=datum).rijen == uit_map.rijen


def test_counts_written_with_a_decimal_are_the_same_counts(tmp_path):
    frame = shipped()
    datum = {"taken.asielopvang.sleutel.peildatum": None}
    heel = verdeling.run("inwoners", frame, datum)
    for teken in (".", ","):
        frame["inwoners"] = [f"{n}{teken}0" for n in shipped()["inwoners"]]
        for data in (frame, as_folder(tmp_path, gemeenten=frame)):
            decimaal = verdeling.run("inwoners", data, datum)
            assert decimaal.rijen == heel.rijen
            assert decimaal.provincies().equals(heel.provincies())
    assert heel.provincies()["inwoners"].sum() == shipped()["inwoners"].sum()


@pytest.mark.parametrize("leeg", [np.nan, None, pd.NA, pd.NaT, ""])
def test_what_is_missing_is_told_and_never_nought(leeg):
    frame = shipped().astype(object)
    frame.loc[3, "inwoners"] = leeg
    with pytest.raises(VerdelingError) as fout:
        verdeling.load_data(frame)
    assert codes(fout) == ["V147"]
    assert fout.value.problemen[0].waar == f"gemeenten:4:inwoners ({frame.loc[3, 'gemeente']})"


def test_a_nought_is_a_nought():
    assert figures(verdeling.load_data(shipped().assign(score=0.0)))["score"] == [0] * 342


FOUTEN = {
    "negative": ({"inwoners": -1}, "V145"),
    "half a person": ({"inwoners": 10.5}, "V146"),
    "no number": ({"inwoners": "veel"}, "V140"),
    "infinite": ({"inwoners": float("inf")}, "V140"),
    "a truth": ({"inwoners": True}, "V140"),
    "a code of no gemeente": ({"code": 9999}, "V132"),
    "half a code": ({"code": 14.5}, "V131"),
    "no code": ({"code": None}, "V130"),
    "a code twice": ({"code": "GM0034"}, "V133"),
    "another provincie": ({"provincie": "Utrecht"}, "V150"),
}


@pytest.mark.parametrize(("cells", "code"), FOUTEN.values(), ids=FOUTEN)
def test_a_wrong_cell_is_told_with_its_place(cells, code):
    frame = shipped().astype(object)
    for kolom, waarde in cells.items():
        frame.loc[0, kolom] = waarde
    with pytest.raises(VerdelingError) as fout:
        verdeling.run("inwoners", frame)
    gemeld = {p.code: p.waar for p in fout.value.problemen}
    assert code in gemeld
    assert gemeld[code].startswith("gemeenten:")


def test_an_absent_column_is_told_by_name():
    with pytest.raises(VerdelingError, match="code"):
        verdeling.load_data(shipped().drop(columns=["code", "gemeente"]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.none(), st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9).map(lambda x: round(x, 4))),
        min_size=5,
        max_size=5,
    )
)
def test_any_number_is_read_as_it_is_written(waarden):
    frame = shipped().head(5).drop(columns=["score"])
    frame["score"] = pd.Series([*waarden], dtype=object)
    if all(w is None for w in waarden):
        return
    gelezen = figures(verdeling.load_data(frame))["score"]
    verwacht = [None if w is None else Decimal(str(w)) for w in waarden]
    assert [None if g is None else Decimal(g.numerator) / g.denominator for g in gelezen] == verwacht


@pytest.mark.parametrize("getal", ["1.75", "1.234", "1.5", "12.3456", "1234.5", "0.125", "-1.234", "123.100"])
def test_a_number_alone_in_its_column_is_never_ambiguous(getal, tmp_path):
    frame = shipped().head(2).drop(columns="score").assign(score=[float(getal), None])
    frame.to_excel(tmp_path / "gemeenten.xlsx", index=False)
    for data in (frame, frame.assign(score=[Decimal(getal), None]), tmp_path):
        assert figures(verdeling.load_data(data))["score"] == [Fraction(getal), None]


def test_several_tables_go_in_a_dict(tmp_path):
    frame = shipped()
    capaciteit = pd.DataFrame({"code": frame["code"], "regulier": range(342), "nood": [None, *range(341)]})
    aanbod = pd.DataFrame({"code": ["GM0014"], "aanbod": [120]})
    tabellen = {"gemeenten": frame, "capaciteit": capaciteit, "aanbod": aanbod}
    gelezen, uit_map = verdeling.load_data(tabellen), verdeling.load_data(as_folder(tmp_path, **tabellen))
    for naam in ("inwoners", "capaciteit_regulier", "capaciteit_nood", "aanbod"):
        assert gelezen.kolom(naam).waarden() == uit_map.kolom(naam).waarden()
    assert gelezen.kolom("capaciteit_nood").numerators[:2] == (None, 0)


def test_a_table_beside_the_shipped_figures_leaves_them_standing():
    capaciteit = pd.DataFrame({"code": [14], "regulier": [5], "nood": [0]})
    gegevens = verdeling.load_data({"capaciteit": capaciteit})
    assert len(gegevens.codes) == 342
    assert (
        gegevens.kolom("inwoners", DAG).numerators == verdeling.load_data().kolom("inwoners", DAG).numerators
    )
    assert gegevens.kolom("capaciteit_regulier").numerators[0] == 5


def test_half_years_read_their_realisation_from_a_dataframe(tmp_path):
    rijen = [(code, "2024-1", 10) for code in verdeling.load_data(None, dt.date(2024, 1, 1)).codes]
    realisatie = pd.DataFrame(rijen, columns=["code", "periode", "gehuisvest"])
    uit_map = verdeling.run("taakstelling", as_folder(tmp_path, realisatie=realisatie), "periode=2024-2")
    gelezen = verdeling.run("taakstelling", {"realisatie": realisatie}, "periode=2024-2")
    assert gelezen.halfjaren == uit_map.halfjaren
    assert gelezen.halfjaren


TABELFOUTEN = {
    "unknown table": (lambda k: {"gemeente": k}, "V643"),
    "a path in the dict": (lambda k: {"gemeenten": "gemeenten.csv"}, "V641"),
    "a series": (lambda k: k["inwoners"], "V641"),
    "a list of rows": (lambda k: k.to_dict("records"), "V641"),
    "an array": (lambda k: k.to_numpy(), "V641"),
    "columns of two levels": (lambda k: pd.concat({"a": k}, axis=1), "V644"),
    "an empty dict": (lambda k: {}, "V645"),
    "sources alone": (lambda k: {"bronnen": pd.DataFrame({"kolom": ["inwoners"]})}, "V645"),
    "no rows": (lambda k: k.head(0), "V119"),
    "nothing at all": (lambda k: pd.DataFrame(), "V111"),
}


@pytest.mark.parametrize(("maak", "code"), TABELFOUTEN.values(), ids=TABELFOUTEN)
def test_what_is_no_table_is_our_error_with_a_remedy(maak, code):
    with pytest.raises(VerdelingError) as fout:
        verdeling.run("inwoners", data=maak(shipped()))
    assert codes(fout) == [code]
    assert fout.value.tekst("en")


def test_the_dataframe_of_the_caller_stays_as_it_was():
    frame = shipped().set_index("code")
    voor = frame.copy()
    verdeling.load_data(frame)
    pd.testing.assert_frame_equal(frame, voor)


def test_the_manifest_knows_the_tables_by_their_content(tmp_path):
    frame = shipped()
    datum = {"taken.asielopvang.sleutel.peildatum": None}

    def gegevens(tabel: object) -> dict[str, str]:
        verdeling.run("inwoners", tabel, datum).schrijf(tmp_path / "uit", None)
        return json.loads((tmp_path / "uit" / "manifest.json").read_bytes())["gegevens"]

    eerste = gegevens(frame)
    assert list(eerste) == ["gemeenten"]
    assert gegevens({"gemeenten": frame.copy()}) == eerste
    assert gegevens(frame.assign(inwoners=frame["inwoners"] + 1)) != eerste
    beide = verdeling.run(
        "inwoners", {"capaciteit": pd.DataFrame({"code": [14], "regulier": [5], "nood": [0]})}
    )
    assert {"capaciteit", "gemeenten/gemeenten.csv"} <= set(beide.herkomst()["gegevens"])
