"""Check a dossier: everything that can be computed again is, and what cannot is named."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from verdeling.verify.check import judge
from verdeling.verify.container import (
    LARGEST_FILE,
    MANIFEST,
    SIGNATURE,
    Refused,
    canonical,
    digest,
    read_json,
    unpack,
)
from verdeling.verify.figures import Country, Differs, Task, Unknown, divide, read_country, reread
from verdeling.verify.further import FURTHER
from verdeling.verify.program import Reading, compare
from verdeling.verify.signature import Signer, who_signed
from verdeling.verify.source import own_source
from verdeling.verify.tables import figures, flows, planned
from verdeling.verify.trail import plan_trails, trails

DOSSIER: Final = "verdeling-dossier-1"
MALFORMED: Final = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    ArithmeticError,
    RecursionError,
)
"""What reading runs into when a part has the right checksum and another form."""
Line = tuple[str, Mapping[str, Any]]
"""Key of a text, and what it names."""


@dataclass
class Report:
    """What came out.

    Attributes
    ----------
    differences
        What is not as it should be, in the order of the checks; empty when all holds.
    checked
        What was computed again and is the same.
    unchecked
        What was not computed again, and why.
    signer
        Who signed; None without a signature.
    name, version, seal
        Model, version of verdeling, and the sha256 of the manifest.
    seconds
        Time it took.
    """

    differences: list[Line] = field(default_factory=list)
    checked: list[Line] = field(default_factory=list)
    unchecked: list[Line] = field(default_factory=list)
    signer: Signer | None = None
    name: str = ""
    version: str = ""
    seal: str = ""
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify(dossier: Path | str | bytes, signers: Path | str | None = None) -> Report:
    """Check a dossier.

    Parameters
    ----------
    dossier
        The zip, or its bytes.
    signers
        Keys that the reader trusts, as ``allowed_signers`` of ssh-keygen; names who signed.

    Raises
    ------
    Refused
        When it is no dossier that can be read at all.
    """
    began = time.perf_counter()
    report = Report()
    content = dossier if isinstance(dossier, bytes) else _content(Path(dossier))
    try:
        parts = unpack(content)
        report.checked.append(("verify.gedaan.vorm", {"delen": len(parts)}))
    except Refused as fault:
        if fault.key != "verify.vorm" or MANIFEST not in (parts := unpack(content, any_form=True)):
            raise
        report.differences.append((fault.key, {"waar": fault.where}))
    check = _Check(parts, report, None if signers is None else Path(signers))
    if report.holds:
        check.run()
    else:
        check.inside()
    report.seconds = time.perf_counter() - began
    return report


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Refused("verify.geen_bestand", str(path))
        if size > LARGEST_FILE:
            raise Refused("verify.groot", str(path), bytes=size, hoogstens=LARGEST_FILE)
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("verify.bestaat_niet", str(path)) from None
    except OSError as error:
        raise Refused("verify.lezen", str(path), reden=f"{type(error).__name__} {error.errno}") from None


class _Check:
    """The checks in order; where one has no footing, those that rest on it are named as not done."""

    def __init__(self, parts: Mapping[str, bytes], report: Report, signers: Path | None) -> None:
        self.parts, self.report, self.signers = parts, report, signers

    def run(self) -> None:
        report, parts = self.report, self.parts
        with self._told("manifest.json"):
            self._manifest()
        if report.differences:
            return
        self._signature()
        with self._told("ro-crate-metadata.json"):
            self._crate()
        model: Any = None
        country: Country | None = None
        with self._told("gegevens.json"):
            model = read_json(parts, "model.json")
            country = read_country(parts)
            blind = sorted(set(reread(parts, country, model)))
            self._done("gegevens", kolommen=len(country.columns), gemeenten=len(country.codes))
            for name in blind:
                self._not("verify.niet.eigen", naam=name)
        if country is None or report.differences:
            self._not("verify.niet.verder")
            return
        with self._told("model.json"):
            self._figures(model, country)

    def _figures(self, model: Any, country: Country) -> None:  # noqa: ANN401
        """All that follows from model and data."""
        parts, tasks = self.parts, dict[str, Task]()
        for name, declared in model["taken"].items():
            with self._told(f"model.json {name}"):
                tasks[name] = divide(declared, country)
        self._done("sleutel", taken=len(tasks), cijfers=len(tasks) * len(country.codes))
        with self._told("resultaat/verdeling.csv"):
            for column in figures(parts, country, tasks, model):
                self._not("verify.niet.kolom", naam=column)
            self._done("tabel")
        with self._told("resultaat/trace.jsonl"):
            self._done("spoor", sporen=trails(parts, country, tasks, model["taken"]))
            self._not("verify.niet.spoor")
        self._plan(model, country, tasks)
        self._rest(model)

    # --- the parts

    def inside(self) -> None:
        """What of a dossier in another form is not as its manifest says: zipped again, or changed too."""
        before = len(self.report.differences)
        with self._told("manifest.json"):
            self._manifest()
        if len(self.report.differences) == before:
            self.report.differences.append(("verify.vorm_gelijk", {}))

    def _manifest(self) -> None:
        parts, report = self.parts, self.report
        manifest = read_json(parts, MANIFEST)
        if manifest["vorm"] != DOSSIER:
            raise Differs("verify.onbekende_vorm", MANIFEST, manifest["vorm"], DOSSIER)
        report.name, report.version = str(manifest["model"]), str(manifest["versie"])
        report.seal = digest(parts[MANIFEST])
        listed = manifest["delen"]
        for name in sorted(listed.keys() | (parts.keys() - {MANIFEST, SIGNATURE})):
            if name not in parts:
                raise Differs("verify.deel_weg", name)
            if name not in listed:
                raise Differs("verify.deel_extra", name)
            found = {"bytes": len(parts[name]), "sha256": digest(parts[name])}
            if listed[name] != found:
                raise Differs("verify.som", name, listed[name].get("sha256"), found["sha256"])
        self._done("manifest", delen=len(listed))
        if "verify.py" in parts and parts["verify.py"] != own_source():
            self._not("verify.niet.verify", som=digest(parts["verify.py"]))

    def _crate(self) -> None:
        graph = {thing["@id"]: thing for thing in read_json(self.parts, "ro-crate-metadata.json")["@graph"]}
        root = graph["./"]
        named = {item["@id"] for item in root["hasPart"]}
        wanted = self.parts.keys() - {SIGNATURE, "ro-crate-metadata.json"}
        if named != wanted:
            raise Differs("verify.anders", "ro-crate-metadata.json hasPart", len(named), len(wanted))
        for name in sorted(wanted - {MANIFEST}):
            size = str(len(self.parts[name]))
            if graph[name]["contentSize"] != size or graph[name]["sha256"] != digest(self.parts[name]):
                raise Differs(
                    "verify.anders", f"ro-crate-metadata.json {name}", graph[name]["contentSize"], size
                )
        self._done("crate")

    def _signature(self) -> None:
        if SIGNATURE in self.parts:
            signer = who_signed(self.parts[MANIFEST], self.parts[SIGNATURE], self.signers)
            self.report.signer = signer
            if signer.verdict == "bad":
                self.report.differences.append(("verify.handtekening", {"waar": SIGNATURE}))

    def _plan(self, model: Any, country: Country, tasks: Mapping[str, Task]) -> None:  # noqa: ANN401
        parts = self.parts
        if "programma.json" not in parts:
            if model.get("plan") is not None or model.get("tijdplan") is not None:
                self._not("verify.niet.plan")
            return
        reading: Reading | None = None
        program, proof = None, None
        with self._told("bewijs.json"):
            program, proof = read_json(parts, "programma.json"), read_json(parts, "bewijs.json")
            self._proof(program, proof, read_json(parts, "doelen.json"))
        if program is None or proof is None or model.get("plan") is None:
            return
        with self._told("programma.json"):
            plan = model["plan"]
            try:
                if plan["taak"] not in tasks:
                    raise Unknown(plan["taak"])
                reading = Reading(plan, tasks, country, parts, FURTHER)
                compare(program, reading)
                self._done("programma", kolommen=len(program["kolommen"]), rijen=len(program["rijen"]))
            except Unknown as unknown:
                reading = None
                self._not("verify.niet.regel", wat=str(unknown))
        if reading is None:
            self._not("verify.niet.plankolommen")
            return
        with self._told("resultaat/verdeling.csv"):
            names = [name for name, _, _ in program["kolommen"]]
            x = dict(zip(names, proof["plan"], strict=True))
            asked = parts, plan["taak"], country, reading, x
            for column in (*planned(*asked), *flows(*asked), *plan_trails(*asked)):
                self._not("verify.niet.kolom", naam=column)
            self._done("plan", stromen=len(reading.flows))

    def _proof(self, program: Any, proof: Any, goals: Any) -> None:  # noqa: ANN401
        """The proof, and what `doelen.json` says of each goal."""
        verdict = judge(program, proof)
        if verdict["fault"] is not None:
            raise Differs("verify.bewijs", "bewijs.json " + " ".join(verdict["fault"]))
        proven = verdict["goals"]
        wanted = [
            {
                "naam": goal["naam"],
                "waarde": value,
                "bewijs": "na_te_rekenen" if k < proven else "motor",
            }
            for k, (goal, value) in enumerate(zip(program["doelen"], proof["waarden"], strict=True))
        ]
        stands = {"doelen": goals["doelen"], "eenduidig": goals["eenduidig"], "gevallen": goals["gevallen"]}
        found = {"doelen": wanted, "eenduidig": verdict["unique"], "gevallen": verdict["leaves"]}
        if canonical(stands) != canonical(found):
            raise Differs("verify.anders", "doelen.json")
        self._done("bewijs", doelen=proven, gevallen=verdict["leaves"])
        for goal in wanted[proven:]:
            self._not("verify.niet.doel", doel=goal["naam"])
        if not verdict["unique"]:
            self._not("verify.niet.enig")

    def _rest(self, model: Any) -> None:  # noqa: ANN401
        """Parts whose content is bound by a checksum alone."""
        read = {"resultaat/verdeling.csv", "resultaat/stromen.csv", "resultaat/trace.jsonl"}
        bound = sorted(n for n in self.parts if n.startswith("resultaat/") and n not in read)
        if bound:
            self._not("verify.niet.tabellen", namen=", ".join(n.removeprefix("resultaat/") for n in bound))
        self._not("verify.niet.tekst")
        with self._told("aanpassingen.json"):
            for setting in read_json(self.parts, "aanpassingen.json"):
                path, _, value = setting.partition("=")
                found = _at(model, path)
                if found is None or str(found) != value:
                    self._not("verify.niet.aanpassing", naam=setting)

    # --- telling

    def _done(self, what: str, **numbers: Any) -> None:  # noqa: ANN401
        self.report.checked.append((f"verify.gedaan.{what}", numbers))

    def _not(self, key: str, **numbers: Any) -> None:  # noqa: ANN401
        self.report.unchecked.append((key, numbers))

    @contextmanager
    def _told(self, where: str) -> Iterator[None]:
        """Tell what goes wrong inside the block as a difference, with its place."""
        differences = self.report.differences
        try:
            yield
        except Differs as found:
            told = {"waar": found.where, "staat": found.stands, "hoort": found.found}
            differences.append((found.key, told))
        except Refused as refused:
            differences.append((refused.key, {"waar": refused.where or where, **refused.numbers}))
        except Unknown as unknown:
            self._not("verify.niet.sleutel", waar=where, wat=str(unknown))
        except MALFORMED as error:
            differences.append(
                ("verify.stuk", {"waar": where, "wat": f"{type(error).__name__} {error}"[:80]})
            )


def _at(model: Any, path: str) -> Any:  # noqa: ANN401
    """What a model has at a path; None where it has nothing, or more than one value."""
    for step in path.split("."):
        if isinstance(model, list) and step.isdecimal() and int(step) < len(model):
            model = model[int(step)]
        elif isinstance(model, dict) and step in model:
            model = model[step]
        else:
            return None
    if isinstance(model, dict) and "waarde" in model:
        model = model["waarde"]
    return None if isinstance(model, dict | list) else model
