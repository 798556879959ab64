"""Nothing but refreshing goes online: no other module imports what can open a connection."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import rooms
from support.paths import ROOT

NETWORK = {
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "telnetlib", "xmlrpc", "socketserver"),
    *("requests", "httpx", "urllib3", "aiohttp", "websockets", "cbsodata", "pycurl"),
}
ALLOWED = {"verdeling.refresh.fetch"}
FILES = {n: p for n, p in rooms.files().items() if n not in ALLOWED}


def network(source: str) -> set[str]:
    """Modules that a source imports, also inside functions, and that can open a connection."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {n for n in names if any(n == w or n.startswith(f"{w}.") for w in NETWORK)}


@pytest.mark.parametrize("name", FILES)
def test_no_other_module_imports_what_can_open_a_connection(name: str):
    assert not network(FILES[name].read_text("utf-8"))


def test_the_check_sees_an_import_of_the_network():
    assert network("def f():\n    from urllib import request") == {"urllib.request"}
    assert network("import http.client") == {"http.client"}
    assert not network("from urllib.parse import urlsplit")
    (fetch,) = ALLOWED
    assert network(rooms.files()[fetch].read_text("utf-8"))


def test_only_the_command_that_refreshes_imports_the_room():
    importers = {
        name for name, path in rooms.files().items() if "verdeling.refresh" in path.read_text("utf-8")
    }
    assert {n for n in importers if not n.startswith("verdeling.refresh")} == {"verdeling.cli.data"}


def test_a_run_loads_nothing_that_can_refresh(tmp_path: Path):
    code = (
        "import verdeling, sys; verdeling.run('inwoners'); "
        "online = ('verdeling.refresh', 'urllib.request', 'http.client'); "
        "print([m for m in sys.modules if m.startswith(online)])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
