"""A model: which tasks are divided over which gemeenten, by which key, in which levels, with which plan.

Import :func:`catalogue.load_model` and :class:`model.Verdeelmodel`. A key is made of `operations`; `reader`
keeps the line of every value, so that a mistake is told with its place; `schema` writes what a model may say.
Nothing here knows a figure of a gemeente.

Examples
--------
>>> from verdeling.verdeelmodel.catalogue import load_model, model_names
>>> "inwoners" in model_names()
True
>>> model = load_model("inwoners", ["taken.asielopvang.totaal=1000"])
>>> {naam: int(taak.totaal.waarde) for naam, taak in model.taken.items()}
{'asielopvang': 1000}
"""
