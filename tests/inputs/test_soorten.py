"""What kind of figure a column holds, and what a key that divides a mean tells its reader."""

from __future__ import annotations

import csv
import datetime as dt
import json

import pytest

import verdeling
from verdeling.errors import DataError
from verdeling.inputs.register import rows_of
from verdeling.sleutel.natures import keynotes
from verdeling.terms import Kind
from verdeling.verdeelmodel.catalogue import model_names, read_model

INWONERS = "{indicator: inwoners, peildatum: 2025-01-01}"
WOZ = "{indicator: woz_waarde}"
MIX = f"{{mengsel: [{{gewicht: 0.5, van: {INWONERS}}}, {{gewicht: 0.5, van: {WOZ}}}]}}"
DATA = verdeling.load_data()


def with_key(key: str):
    text = f"basis: inwoners\ntitel: {{nl: eigen, en: own}}\ntaken: {{asielopvang: {{sleutel: {key}}}}}\n"
    return read_model(text, "eigen.yaml")


def notes(key: str, data=DATA) -> list[tuple[str, str]]:
    return [
        (n.code, str(n.gegevens.get("kolom", n.gegevens.get("som")))) for n in keynotes(with_key(key), data)
    ]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (INWONERS, []),
        ("{getal: 1}", []),
        (WOZ, [("V371", "woz_waarde")]),
        (MIX, [("V371", "woz_waarde")]),
        (f"{{aandeel: {WOZ}}}", [("V371", "woz_waarde")]),
        (f"{{som: [{INWONERS}, {WOZ}]}}", [("V371", "woz_waarde")]),
        (f"{{begrens: {{van: {WOZ}, minstens: {{getal: 1}}}}}}", [("V371", "woz_waarde")]),
        ("{indicator: stedelijkheid}", [("V371", "stedelijkheid")]),
        ("{indicator: leegstand_pct}", [("V371", "leegstand_pct")]),
        ("{som: [{getal: 1}, {indicator: ses_woa}]}", [("V371", "ses_woa")]),
        (f"{{product: [{INWONERS}, {WOZ}]}}", []),
        (f"{{product: [{{indicator: huishoudens}}, {WOZ}]}}", []),
        (f"{{product: [{{aandeel: {INWONERS}}}, {WOZ}]}}", []),
        (f"{{product: [{INWONERS}, {{som: [{{getal: 1}}, {{indicator: ses_woa}}]}}]}}", []),
        (f"{{product: [{WOZ}, {{indicator: inkomen}}]}}", [("V371", "woz_waarde"), ("V371", "inkomen")]),
        (f"{{product: [{INWONERS}, {{omgekeerd: {WOZ}, decimalen: 9}}]}}", []),
        (f"{{omgekeerd: {WOZ}, decimalen: 9}}", [("V371", "woz_waarde")]),
        (f"{{omgekeerd: {INWONERS}, decimalen: 9}}", []),
        (f"{{mengsel: [{{gewicht: 0.5, van: {INWONERS}}}]}}", [("V372", "1/2")]),
        (f"{{mengsel: [{{gewicht: 1, van: {INWONERS}}}]}}", []),
        (
            f"{{som: [{{product: [{{getal: 0.5}}, {{aandeel: {INWONERS}}}]}}, "
            f"{{product: [{{getal: 0.1}}, {{aandeel: {{indicator: huishoudens}}}}]}}]}}",
            [("V372", "3/5")],
        ),
        (f"{{som: [{{aandeel: {INWONERS}}}, {{aandeel: {{indicator: huishoudens}}}}]}}", []),
    ],
)
def test_a_key_tells_of_a_mean_that_is_divided_and_of_weights_that_are_not_1_together(key, told):
    assert notes(key) == told


def test_a_mean_taken_for_a_quantity_gives_the_smallest_gemeenten_most_and_that_is_told():
    """Rozendaal (1,836 inhabitants) and Schiermonnikoog have the most per inhabitant under 50/50."""
    result = verdeling.run(with_key(MIX), plan=False)
    task = result.indicatief.taken["asielopvang"]
    people = DATA.kolom("inwoners", dt.date(2025, 1, 1))
    per_1000 = {
        code: 1000 * n / p
        for code, n, p in zip(task.codes, task.aantallen, people.numerators, strict=True)
        if p
    }
    largest = sorted(per_1000, key=per_1000.__getitem__)[-3:]
    assert {"GM0277", "GM0088"} <= set(largest)
    for lang, word in (("nl", "woz_waarde × huishoudens"), ("en", "woz_waarde × huishoudens")):
        assert any("V371" in m and word in m for m in result.meldingen(lang))
        assert "V371" in result.uitleg("Rozendaal")[0].tekst(lang)


def test_the_warning_stands_in_the_result_and_its_report(tmp_path):
    verdeling.run(with_key(MIX), plan=False).schrijf(tmp_path / "uit")
    told = json.loads((tmp_path / "uit" / "diagnostics.json").read_text("utf-8"))["meldingen"]
    assert "V371" in {m["code"] for m in told}
    assert "woz_waarde is een gemiddelde" in (tmp_path / "uit" / "report.html").read_text("utf-8")


def test_only_a_shipped_model_that_says_so_divides_a_score():
    told = {name: {n.code for n in keynotes(verdeling.load_model(name), DATA)} for name in model_names()}
    assert {name: codes for name, codes in told.items() if codes} == {"eu-2015-achtig": {"V371"}}


# --- columns ------------------------------------------------------------------------------------------------


def test_every_shipped_column_has_a_kind_a_unit_and_a_meaning_in_both_languages():
    for source in (k.bron for k in DATA.kolommen):
        assert source.soort is not None, source.kolom
        texts = (source.eenheid, source.eenheid_en, source.betekenis, source.betekenis_en)
        assert all(texts), source.kolom
        assert (source.soort is Kind.COUNT) == (not source.maal) or source.kolom.startswith("rd_")
        assert not source.maal or source.maal in DATA.indicators


def test_what_may_be_added_up_after_a_merger_is_a_count():
    for folder in ("gemeenten", "cbs"):
        for row in (r for r in rows_of(f"{folder}/bronnen.csv") if r["optelbaar"]):
            assert (row["optelbaar"] == "ja") == (row["soort"] == "count"), row["kolom"]


def own(tmp_path, description: str):
    codes = [[g.code, g.naam, DATA.gebiedsnaam[g.provincie], "1000", "2.5"] for g in DATA.gemeenten]
    with (tmp_path / "gemeenten.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["code", "gemeente", "provincie", "inwoners", "druk"], *codes])
    (tmp_path / "bronnen.csv").write_text(description, "utf-8")
    return verdeling.load_data(tmp_path)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("druk,mean,euro per woning,woningen", [("V371", "druk")]),
        ("druk,count,woningen,", []),
        ("druk,,,", []),
    ],
)
def test_of_an_own_column_only_what_is_declared_is_claimed(tmp_path, row, told):
    data = own(tmp_path, f"kolom,soort,eenheid,maal\n{row}\n")
    assert notes("{indicator: druk}", data) == told
    if told:
        (note,) = keynotes(with_key("{indicator: druk}"), data)
        assert "druk × woningen" in note.tekst()


def test_an_own_column_that_counts_by_its_name_is_a_count(tmp_path):
    data = own(tmp_path, "kolom,soort\ndruk,score\n")
    assert data.kolom("inwoners").bron.soort is Kind.COUNT
    assert data.kolom("druk").bron.soort is Kind.SCORE


def test_a_kind_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(DataError) as error:
        own(tmp_path, "kolom,soort\ndruk,gemiddeld\n")
    (problem,) = error.value.problemen
    assert (problem.code, problem.waar) == ("V199", "bronnen.csv:2:soort (druk)")
    assert "count, mean, share, score" in problem.tekst()


def test_an_experiment_tells_that_its_weights_do_not_add_up_to_1(tmp_path):
    from verdeling.batch.run import make_setup

    (tmp_path / "eigen.yaml").write_text(
        "basis: inwoners\ntitel: {nl: eigen, en: own}\n"
        f"taken: {{asielopvang: {{sleutel: {MIX.replace(WOZ, '{indicator: huishoudens}')}}}}}\n",
        "utf-8",
    )
    (tmp_path / "proef.yaml").write_text(
        "titel: {nl: proef, en: trial}\nomschrijving: {nl: x, en: x}\nmodel: eigen.yaml\n"
        "vary:\n  w: {path: taken.asielopvang.sleutel.mengsel.0.gewicht, values: [0.5, 0.6]}\n"
        "measure: [results]\n",
        "utf-8",
    )
    (note,) = make_setup(tmp_path / "proef.yaml").notes()
    assert note.code == "V372"
    assert "11/10" in note.tekst()
