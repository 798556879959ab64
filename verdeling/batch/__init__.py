"""Experiments: many scenarios of one model, drawn, computed side by side, stored and analysed.

`file` reads an experiment, `draws` and `scenario` make scenarios of it, `run` computes them in blocks on a
`pool` or a `cluster` (`array_way` where a closed form does), `store` keeps them, `analysis` and `show` tell
what moves the outcome. The same seed gives the same bytes, whatever the number of workers.

Examples
--------
>>> from pathlib import Path
>>> from verdeling.batch.file import experiment_names, find_experiment, read_experiment
>>> experiment = read_experiment(find_experiment(Path(experiment_names()[0])))
>>> experiment.naam == experiment_names()[0]
True
"""
