"""What a run gives, as rows: the main table, the tables beside it, and the folder that holds them.

:mod:`tables` is verdeling.csv, :mod:`plan_tables` what a plan adds, :mod:`manifest` and :mod:`atomic` make a
folder appear whole or not at all.
"""
