"""All axioms for one model: its keys on the real figures, and its methods of rounding."""

from __future__ import annotations

from verdeling.inputs.tables import Gegevens
from verdeling.insight.axioms_key import check_sleutel
from verdeling.insight.axioms_rounding import check_method
from verdeling.insight.property import Judgement, PropertyCheck
from verdeling.sleutel.indicatief import deelnemers
from verdeling.sleutel.keys import key_weights
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import Methode

__all__ = ["Judgement", "PropertyCheck", "test_model", "check_method", "check_sleutel"]


def test_model(model: Verdeelmodel, data: Gegevens, seed: int = 0) -> tuple[PropertyCheck, ...]:  # noqa: PT028
    """Test the axioms of rounding for each method that the model uses, then those of the key of each task.

    Raises
    ------
    VerdelingError
        The model cannot be computed on these data.
    """
    part = deelnemers(model, data)
    tests: list[PropertyCheck] = []
    methoden: set[Methode] = set()
    for taak in model.taken.values():
        sleutel = key_weights(taak.sleutel, part)
        total = None if taak.totaal is None else int(taak.totaal.waarde)
        for niveau in taak.niveaus:
            if niveau.afronding not in methoden:
                methoden.add(niveau.afronding)
                echt = None if total is None else (total, sleutel.numerators, part.namen)
                tests += check_method(niveau.afronding, seed, echt)
    for name, taak in model.taken.items():
        tests += check_sleutel(name, taak, part, seed)
    return tuple(tests)
