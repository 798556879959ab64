"""The result of a model: figures, plan and what goes with them; tables and files are made when asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from verdeling import __version__
from verdeling.columns import Rows
from verdeling.errors import ModelError, VerdelingError
from verdeling.inputs.tables import Gegevens
from verdeling.insight.check import Checked, compare_table
from verdeling.insight.explain import Explanation, explain_outcome
from verdeling.insight.search import find_gemeente
from verdeling.pipeline.arguments import (
    check_engine_name,
    check_language,
    kind_fault,
    pad,
    text_or_nothing,
    text_value,
)
from verdeling.pipeline.loading import load_model, table_of
from verdeling.pipeline.summary import summary_html, summary_lines
from verdeling.result.by_hand import MET_DE_HAND
from verdeling.result.computed import Computed
from verdeling.result.flows import flow_rows
from verdeling.result.json_form import exact, sporen_bytes
from verdeling.result.manifest import data_hash, json_bytes, new_result_folder, write_json, write_manifest
from verdeling.result.remarks import diagnostics, no_plan_sentence, read_notes
from verdeling.result.tables import (
    cijfers,
    csv_of,
    per_provincie,
    province_figures,
    task_slices,
)
from verdeling.sleutel.indicatief import Indicatief, compute_indicatief
from verdeling.sleutel.spoor import Origins, origins_of, spoor, without_sleutel
from verdeling.texts import Lang
from verdeling.trace import Spoor
from verdeling.verdeelmodel.catalogue import model_hash
from verdeling.verdeelmodel.model import Verdeelmodel

if TYPE_CHECKING:
    import pandas as pd

    from verdeling.insight.plan_explanation import PlanExplanation
    from verdeling.plan.plan import Plan
    from verdeling.plan.questions.leeway import Speelruimte
    from verdeling.plan.questions.other_number import OtherNumber
    from verdeling.plan.questions.outside import OutsideCheck
    from verdeling.plan.questions.outside_task import Taaktoets
    from verdeling.plan.questions.price import RulePrice
    from verdeling.solver.solving import Progress


class Resultaat(Computed):
    """What a model gives on a set of data, what can be asked of it, and its files.

    Its attributes are those of :class:`verdeling.result.computed.Computed`.
    """

    def __repr__(self) -> str:
        return self.samenvatting()

    def _repr_html_(self) -> str:
        return summary_html(self)

    def samenvatting(self, lang: Lang = "nl") -> str:
        """The result on one screen: title, totals, largest gemeenten, and how the plan stands."""
        check_language("lang", lang)
        return summary_lines(self, lang)

    def tabel(self) -> pd.DataFrame:
        """Result per task and gemeente, with the columns of verdeling.csv.

        Counts are nullable integers (``Int64``), `gewicht` and `quotum` ``float64``. Exact values are in
        ``rijen`` (Decimals as written in the csv) and in ``indicatief.taken[...]`` (fractions).
        """
        return _frame(self.cijfers)

    def provincies(self) -> pd.DataFrame:
        """Result per task and province: inhabitants, unrounded figure and whole number.

        Types are those of :meth:`tabel`.
        """
        return _frame(per_provincie(self.model, self.gegevens, self.indicatief))

    def spoor(self, taak: str, code: str, part: str | None = None) -> Spoor:
        """Trail of one figure: start + Σ steps = figure, exactly."""
        asked = text_value("taak", taak), text_value("code", code), text_or_nothing("deel", part)
        return spoor(self.model, self.gegevens, self.indicatief, *asked)

    def uitleg(self, gemeente: str, taak: str | None = None) -> tuple[Explanation, ...]:
        """Explain the figures of a gemeente, given by name, code or unambiguous part of the name."""
        asked = text_value("gemeente", gemeente), text_or_nothing("taak", taak)
        return explain_outcome(self.model, self.gegevens, self.indicatief, *asked, gepland=self.gepland)

    def planuitleg(self, gemeente: str) -> PlanExplanation | None:
        """Explain the plan number of a gemeente; None when there is no plan or the gemeente is not in it.

        Solves the part of the plan that holds the gemeente again, which takes a second or so.
        """
        code = find_gemeente(self.gegevens, text_value("gemeente", gemeente))
        if self.plan is None or code not in self.plan.rij:
            return None
        from verdeling.insight.plan_explanation import explain_plan

        return explain_plan(self.plan, self.gegevens, code)

    def vergelijk(
        self, table: Path | str | pd.DataFrame, taak: str | None = None, kolom: str | None = None
    ) -> Checked:
        """Compare a published table (csv, xlsx or DataFrame) with this result, gemeenten or provincies.

        Raises
        ------
        VerdelingError
            With all problems of the table, or when the model has no such task or part.
        """
        parts = {d.naam: d for t in self.indicatief.taken.values() for d in task_slices(t)}
        name = text_or_nothing("taak", taak) or next(iter(parts))
        if name not in parts:
            raise ModelError.een("V503", naam=name, keus=", ".join(parts))
        part = parts[name]
        names = self.gegevens.gebiedsnaam
        # A figure that was published was rounded by nobody here.
        given = part.published
        per_provincie = {
            code: (names[code], count, None if given else quotum)
            for code, count, quotum in province_figures(part)
        }
        per_gemeente = {
            code: (names[code], count, None if given else quotum)
            for code, count, quotum in zip(part.taak.codes, part.aantallen, part.quota, strict=True)
        }
        data = self.gegevens.beperk(part.taak.codes)
        asked = text_or_nothing("kolom", kolom)
        return compare_table(table_of(table), name, per_gemeente, per_provincie, data, asked)

    @property
    def plan_of_fout(self) -> Plan:
        """The plan, for what cannot be done without one.

        Raises
        ------
        ModelError
            When there is no plan.
        """
        if self.plan is None:
            raise self._no_plan()
        return self.plan

    def _no_plan(self) -> VerdelingError:
        return ModelError.een("V466" if self.model.tijdplan is None else "V861", self.model.naam)

    def speelruimte(self, engine: str = "scip", voortgang: Progress | None = None) -> tuple[Speelruimte, ...]:
        """Least and most per gemeente over all plans with the same values of every goal but the tie order."""
        engine = check_engine_name(engine, voortgang=voortgang)
        from verdeling.plan.questions.leeway import speelruimte

        return speelruimte(self.plan_of_fout, engine, voortgang=voortgang)

    def een_anders(
        self, ruimte: Sequence[Speelruimte], engine: str = "scip", progress: Progress | None = None
    ) -> dict[str, OtherNumber]:
        """What one place fewer (or, without new places, one more) would cost, per gemeentecode.

        `ruimte` is the outcome of :meth:`speelruimte`: where it has room, another number is as good.
        """
        engine = check_engine_name(engine, voortgang=progress)
        from verdeling.plan.questions.leeway import Speelruimte
        from verdeling.plan.questions.other_number import all_other_numbers

        if not isinstance(ruimte, Sequence) or not all(isinstance(r, Speelruimte) for r in ruimte):
            raise kind_fault("ruimte", ruimte, "python.ruimte")
        return all_other_numbers(self.plan_of_fout, ruimte, engine, progress)

    def prijzen(
        self, engine: str = "scip", voortgang: Progress | None = None, time_limit: float | None = None
    ) -> tuple[RulePrice, ...]:
        """What each rule of the plan costs, and what fairness costs; `time_limit` is seconds per rule.

        Numbers set by hand come first: all together, then each by itself.
        """
        engine = check_engine_name(engine, time_limit, voortgang)
        from verdeling.plan.questions.price import rule_prices

        by_hand = self.hand_prices(engine, voortgang, time_limit, each=True)
        return (*by_hand, *rule_prices(self.plan_of_fout, engine, voortgang, time_limit))

    def hand_prices(
        self,
        engine: str = "scip",
        voortgang: Progress | None = None,
        time_limit: float | None = None,
        *,
        each: bool = False,
    ) -> tuple[RulePrice, ...]:
        """What the numbers set by hand cost in every goal: the best plan without them beside this one.

        With `each` also what the best plan is without each single one. Empty without such numbers.
        """
        engine = check_engine_name(engine, time_limit, voortgang)
        if self.hand is None:
            return ()
        from verdeling.plan.questions.price import Listener, price_against
        from verdeling.plan.read import read_plan_data

        plan, rows = self.plan_of_fout, self.hand.rows
        known = [p for p in self.prijs if p.regel == MET_DE_HAND]
        models = {} if known else {MET_DE_HAND: self.hand.without()}
        if each and len(rows) > 1:
            models |= {f"{MET_DE_HAND} {row.waar}": self.hand.without(row) for row in rows}
        out = list(known)
        for name, model in models.items():
            assert model.plan is not None, "numbers by hand take no plan away"
            data = read_plan_data(model, self.gegevens, compute_indicatief(model, self.gegevens))
            hears = None if voortgang is None else Listener(voortgang, name)
            out.append(price_against(plan, name, data, model.plan, engine, time_limit, hears))
        return tuple(out)

    def met_bewijs(self, progress: Progress | None = None, time_limit: float | None = None) -> Self:
        """The same result with a proof of its plan that anyone can check without an engine.

        A goal that does not close within `time_limit` seconds stays proven by the engine alone.
        """
        check_engine_name("scip", time_limit, progress)
        from verdeling.solver.proof.parallel import prove

        plan = self.plan_of_fout
        made = prove(
            plan.program,
            plan.bewijs.x,
            time_limit=time_limit,
            progress=progress,
            describe=plan.programma.data.gebied,
        )
        goals = tuple(replace(d, rechecked=k < made.goals) for k, d in enumerate(plan.doelen))
        proven = replace(plan, doelen=goals, bewijs=replace(plan.bewijs, goals=goals))
        return replace(self, plan=proven, recomputed=made)

    def toets_plan(
        self,
        table: Path | str | pd.DataFrame,
        taak: str | None = None,
        kolom: str | None = None,
        engine: str = "scip",
    ) -> tuple[OutsideCheck | None, bool]:
        """Check a table that holds a plan against the rules of the model.

        Returns
        -------
        tuple
            The outcome, None when the table is no plan; and whether the table holds indicative figures too.

        Raises
        ------
        ModelError
            When the model has no plan, so no rules to check with.
        """
        engine = check_engine_name(engine)
        file = table_of(table)
        taak, kolom = text_or_nothing("taak", taak), text_or_nothing("kolom", kolom)
        if self.model.plan is None:
            raise self._no_plan()
        from verdeling.insight.plan_check import as_plan_table, check_plan_table

        plan = as_plan_table(file, self.model, taak, kolom)
        if plan is None:
            return None, False
        with self.model.plaatsen():
            test = check_plan_table(plan, self.model, self.gegevens, self.indicatief, engine)
        return test, plan.also_figures

    def toets_taken(
        self, table: Path | str | pd.DataFrame, taak: str | None = None, kolom: str | None = None
    ) -> tuple[Taaktoets, ...]:
        """Check what a table does of the further tasks of the model; none where it says nothing of them."""
        from verdeling.insight.plan_check import as_plan_table, check_task_table, task_tables

        file, order = table_of(table), self.model.plan
        tables = task_tables(file, self.model, taak, kolom)
        if order is None or not tables:
            return ()
        from verdeling.plan.read import read_plan_data

        data = read_plan_data(self.model, self.gegevens, self.indicatief)
        mine = as_plan_table(file, self.model, None, None)
        own = None if mine is None else mine.tabel
        return tuple(
            check_task_table(rows, own, name, data, self.gegevens, order)
            for name, rows in tables.items()
            if name in data.taken
        )

    def national_rest(self) -> Mapping[str, int]:
        """Remainder per provincie code as the government names it for these figures; else empty."""
        if self.plan is None or self.model.genoemde_rest is None:
            return {}
        from verdeling.insight.plan_figures import national_rest

        task_order = load_model(self.model.genoemde_rest).plan
        return {} if task_order is None else national_rest(task_order.regels)

    def meldingen(self, lang: Lang = "nl", *, kort: bool = False) -> list[str]:
        """Say what a reader must know beside the figures: sums, ties, open items, worth of the data.

        With `kort` the open items come without their reasons, on one line.
        """
        check_language("lang", lang)
        everything = (self.model, self.gegevens, self.indicatief, lang, self.plan)
        out = read_notes(*everything, kort=kort, gepland=self.gepland)
        if self.deelplan is None:
            return out
        return [no_plan_sentence(self.deelplan, self.gegevens, lang), *out]

    def csv(self, *, excel_nl: bool = False) -> bytes:
        """Give verdeling.csv, or the same for Dutch Excel."""
        return csv_of(self.cijfers, excel_nl=excel_nl)

    def als_json(self) -> dict[str, Any]:
        """Give the result as plain values: diagnostics, and the rows of verdeling.csv."""
        return self._diagnose() | {"rijen": exact(self.cijfers.records())}

    def _diagnose(self) -> dict[str, Any]:
        everything = (self.model, self.gegevens, self.indicatief, self.plan)
        general = diagnostics(*everything, gepland=self.gepland, deelplan=self.deelplan)
        return general | self.attachments_json()

    def schrijf(
        self, out: Path | str, rapport: Lang | None = "nl", *, geo: bool = False, lang: Lang | None = None
    ) -> tuple[str, ...]:
        """Write the result folder, whole or not at all; gives the names of its files.

        Parameters
        ----------
        out
            The folder; an earlier result there is replaced.
        rapport
            Language of ``report.html``; None leaves the report out.
        geo
            Also write ``verdeling.geojson``.
        lang
            Language of ``verdeling.xlsx`` and of charts in files of their own; None for that of the report,
            Dutch without one. The columns of csv files have the same names in every language.

        Raises
        ------
        VerdelingError
            When `out` is no folder, holds something else, or cannot be written.
        """
        from verdeling.workbook.book import write_workbook

        language = lang or rapport or "nl"
        for name, asked in (("rapport", rapport), ("lang", lang)):
            if asked is not None:
                check_language(name, asked)
        with new_result_folder(pad("out", out)) as folder:
            (folder / "verdeling.csv").write_bytes(self.csv())
            write_workbook(folder / "verdeling.xlsx", self, language)
            write_json(folder / "diagnostics.json", self._diagnose())
            for name, content in self.bestanden(language).items():
                (folder / name).write_bytes(content)
            if self.plan is not None:
                (folder / "stromen.csv").write_bytes(csv_of(flow_rows(self.plan)))
            if self.recomputed is not None:
                from verdeling.verify.container import canonical

                (folder / "programma.json").write_bytes(canonical(self.recomputed.program))
                (folder / "bewijs.json").write_bytes(canonical(self.recomputed.proof))
            if self.tweede is not None:
                otherwise = cijfers(self.model, self.gegevens, self.indicatief, self.tweede)
                (folder / "verdeling-tweede-motor.csv").write_bytes(csv_of(otherwise))
            if geo:
                from verdeling.maps.gis import write_geojson

                write_geojson(folder, folder / "verdeling.geojson")
            (folder / "trace.jsonl").write_bytes(sporen_bytes(self._sporen_with_origins()))
            write_manifest(folder, __version__, self.herkomst())
            if rapport is not None:
                from verdeling.report.page import write_report

                write_report(folder, rapport)
            return tuple(sorted(p.name for p in folder.iterdir()))

    def dossier(self, path: Path | str, key: Path | str | None = None) -> str:
        """Write everything that the result rests on as one zip that anyone can check; gives its checksum.

        A plan is proven first where that was not done yet.

        Parameters
        ----------
        path
            The zip; an earlier dossier there is replaced.
        key
            SSH key to sign with.

        Raises
        ------
        VerdelingError
            When it cannot be written or signed, or no plan keeps all rules.
        """
        from verdeling.dossier.make import check_file, parts_of, write_dossier

        where, signer = pad("path", path), None if key is None else pad("key", key)
        check_file(where)
        proven = self.plan is None or self.recomputed is not None or not self.plan.bewijs.proven
        result = self if proven else self.met_bewijs()
        trails = sporen_bytes(result._sporen_with_origins())
        return write_dossier(parts_of(result, trails, json_bytes(result._diagnose())), where, signer)

    def _sporen_with_origins(self) -> Iterator[tuple[Spoor, Origins | None]]:
        for course in self.sporen or all_sporen(self.model, self.gegevens, self.indicatief):
            taak = course.taak if course.taak in self.indicatief.taken else course.taak.rpartition(".")[0]
            outcome = self.indicatief.taken[taak]
            given = without_sleutel(outcome, outcome.rij[course.code])
            yield course, None if given else origins_of(self.indicatief, taak, course.code)
        if self.plan is not None:
            from verdeling.insight.plan_spoor import planspoor, taakspoor

            for code in self.plan.codes:
                yield planspoor(self.plan, code), None
            for taak in self.plan.others:
                for code in self.plan.codes:
                    yield taakspoor(self.plan, taak, code), None

    def herkomst(self) -> dict[str, Any]:
        """What made the result: model, data and options, with their checksums."""
        aangepast = self.model.aangepast
        return {
            "model": {
                "naam": self.model.naam,
                "sha256": model_hash(self.model),
                **({} if aangepast is None else {"aangepast": aangepast.model_dump(mode="json")}),
            },
            "gegevens": data_hash(self.gegevens),
            "opties": {"set": list(self.overrides), **self._engines()},
            **self._by_hand(),
            **self._bewijs(),
        }

    def _by_hand(self) -> dict[str, Any]:
        """The numbers that were set by hand; nothing when there are none."""
        rows = [row.model_dump(mode="json") for row in self.model.met_de_hand]
        return {"met_de_hand": rows} if rows else {}

    def _bewijs(self) -> dict[str, Any]:
        """What can be checked without an engine, goal by goal; nothing unless a proof was asked for."""
        if self.plan is None or self.recomputed is None:
            return {}
        goals = {d.name: "na_te_rekenen" if d.rechecked else "motor" for d in self.plan.doelen if d.proven}
        return {
            "bewijs": {
                "programma": self.recomputed.proof["programma"],
                "doelen": goals,
                "eenduidig": self.recomputed.unique,
                "gevallen": self.recomputed.leaves,
            }
        }

    def _engines(self) -> dict[str, Any]:
        if self.plan is None:
            return {}
        proof = self.plan.bewijs
        return {"motor": proof.engine, "officieel": proof.second is not None}


def _frame(table: Rows[Any]) -> pd.DataFrame:
    """A table as a DataFrame: text, nullable whole numbers, floats."""
    import pandas as pd

    kinds = {int: "Int64", Decimal: "float64"}
    frame = pd.DataFrame(list(table.cells()), columns=list(table.header))
    return frame.astype({c.name: kinds[c.types[0]] for c in table.columns if c.types[0] in kinds})


def all_sporen(model: Verdeelmodel, data: Gegevens, indicatief: Indicatief) -> Iterator[Spoor]:
    """Trails of all figures: by task, part and gemeentecode."""
    for name, taak in indicatief.taken.items():
        for part in (None, *taak.delen):
            for code in taak.codes:
                yield spoor(model, data, indicatief, name, code, part)
