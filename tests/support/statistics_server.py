"""A server on loopback that speaks as CBS StatLine (OData 3 and 4) and PDOK (OGC API Features).

It answers with the shipped figures, so that a refresh against it changes nothing unless a test says so. What
it serves are plain lists that a test may change; `wrong` are answers that replace those to an address.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from verdeling.inputs.register import rows_of

V4, V3, OGC = "/odata/v1/CBS", "/ODataApi/odata", "/ogc/v1"
AREAS = {
    "Arbeidsmarktregio's": "arbeidsmarktregio",
    "COROP-gebieden": "corop",
    "GGD-regio's": "ggdregio",
    "Landsdelen": "landsdeel",
    "Provincies": "provincie",
    "Veiligheidsregio's": "veiligheidsregio",
}
KEY_FIGURES = {
    "HuishoudensTotaal_29": ("Huishoudens totaal", "huishoudens"),
    "GemiddeldeHuishoudensgrootte_33": ("Gemiddelde huishoudensgrootte", "huishoudgrootte"),
    "GemiddeldeWOZWaardeVanWoningen_39": ("Gemiddelde WOZ-waarde van woningen", "woz_waarde"),
    "PercentageEengezinswoning_40": ("Percentage eengezinswoning", "eengezinswoningen_pct"),
    "Koopwoningen_47": ("Koopwoningen", "koopwoningen_pct"),
    "GemiddeldInkomenPerInwoner_78": ("Gemiddeld inkomen per inwoner ", "inkomen"),
    "MateVanStedelijkheid_120": ("Mate van stedelijkheid", "stedelijkheid"),
    "Omgevingsadressendichtheid_121": ("Omgevingsadressendichtheid", "adressendichtheid"),
    "OppervlakteLand_116": ("Oppervlakte land", "oppervlakte_land"),
    "Bevolkingsdichtheid_34": ("Bevolkingsdichtheid", "bevolkingsdichtheid"),
    "k_65JaarOfOuder_12": ("65 jaar of ouder", "inwoners_65plus"),
    "k_0Tot15Jaar_8": ("0 tot 15 jaar", "inwoners_0_15"),
}
Row = dict[str, Any]
Answer = Callable[[BaseHTTPRequestHandler], None]


class Statistics:
    """Tables and features as lists of rows, and what is wrong with the server."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.errors: list[BaseException | None] = []
        self.wrong: dict[str, Answer] = {}
        self.page = 10_000
        self.old_protocol = {"86092NED"}
        self.status = {"2026JJ00": "Voorlopig"}
        self.tables: dict[str, Row] = {
            "70072ned": self._inhabitants(),
            "86092NED": self._scores(),
            "85984NED": self._key_figures(),
            "82900NED": self._dwellings(),
            "86247NED": self._regions(),
        }
        self.features = [
            self._feature(r, y) for y in (2026, 2025) for r in rows_of("gemeenten/gemeenten.csv")
        ]

    def _inhabitants(self) -> Row:
        rows = [
            {"RegioS": r["code"].ljust(8), "Perioden": f"{r['peildatum'][:4]}JJ00", "P1": int(r["inwoners"])}
            for r in rows_of("cbs/inwoners.csv")
        ]
        rows += [{"RegioS": "NL01    ", "Perioden": "2025JJ00", "P1": 18_044_027}]
        rows += [{"RegioS": "GM0003  ", "Perioden": "2026JJ00", "P1": None}]  # a gemeente that is no more
        return table(
            "Regionale kerncijfers Nederland", rows, {"TotaleBevolking_1": ("Totale bevolking", "P1", "")}
        )

    def _scores(self) -> Row:
        rows = []
        for r in rows_of("cbs/ses_woa.csv"):
            about = {"WijkenEnBuurten": r["code"].ljust(10), "Perioden": "2022JJ00"}
            rows.append(about | {"total": round(float(r["ses_woa"]), 3), "wealth": 0.5})
            rows.append(
                about | {"Perioden": "2023JJ00", "total": round(float(r["ses_woa"]), 3), "wealth": 0.5}
            )
        columns = {
            "GemiddeldeScore_29": ("Gemiddelde score", "total", "Totaalscore"),
            "GemiddeldeScore_31": ("Gemiddelde score", "wealth", "Financiële welvaart"),
        }
        return table("Sociaal-economische status; scores per wijk en buurt", rows, columns)

    def _key_figures(self) -> Row:
        rows = []
        for r in rows_of("cbs/kerncijfers.csv"):
            row: Row = {"WijkenEnBuurten": r["code"].ljust(10)}
            for _, ours in KEY_FIGURES.values():
                row[ours] = json.loads(r[ours]) if r[ours] else -99997
            rows.append(row)
        columns = {key: (title, ours, "") for key, (title, ours) in KEY_FIGURES.items()}
        return table("Kerncijfers wijken en buurten 2024", rows, columns)

    def _dwellings(self) -> Row:
        rows = [
            {"RegioS": r["code"], "Perioden": "2025JJ00", "StatusVanBewoning": status, "n": i + extra}
            for i, r in enumerate(rows_of("gemeenten/gemeenten.csv"), start=1000)
            for status, extra in (("T001235", 0), ("A028725", -10))
        ]
        return table(
            "Voorraad woningen", rows, {"TotaleWoningvoorraad_1": ("Totale woningvoorraad", "n", "")}
        )

    def _regions(self) -> Row:
        rows = [{"RegioS": r["code"], **r} for r in rows_of("gemeenten/gemeenten.csv")]
        columns: dict[str, tuple[str, str, str]] = {}
        for group, ours in AREAS.items():
            for ends, title in (("code", "Code"), ("", "Naam")):
                columns[f"{title}_{len(columns) + 1}"] = (title, f"{ours}{ends}", group)
        return table("Gebieden in Nederland 2026", rows, columns)

    def _feature(self, r: dict[str, str], year: int) -> Row:
        x, y = float(r["rd_x"]), float(r["rd_y"])
        ring = [[x, y], [x + 1000, y], [x + 1000, y + 1000], [x, y]]
        about = {"statcode": r["code"], "statnaam": r["gemeente"], "jaarcode": year}
        return {
            "type": "Feature",
            "properties": about,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    # --- answers ------------------------------------------------------------------------------------------

    def answer(self, path: str, query: dict[str, str], base: str) -> Row | None:
        """JSON at an address; None where there is nothing."""
        if path.startswith(OGC):
            return self._items(path, query, base)
        for root, give in ((V4, self._version4), (V3, self._version3)):
            if path.startswith(f"{root}/"):
                name, _, part = path.removeprefix(f"{root}/").partition("/")
                if name not in self.tables or (root == V4 and name in self.old_protocol):
                    return None
                return give(self.tables[name], part, query, f"{base}{path}")
        return None

    def _version4(self, table: Row, part: str, query: dict[str, str], here: str) -> Row | None:
        groups = sorted({g for _, _, g in table["columns"].values() if g})
        codes = {key: f"M{i:06d}" for i, key in enumerate(table["columns"], start=1)}
        lists: dict[str, list[Row]] = {
            "MeasureGroups": [{"Id": str(i), "Title": g, "ParentId": None} for i, g in enumerate(groups)],
            "MeasureCodes": [
                {
                    "Identifier": codes[key],
                    "Title": title,
                    "MeasureGroupId": str(groups.index(group)) if group else None,
                }
                for key, (title, _, group) in table["columns"].items()
            ],
            "PeriodenCodes": [
                {"Identifier": k, "Title": k[:4], "Status": s} for k, s in self._periods(table)
            ],
            "RegioSCodes": [
                {"Identifier": r["RegioS"], "Title": r.get("gemeente", "")}
                for r in table["rows"]
                if "RegioS" in r
            ],
        }
        if part == "Properties":
            return {"Title": table["title"], "Identifier": "x", "Status": "Regulier"}
        if part == "Observations":
            found = []
            for row in self._filtered(table["rows"], query["$filter"]):
                for key, (_, ours, _) in table["columns"].items():
                    if f"'{codes[key]}'" in query["$filter"]:
                        value = row[ours]
                        cell = (
                            {"Value": None, "StringValue": value}
                            if isinstance(value, str)
                            else {"Value": value}
                        )
                        dimensions = {k: v for k, v in row.items() if k in DIMENSIONS}
                        found.append({"Id": len(found), "Measure": codes[key], **dimensions, **cell})
            lists["Observations"] = found
        if part not in lists:
            return None
        begin = int(query.get("$skiptoken", 0))
        page: Row = {"value": lists[part][begin : begin + self.page]}
        if begin + self.page < len(lists[part]):
            rest = "&".join(f"{k}={v}" for k, v in query.items() if k != "$skiptoken").replace(" ", "%20")
            page["@odata.nextLink"] = f"{here}?{rest}&$skiptoken={begin + self.page}"
        return page

    def _version3(self, table: Row, part: str, query: dict[str, str], _: str) -> Row | None:
        groups = sorted({g for _, _, g in table["columns"].values() if g})
        if part == "TableInfos":
            return {"value": [{"Title": table["title"], "Period": "2023"}]}
        if part == "DataProperties":
            rows = [
                {"ID": i, "ParentID": None, "Type": "TopicGroup", "Title": g} for i, g in enumerate(groups)
            ]
            rows += [
                {
                    "ID": 100 + i,
                    "ParentID": groups.index(group) if group else None,
                    "Type": "Topic",
                    "Key": key,
                    "Title": title,
                }
                for i, (key, (title, _, group)) in enumerate(table["columns"].items())
            ]
            return {"value": rows}
        if part == "Perioden":
            return {"value": [{"Key": k, "Title": k[:4], "Status": s} for k, s in self._periods(table)]}
        if part == "RegioS":
            return {"value": [{"Key": r["RegioS"], "Title": r.get("gemeente", "")} for r in table["rows"]]}
        if part != "TypedDataSet":
            return None
        wanted = query["$select"].split(",")
        begin, top = int(query["$skip"]), min(int(query["$top"]), 10_000)
        rows = self._filtered(table["rows"], query["$filter"])[begin : begin + top]
        ours = {key: o for key, (_, o, _) in table["columns"].items()}
        return {"value": [{w: row[ours.get(w, w)] for w in wanted} for row in rows]}

    def _periods(self, table: Row) -> list[tuple[str, str]]:
        found = sorted({r["Perioden"] for r in table["rows"] if "Perioden" in r})
        return [(p, self.status.get(p, "Definitief")) for p in found]

    @staticmethod
    def _filtered(rows: list[Row], condition: str) -> list[Row]:
        """What a filter of the kind that is asked keeps: startswith, eq and ge, joined by and."""
        starts = re.findall(r"startswith\((\w+),'(\w+)'\)", condition)
        equal = re.findall(r"(\w+) eq '(\w+)'", condition)
        least = re.findall(r"(\w+) ge '(\w+)'", condition)
        assert starts, "the real service would give wijken and buurten too"
        return [
            r
            for r in rows
            if all(r[k].startswith(v) for k, v in starts)
            and all(r[k].strip() == v for k, v in equal)
            and all(r[k].strip() >= v for k, v in least)
        ]

    def _items(self, path: str, query: dict[str, str], base: str) -> Row | None:
        if path != f"{OGC}/collections/gemeente_gegeneraliseerd/items":
            return None
        begin, limit = int(query.get("offset", 0)), min(int(query.get("limit", 10)), 200)
        page: Row = {
            "type": "FeatureCollection",
            "features": self.features[begin : begin + limit],
            "links": [],
        }
        if begin + limit < len(self.features):
            rest = "&".join(f"{k}={v}" for k, v in query.items() if k != "offset")
            page["links"] = [{"rel": "next", "href": f"{base}{path}?{rest}&offset={begin + limit}"}]
        return page


DIMENSIONS = ("RegioS", "WijkenEnBuurten", "Perioden", "StatusVanBewoning")


def table(title: str, rows: list[Row], columns: dict[str, tuple[str, str, str]]) -> Row:
    """A table: its rows, and of each column the title, the name in the rows and the group."""
    return {"title": title, "rows": rows, "columns": columns}


# --- what may be wrong ------------------------------------------------------------------------------------


def status(code: int) -> Answer:
    """An error of the server."""
    return lambda request: request.send_error(code)


def redirect(to: str) -> Answer:
    """A redirect."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", to)
        request.end_headers()

    return answer


def body(content: bytes, promised: int | None = None) -> Answer:
    """Bytes, of which more may be promised than come."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(content) if promised is None else promised))
        request.end_headers()
        request.wfile.write(content)

    return answer


def endless(piece: bytes, pause: float) -> Answer:
    """Pieces without end, each after a pause."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        with suppress(OSError):
            while not request.server.over:  # type: ignore[attr-defined]
                request.wfile.write(piece)
                request.wfile.flush()
                time.sleep(pause)

    return answer


def silent(request: BaseHTTPRequestHandler) -> None:
    """Nothing at all."""
    while not request.server.over:  # type: ignore[attr-defined]
        time.sleep(0.01)


@contextmanager
def served(statistics: Statistics) -> Iterator[str]:
    """Serve on loopback; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            path = unquote(place.path)
            statistics.asked.append(self.path)
            base = f"http://127.0.0.1:{self.server.server_address[1]}"
            for part, wrong in statistics.wrong.items():
                if part in path:
                    wrong(self)
                    return
            query = {k: v[0] for k, v in parse_qs(place.query, keep_blank_values=True).items()}
            found = statistics.answer(path, query, base)
            if found is None:
                self.send_error(404)
                return
            body(json.dumps(found).encode())(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        over = False

        def handle_error(self, *_: object) -> None:
            if not isinstance(sys.exception(), OSError):  # who asked may have gone
                statistics.errors.append(sys.exception())

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.over = True
        server.shutdown()
        thread.join()
        server.server_close()
        assert not statistics.errors, statistics.errors
