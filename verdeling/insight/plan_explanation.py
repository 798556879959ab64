"""Where the plan number of one gemeente comes from: what stands, what is asked, who provides, what binds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from verdeling.insight.explain import grondslag_line, source_line, step_json, step_lines
from verdeling.insight.plan_figures import goal_text, number_text, plan_columns
from verdeling.insight.plan_spoor import planspoor, taakspoor
from verdeling.plan.questions.other_number import NumberRange, OtherNumber, number_range
from verdeling.plan.rules.basis import in_half_years
from verdeling.terms import Brief
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens, Kolom
    from verdeling.plan.plan import Plan
    from verdeling.trace import Spoor


@dataclass(frozen=True, repr=False)
class PlanExplanation(Brief):
    """Everything behind the plan number of one gemeente.

    Attributes
    ----------
    bronnen
        Columns of places that the plan reads, each with the value of the gemeente; None is missing.
    spoor
        Trail from the indicative figure to what stands under the plan.
    ruimte
        Leeway, and what one place fewer or more would cost.
    """

    plan: Plan
    code: str
    bronnen: tuple[tuple[Kolom, Fraction | None], ...]
    spoor: Spoor
    ruimte: NumberRange

    @property
    def rij(self) -> int:
        """Place of the gemeente in the tuples of the plan."""
        return self.plan.rij[self.code]

    @property
    def naam(self) -> str:
        """Name of the gemeente."""
        return self.plan.programma.data.naam(self.code)

    def tekst(self, lang: Lang = "nl") -> str:
        """Tell it, one line per fact."""
        return "\n".join(_lines(self, lang))

    def of_task_json(self, taak: str, lang: Lang = "nl") -> dict[str, Any] | None:
        """Give what the plan makes of a task as plain values; None for a task that it is not about."""
        p, i = self.plan, self.rij
        if taak == p.taak:
            return self.als_json(lang)
        if taak not in p.others:
            return None
        own, done = int(p.programma.data.taken[taak][i]), p.of_task(taak)[i]
        figures = {k: values[i] for k, values in p.figures_of(taak).items()}
        trail = taakspoor(p, taak, self.code)
        told = {
            "tekst": other_tasks(p, self.code, lang)[taak],
            "samen": p.shared(self.code, lang),
            "stappen": [step_json(step, lang) for step in trail.stappen],
        }
        return {"indicatief": own, "plan": done, "verschil": done - own, **figures, **told}

    def als_json(self, lang: Lang = "nl") -> dict[str, Any]:
        """Give it as plain values; exact fractions as text."""
        p, i = self.plan, self.rij
        otherwise = {
            k: v if isinstance(v, int | None) else str(v) for k, v in asdict(self.ruimte.anders).items()
        }
        return {
            "indicatief": p.indicatief[i],
            "bestaand": p.bestaand[i],
            "gevraagd": p.gevraagd[i],
            "nieuw": p.nieuw[i],
            "omgezet": p.omgezet[i],
            "plan": p.plan[i],
            "verschil": p.verschil[i],
            "tekort": p.tekort[i],
            **{k: values[i] for k, values in p.figures.items()},
            "bronnen": [
                {"waarde": None if w is None else str(w), **k.bron_van(self.code).model_dump(mode="json")}
                for k, w in self.bronnen
            ],
            "stromen": [
                {"van": s.van, "naar": s.naar, "plaatsen": s.plaatsen}
                for s in p.stromen
                if self.code in (s.van, s.naar)
            ],
            **{k: v for r in p.programma.regels for k, v in r.facts(p.solved, self.code).items()},
            "samen": p.shared(self.code, lang),
            "start": str(self.spoor.start),
            "stappen": [step_json(step, lang) for step in self.spoor.stappen],
            "bindend": [
                {
                    "regel": b.regel.rule,
                    "tekst": b.zin[lang],
                    "grondslag": b.regel.basis and b.regel.basis.model_dump(mode="json", exclude_none=True),
                }
                for b in p.bindend(self.code)
            ],
            "anders": otherwise | {"tekst": otherwise_text(self.ruimte.anders, lang)},
            "speelruimte": {
                "minste": self.ruimte.minste,
                "meeste": self.ruimte.meeste,
                "tekst": _speelruimte(self, lang),
            },
        }


def other_tasks(plan: Plan, code: str, lang: Lang) -> dict[str, str]:
    """Per further task of the model what the gemeente does of it and by what that changed, in a sentence."""
    g, data = plan.rij[code], plan.programma.data
    told = {}
    for taak in plan.others:
        half_years, asked, does = plan.over_half_years(taak)
        own, done = asked[g], does[g]
        parts = {c: int(v[g] or 0) for c, v in plan.figures_of(taak).items() if isinstance(v[g], int)}
        heads = {c.name: c.head(lang).casefold() for c in plan.columns}
        by = ", ".join(f"{heads[c]}: {'+' if n > 0 else ''}{number(n, lang)}" for c, n in parts.items() if n)
        key = "plan.andere_taak" if by else "plan.andere_gelijk" if own == done else "plan.andere_anders"
        name = in_half_years(taak, half_years, lang)
        told[taak] = say(key, lang, naam=data.naam(code), taak=name, eigen=own, plan=done, door=by)
    return told


def _together(plan: Plan, g: int, lang: Lang) -> str | None:
    """What is asked of a gemeente and what the plan is, in one unit; None where no rule weighs tasks."""
    if (loads := plan.solved.loads) is None:
        return None
    said = {"eenheid": say(f"samen.in.{loads.unit}", lang)}
    for stage in ("asked", "done"):
        counts = [(int(getattr(load, stage)[g]), load.weight) for load in loads.tasks]
        terms = (
            number(n, lang)
            if w == 1
            else f"{number(n, lang)} × {number(w, lang, 0 if w.denominator == 1 else 2)}"
            for n, w in counts
        )
        said |= {f"{stage}_terms": " + ".join(terms), stage: number(sum(n * w for n, w in counts), lang, 1)}
    return say("plan.samen", lang, **said)


def explain_plan(plan: Plan, data: Gegevens, code: str) -> PlanExplanation:
    """Explain the plan number of one gemeente.

    Parameters
    ----------
    plan
        A plan whose goals are proven.
    data
        The data it was made from.
    code
        Gemeentecode.
    """
    part = data.beperk(plan.codes)
    bronnen = tuple(
        (k, None if (t := k.numerators[plan.rij[code]]) is None else Fraction(t, k.denominator))
        for k in plan_columns(plan, part)
    )
    return PlanExplanation(plan, code, bronnen, planspoor(plan, code), number_range(plan, code))


def _lines(u: PlanExplanation, lang: Lang) -> Iterator[str]:
    p, i = u.plan, u.rij
    asked = p.gevraagd[i] - p.bestaand[i]
    yield say("plan.kop", lang, naam=u.naam, plan=p.plan[i])
    yield "   " + say("plan.staat", lang, bestaand=p.bestaand[i], nieuw=p.nieuw[i], omgezet=p.omgezet[i])
    for column, value in u.bronnen:
        text = say("insight.onbekend", lang) if value is None else number_text(value, lang)
        yield f"   {column.naam}  {text}  ({source_line(column, u.code, lang)})"
    yield say("plan.stappen", lang)
    yield from step_lines(u.spoor, lang)
    yield say("plan.wie", lang, gevraagd=asked)
    yield from (f"   {sentence}" for sentence in _flows(u, lang))
    if otherwise := other_tasks(p, u.code, lang):
        yield say("plan.andere_taken", lang)
    for taak, sentence in otherwise.items():
        yield f"   {sentence}"
        trail = taakspoor(p, taak, u.code)
        yield from (f"   {line}" for line in (step_lines(trail, lang) if trail.stappen else ()))
    if (together := _together(p, i, lang)) is not None:
        yield f"   {together}"
    yield say("plan.regels", lang)
    binding = p.bindend(u.code)
    if not binding:
        yield "   " + say("plan.geen_regel", lang)
    for b in binding:
        yield f"   {b.zin[lang]}"
        if b.regel.basis is not None:
            yield f"      {grondslag_line(b.regel.basis, lang)}"
    yield say("plan.minder" if u.ruimte.anders.verschil < 0 else "plan.meer", lang)
    yield f"   {otherwise_text(u.ruimte.anders, lang)}"
    yield say("plan.speelruimte", lang)
    yield f"   {_speelruimte(u, lang)}"
    for rule in p.programma.regels:
        for question, answer in rule.answers(p.solved, u.code, lang):
            yield question
            yield f"   {answer}"


def _flows(u: PlanExplanation, lang: Lang) -> Iterator[str]:
    name = u.plan.programma.data.naam
    mine = [s for s in u.plan.stromen if u.code in (s.van, s.naar)]
    also = u.plan.shared(u.code, lang)
    if not mine and not also:
        yield say("plan.geen_stroom", lang)
    yield from also
    for s in mine:
        kind = "thuis" if s.van == s.naar else "elders" if s.van == u.code else "voor"
        yield say(f"plan.{kind}", lang, plaatsen=s.plaatsen, van=name(s.van), naar=name(s.naar))


def _speelruimte(u: PlanExplanation, lang: Lang) -> str:
    r = u.ruimte
    if r.anders.uitslag == "vast":
        return say("plan.vast", lang)
    kind = "volgt" if r.minste == r.meeste else "tussen"
    return say(f"plan.{kind}", lang, minste=r.minste, meeste=r.meeste, plan=u.plan.plan[u.rij])


def why_text(otherwise: OtherNumber, lang: Lang = "nl") -> str:
    """Why not one place fewer or more, question and answer."""
    question = say("plan.minder" if otherwise.verschil < 0 else "plan.meer", lang)
    return f"{question} {otherwise_text(otherwise, lang)}"


def otherwise_text(otherwise: OtherNumber, lang: Lang) -> str:
    """What one place fewer or more would do, in one sentence."""
    if otherwise.uitslag != "slechter":
        return say(f"plan.{otherwise.uitslag}", lang)
    goal, van, naar = (
        goal_text(otherwise.doel, lang),
        number_text(otherwise.van, lang),
        number_text(otherwise.naar, lang),
    )
    return say("plan.slechter", lang, doel=goal, van=van, naar=naar)
