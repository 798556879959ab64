"""What every command says of a changed model, and what the check of a plan says that it did not judge."""

from __future__ import annotations

import csv

import pytest

from verdeling.verdeelmodel.catalogue import load_model

SMALL = ("spreidingswet-2026", "--set", "gebied=[PV29]", "--set", "taken.asielopvang.totaal=1500")
CHANGED = "Aangepast van spreidingswet-2026: totaal 1.500; gebied PV29"


@pytest.mark.parametrize("command", ["run", "prijs", "speelruimte"])
def test_every_command_about_a_changed_model_says_what_was_changed(cli, command):
    code, out, _ = cli(command, *SMALL)
    assert code == 0
    assert CHANGED in out


@pytest.mark.parametrize(
    ("command", "form"), [("prijs", "--csv"), ("prijs", "--json"), ("speelruimte", "--csv")]
)
def test_beside_data_it_is_said_on_stderr(cli, command, form):
    code, out, err = cli(command, *SMALL, form)
    assert (code, CHANGED in err, CHANGED in out) == (0, True, False)


def test_a_total_in_the_place_of_a_series_is_told_as_a_total_and_nothing_else():
    model = load_model("taakstelling", ["taken.taakstelling.totaal=20000"])
    assert model.aangepast is not None
    assert model.aangepast.zin("nl") == "Aangepast van taakstelling: totaal 20.000."


def test_a_partial_plan_without_a_broken_rule_is_not_said_to_keep_all_rules(cli, tmp_path):
    _, table, _ = cli("run", "spreidingswet-2026", "--csv")
    rows = {r["gemeente"]: r for r in csv.DictReader(table.splitlines())}
    part = tmp_path / "plan.csv"
    part.write_text(
        "".join(["gemeente;plan\n", *(f"{n};{rows[n]['plan']}\n" for n in ("Deventer", "Zwolle"))])
    )
    code, out, _ = cli("check", "spreidingswet-2026", part)
    assert code == 0
    assert "Geen overtreding gevonden; 4 regels zijn niet te toetsen." in out
    assert "voldoet aan alle regels" not in out


def test_a_column_that_one_half_of_the_check_reads_is_not_called_unused_by_the_other(cli, tmp_path):
    _, table, _ = cli("run", "spreidingswet-2026", "--csv")
    pad = tmp_path / "verdeling.csv"
    pad.write_text(table)
    code, out, err = cli("check", "spreidingswet-2026", pad)
    unused = [r for r in (out + err).splitlines() if "[V154]" in r]
    assert code == 0
    assert len(unused) == 1
    assert "niet gebruikte kolommen: inwoners, gewicht, quotum, gevraagd, omgezet, uitkering_eur" in unused[0]


def test_an_option_that_looks_like_none_is_told_how_a_value_is_changed(cli):
    code, _, err = cli("run", "inwoners", "--tottaal", "5")
    assert code == 2
    assert "--set PAD=WAARDE" in err


def test_a_published_figure_has_no_unrounded_one_to_deviate_from(cli, tmp_path):
    table = tmp_path / "tabel.csv"
    table.write_text("gemeente,aantal\nDeventer,489\n")
    _, out, _ = cli("check", "spreidingswet-2026", table)
    assert "onafgeronde" not in out
    _, out, _ = cli("check", "spreidingswet-2026-cbs", table)
    assert "afwijking van het onafgeronde getal" in out
    _, out, _ = cli("run", "spreidingswet-2026", "--zonder-plan")
    assert "onafgerond" not in out
