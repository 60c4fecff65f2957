"""The selected post or person in full: terms, vacancies and absences, and what a post answers for."""

from typing import TYPE_CHECKING

from tracker.domain import british
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Post
from tracker.domain.rules.gaps import is_stale, quiet_since
from tracker.domain.rules.lateness import days_late, is_overdue
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.owners import holder_words
from tracker.domain.rules.risks import score, score_words
from tracker.domain.rules.tenure import all_spans
from tracker.domain.words import shown_ref, title_shown
from ui.fonts import SEMIBOLD
from ui.pages.people_rows import NOBODY, PersonRow, PostRow
from ui.pages.side import MOST, Side
from ui.widgets.frames import ChipLabel, Facts, Line, ListRow, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_DAYS = 182  # the room for “20 Jan 2023 to 19 May 2026”


class PeopleSide(Side):
    """Shows one row of the page."""

    def __init__(self, window: "MainWindow") -> None:
        hint = "Select a post or a person to see more."
        super().__init__(window, "The selected post or person", hint)

    def fill(self, found: PostRow | PersonRow) -> None:
        """Show this one."""
        assert self.window_.workspace is not None
        plan = self.window_.workspace.plan
        if isinstance(found, PostRow):
            self._show_post(plan, found)
        else:
            self._show_person(plan, found)

    def _head(self, title: str, words: str, *deeds: str) -> None:
        self.add(label(title, 16, SEMIBOLD, wrap=True, select=True))
        if words:
            self.add(label(words, 14, muted=True, wrap=True))
        self.add(row(*(self.deed(each) for each in deeds), None))

    # A post.

    def _show_post(self, plan: Plan, found: PostRow) -> None:
        deeds = ("appoint",) if found.holder.vacant else ("appoint", "leaver")
        self._head(found.title, found.organisation, *deeds)
        if found.holder.vacant:
            self.add(row(ChipLabel(NOBODY), None))
        self.section("Who is in post")
        self.add(self._terms(plan, found))
        actions = sorted(
            found.held.actions, key=lambda each: (-days_late(each, found.day), ref_key(each.ref))
        )
        self.section("Open actions", str(len(actions)))
        for action in actions[:MOST]:
            self.add(self._action(plan, found, action))
        self.more(len(found.held.actions))
        self._show_others(plan, found)

    def _terms(self, plan: Plan, found: PostRow) -> Facts:
        """Terms, vacancies and absences, the latest first."""
        every, facts = all_spans(plan, found.id, found.day), Facts(_DAYS)
        told = [
            (
                f"{british.short_day(each.start)} "
                + ("on" if each is every[-1] else f"to {british.short_day(each.end)}"),
                holder_words(each.holder),
            )
            for each in reversed(every)
        ]
        facts.show_facts(told or [("No one yet", "Nobody has been in this post.")])
        return facts

    def _action(self, plan: Plan, found: PostRow, action: Action) -> ListRow:
        day = found.day
        late = f"{british.plural(days_late(action, day), 'day')} overdue" if is_overdue(action, day) else ""
        due = late or (f"due {british.due_words(action.due)}" if action.due else "no date")
        quiet = (
            f"no update since {british.short_day(quiet_since(action))}" if is_stale(plan, action, day) else ""
        )
        words = ", ".join(filter(None, (due, quiet)))
        return self.link(f"actions:{action.id}", f"{shown_ref(action)}  {title_shown(action)}", words)

    def _show_others(self, plan: Plan, found: PostRow) -> None:
        parts, risks, streams = found.held.parts, found.held.risks, found.held.workstreams
        if parts:
            self.section("Parts of others’ actions", str(len(parts)))
            for part in parts[:MOST]:
                whole = plan.get(Action, part.action_id)
                due = f", due {british.due_words(part.due)}" if part.due else ""
                self.add(self.link(f"actions:{whole.id}", part.text, f"of {shown_ref(whole)}{due}"))
            self.more(len(parts))
        if risks:
            self.section("Risks owned", str(len(risks)))
            for risk in risks[:MOST]:
                self.add(self.link(f"risks:{risk.id}", f"{risk.ref}  {risk.title}", score_words(score(risk))))
            self.more(len(risks))
        if streams:
            self.section("Workstreams led", str(len(streams)))
            for each in streams:
                roles = ((each.sro_post_id, "SRO"), (each.lead_post_id, "lead"))
                said = " and ".join(role for held_by, role in roles if held_by == found.id)
                self.add(label(f"{each.title}, {said}", 14, wrap=True))
        if found.held.finished:
            count = british.plural(found.held.finished, "action")
            self.add(Line(), label(f"{count} of this post finished or withdrawn", 13, muted=True, wrap=True))

    # A person.

    def _show_person(self, plan: Plan, found: PersonRow) -> None:
        self._head(found.title, found.organisation, "note_absence", "leaver")
        self.section("In post")
        facts = Facts(_DAYS)
        facts.show_facts(
            [
                (
                    f"{british.short_day(each.started_on)} "
                    + (f"to {british.short_day(each.ended_on)}" if each.ended_on else "on"),
                    plan.get(Post, each.post_id).title,
                )
                for each in reversed(found.terms)
            ]
        )
        self.add(facts if found.terms else label("In no post so far.", 14, muted=True))
        if found.away:
            self.section("Away")
            for words in found.away.split("; "):
                self.add(label(words, 14, wrap=True, select=True))
        if found.posts:
            self.section("Answers for")
            for post in found.posts:
                quiet = f", {post.quiet} without an update" if post.quiet else ""
                self.add(self.link(f"people:{post.id}", post.title, f"{post.holds}{quiet}"))
