"""Shared by tests of several rooms."""

import shutil
import subprocess
from pathlib import Path

import openpyxl

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


CHECK = "controle (0 = gelijk)"


def recompute(books: list[Path], folder: Path) -> dict[str, openpyxl.Workbook]:
    """Let LibreOffice recompute workbooks; their values by file name."""
    office = shutil.which("soffice")
    assert office, "LibreOffice Calc is needed: sudo apt install libreoffice-calc-nogui"
    profile = folder / "profiel"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
    out = folder / "herrekend"
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(out), *map(str, books)], check=True, capture_output=True, timeout=900
    )
    return {b.stem: openpyxl.load_workbook(out / b.name, data_only=True) for b in books}


def columns(sheet) -> dict[str, list]:
    kop, *rows = sheet.values
    return {name: [row[i] for row in rows] for i, name in enumerate(kop) if name}
