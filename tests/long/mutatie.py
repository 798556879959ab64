"""Mutation testing of one module: small faults put in one by one, and the tests that should notice each.

Run as ``python tests/long/mutatie.py MODULE SECONDS TESTFILE...``; prints one line of JSON. The altered code
is compiled in memory and handed to the import system of a forked process, so no altered source ever stands on
disk. A process that loops is ended by its limit of CPU time. The order of the faults is fixed; what does not
fit in SECONDS is not tried.
"""

from __future__ import annotations

import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
GEHEUGEN = 6 * 2**30
WANDTIJD = 120

VERGELIJKING = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
REKENEN = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
}
NAMEN = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "lcm": "gcd", "gcd": "lcm"}
OVERSLAAN = {"annotation", "returns", "decorator_list", "type_params"}


def zonder_waarde(node: ast.AST) -> bool:
    """Docstrings, and zip(strict=...): on inputs of equal length that word changes nothing."""
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def varianten(node: ast.AST) -> Iterator[ast.AST]:
    """Faults for one place in the code."""
    match node:
        case ast.Compare(ops=[soort]):
            for anders in VERGELIJKING[type(soort)]:
                yield ast.Compare(node.left, [anders()], node.comparators)
        case ast.Compare(ops=[eerst, *_]):
            for anders in VERGELIJKING[type(eerst)]:
                yield ast.Compare(node.left, [anders(), *node.ops[1:]], node.comparators)
            for anders in VERGELIJKING[type(node.ops[-1])]:
                yield ast.Compare(node.left, [*node.ops[:-1], anders()], node.comparators)
        case ast.BinOp(op=soort) if type(soort) in REKENEN:
            yield ast.BinOp(node.left, REKENEN[type(soort)](), node.right)
        case ast.AugAssign(op=soort) if type(soort) in REKENEN:
            yield ast.AugAssign(node.target, REKENEN[type(soort)](), node.value)
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield node.operand
        case ast.BoolOp(op=soort):
            yield ast.BoolOp(ast.Or() if isinstance(soort, ast.And) else ast.And(), node.values)
        case ast.Constant(value=bool(waar)):
            yield ast.Constant(not waar)
        case ast.Constant(value=int(getal)):
            yield ast.Constant(getal + 1)
            yield ast.Constant(getal - 1)
        case ast.Name(id=naam) if naam in NAMEN:
            yield ast.Name(NAMEN[naam], node.ctx)
        case ast.Attribute(attr=naam) if naam in NAMEN:
            yield ast.Attribute(node.value, NAMEN[naam], node.ctx)
        case ast.If() | ast.While() | ast.IfExp() if not isinstance(node.test, ast.Compare):
            anders = copy.copy(node)
            anders.test = ast.UnaryOp(ast.Not(), node.test)
            yield anders
        case ast.Continue():
            yield ast.Break()
        case ast.Raise() | ast.Expr():
            yield ast.Pass()


def plaatsen(node: ast.AST) -> Iterator[tuple[ast.AST | list[ast.AST], str | int, ast.AST]]:
    """Every place in the code, as container, field or index, and what stands there."""
    for veld, waarde in ast.iter_fields(node):
        if veld in OVERSLAAN:
            continue
        paren = enumerate(waarde) if isinstance(waarde, list) else [(veld, waarde)]
        for plek, kind in paren:
            if isinstance(kind, ast.AST) and not zonder_waarde(kind):
                yield (waarde if isinstance(waarde, list) else node), plek, kind
                yield from plaatsen(kind)


def zet(houder: ast.AST | list[ast.AST], plek: str | int, node: ast.AST) -> None:
    if isinstance(houder, list):
        houder[plek] = node
    else:
        setattr(houder, plek, node)


def mutanten(bron: str, bestand: str) -> list[tuple[str, CodeType]]:
    """Each fault as a line for people and the compiled module that has it."""
    boom = ast.parse(bron)
    gevonden = []
    for houder, plek, node in list(plaatsen(boom)):
        for fout in varianten(node):
            ast.copy_location(fout, node)
            zet(houder, plek, ast.fix_missing_locations(fout))
            voor, na = (ast.unparse(n).splitlines()[0] for n in (node, fout))
            gevonden.append((f"{node.lineno}: {voor}  ->  {na}", compile(boom, bestand, "exec")))
            zet(houder, plek, node)
    return gevonden


class Zoeker(importlib.abc.MetaPathFinder):
    """Gives one module other code than its file holds."""

    def __init__(self, naam: str, bestand: str, code: CodeType) -> None:
        self.naam, self.bestand, self.code = naam, bestand, code

    def find_spec(self, naam, pad, doel=None):
        if naam != self.naam:
            return None
        lader = importlib.machinery.SourceFileLoader(naam, self.bestand)
        lader.get_code = lambda _naam: self.code
        return importlib.util.spec_from_file_location(naam, self.bestand, loader=lader)


def proef(
    naam: str, bestand: str, code: CodeType, opties: list[str], cpu: int, *, stil: bool = True
) -> tuple[bool, float]:
    """Run the tests on this code in a process of its own; whether all passed, and its CPU time."""
    kind = os.fork()
    if kind == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN, GEHEUGEN))
        signal.alarm(WANDTIJD)
        uit = os.open(os.devnull, os.O_WRONLY) if stil else 2
        os.dup2(uit, 1)
        os.dup2(uit, 2)
        sys.meta_path.insert(0, Zoeker(naam, bestand, code))
        einde = 1
        try:
            import pytest

            einde = int(pytest.main(opties))
        finally:
            os._exit(einde)
    _, status, gebruik = os.wait4(kind, 0)
    return status == 0, gebruik.ru_utime + gebruik.ru_stime


def main(naam: str, seconden: float, bestanden: list[str]) -> dict[str, object]:
    """Try the faults of a module; survivors are those that no test noticed."""
    einde = time.monotonic() + seconden
    sys.dont_write_bytecode = True
    os.chdir(ROOT)
    import apportionment.methods  # noqa: F401  what every forked process needs anyway
    import hypothesis
    import pandas  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import votelib.evaluate.proportional  # noqa: F401
    import yaml  # noqa: F401

    fasen = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutatie",
        max_examples=30,
        database=None,
        derandomize=True,
        phases=fasen,
        deadline=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
    # The packages that serve as oracles are slow and the properties must suffice without them.
    opties = [
        "-x",
        "-q",
        "--hypothesis-profile",
        "mutatie",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:randomly",
    ]
    opties += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis stands loaded before the fork
    opties += ["-m", "not long", "-k", "not package", *(str(TESTS / b) for b in bestanden)]

    bestand = str(ROOT.joinpath(*naam.split(".")).with_suffix(".py"))
    bron = Path(bestand).read_text("utf-8")
    heel, tijd = proef(naam, bestand, compile(bron, bestand, "exec"), opties, 60, stil=False)
    if not heel:
        raise SystemExit(f"{naam}: the tests fail on the code as it is")
    alle = mutanten(bron, bestand)
    random.Random(0).shuffle(alle)
    over, geprobeerd = [], 0
    for regel, code in alle:
        if time.monotonic() > einde:
            break
        geprobeerd += 1
        if proef(naam, bestand, code, opties, int(2 * tijd) + 2)[0]:
            over.append(regel)
    over.sort(key=lambda regel: int(regel.split(":")[0]))
    return {"module": naam, "mutanten": len(alle), "geprobeerd": geprobeerd, "overleefd": over}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], float(sys.argv[2]), sys.argv[3:])))
