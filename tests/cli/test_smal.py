"""A narrow terminal: numbers are whole, and what does not fit is left out and named."""

from __future__ import annotations

import io
import re

import pytest

import verdeling
from verdeling.cli import main
from verdeling.texts import number

GETAL = re.compile(r"[0-9][0-9.,]*")


def scherm(capsys, monkeypatch, width: int, *args: str, code: int = 0) -> str:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    with pytest.raises(SystemExit) as einde:
        main([*args])
    assert einde.value.code == code
    return re.sub("\x1b\\[[0-9;]*m", "", capsys.readouterr().out)


@pytest.mark.parametrize("width", [20, 30, 40, 60])
def test_no_number_is_cut_and_what_is_left_out_is_named(capsys, monkeypatch, width):
    breed = scherm(capsys, monkeypatch, 200, "run", "inwoners")
    smal = scherm(capsys, monkeypatch, width, "run", "inwoners")
    heel = set(GETAL.findall(breed)) | set("123456")
    gezien = {g for regel in smal.splitlines() if "Te smal" not in regel for g in GETAL.findall(regel)}
    assert {g.rstrip(".,") for g in gezien} <= {g.rstrip(".,") for g in heel}
    assert "88.000" in smal
    assert "4.558" in smal
    tabel = [regel for regel in smal.splitlines() if "─" in regel]
    assert all(len(regel) <= width for regel in tabel)
    assert ("Te smal voor alle kolommen" in smal) == (width < 60)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_check_cuts_no_number_either_and_stays_inside_the_terminal(capsys, monkeypatch, tmp_path, width):
    tabel = tmp_path / "eigen.csv"
    tabel.write_text("gemeente,plaatsen\nNuenen,100\nGroningen,1184\nSúdwest-Fryslân,2\n", "utf-8")
    opdracht = ("check", "inwoners", str(tabel), "--kolom", "plaatsen")
    uit = scherm(capsys, monkeypatch, width, *opdracht, code=5)
    regels = uit[uit.index("─") :].splitlines()
    rijen = [r for r in regels[: next(i for i, r in enumerate(regels) if not r.strip())] if r.strip()]
    assert all(len(regel) <= width for regel in rijen)
    # 88.000 × 244.441 / 18.044.027 = 1.192,129…: 8 too few; a number that is shown is shown whole.
    assert re.search(r"Groningen .* 1\.184 +1\.192 +−8", " ".join(rijen))
    gelaten = "afwijking" in uit.partition("niet getoond")[2]
    assert gelaten == (width == 40)
    assert ("−0,68 %" in uit) == (not gelaten)


@pytest.mark.parametrize("width", range(24, 100, 3))
def test_a_table_of_any_shape_keeps_its_numbers_whole(width):
    from rich.console import Console

    from verdeling.cli.streams import empty_table, fitting_text

    tabel = empty_table(["gebied", "gepubliceerd volgens tabel", "n", "onafgerond", "deel"])
    tabel.add_row("Nuenen, Gerwen en Nederwetten (GM0820)", "−1.118", "7", "1.119,6232", "−99,82 %")
    smal, weg = fitting_text(tabel, width)
    console = Console(width=width, record=True, file=io.StringIO())
    console.print(smal)
    tekst = console.export_text()
    numbers = ["−1.118", "7", "1.119,6232", "−99,82 %"]
    assert [g in tekst for g in numbers] == [i < len(numbers) - len(weg) for i in range(len(numbers))]
    assert max(map(len, tekst.splitlines())) <= width


def test_a_wide_terminal_says_nothing_of_it(capsys, monkeypatch):
    assert "Te smal" not in scherm(capsys, monkeypatch, 100, "run", "inwoners")


def test_inhabitants_on_the_screen_are_those_of_the_table(capsys, monkeypatch, tmp_path):
    """A count written as 12.0 has a denominator; on the screen a provincie has what its gemeenten have."""
    resultaat = verdeling.run("inwoners")
    gegevens = resultaat.gegevens
    cijfers = gegevens.kolom("inwoners", gegevens.peildatum).numerators
    regels = [f"{code},{n}.0" for code, n in zip(gegevens.codes, cijfers, strict=True)]
    (tmp_path / "gemeenten.csv").write_text("\n".join(["code,inwoners", *regels]) + "\n", "utf-8")
    uit = scherm(capsys, monkeypatch, 120, "run", "inwoners", "--data", str(tmp_path))
    assert number(sum(cijfers), "nl") in uit
