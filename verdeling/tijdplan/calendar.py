"""Months as reference days: a place counts in a month when it stands on the reference day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Calendar:
    """Reference days, ascending: the first day of the plan, then the first of each month."""

    days: tuple[dt.date, ...]

    @classmethod
    def van_tot(cls, van: dt.date, tot_en_met: dt.date) -> Calendar:
        """All reference days of a period."""
        days = []
        day = van
        while day <= tot_en_met:
            days.append(day)
            day = plus_months(day.replace(day=1), 1)
        return cls(tuple(days))

    @property
    def aantal(self) -> int:
        """Number of months."""
        return len(self.days)

    def eerste(self, day: dt.date) -> int:
        """First month whose reference day is not before `day`."""
        return bisect_left(self.days, day)

    def na(self, day: dt.date | None) -> int:
        """First month whose reference day is after `day`: the end counts. None is without end."""
        return self.aantal if day is None else bisect_right(self.days, day)


def plus_months(day: dt.date, months: int) -> dt.date:
    """The same day some months later or earlier, or the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    following = dt.date(number // 12 + (month == 12), month % 12 + 1, 1)
    last = (following - dt.timedelta(days=1)).day
    return dt.date(year, month, min(day.day, last))
