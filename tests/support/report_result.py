"""Result folders for the tests of the report: the real one of a model, and one with a plan added by hand."""

import csv
import hashlib
import json
from pathlib import Path

import verdeling
from support.paths import ROOT
from verdeling.result.flows import STROMEN, FlowRow
from verdeling.result.seal import sealed

CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """The system's browser."""
    for path in CHROMIUM:
        if Path(path).exists():
            return path
    raise AssertionError("deze test vraagt een browser: sudo apt install chromium")


def write_result(folder: Path, model: str = "spreidingswet-2026", plan: bool = False) -> Path:
    """The folder that a run writes, without the solved plan unless asked."""
    verdeling.run(model, plan=plan).schrijf(folder)
    return folder


def add_plan(folder: Path) -> Path:
    """Give a folder the columns of a plan: what is lacking is placed in the gemeente itself, in tens.

    The smallest gemeente of each province is provided for by the largest one, so that there are flows.
    """
    with (ROOT / "data/gemeenten/capaciteit.csv").open(encoding="utf-8", newline="") as file:
        capacity = {r["code"]: (int(r["regulier"] or 0), int(r["nood"] or 0)) for r in csv.DictReader(file)}
    rows = list(csv.DictReader((folder / "verdeling.csv").open(encoding="utf-8", newline="")))
    by_province: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_province.setdefault(row["provincie"], []).append(row)
    flows = []
    new = {}
    for row in rows:
        kept, _ = capacity[row["code"]]
        new[row["code"]] = -(-max(0, int(row["indicatief"]) - kept) // 10) * 10
    for group in by_province.values():
        group.sort(key=lambda r: int(r["indicatief"]))
        small, large = group[0]["code"], group[-1]["code"]
        if new[small]:
            flows.append((small, large, new[small]))
            new[large] += new[small]
            new[small] = 0
    for row in rows:
        code, asked = row["code"], int(row["indicatief"])
        kept, emergency = capacity[code]
        row.update(
            bestaand=kept,
            gevraagd=max(kept, asked),
            nieuw=new[code],
            omgezet=min(emergency, new[code]),
            plan=kept + new[code],
            verschil=kept + new[code] - asked,
            uitkering_eur=2000 * max(0, kept + new[code] - asked),
        )
        at_home = new[code] - sum(n for _, to, n in flows if to == code)
        if at_home:
            flows.append((code, code, at_home))
    write_csv(folder / "verdeling.csv", list(rows[0]), rows)
    name = {row["code"]: row["gemeente"] for row in rows}
    filled = STROMEN.fill(
        FlowRow("asielopvang", "opvang", a, name[a], b, name[b], n, None, None, None)
        for a, b, n in sorted(flows)
    )
    write_csv(folder / "stromen.csv", list(filled.header), filled.records())
    diagnostics = json.loads((folder / "diagnostics.json").read_text("utf-8"))
    diagnostics["doelen"] = [
        {"naam": "tekort", "waarde": 0, "grens": 0, "bewezen": True, "motor": "scip"},
        {"naam": "nabijheid", "waarde": 189849, "grens": 189849, "bewezen": True, "motor": "scip"},
        {"naam": "nieuwbouw", "waarde": 27568, "grens": 27560, "bewezen": False, "motor": "scip"},
    ]
    (folder / "diagnostics.json").write_text(json.dumps(diagnostics), "utf-8")
    sign(folder)
    return folder


def write_csv(path: Path, head: list[str], rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head)
        writer.writeheader()
        writer.writerows(rows)


def sign(folder: Path) -> None:
    """Write the checksums of the files as they are now."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = sorted(p for p in folder.iterdir() if p.name not in {"manifest.json", "report.html"})
    manifest["bestanden"] = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    (folder / "manifest.json").write_text(json.dumps(sealed(manifest)), "utf-8")
