"""The one function that runs a model."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from verdeling.errors import ModelError, NietBewezen, Onoplosbaar, Problem
from verdeling.inputs.tables import Gegevens
from verdeling.pipeline.arguments import Settings, check_engine_name, check_yes_no, read_settings
from verdeling.pipeline.loading import handwork, load_data, load_model
from verdeling.pipeline.own_data import on_own_data
from verdeling.pipeline.result import Resultaat, all_sporen
from verdeling.pipeline.without_effect import without_effect
from verdeling.sleutel.half_years import over_half_years
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.solver.engine_names import module_of
from verdeling.verdeelmodel.model import Verdeelmodel

if TYPE_CHECKING:
    import pandas as pd

    from verdeling.pipeline.loading import Bron
    from verdeling.solver.solving import Progress, Unproven


class NoPlanPossible(Onoplosbaar):
    """No plan keeps all rules; everything that does not depend on it is there.

    Attributes
    ----------
    resultaat
        The indicative figures, and the plan of the provincies that have one; its `deelplan` says what cannot
        hold together and which provincies have no plan.
    """

    def __init__(self, problems: Sequence[Problem], result: Resultaat | None = None) -> None:
        super().__init__(problems)
        self.resultaat = result

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

    def __init__(self, problems: Sequence[Problem], result: Resultaat | None = None) -> None:
        super().__init__(problems)
        self.resultaat = result


def run(
    model: Verdeelmodel | str | Path,
    data: Gegevens | Bron | None = None,
    overrides: Settings | None = (),
    trace: bool = False,
    *,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    plan: bool = True,
    voortgang: Progress | None = None,
    aanvullen: bool = False,
    by_hand: Path | str | pd.DataFrame | None = None,
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
    by_hand
        Table of numbers that somebody set by hand (csv, xlsx or DataFrame; columns gemeente, wat, waarde,
        wie, waarom), applied last; only with a name or path. Their price in every goal comes with the plan.

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
    values = read_settings(overrides)
    if isinstance(model, Verdeelmodel) and values:
        raise ModelError.een("V247", model.naam, waarden=", ".join(values))
    if isinstance(model, Verdeelmodel) and by_hand is not None:
        raise ModelError.een("V608", model.naam)
    loaded = model if isinstance(model, Verdeelmodel) else load_model(model, values)
    hand = None if by_hand is None else handwork(str(model), values, by_hand, loaded)
    loaded = loaded if hand is None else hand.load()
    if plan and loaded.opdracht is not None:
        _warm_up(engine)
    with loaded.plaatsen():
        gegevens = (
            data if isinstance(data, Gegevens) else load_data(data, loaded.grenzen, aanvullen=aanvullen)
        )
        if official and loaded.opdracht is None:
            raise ModelError.een("V466", loaded.naam)
        indicatief = compute_indicatief(loaded, gegevens)
        loaded = on_own_data(loaded, gegevens)
        if values and not isinstance(model, Verdeelmodel):
            loaded.tell(without_effect(model, values, loaded, gegevens, indicatief))
        sporen = tuple(all_sporen(loaded, gegevens, indicatief)) if trace else ()
        states = over_half_years(loaded, gegevens)
        without = Resultaat(loaded, gegevens, indicatief, None, values, sporen, halfjaren=states, hand=hand)
        if not plan or loaded.opdracht is None:
            return without
        if loaded.tijdplan is not None:
            from verdeling.tijdplan.plan import plan_over_time

            in_time = plan_over_time(loaded, gegevens, indicatief, engine, official, time_limit, voortgang)
            return replace(without, tijdplan=in_time)
        from verdeling.plan.plan import make_plan
        from verdeling.solver.solving import Unproven

        begin = time.time()
        try:
            made = make_plan(loaded, gegevens, indicatief, engine, official, time_limit, voortgang)
        except Unproven as error:
            raise PlanZonderBewijs(error.problemen, _unproven(without, error)) from None
        except Onoplosbaar as error:
            from verdeling.plan.partial import make_part_plan
            from verdeling.plan.questions.conflict import NoPlan

            none = error if isinstance(error, NoPlan) else NoPlan(error.problemen)
            over = None if time_limit is None else max(1e-3, begin + time_limit - time.time())
            part = make_part_plan(loaded, gegevens, indicatief, none, engine, official, over, voortgang)
            raise NoPlanPossible(part.problemen, replace(without, plan=part.plan, deelplan=part)) from None
        done = replace(without, plan=made)
        return done if hand is None else replace(done, prijs=done.hand_prices(engine, voortgang, time_limit))


def _warm_up(engine: str) -> None:
    """Start the workers that will solve the plan: they import their engine while the data are read."""
    from verdeling.solver.workers import POOL, processors
    from verdeling.tijdelijk import temporary_folder

    POOL.temporary = temporary_folder
    POOL.warm(module_of(engine), processors())


def _unproven(result: Resultaat, error: Unproven) -> Resultaat | None:
    """The plans that an unproven run ended with, as a result."""
    if error.solution is None:
        return None
    from verdeling.plan.build import build_program
    from verdeling.plan.plan import read_plan
    from verdeling.plan.read import read_plan_data

    model = result.model
    assert model.plan is not None, "a plan was solved"
    program = build_program(read_plan_data(model, result.gegevens, result.indicatief), model.plan)
    second = None if error.second is None else read_plan(program, error.second)
    return replace(result, plan=read_plan(program, error.solution), tweede=second)
