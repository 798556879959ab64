"""The rooms of the package and what they import, read from the source; draws docs/architecture.svg.

Usage: ``python tools/rooms.py``. The tests of the layers use the same functions.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "verdeling"
PICTURE = ROOT / "docs/architecture.svg"
WIDE, HIGH, GAP, STEP = 112, 34, 18, 66


def order() -> list[str]:
    """The rooms as the table of docs/architecture.md has them: each imports only from rooms before it."""
    return re.findall(r"^\| `verdeling/(\w+)` \|", (ROOT / "docs/architecture.md").read_text("utf-8"), re.M)


def files() -> dict[str, Path]:
    """Dotted name of every module and its file."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def imported(source: str) -> Iterator[str]:
    """Dotted names that a source imports, inside functions and for types too; a name in a module as both."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports() -> dict[str, set[str]]:
    """Per module the modules of the package that it imports; the face of the package imports none.

    The face (``verdeling/__init__.py``) loads its public names at first use, and names them for types only.
    """
    modules = files()
    edges = {}
    for name, path in modules.items():
        found = imported(path.read_text("utf-8")) if name != "verdeling" else ()
        edges[name] = {n if n in modules else n.rpartition(".")[0] for n in found} & set(modules) - {name}
    return edges


def room(module: str) -> str:
    """Room of a module; '' for the face of the package."""
    return module.split(".")[1] if "." in module else ""


def room_imports() -> dict[str, set[str]]:
    """Per room the rooms that it imports."""
    rooms: dict[str, set[str]] = {}
    for name, targets in imports().items():
        mine = room(name)
        rooms.setdefault(mine, set()).update({room(t) for t in targets} - {mine, ""})
    return {name: found for name, found in rooms.items() if name not in {"", "__main__"}}


def circles(edges: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of names that reach each other."""
    reach = {name: set(targets) for name, targets in edges.items()}
    for middle in edges:
        for name in edges:
            if middle in reach[name]:
                reach[name] |= reach[middle]
    groups = {tuple(sorted(b for b in reach[a] if a in reach[b])) for a in edges if a in reach[a]}
    return sorted(list(group) for group in groups)


def essential(edges: Mapping[str, set[str]], names: list[str]) -> dict[str, set[str]]:
    """The arrows that no other path of arrows already tells; `names` from the bottom up."""
    reach: dict[str, set[str]] = {}
    for name in names:
        reach[name] = edges[name].union(*(reach[t] for t in edges[name]))
    return {n: {t for t in edges[n] if not any(t in reach[o] for o in edges[n] - {t})} for n in names}


def picture() -> str:
    """The rooms from the first imported (bottom) to the last (top), with the essential arrows."""
    names, edges = order(), room_imports()
    level: dict[str, int] = {}
    for name in names:
        level[name] = 1 + max((level[t] for t in edges[name]), default=-1)
    rows = [[n for n in names if level[n] == k] for k in range(max(level.values()), -1, -1)]
    width = max(map(len, rows)) * (WIDE + GAP) + GAP
    place = {}
    for y, row in enumerate(rows):
        left = (width - len(row) * (WIDE + GAP) + GAP) / 2
        place |= {name: (left + x * (WIDE + GAP), GAP + y * STEP) for x, name in enumerate(row)}
    lines, boxes = [], []
    for name, targets in essential(edges, names).items():
        x, y = place[name]
        for target in sorted(targets):
            a, b = place[target]
            start, end, bend = (x + WIDE / 2, y + HIGH), (a + WIDE / 2, b), (b - y - HIGH) / 2
            lines.append(
                f'<path d="M{start[0]:g} {start[1]:g}C{start[0]:g} {start[1] + bend:g} '
                f'{end[0]:g} {end[1] - bend:g} {end[0]:g} {end[1]:g}"/>'
            )
        boxes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{WIDE}" height="{HIGH}" rx="5"/>'
            f'<text x="{x + WIDE / 2:g}" y="{y + 22:g}">{escape(name)}</text>'
        )
    told = "; ".join(f"{n}: {', '.join(sorted(t))}" for n, t in essential(edges, names).items() if t)
    return "\n".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" '
            f'viewBox="0 0 {width} {len(rows) * STEP + GAP}">',
            '<title id="t">Rooms of verdeling: each imports only from rooms below it</title>',
            f'<desc id="d">{escape(told)}</desc>',
            '<rect width="100%" height="100%" fill="#fff"/>',
            '<g fill="none" stroke="#7a8794" stroke-width="1.2">',
            *lines,
            '</g><g fill="#eef3f8" stroke="#2b4a66">',
            *(box.split("<text")[0] for box in boxes),
            '</g><g fill="#14263a" font-family="sans-serif" font-size="14" text-anchor="middle">',
            *("<text" + box.split("<text")[1] for box in boxes),
            "</g></svg>\n",
        ]
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8", newline="\n")
