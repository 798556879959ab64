"""What the scenarios say together: bands per gemeente, ranks, and which parameter drives what."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from verdeling.batch.query import connect_shards
from verdeling.batch.store import Store

if TYPE_CHECKING:
    import duckdb

BINS: Final = 20
"""At most so many bins for a drawn value."""

BANDS_SQL: Final = """
with r as (
  select scenario, taak, code, aantal, rank() over (partition by scenario, taak order by aantal desc) as rang
  from resultaten)
select taak, code, min(aantal) as laagste, round(quantile_cont(aantal, 0.05), 2) as p5,
       round(quantile_cont(aantal, 0.5), 2) as mediaan, round(quantile_cont(aantal, 0.95), 2) as p95,
       max(aantal) as hoogste, min(rang) as rang_hoogste, max(rang) as rang_laagste
from r group by taak, code order by taak, code
"""
"""Band per gemeente, P5–P95 linear between ranks (Hyndman–Fan 7); rank 1 has the most places."""


class Analysis:
    """Results of one folder, ready to be asked.

    Parameters
    ----------
    folder
        Result folder of an experiment.

    Raises
    ------
    VerdelingError
        When it holds none, or nothing of it is done.
    """

    def __init__(self, folder: Path) -> None:
        self.manifest = Store(folder).read_manifest()
        self.database: duckdb.DuckDBPyConnection = connect_shards(folder)
        self.tabellen = {
            r[0] for r in self.database.execute("select view_name from duckdb_views()").fetchall()
        }
        self.kolommen = [r[0] for r in self.database.execute("describe scenarios").fetchall()]
        self.vary: dict[str, Any] = self.manifest["experiment"]["vary"]

    @property
    def parameters(self) -> list[str]:
        """Axes with one value per scenario."""
        return [name for name in self.vary if name in self.kolommen]

    def rijen(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        """Rows of a query."""
        return list(self.database.execute(sql, values).fetchall())

    def numeric(self, naam: str) -> bool:
        """Whether the values of an axis are numbers."""
        return bool(
            self.rijen(
                "select data_type = 'DOUBLE' from duckdb_columns() "
                "where table_name = 'scenarios' and column_name = ?",
                naam,
            )[0][0]
        )

    def banden(self) -> list[tuple[Any, ...]]:
        """Task, code, lowest, P5, median, P95, highest, best and worst rank, per gemeente."""
        return self.rijen(BANDS_SQL) if "resultaten" in self.tabellen else []

    def bijdragen(self) -> list[tuple[str, str, str, float]]:
        """Share of the variance that each axis explains alone: task, measure or code, axis, share.

        For an axis with one value per scenario the first-order index Var(E[Y|X]) / Var(Y) over the values, or
        over bins of equal size for drawn values; with bins the part that chance alone would give is taken
        off: 1 − (1 − η²)(n − 1)/(n − k). For a drawn column the squared correlation of the outcome of a
        gemeente with its own drawn figure. Source: A. Saltelli et al., *Global Sensitivity Analysis* (2008).
        """
        out: list[tuple[str, str, str, float]] = []
        for name in self.parameters:
            out += [(t, m, name, s) for t, m, s in self._shares(name, "maten", "maat", "waarde")]
            if "resultaten" in self.tabellen:
                out += [(t, c, name, s) for t, c, s in self._shares(name, "resultaten", "code", "aantal")]
        if {"trekkingen", "resultaten"} <= self.tabellen:
            van = {v["path"].removeprefix("data."): n for n, v in self.vary.items()}
            out += [
                (taak, code, van[column], aandeel)
                for taak, code, column, aandeel in self.rijen(
                    "select taak, code, kolom, coalesce(corr(aantal, waarde) ** 2, 0) "
                    "from resultaten join trekkingen using (scenario, code) "
                    "group by all having var_pop(aantal) > 0 order by all"
                )
            ]
        return [(taak, goal, name, round(aandeel, 6)) for taak, goal, name, aandeel in out]

    def _shares(self, name: str, table: str, what: str, value: str) -> list[tuple[str, str, float]]:
        column = '"' + name.replace('"', '""') + '"'
        drawn = self.vary[name]["draw"] is not None
        count = self.rijen("select count(*) from scenarios where status = 'klaar'")[0][0]
        bins = max(2, min(BINS, math.isqrt(count)))
        bin_ = f"ntile({bins}) over (order by {column}, scenario)" if drawn else column
        enough = "and n > k" if drawn else ""
        correctie = "1 - (1 - eta) * (n - 1) / (n - k)" if drawn else "eta"
        return [
            (taak, goal, float(aandeel))
            for taak, goal, aandeel in self.rijen(f"""
            with b as (select scenario, {bin_} as bak from scenarios where status = 'klaar'),
            g as (select t.taak, t.{what} as doel, bak, count(*) as n, avg(t.{value}) as m,
                         var_pop(t.{value}) as v
                  from {table} t join b using (scenario) group by all),
            s as (select taak, doel, sum(n) as n, count(*) as k, sum(n * m) / sum(n) as mu,
                         sum(n * v) / sum(n) as binnen, list((n, m)) as groepen from g group by all),
            e as (select taak, doel, n, k, mu, binnen,
                         list_sum(list_transform(groepen, lambda x: x[1] * (x[2] - mu) ** 2)) / n as tussen
                  from s)
            select taak, doel, greatest(0, least(1, {correctie})) from
              (select *, tussen / (tussen + binnen) as eta from e
               where tussen + binnen > 1e-18 * mu * mu {enough})
            order by taak, doel
            """)
        ]

    def verdicts(self, taak: str, measure: str) -> list[tuple[str, float, float, float, float]]:
        """Per numeric axis: its lowest and highest tenth, and the mean of a measure there."""
        out = []
        for name in self.parameters:
            if not self.numeric(name):
                continue
            column = '"' + name.replace('"', '""') + '"'
            row = self.rijen(
                f"""with s as (select scenario, {column} as x from scenarios where status = 'klaar'),
                q as (select quantile_disc(x, 0.1) as laag, quantile_disc(x, 0.9) as hoog from s)
                select (select laag from q), (select hoog from q),
                  avg(waarde) filter (x <= (select laag from q)),
                  avg(waarde) filter (x >= (select hoog from q))
                from maten join s using (scenario) where taak = ? and maat = ?""",
                taak,
                measure,
            )[0]
            out.append((name, *row))
        return out

    def fan(self, taak: str, naam: str) -> list[tuple[float, float, float, float]]:
        """Along a numeric axis: its value, and a low, middle and high outcome.

        Of a task with diagnostics the load per 1 000 inhabitants over gemeenten (P10, median, P90, averaged
        over the scenarios there); of anything else its total over those scenarios (P10, median, P90).
        """
        column = '"' + naam.replace('"', '""') + '"'
        burden = self.rijen("select count(*) from maten where taak = ? and maat = 'per_1000_p10'", taak)
        if burden[0][0]:
            figures = ", ".join(
                f"avg(waarde) filter (maat = 'per_1000_{m}')" for m in ("p10", "mediaan", "p90")
            )
        else:
            figures = ", ".join(
                f"quantile_cont(waarde, {q}) filter (maat = 'totaal')" for q in (0.1, 0.5, 0.9)
            )
        rows = self.rijen(
            f"""with s as (select scenario, {column} as x from scenarios where status = 'klaar'),
            n as (select count(distinct x) as n from s),
            b as (select *, case when (select n from n) <= 100 then dense_rank() over (order by x)
                       else ntile(20) over (order by x) end as bak from s)
            select avg(x), {figures} from maten join b using (scenario) where taak = ?
            group by bak order by bak""",
            taak,
        )
        return [(a, b, c, d) for a, b, c, d in rows if b is not None]
