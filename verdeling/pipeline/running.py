"""The one function that runs a model."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from verdeling.errors import ModelError, NietBewezen, Onoplosbaar, Probleem
from verdeling.inputs.tables import Gegevens
from verdeling.pipeline.arguments import Instellingen, instellingen, check_yes_no, check_engine_name
from verdeling.pipeline.loading import load_data, load_model
from verdeling.pipeline.result import Resultaat, all_sporen
from verdeling.sleutel.half_years import verloop
from verdeling.sleutel.indicatief import bereken
from verdeling.solver.engine_names import module_of
from verdeling.verdeelmodel.model import Verdeelmodel

if TYPE_CHECKING:
    from verdeling.pipeline.loading import Bron
    from verdeling.solver.solving import Progress, Unproven


class PlanOnmogelijk(Onoplosbaar):
    """No plan keeps all rules; everything that does not depend on it is there.

    Attributes
    ----------
    resultaat
        The indicative figures, and the plan of the provincies that have one; its `deelplan` says what cannot
        hold together and which provincies have no plan.
    """

    def __init__(self, problemen: Sequence[Probleem], resultaat: Resultaat | None = None) -> None:
        super().__init__(problemen)
        self.resultaat = resultaat

    @property
    def over(self) -> Resultaat:
        """The result, which every run that ends like this has."""
        assert self.resultaat is not None, "a run that fails here has computed the figures"
        return self.resultaat


class PlanZonderBewijs(NietBewezen):
    """A plan without proof, or two engines that disagree.

    Attributes
    ----------
    resultaat
        The result with the best plan found, marked as not proven; None when no plan was found.
    """

    def __init__(self, problemen: Sequence[Probleem], resultaat: Resultaat | None = None) -> None:
        super().__init__(problemen)
        self.resultaat = resultaat


def run(
    model: Verdeelmodel | str | Path,
    data: Gegevens | Bron | None = None,
    overrides: Instellingen | None = (),
    trace: bool = False,
    *,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    plan: bool = True,
    voortgang: Progress | None = None,
    aanvullen: bool = False,
) -> Resultaat:
    """Run a model: the indicative figures, and the plan when the model has one.

    quotum = totaal × gewicht / Σ gewicht, level by level, and whole numbers by the declared rounding; units
    are those of the task (places, people).

    Parameters
    ----------
    model
        A model, the name of a shipped one, or the path of a YAML file.
    data
        Data, or what :func:`verdeling.load_data` takes: a folder or file with tables of your own, a
        DataFrame, or a dict with a DataFrame per table; None for the shipped data.
    overrides
        ``"taken.asielopvang.totaal=75500"``, a list of such settings, or a dict from path to value; only
        with a name or path.
    trace
        Also make the trail of every figure.
    engine
        Engine that solves the plan: ``scip``, ``highs``, ``cbc`` or ``cpsat`` (also written ``cp-sat``).
    official
        Two engines must agree on every goal and the whole plan, and no other plan may be as good.
    time_limit
        Seconds for the plan; None is no limit.
    plan
        False leaves the plan out.
    voortgang
        Called with the proven parts of the plan and the number of parts.
    aanvullen
        Give gemeenten and cells that your tables lack the shipped figure, with a note for each.

    Raises
    ------
    VerdelingError
        With all problems at once.
    PlanOnmogelijk
        When no plan keeps all rules: the smallest set of rules in conflict, and the cheapest repair. It is an
        `Onoplosbaar` and carries what does not depend on the plan that failed.
    PlanZonderBewijs
        When the time was up, or two engines disagree; carries what was found.

    Examples
    --------
    >>> import verdeling
    >>> verdeling.run("inwoners").indicatief.taken["asielopvang"].verschil
    0
    >>> verdeling.run("inwoners", overrides={"taken.asielopvang.totaal": 75500}).rijen[0].indicatief
    1023
    """
    engine = check_engine_name(engine, time_limit, voortgang)
    check_yes_no(trace=trace, official=official, plan=plan)
    waarden = instellingen(overrides)
    if isinstance(model, Verdeelmodel) and waarden:
        raise ModelError.een("V247", model.naam, waarden=", ".join(waarden))
    geladen = model if isinstance(model, Verdeelmodel) else load_model(model, waarden)
    if plan and geladen.opdracht is not None:
        _verwarm(engine)
    with geladen.plaatsen():
        gegevens = (
            data if isinstance(data, Gegevens) else load_data(data, geladen.grenzen, aanvullen=aanvullen)
        )
        if official and geladen.opdracht is None:
            raise ModelError.een("V466", geladen.naam)
        indicatief = bereken(geladen, gegevens)
        sporen = tuple(all_sporen(geladen, gegevens, indicatief)) if trace else ()
        standen = verloop(geladen, gegevens)
        zonder = Resultaat(geladen, gegevens, indicatief, None, waarden, sporen, halfjaren=standen)
        if not plan or geladen.opdracht is None:
            return zonder
        if geladen.tijdplan is not None:
            from verdeling.tijdplan.plan import plan_over_time

            in_tijd = plan_over_time(geladen, gegevens, indicatief, engine, official, time_limit, voortgang)
            return replace(zonder, tijdplan=in_tijd)
        from verdeling.plan.plan import make_plan
        from verdeling.solver.solving import Unproven

        begin = time.time()
        try:
            gemaakt = make_plan(geladen, gegevens, indicatief, engine, official, time_limit, voortgang)
        except Unproven as fout:
            raise PlanZonderBewijs(fout.problemen, _unproven(zonder, fout)) from None
        except Onoplosbaar as fout:
            from verdeling.plan.partial import make_part_plan
            from verdeling.plan.questions.conflict import GeenPlan

            geen = fout if isinstance(fout, GeenPlan) else GeenPlan(fout.problemen)
            over = None if time_limit is None else max(1e-3, begin + time_limit - time.time())
            deel = make_part_plan(geladen, gegevens, indicatief, geen, engine, official, over, voortgang)
            raise PlanOnmogelijk(deel.problemen, replace(zonder, plan=deel.plan, deelplan=deel)) from None
        return replace(zonder, plan=gemaakt)


def _verwarm(engine: str) -> None:
    """Start the workers that will solve the plan: they import their engine while the data are read."""
    from verdeling.solver.workers import POOL, processors
    from verdeling.tijdelijk import tijdelijke_map

    POOL.temporary = tijdelijke_map
    POOL.warm(module_of(engine), processors())


def _unproven(resultaat: Resultaat, fout: Unproven) -> Resultaat | None:
    """The plans that an unproven run ended with, as a result."""
    if fout.solution is None:
        return None
    from verdeling.plan.build import build_program
    from verdeling.plan.plan import read_plan
    from verdeling.plan.read import read_plan_data

    model = resultaat.model
    assert model.plan is not None, "a plan was solved"
    program = build_program(read_plan_data(model, resultaat.gegevens, resultaat.indicatief), model.plan)
    tweede = None if fout.second is None else read_plan(program, fout.second)
    return replace(resultaat, plan=read_plan(program, fout.solution), tweede=tweede)
