"""What a shipped model says of its own outcomes falls on data of a user, as it does with a changed value."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

import verdeling
from verdeling.verdeelmodel.catalogue import dump_model, read_model


def capacity(extra: int = 0):
    """The shipped capacity of every gemeente, and `extra` more in the first."""
    kolom = verdeling.load_data().kolom("capaciteit_regulier")
    values = [None if n is None else n + extra * (not i) for i, n in enumerate(kolom.numerators)]
    return {
        "capaciteit": pd.DataFrame({"code": kolom.codes, "regulier": values, "nood": [None] * len(values)})
    }


@pytest.fixture(scope="module")
def own():
    return verdeling.run("samen-2026", data=capacity(70), aanvullen=True, plan=False)


def test_title_and_text_that_state_outcomes_fall_with_a_column_of_a_user(own):
    changed = "eigen gegevens (kolom capaciteit_regulier)"
    assert own.model.titel.nl == "samen-2026, aangepast"
    assert own.model.omschrijving.nl == f"Zoals samen-2026, met: {changed}."
    assert own.model.aangepast.zin("nl") == f"Aangepast van samen-2026: {changed}."
    assert own.model.aangepast.zin("en").endswith("own data (column capaciteit_regulier).")
    assert not re.search("17[0-9]", own.model.omschrijving.nl + own.model.omschrijving.en)


def test_a_result_on_own_data_says_so_in_its_files(own, tmp_path):
    own.schrijf(tmp_path / "uit", "nl")
    told = json.loads((tmp_path / "uit" / "diagnostics.json").read_text())
    assert told["aangepast"]["nl"] == own.model.aangepast.zin("nl")
    page = (tmp_path / "uit" / "report.html").read_text()
    assert "eigen gegevens (kolom capaciteit_regulier)" in page
    assert "bespaart ruilen" not in page


def test_figures_that_are_all_the_shipped_ones_change_no_label():
    result = verdeling.run("spreidingswet-2026", data=capacity(), aanvullen=True, plan=False)
    assert result.model.titel.nl == "Spreidingswet, tweede ronde (88.000 plaatsen)"
    assert result.model.aangepast is None


def test_own_data_come_with_what_was_set(own):
    total = {"taken.asielopvang.totaal": 75500}
    model = verdeling.run("spreidingswet-2026", capacity(5), total, aanvullen=True, plan=False).model
    assert model.aangepast.zin("nl") == (
        "Aangepast van spreidingswet-2026: eigen gegevens (kolom capaciteit_regulier); totaal 75.500; "
        "de formule, niet de gepubliceerde cijfers."
    )


def test_a_key_column_of_a_user_says_that_the_formula_computes(cli, tmp_path):
    cli("data", "sjabloon", str(tmp_path / "werkmap"), "--model", "spreidingswet-2026")
    asked = ("spreidingswet-2026", "--data", str(tmp_path / "werkmap"))
    changed = "Aangepast van spreidingswet-2026: eigen gegevens; de formule, niet de gepubliceerde cijfers."
    _, out, _ = cli("run", *asked, "--zonder-plan")
    assert out.startswith(f"spreidingswet-2026, aangepast\n{changed}\n")
    _, out, _ = cli("explain", *asked[:1], "Deventer", *asked[1:], "--zonder-plan")
    assert changed in out
    _, out, _ = cli("compare", asked[0], "inwoners", *asked[1:])
    assert changed in out


def test_a_model_on_own_data_is_written_and_read_back(own):
    again = read_model(dump_model(own.model))
    assert (again.titel, again.omschrijving, again.aangepast) == (
        own.model.titel,
        own.model.omschrijving,
        own.model.aangepast,
    )


def test_a_model_in_a_file_of_the_user_keeps_his_words(tmp_path):
    file = tmp_path / "mijn.yaml"
    file.write_text(
        "basis: inwoners\ngebied: [GM0150, GM0193]\ntitel: {nl: Onze verdeling, en: Our division}\n"
    )
    people = pd.DataFrame({"code": ["GM0150", "GM0193"], "inwoners": [10, 20]})
    assert verdeling.run(file, data=people).model.titel.nl == "Onze verdeling"
