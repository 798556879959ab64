"""Lines of code of the package: without blank lines, comments, docstrings and the catalogue of texts.

Usage: ``python tools/count_lines.py [COMMIT ...]``; the files as they stand, then those of each commit.
"""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYOUT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def code_lines(source: str) -> int:
    """Lines on which something stands that is no comment and no docstring."""
    told: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        for _, body in ast.iter_fields(node):
            for part in body if isinstance(body, list) else ():
                if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                    told.update(range(part.lineno, (part.end_lineno or part.lineno) + 1))
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in LAYOUT | {tokenize.COMMENT}:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - told)


def git(*words: str) -> str:
    """What git answers."""
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def count(sources: dict[str, str]) -> Counter[str]:
    """Lines per room."""
    rooms: Counter[str] = Counter()
    for name, source in sources.items():
        parts = Path(name).parts
        if parts[1] != "texts":
            rooms[parts[1].removesuffix(".py")] += code_lines(source)
    return rooms


def sources(commit: str) -> dict[str, str]:
    """Python files of the package as they stand, or in a commit."""
    if not commit:
        return {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in (ROOT / "verdeling").rglob("*.py")}
    names = git("ls-tree", "-r", "--name-only", commit, "verdeling").split()
    return {name: git("show", f"{commit}:{name}") for name in names if name.endswith(".py")}


if __name__ == "__main__":
    for commit in ["", *sys.argv[1:]]:
        rooms = count(sources(commit))
        told = ", ".join(f"{name} {n}" for name, n in sorted(rooms.items()))
        print(f"{commit or 'now'}: {sum(rooms.values())} lines ({told})")
