"""Mutation testing of one module: small faults put in one by one, and the tests that should notice each.

Run as ``python tests/long/mutatie.py MODULE NUMBER TESTFILE...``, with on stdin a JSON list of faults that
change nothing; prints one line of JSON. The altered code is compiled in memory and handed to the import
system of a forked process, so no altered source ever stands on disk. A process that loops is ended by its
limit of CPU time. NUMBER faults are tried, drawn in the same way on every machine: the verdict does not
depend on the clock.
"""

from __future__ import annotations

import ast
import copy
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
GEHEUGEN = 6 * 2**30
WANDTIJD = 300

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


@dataclass(frozen=True)
class Plaats:
    """A place in the code: container, field or index, what stands there, and the statement around it."""

    houder: ast.AST | list[ast.AST]
    plek: str | int
    node: ast.AST
    regel: ast.stmt

    def zet(self, node: ast.AST) -> None:
        if isinstance(self.houder, list):
            self.houder[self.plek] = node
        else:
            setattr(self.houder, self.plek, node)


def plaatsen(node: ast.AST, regel: ast.stmt | None = None) -> Iterator[Plaats]:
    for veld, waarde in ast.iter_fields(node):
        if veld in OVERSLAAN:
            continue
        paren = enumerate(waarde) if isinstance(waarde, list) else [(veld, waarde)]
        for plek, kind in paren:
            if isinstance(kind, ast.AST) and not zonder_waarde(kind):
                binnen = kind if isinstance(kind, ast.stmt) else regel
                yield Plaats(waarde if isinstance(waarde, list) else node, plek, kind, binnen)
                yield from plaatsen(kind, binnen)


@dataclass(frozen=True)
class Mutant:
    """A fault: the line where it stands, the statement with the fault in it, and the module that has it."""

    nummer: int
    tekst: str
    code: CodeType


def mutanten(bron: str, bestand: str) -> list[Mutant]:
    boom = ast.parse(bron)
    gevonden = []
    for plaats in list(plaatsen(boom)):
        node = plaats.node
        for fout in varianten(node):
            ast.copy_location(fout, node)
            plaats.zet(ast.fix_missing_locations(fout))
            tekst = eerste_regel(fout if plaats.regel is node else plaats.regel)
            if isinstance(fout, ast.Pass | ast.Break):
                tekst = f"{tekst}  # {eerste_regel(node)}"
            gevonden.append(Mutant(node.lineno, tekst, compile(boom, bestand, "exec")))
            plaats.zet(node)
    return gevonden


def eerste_regel(node: ast.AST) -> str:
    return ast.unparse(node).splitlines()[0]


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
    """Run the tests on this code in a process of its own; whether all passed, and its CPU time.

    Raises
    ------
    TimeoutError
        When the process stood still: more than WANDTIJD without reaching its limit of CPU time.
    """
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
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        raise TimeoutError(f"{naam}: the tests stood still for {WANDTIJD} s")
    return status == 0, gebruik.ru_utime + gebruik.ru_stime


VOORAF = (
    "apportionment.methods",
    "pandas",
    "pydantic",
    "pytest",
    "votelib.evaluate.proportional",
    "verdeling.inputs.tables",
    "verdeling.solver.program",
    "verdeling.verdeelmodel.catalogue",
)


def laad_vooraf(naam: str) -> None:
    """Import once what every forked process needs and what does not import the module itself."""
    for ander in VOORAF:
        importlib.import_module(ander)
    assert naam not in sys.modules, "the altered module would not be seen"


def testopties(bestanden: list[str]) -> list[str]:
    """Arguments for pytest: fast, the same examples every time, stop at the first failure."""
    import hypothesis

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
    opties = ["-x", "-q", "--hypothesis-profile", "mutatie"]
    opties += ["-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly"]
    opties += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis stands loaded before the fork
    return [*opties, "-m", "not long", "-k", "not package", *(str(TESTS / b) for b in bestanden)]


def main(naam: str, aantal: int, bestanden: list[str], gelijkwaardig: list[str]) -> dict[str, object]:
    """Try a fixed sample of the faults of a module; survivors are those that no test noticed.

    Faults listed in `gelijkwaardig` are not tried; a text there that is no fault any more is `verouderd`.
    """
    os.chdir(ROOT)
    laad_vooraf(naam)
    opties = testopties(bestanden)
    bestand = str(ROOT.joinpath(*naam.split(".")).with_suffix(".py"))
    bron = Path(bestand).read_text("utf-8")
    heel, tijd = proef(naam, bestand, compile(bron, bestand, "exec"), opties, 60, stil=False)
    if not heel:
        raise SystemExit(f"{naam}: the tests fail on the code as it is")
    alle = mutanten(bron, bestand)
    anders = [m for m in alle if m.tekst not in gelijkwaardig]
    steekproef = random.Random(0).sample(anders, min(aantal, len(anders)))
    over = [m for m in steekproef if proef(naam, bestand, m.code, opties, int(3 * tijd) + 2)[0]]
    return {
        "geprobeerd": len(steekproef),
        "overleefd": [f"{m.nummer}: {m.tekst}" for m in sorted(over, key=lambda m: m.nummer)],
        "verouderd": sorted(set(gelijkwaardig) - {m.tekst for m in alle}),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:], json.load(sys.stdin))))
