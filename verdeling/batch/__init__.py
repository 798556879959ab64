"""Experiments: a file of axes and draws → scenarios → blocks on processes or a cluster → a store of figures.

:func:`run.make_setup` reads and checks, :func:`run.run_experiment` computes what is not there yet,
:mod:`show` writes the page, :mod:`query` asks the store. A block goes in arrays where the key allows it
(:mod:`array_way`), else one by one; with a plan by :mod:`plans`.

Examples
--------
>>> from verdeling.batch.file import experiment_names
>>> "ses-gewicht" in experiment_names()
True
"""
