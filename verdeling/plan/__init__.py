"""Who provides what: figures, rules and goals of a plan as one program, and the plan that solves it.

`data` and `read` hold the figures, `build` asks each rule for its bounds, variables and rows, `objectives`
for its goals, `plan` solves and gives the :class:`plan.Plan`. A rule kind is one file in `rules`; what one
may ask about a plan stands in `questions`. A plan over time is another room, `tijdplan`.

Examples
--------
>>> from verdeling.plan.rules import ORDER
>>> ORDER.index("bestaande_capaciteit") < ORDER.index("uitruil")
True
"""
