"""Own tables as people keep them: groups under a provincie, a row per site, codes of another prefix."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import verdeling
from verdeling.errors import DataError
from verdeling.inputs.register import read_register

REGISTER = read_register()
PROVINCIE = dict(REGISTER.gebieden)
ALLE = sorted(REGISTER.op(dt.date(2026, 1, 1)), key=lambda g: (g.provincie, g.code))
TELLING = {g.code: 1000 + i for i, g in enumerate(ALLE)}


def schrijf(folder: Path, head: str, rows: list[str]) -> Path:
    path = folder / "eigen.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def in_groepen(vorm: str) -> list[str]:
    rows, above = [], ""
    for g in ALLE:
        top = "" if g.provincie == above else PROVINCIE[g.provincie]
        if top and vorm in ("eigen rij", "met som"):
            total = sum(n for c, n in TELLING.items() if PROVINCIE_VAN[c] == g.provincie)
            rows.append(f"{top};;{total if vorm == 'met som' else ''}")
            top = ""
        rows.append(f"{top};{g.naam};{TELLING[g.code]}")
        above = g.provincie
    return rows


PROVINCIE_VAN = {g.code: g.provincie for g in ALLE}


@pytest.mark.parametrize("vorm", ["eerste rij", "eigen rij", "met som"])
def test_a_provincie_at_the_top_of_its_group_alone_is_that_of_each_row(tmp_path, vorm):
    """Two gemeenten are called Bergen: the provincie above them tells which is which."""
    rows = [*in_groepen(vorm), "Totaal;;1", "Bron: eigen telling"]
    rows = [r.replace("Bergen (NH.)", "Bergen").replace("Bergen (L.)", "Bergen") for r in rows]
    path = schrijf(tmp_path, "provincie;gemeente;huishoudens", [r if ";" in r else f"{r};;" for r in rows])
    data = verdeling.load_data(path)
    column = data.kolom("huishoudens")
    assert dict(zip(column.codes, column.numerators, strict=True)) == TELLING
    (note,) = [m for m in data.meldingen if m.code == "V149"]
    assert note.gegevens["aantal"] == len(ALLE) - 12 * (vorm == "eerste rij")
    skipped = [m.gegevens["aantal"] for m in data.meldingen if m.code == "V157"]
    assert skipped == [2 + 12 * (vorm != "eerste rij")]


def test_a_single_empty_provincie_is_a_slip_and_a_wrong_group_is_told(tmp_path):
    full = [f"{PROVINCIE[g.provincie]};{g.naam};{TELLING[g.code]}" for g in ALLE]
    full[5] = full[5].partition(";")[1] + full[5].partition(";")[2]
    with pytest.raises(DataError) as slip:
        verdeling.load_data(schrijf(tmp_path, "provincie;gemeente;huishoudens", full))
    assert [(p.code, p.waar.split(" ")[0]) for p in slip.value.problemen] == [
        ("V139", "eigen.csv:7:provincie")
    ]
    groups = in_groepen("eerste rij")
    moved = [*groups[:3], *groups[-2:], *groups[3:-2]]  # two of the last provincie under the first
    with pytest.raises(DataError) as wrong:
        verdeling.load_data(schrijf(tmp_path, "provincie;gemeente;huishoudens", moved))
    assert {p.code for p in wrong.value.problemen} == {"V150"}
    assert len(wrong.value.problemen) == 2


@pytest.mark.parametrize("column", ["locatie", "Naam opvanglocatie", "adres"])
def test_a_row_per_site_is_one_problem_with_what_to_do(tmp_path, column):
    rows = [f"{g.naam};{site};100" for g in ALLE for site in ("A", "B")]
    with pytest.raises(DataError) as error:
        verdeling.load_data(schrijf(tmp_path, f"gemeente;{column};aanbod", rows))
    (problem,) = error.value.problemen
    assert problem.code == "V259"
    assert f"342 gemeenten staan op meer dan één rij, zoals {ALLE[0].naam} op 2, 3" in problem.tekst()
    assert "tel de cijfers op tot één rij per gemeente" in problem.tekst()


def test_rows_twice_without_a_column_of_sites_are_told_one_by_one(tmp_path):
    with pytest.raises(DataError) as error:
        verdeling.load_data(schrijf(tmp_path, "gemeente;aanbod", ["Deventer;1", "Zwolle;2", "Deventer;3"]))
    assert [(p.code, p.gegevens["rij"]) for p in error.value.problemen] == [("V133", 2)]


@pytest.mark.parametrize(
    ("text", "name", "advice"),
    [
        ("NL0150", "Deventer", "GM0150, 0150 of 150"),
        ("NL0150", "", "GM0150, 0150 of 150"),
        ("X", "Zwolle", "GM0193, 0193 of 193"),
        ("GM00345", "", "GM0034, 0034 of 34"),
    ],
)
def test_a_strange_code_is_answered_in_the_code_of_its_own_row(tmp_path, text, name, advice):
    with pytest.raises(DataError) as error:
        verdeling.load_data(schrijf(tmp_path, "code;gemeente;aanbod", [f"{text};{name};1"]))
    (problem,) = [p for p in error.value.problemen if p.code == "V131"]
    assert f"schrijf een code als {advice} [" in problem.tekst()


def test_double_headings_are_named_as_the_file_writes_them(tmp_path):
    with pytest.raises(DataError) as error:
        verdeling.load_data(schrijf(tmp_path, "Gemeente;Aantal Inwoners;Inwoners", ["Deventer;1;2"]))
    (problem,) = error.value.problemen
    assert problem.code == "V123"
    assert "(«Aantal Inwoners», «Inwoners»)" in problem.tekst()


@pytest.mark.parametrize(
    ("column", "factor", "told"),
    [
        ("huishoudens", 3, True),
        ("huishoudens", 2, False),
        ("inwoners", 10, True),
        ("capaciteit_regulier", 3, True),
    ],
)
def test_a_count_three_times_what_ships_gets_a_word_whatever_the_column(tmp_path, column, factor, told):
    shipped = verdeling.load_data()
    day = max(k.peildatum for k in shipped.kolommen if k.naam == column)
    figures = dict(zip(shipped.namen, shipped.kolom(column, day).numerators, strict=True))
    rows = [f"{n};{figures[n] * (factor if n == 'Deventer' else 1)};" for n in ("Deventer", "Zwolle")]
    path = schrijf(tmp_path, f"gemeente;{column};capaciteit_nood", rows)
    if not column.startswith("capaciteit"):
        path = schrijf(tmp_path, f"gemeente;{column};opmerking", rows)
    notes = [m.gegevens["namen"] for m in verdeling.load_data(path).meldingen if m.code == "V163"]
    assert notes == ([f"Deventer: {figures['Deventer'] * factor}"] if told else [])


def test_little_more_than_very_little_gets_no_word(tmp_path):
    """Shipped 65 and 45 places of emergency: 0 and 200 are other plans, not other units."""
    path = schrijf(tmp_path, "gemeente;regulier;nood", ["Deventer;605;0", "Zwolle;300;200"])
    assert "V163" not in {m.code for m in verdeling.load_data(path).meldingen}


def test_the_repr_of_own_data_names_no_column_that_the_user_did_not_bring(tmp_path):
    path = schrijf(tmp_path, "gemeente;inwoners", [f"{g.naam};{TELLING[g.code]}" for g in ALLE])
    text = repr(verdeling.load_data(path))
    assert text.endswith("kolommen: inwoners")


def test_a_table_that_lacks_two_columns_is_told_once_which_table_it_was(tmp_path):
    path = schrijf(tmp_path, "gemeente;opgave", [f"{g.naam};1" for g in ALLE])
    with pytest.raises(DataError) as error:
        verdeling.run("spreidingswet-2026", path, plan=False)
    assert [p.code for p in error.value.problemen].count("V780") == 1


def test_one_provincie_without_the_rest_is_one_line_that_names_the_remedy(tmp_path):
    own = [g for g in ALLE if PROVINCIE[g.provincie] == "Overijssel"]
    path = schrijf(tmp_path, "gemeente;inwoners", [f"{g.naam};{TELLING[g.code]}" for g in own])
    with pytest.raises(DataError) as error:
        verdeling.run("inwoners", path)
    (problem,) = error.value.problemen
    assert problem.gegevens["afwezig"] == 342 - 25
    assert "--aanvullen" in problem.tekst("nl")
    assert "aanvullen=True" in problem.tekst("en")
    filled = verdeling.run("inwoners", path, aanvullen=True)
    assert filled.tabel()["indicatief"].sum().item() == 88_000
