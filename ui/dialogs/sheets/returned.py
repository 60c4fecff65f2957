"""What came back on its way into the plan: a return sheet that was filled in, an export that was edited."""

from tracker.domain import british
from tracker.importing.returned.answers import Answers
from tracker.importing.returned.round_trip import RoundTrip
from ui.dialogs.sheets.answers_step import AnswersStep
from ui.dialogs.sheets.edits_step import EditsStep
from ui.dialogs.sheets.stage import Course


def answers_course(answers: Answers) -> Course:
    """The one step for a return sheet."""
    step = AnswersStep(answers)

    def told() -> str:
        return f"{british.plural(len(step.answers.taken), 'answer')} recorded from {step.answers.file}."

    def again() -> Course:
        return answers_course(step.answers)

    return Course((step,), lambda: step.answers.command(), told, _nothing, again)


def edits_course(found: RoundTrip) -> Course:
    """The one step for an edited export."""
    step = EditsStep(found)

    def told() -> str:
        count = len(step.found.taken) + len(step.found.added)
        return f"{british.plural(count, 'edit')} taken in from {step.found.file}."

    def again() -> Course:
        return edits_course(step.found)

    return Course((step,), lambda: step.found.command(), told, _nothing, again)


def _nothing() -> None:
    """Nothing of a sheet that came back is remembered."""
