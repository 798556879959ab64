"""Newer figures from a server on loopback that speaks as CBS and PDOK do, whole or not at all."""

import csv
import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from support import statistics_server as server
from support.statistics_server import Statistics, served

import verdeling
from verdeling.errors import DataError, VerdelingError
from verdeling.inputs.register import data_map, read_register, rows_of
from verdeling.refresh.fetch import fetch_json
from verdeling.refresh.figures import fetch_table
from verdeling.refresh.folder import Refreshed, refresh
from verdeling.refresh.sources import SOURCES, Addresses

COLUMNS = "200"


@pytest.fixture
def statistics() -> Statistics:
    return Statistics()


@pytest.fixture(autouse=True)
def online(statistics: Statistics, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with served(statistics) as base:
        monkeypatch.setenv("VERDELING_CBS_V4", base + server.V4)
        monkeypatch.setenv("VERDELING_CBS_V3", base + server.V3)
        monkeypatch.setenv("VERDELING_PDOK", base + server.OGC)
        yield base


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Refreshed]:
    """A folder that was refreshed once, for tests that only read it."""
    folder = tmp_path_factory.mktemp("fresh")
    with served(Statistics()) as base, pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        where = Addresses(base + server.V4, base + server.V3, base + server.OGC)
        return folder, refresh(folder, addresses=where)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def prints(folder: Path) -> dict[str, str]:
    """Checksum of every file below a folder."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_what_is_served_stands_in_the_folder_to_the_last_digit(fresh: tuple[Path, Refreshed]):
    folder, _ = fresh
    served_rows = table(folder / "cbs/inwoners.csv")
    assert served_rows == list(rows_of("cbs/inwoners.csv"))
    key_figures = {r["code"]: r for r in rows_of("cbs/kerncijfers.csv")}
    for row in table(folder / "cbs/kerncijfers.csv"):
        for column, value in row.items():
            shipped = key_figures[row["code"]][column]
            assert value == shipped or Fraction(value) == Fraction(shipped), (row["code"], column)
    # Rozendaal has no income: what CBS leaves out (−99997) is missing, and never a figure.
    assert next(r["inkomen"] for r in table(folder / "cbs/kerncijfers.csv") if r["code"] == "GM0277") == ""
    assert {r["woningvoorraad"] for r in table(folder / "cbs/woningen.csv")} == {
        str(n) for n in range(1000, 1342)
    }


def test_the_score_is_that_of_the_last_year_and_of_the_total_with_the_bounds_of_its_rounding(
    fresh: tuple[Path, Refreshed],
):
    folder, _ = fresh
    shipped = {r["code"]: Fraction(r["ses_woa"]) for r in rows_of("cbs/ses_woa.csv")}
    rows = table(folder / "cbs/ses_woa.csv")
    for r in rows:
        low, score, high = (Fraction(r[k]) for k in ("ses_woa_laag", "ses_woa", "ses_woa_hoog"))
        assert abs(score - shipped[r["code"]]) <= Fraction(1, 2000)
        assert (score - low, high - score) == (Fraction(1, 2000), Fraction(1, 2000))
    gegevens = verdeling.load_data(folder)
    assert gegevens.kolom("ses_woa").peildatum.year == 2023
    assert gegevens.kolom("ses_woa").bron.tabel.endswith("(StatLine 86092NED)")


def test_every_column_says_where_it_comes_from_and_a_provisional_year_is_called_so(
    fresh: tuple[Path, Refreshed],
):
    folder, done = fresh
    gegevens = verdeling.load_data(folder)
    for name in ("inwoners", "ses_woa", "huishoudens", "woningvoorraad"):
        for kolom in (k for k in gegevens.kolommen if k.naam == name):
            assert kolom.bron.licentie == "CC BY 4.0"
            assert kolom.bron.status == "official"
            assert kolom.bron.eenheid
            assert kolom.bron.betekenis_en
    inwoners = next(k for k in gegevens.kolommen if k.naam == "inwoners")
    assert inwoners.bron.toelichting == "niet definitief: 2026 (voorlopig)"
    assert inwoners.bron.toelichting_en == "not final: 2026 (provisional)"
    assert [d.year for d in done.tables[0].provisional] == [2026]


def test_the_folder_works_as_data_for_models_of_other_years_too(fresh: tuple[Path, Refreshed]):
    folder, _ = fresh
    for model in ("inwoners", "taakstelling", "taakstelling-2022-2", "spreidingswet-2026-cbs"):
        with_it = verdeling.run(model, folder, plan=False)
        shipped = verdeling.run(model, plan=False)
        assert with_it.gegevens.codes == shipped.gegevens.codes
        if model != "spreidingswet-2026-cbs":
            figures, expected = (
                [t.aantallen for t in r.indicatief.taken.values()] for r in (with_it, shipped)
            )
            assert figures == expected
    # A plan needs the places that are there: those that ship are still at hand.
    assert verdeling.load_data(folder).complete("capaciteit_regulier").numerators


def test_a_result_names_the_refreshed_files_beside_those_of_the_user(
    fresh: tuple[Path, Refreshed], tmp_path: Path
):
    shutil.copytree(fresh[0], tmp_path / "mijn")
    (tmp_path / "mijn/capaciteit.csv").write_text("code,regulier,nood\nGM0150,7,0\n", "utf-8")
    (tmp_path / "mijn/bronnen.csv").write_text("bestand,kolom,uitgever\ncapaciteit,regulier,Wij\n", "utf-8")
    verdeling.run("inwoners", tmp_path / "mijn").schrijf(tmp_path / "uit")
    manifest = json.loads((tmp_path / "uit/manifest.json").read_text("utf-8"))
    own = prints(tmp_path / "mijn")
    for name in ("bronnen.csv", "cbs/bronnen.csv", "cbs/inwoners.csv", "cbs/ses_woa.csv"):
        under = name if name == "bronnen.csv" else f"mijn/{name}"
        assert manifest["gegevens"][under] == own[name]


def test_tables_of_the_user_beside_the_refreshed_figures_count_too(tmp_path: Path):
    refresh(tmp_path)
    codes = [r["code"] for r in rows_of("gemeenten/gemeenten.csv")]
    (tmp_path / "capaciteit.csv").write_text(
        "code,regulier,nood\n" + "".join(f"{c},7,0\n" for c in codes), "utf-8"
    )
    gegevens = verdeling.load_data(tmp_path)
    assert set(gegevens.kolom("capaciteit_regulier").numerators) == {7}
    assert gegevens.kolom("woningvoorraad").numerators[0] == 1000
    refresh(tmp_path)
    assert (tmp_path / "capaciteit.csv").is_file()


def test_what_changed_is_told_per_gemeente_and_per_model(tmp_path: Path, statistics: Statistics, cli):
    amsterdam = [r for r in statistics.tables["70072ned"]["rows"] if r["RegioS"].startswith("GM0363")]
    of_2025 = next(r for r in amsterdam if r["Perioden"] == "2025JJ00")
    was = of_2025["P1"]
    of_2025["P1"] += 10_000
    code, out, err = cli("data", "refresh", tmp_path / "mijn")
    assert (code, "inwoners 2026-01-01: gelijk" in out) == (0, True)
    assert f"Amsterdam ({was} → {was + 10_000})" in out
    changes = [r for r in table(tmp_path / "mijn/cbs/veranderingen.csv") if r["kolom"] == "inwoners"]
    assert [(r["code"], r["was"], r["wordt"]) for r in changes] == [("GM0363", str(was), str(was + 10_000))]
    moved = [r for r in table(tmp_path / "mijn/cbs/modellen.csv") if r["model"] == "inwoners"]
    old, new = (
        verdeling.run("inwoners", data).indicatief.taken["asielopvang"].aantallen
        for data in (None, tmp_path / "mijn")
    )
    codes = verdeling.load_data().codes
    expected = [(c, str(a), str(b)) for c, a, b in zip(codes, old, new, strict=True) if a != b]
    assert [(r["code"], r["was"], r["wordt"]) for r in moved] == expected
    assert expected
    # The second time nothing has changed any more.
    code, out, _ = cli("data", "refresh", tmp_path / "mijn", "--lang", "en")
    assert (code, "no model gets another outcome" in out, "2026 (provisional)" in out) == (0, True, True)


def test_more_rows_than_one_page_holds_are_all_fetched(statistics: Statistics):
    statistics.page = 300
    shipped = {(r["peildatum"], r["code"]): r["inwoners"] for r in rows_of("cbs/inwoners.csv")}

    def fetched() -> dict[tuple[str, str], str]:
        found = fetch_table(SOURCES[0], Addresses.known(), read_register(), fetch_json)
        return {
            (day.isoformat(), code): value
            for day, figures in found.years.items()
            for code, value in figures["inwoners"].items()
        }

    assert fetched() == shipped
    statistics.old_protocol = {"70072ned"}
    rows = statistics.tables["70072ned"]["rows"]
    others = [{"RegioS": f"GM{n:04d}", "Perioden": "2024JJ00", "P1": None} for n in range(2000, 9999)]
    statistics.tables["70072ned"]["rows"] = others + rows
    assert fetched() == shipped
    skips = [a for a in statistics.asked if "70072ned/TypedDataSet" in a]
    assert ["$skip=0" in skips[0], "$skip=10000" in skips[1]] == [True, True]


@pytest.mark.parametrize("version", [3, 4])
def test_both_versions_of_the_protocol_give_the_same_folder(
    fresh: tuple[Path, Refreshed], tmp_path: Path, statistics: Statistics, version: int
):
    statistics.old_protocol = set(statistics.tables) if version == 3 else set()
    refresh(tmp_path)
    assert prints(tmp_path) == prints(fresh[0])


def test_regions_and_boundaries_stand_beside_and_a_moved_gemeente_is_told(
    tmp_path: Path, statistics: Statistics
):
    urk = next(r for r in statistics.tables["86247NED"]["rows"] if r["RegioS"] == "GM0184")
    urk["provinciecode"] = "PV23  "
    assert refresh(tmp_path).areas == (("GM0184", "provincie", "PV23", "PV24"),)
    assert (
        next(r for r in table(tmp_path / "cbs/gebieden.csv") if r["code"] == "GM0184")["provincie"]
        == "Flevoland"
    )
    features = json.loads((tmp_path / "cbs/grenzen.geojson").read_text("utf-8"))["features"]
    assert [f["properties"]["code"] for f in features] == list(verdeling.load_data().codes)
    asked = next(a for a in statistics.asked if server.OGC in a)
    assert ("jaarcode=2026" in asked, "EPSG/0/28992" in asked) == (True, True)


def test_a_year_that_is_not_complete_is_left_out_and_told(tmp_path: Path, statistics: Statistics):
    row = next(r for r in statistics.tables["70072ned"]["rows"] if r["Perioden"] == "2026JJ00" and r["P1"])
    row["P1"] = "."
    done = refresh(tmp_path)
    assert [n.code for n in done.notes] == ["V975"]
    assert {r["peildatum"] for r in table(tmp_path / "cbs/inwoners.csv")} == {
        f"{y}-01-01" for y in range(2017, 2026)
    }


def test_a_column_that_is_still_empty_leaves_the_figure_that_ships(tmp_path: Path, statistics: Statistics):
    for row in statistics.tables["85984NED"]["rows"]:
        row["inkomen"] = None
    assert [n.code for n in refresh(tmp_path).notes] == ["V977"]
    assert verdeling.load_data(tmp_path).kolom("inkomen") == verdeling.load_data().kolom("inkomen")


def test_another_table_can_be_chosen_by_its_number(tmp_path: Path, statistics: Statistics, cli):
    newer = statistics.tables.pop("85984NED") | {"title": "Kerncijfers wijken en buurten 2025"}
    newer["columns"] = {
        f"{k.rpartition('_')[0]}_{i}": v for i, (k, v) in enumerate(newer["columns"].items(), 200)
    }
    statistics.tables["86165NED"] = newer
    code, _, err = cli("data", "refresh", tmp_path / "a")
    assert (code, "V962" in err, "85984NED" in err, (tmp_path / "a").exists()) == (1, True, True, False)
    assert cli("data", "refresh", tmp_path / "a", "--tabel", "kerncijfers=86165NED")[0] == 0
    assert verdeling.load_data(tmp_path / "a").kolom("huishoudens").peildatum.year == 2025
    code, _, err = cli("data", "refresh", tmp_path / "a", "--tabel", "kern=86165NED")
    assert (code, "kerncijfers" in err) == (2, True)


def renamed(statistics: Statistics) -> None:
    columns = statistics.tables["70072ned"]["columns"]
    columns["Inwonertal_1"] = ("Inwonertal", "P1", "")
    del columns["TotaleBevolking_1"]


def twice(statistics: Statistics) -> None:
    columns = statistics.tables["86092NED"]["columns"]
    columns["GemiddeldeScore_31"] = ("Gemiddelde score", "wealth", "Totaalscore, alternatief")


def no_number(statistics: Statistics) -> None:
    statistics.tables["70072ned"]["rows"][5]["P1"] = "veel"


def no_period(statistics: Statistics) -> None:
    for row in statistics.tables["86092NED"]["rows"]:
        del row["Perioden"]


FAULTS = {
    "a 500": (lambda s: s.wrong.update({"82900NED/Observations": server.status(500)}), "V962"),
    "a 503 of the boundaries": (lambda s: s.wrong.update({"/items": server.status(503)}), "V962"),
    "JSON that is cut": (
        lambda s: s.wrong.update({"PeriodenCodes": server.body(b'{"value": [{"Iden')}),
        "V965",
    ),
    "less than promised": (lambda s: s.wrong.update({"MeasureCodes": server.body(b"{}", 500)}), "V965"),
    "a page of HTML": (lambda s: s.wrong.update({"Properties": server.body(b"<html>")}), "V965"),
    "a list for an object": (lambda s: s.wrong.update({"Properties": server.body(b"[]")}), "V965"),
    "no list of rows": (lambda s: s.wrong.update({"MeasureCodes": server.body(b'{"value": 1}')}), "V966"),
    "another host": (
        lambda s: s.wrong.update({"Properties": server.redirect("http://localhost:9/x")}),
        "V960",
    ),
    "another host for the next page": (
        lambda s: s.wrong.update(
            {"MeasureCodes": server.body(b'{"value": [], "@odata.nextLink": "https://elders.nl/"}')}
        ),
        "V960",
    ),
    "a ring of redirects": (lambda s: s.wrong.update({"Properties": server.redirect("Properties")}), "V962"),
    "silence": (lambda s: s.wrong.update({"Observations": server.silent}), "V963"),
    "a drip": (lambda s: s.wrong.update({"Observations": server.endless(b" ", 0.02)}), "V963"),
    "a column with another name": (renamed, "V969"),
    "a column that is there twice": (twice, "V970"),
    "a text for a number": (no_number, "V971"),
    "a dimension that is gone": (no_period, "V966"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_goes_wrong_is_told_and_leaves_the_folder_as_it_was(
    tmp_path: Path, statistics: Statistics, cli, fault: str
):
    break_it, problem = FAULTS[fault]
    mine = tmp_path / "mijn"
    (mine / "cbs").mkdir(parents=True)
    for name in ("bronnen.csv", "inwoners.csv"):
        (mine / "cbs" / name).write_bytes((data_map() / "cbs" / name).read_bytes())
    (mine / "capaciteit.csv").write_text("code,regulier,nood\n", "utf-8")
    before = prints(tmp_path)
    break_it(statistics)
    code, out, err = cli("data", "refresh", mine, "--wacht", "0.7")
    assert (code, out, problem in err, "Traceback" in err) == (1, "", True, False), err
    assert prints(tmp_path) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mijn"]


def test_an_answer_that_is_too_large_is_not_read_to_its_end(online: str, statistics: Statistics):
    statistics.wrong["promised"] = server.body(b"x", 10**9)
    statistics.wrong["endless"] = server.endless(b"x" * 100_000, 0)
    for place in ("promised", "endless"):
        with pytest.raises(VerdelingError) as told:
            fetch_json(f"{online}/{place}", wait=20, most=1_000_000)
        assert [p.code for p in told.value.problemen] == ["V964"]


def test_nobody_listening_is_told_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli):
    monkeypatch.setenv("VERDELING_CBS_V4", "http://127.0.0.1:1/odata")
    code, _, err = cli("data", "refresh", tmp_path / "mijn")
    assert (code, "V968" in err, (tmp_path / "mijn").exists()) == (1, True, False)


@pytest.mark.parametrize("address", ["http://cbs.nl/odata", "file://localhost/etc", "ftp://127.0.0.1/x"])
def test_an_address_without_encryption_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
):
    monkeypatch.setenv("VERDELING_CBS_V4", address)
    with pytest.raises(DataError) as told:
        refresh(tmp_path)
    assert told.value.problemen[0].code == "V961"


def test_the_shipped_data_are_never_overwritten(tmp_path: Path):
    before = prints(data_map())
    for place in (data_map(), data_map() / "cbs", data_map() / "gemeenten" / "x"):
        with pytest.raises(VerdelingError) as told:
            refresh(place)
        assert told.value.problemen[0].code == "V979"
    assert prints(data_map()) == before


def test_a_folder_of_somebody_else_and_a_file_are_refused(tmp_path: Path):
    (tmp_path / "cbs").mkdir()
    (tmp_path / "cbs/foto.jpg").write_bytes(b"x")
    with pytest.raises(VerdelingError) as told:
        refresh(tmp_path)
    assert told.value.problemen[0].code == "V647"
    with pytest.raises(VerdelingError) as told:
        refresh(tmp_path / "cbs/foto.jpg")
    assert told.value.problemen[0].code == "V602"


def test_fetched_figures_that_were_changed_by_hand_are_refused(tmp_path: Path):
    refresh(tmp_path)
    path = tmp_path / "cbs/ses_woa.csv"
    path.write_text(path.read_text("utf-8").replace("GM0014,-0.", "GM0014,-9."), "utf-8")
    with pytest.raises(DataError) as told:
        verdeling.load_data(tmp_path)
    assert told.value.problemen[0].code == "V980"
    path.unlink()
    with pytest.raises(DataError) as told:
        verdeling.load_data(tmp_path)
    assert told.value.problemen[0].code == "V981"
    refresh(tmp_path)
    assert verdeling.load_data(tmp_path).kolom("ses_woa").peildatum.year == 2023


def test_progress_counts_to_the_end_and_an_interrupt_leaves_nothing_behind(tmp_path: Path):
    fetched: list[tuple[int, int]] = []
    compared: list[tuple[int, int]] = []

    def stop(done: int, everything: int) -> None:
        compared.append((done, everything))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(tmp_path / "mijn", fetching=lambda *x: fetched.append(x), comparing=stop)
    assert fetched == [(i, 6) for i in range(1, 7)]
    assert (len(compared), (tmp_path / "mijn").exists()) == (1, False)


def test_all_tables_are_refreshed_within_half_a_minute(tmp_path: Path):
    begin = time.process_time()
    refresh(tmp_path)
    assert time.process_time() - begin < 30
