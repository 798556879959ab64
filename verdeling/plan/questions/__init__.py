"""Questions about a plan: why there is none, what a rule costs, what may still move, another number.

Each asks the solver again and none changes the plan: :mod:`conflict`, :mod:`price`, :mod:`leeway`,
:mod:`choices`, :mod:`outside` (a plan made elsewhere), :mod:`other_number`.
"""
