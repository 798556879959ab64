"""What the scenarios say together: bands per gemeente, ranks, and which parameter drives what."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from verdeling.batch.query import verbind
from verdeling.batch.store import Store

if TYPE_CHECKING:
    import duckdb

BAKKEN: Final = 20
"""At most so many bins for a drawn value."""

BANDEN: Final = """
with r as (
  select scenario, taak, code, aantal, rank() over (partition by scenario, taak order by aantal desc) as rang
  from resultaten)
select taak, code, min(aantal) as laagste, round(quantile_cont(aantal, 0.05), 2) as p5,
       round(quantile_cont(aantal, 0.5), 2) as mediaan, round(quantile_cont(aantal, 0.95), 2) as p95,
       max(aantal) as hoogste, min(rang) as rang_hoogste, max(rang) as rang_laagste
from r group by taak, code order by taak, code
"""
"""Band per gemeente, P5–P95 linear between ranks (Hyndman–Fan 7); rank 1 has the most places."""


class Analyse:
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
        self.bank: duckdb.DuckDBPyConnection = verbind(folder)
        self.tabellen = {r[0] for r in self.bank.execute("select view_name from duckdb_views()").fetchall()}
        self.kolommen = [r[0] for r in self.bank.execute("describe scenarios").fetchall()]
        self.vary: dict[str, Any] = self.manifest["experiment"]["vary"]

    @property
    def parameters(self) -> list[str]:
        """Axes with one value per scenario."""
        return [naam for naam in self.vary if naam in self.kolommen]

    def rijen(self, sql: str, *waarden: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        """Rows of a query."""
        return list(self.bank.execute(sql, waarden).fetchall())

    def numeriek(self, naam: str) -> bool:
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
        return self.rijen(BANDEN) if "resultaten" in self.tabellen else []

    def bijdragen(self) -> list[tuple[str, str, str, float]]:
        """Share of the variance that each axis explains alone: task, measure or code, axis, share.

        For an axis with one value per scenario the first-order index Var(E[Y|X]) / Var(Y) over the values, or
        over bins of equal size for drawn values; with bins the part that chance alone would give is taken
        off: 1 − (1 − η²)(n − 1)/(n − k). For a drawn column the squared correlation of the outcome of a
        gemeente with its own drawn figure. Source: A. Saltelli et al., *Global Sensitivity Analysis* (2008).
        """
        uit: list[tuple[str, str, str, float]] = []
        for naam in self.parameters:
            uit += [(t, m, naam, s) for t, m, s in self._aandelen(naam, "maten", "maat", "waarde")]
            if "resultaten" in self.tabellen:
                uit += [(t, c, naam, s) for t, c, s in self._aandelen(naam, "resultaten", "code", "aantal")]
        if {"trekkingen", "resultaten"} <= self.tabellen:
            van = {v["path"].removeprefix("data."): n for n, v in self.vary.items()}
            uit += [
                (taak, code, van[kolom], aandeel)
                for taak, code, kolom, aandeel in self.rijen(
                    "select taak, code, kolom, coalesce(corr(aantal, waarde) ** 2, 0) "
                    "from resultaten join trekkingen using (scenario, code) "
                    "group by all having var_pop(aantal) > 0 order by all"
                )
            ]
        return [(taak, doel, naam, round(aandeel, 6)) for taak, doel, naam, aandeel in uit]

    def _aandelen(self, naam: str, tabel: str, wat: str, waarde: str) -> list[tuple[str, str, float]]:
        kolom = '"' + naam.replace('"', '""') + '"'
        getrokken = self.vary[naam]["draw"] is not None
        aantal = self.rijen("select count(*) from scenarios where status = 'klaar'")[0][0]
        bakken = max(2, min(BAKKEN, math.isqrt(aantal)))
        bak = f"ntile({bakken}) over (order by {kolom}, scenario)" if getrokken else kolom
        genoeg = "and n > k" if getrokken else ""
        correctie = "1 - (1 - eta) * (n - 1) / (n - k)" if getrokken else "eta"
        return [
            (taak, doel, float(aandeel))
            for taak, doel, aandeel in self.rijen(f"""
            with b as (select scenario, {bak} as bak from scenarios where status = 'klaar'),
            g as (select t.taak, t.{wat} as doel, bak, count(*) as n, avg(t.{waarde}) as m,
                         var_pop(t.{waarde}) as v
                  from {tabel} t join b using (scenario) group by all),
            s as (select taak, doel, sum(n) as n, count(*) as k, sum(n * m) / sum(n) as mu,
                         sum(n * v) / sum(n) as binnen, list((n, m)) as groepen from g group by all),
            e as (select taak, doel, n, k, mu, binnen,
                         list_sum(list_transform(groepen, lambda x: x[1] * (x[2] - mu) ** 2)) / n as tussen
                  from s)
            select taak, doel, greatest(0, least(1, {correctie})) from
              (select *, tussen / (tussen + binnen) as eta from e
               where tussen + binnen > 1e-18 * mu * mu {genoeg})
            order by taak, doel
            """)
        ]

    def uitslagen(self, taak: str, maat: str) -> list[tuple[str, float, float, float, float]]:
        """Per numeric axis: its lowest and highest tenth, and the mean of a measure there."""
        uit = []
        for naam in self.parameters:
            if not self.numeriek(naam):
                continue
            kolom = '"' + naam.replace('"', '""') + '"'
            rij = self.rijen(
                f"""with s as (select scenario, {kolom} as x from scenarios where status = 'klaar'),
                q as (select quantile_disc(x, 0.1) as laag, quantile_disc(x, 0.9) as hoog from s)
                select (select laag from q), (select hoog from q),
                  avg(waarde) filter (x <= (select laag from q)),
                  avg(waarde) filter (x >= (select hoog from q))
                from maten join s using (scenario) where taak = ? and maat = ?""",
                taak,
                maat,
            )[0]
            uit.append((naam, *rij))
        return uit

    def waaier(self, taak: str, naam: str) -> list[tuple[float, float, float, float]]:
        """Along a numeric axis: its value, and a low, middle and high outcome.

        Of a task with diagnostics the load per 1 000 inhabitants over gemeenten (P10, median, P90, averaged
        over the scenarios there); of anything else its total over those scenarios (P10, median, P90).
        """
        kolom = '"' + naam.replace('"', '""') + '"'
        belasting = self.rijen("select count(*) from maten where taak = ? and maat = 'per_1000_p10'", taak)
        if belasting[0][0]:
            cijfers = ", ".join(
                f"avg(waarde) filter (maat = 'per_1000_{m}')" for m in ("p10", "mediaan", "p90")
            )
        else:
            cijfers = ", ".join(
                f"quantile_cont(waarde, {q}) filter (maat = 'totaal')" for q in (0.1, 0.5, 0.9)
            )
        rijen = self.rijen(
            f"""with s as (select scenario, {kolom} as x from scenarios where status = 'klaar'),
            n as (select count(distinct x) as n from s),
            b as (select *, case when (select n from n) <= 100 then dense_rank() over (order by x)
                       else ntile(20) over (order by x) end as bak from s)
            select avg(x), {cijfers} from maten join b using (scenario) where taak = ?
            group by bak order by bak""",
            taak,
        )
        return [(a, b, c, d) for a, b, c, d in rijen if b is not None]
