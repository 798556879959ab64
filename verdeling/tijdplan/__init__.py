"""The plan over time: contracts, months, the integer program, and what must be decided by when.

`program` builds the program over `locations`, `need` and `calendar`; `plan` solves it; `decisions` and
`tables` tell the result, `alternatives` the ways that were left open.

Examples
--------
>>> import datetime as dt
>>> from verdeling.tijdplan.calendar import Calendar
>>> months = Calendar.van_tot(dt.date(2026, 1, 15), dt.date(2026, 3, 31))
>>> [day.isoformat() for day in months.days]
['2026-01-15', '2026-02-01', '2026-03-01']
"""
