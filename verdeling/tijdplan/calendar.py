"""Months as reference days: a place counts in a month when it stands on the reference day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Kalender:
    """Reference days, ascending: the first day of the plan, then the first of each month."""

    dagen: tuple[dt.date, ...]

    @classmethod
    def van_tot(cls, van: dt.date, tot_en_met: dt.date) -> Kalender:
        """All reference days of a period."""
        dagen = []
        dag = van
        while dag <= tot_en_met:
            dagen.append(dag)
            dag = plus_months(dag.replace(day=1), 1)
        return cls(tuple(dagen))

    @property
    def aantal(self) -> int:
        """Number of months."""
        return len(self.dagen)

    def eerste(self, dag: dt.date) -> int:
        """First month whose reference day is not before `dag`."""
        return bisect_left(self.dagen, dag)

    def na(self, dag: dt.date | None) -> int:
        """First month whose reference day is after `dag`: the end counts. None is without end."""
        return self.aantal if dag is None else bisect_right(self.dagen, dag)


def plus_months(dag: dt.date, maanden: int) -> dt.date:
    """The same day some months later or earlier, or the last day of a shorter month."""
    nummer = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = nummer // 12, nummer % 12 + 1
    volgende = dt.date(nummer // 12 + (maand == 12), maand % 12 + 1, 1)
    laatste = (volgende - dt.timedelta(days=1)).day
    return dt.date(jaar, maand, min(dag.day, laatste))
