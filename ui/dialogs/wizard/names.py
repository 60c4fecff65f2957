"""The owners and workstreams that a draft action can name."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QStringListModel

from tracker.domain.commands.keeping import same
from tracker.domain.commands.sources import NewDraft
from tracker.domain.plan import Plan
from tracker.domain.records import Organisation, Post, Workstream


class Names:
    """The plan's own by id, new ones by their titles. `known` are models of both for fields to offer."""

    def __init__(self, plan: Plan | None) -> None:
        self.owners = {_post_words(plan, post): post.id for post in plan.all(Post)} if plan else {}
        self.workstreams = {each.title: each.id for each in plan.all(Workstream)} if plan else {}
        self.known = QStringListModel(), QStringListModel()

    def owner_of(self, draft: NewDraft) -> str:
        """The words for a draft's owner, "" for none."""
        return _words_for(self.owners, draft.owner_post_id) or draft.owner_title

    def workstream_of(self, draft: NewDraft) -> str:
        """The words for a draft's workstream, "" for none."""
        return _words_for(self.workstreams, draft.workstream_id) or draft.workstream_title

    def with_owner(self, draft: NewDraft, typed: str) -> NewDraft:
        """The draft with the owner of these words."""
        found = _id_of(self.owners, typed)
        return replace(draft, owner_post_id=found, owner_title="" if found else typed)

    def with_workstream(self, draft: NewDraft, typed: str) -> NewDraft:
        """The draft with the workstream of these words."""
        found = _id_of(self.workstreams, typed)
        return replace(draft, workstream_id=found, workstream_title="" if found else typed)

    def learn(self, drafts: Iterable[NewDraft]) -> None:
        """Offer what the plan has and what these drafts name."""
        given = list(drafts)
        owners = {*self.owners, *(draft.owner_title for draft in given)} - {""}
        workstreams = {*self.workstreams, *(draft.workstream_title for draft in given)} - {""}
        for model, known in zip(self.known, (owners, workstreams), strict=True):
            names = sorted(known, key=str.casefold)
            if names != model.stringList():
                model.setStringList(names)


def _post_words(plan: Plan, post: Post) -> str:
    organisation = plan.find(Organisation, post.organisation_id)
    return f"{post.title}, {organisation.name}" if organisation else post.title


def _words_for(named: Mapping[str, str], wanted: str | None) -> str:
    return next((words for words, each in named.items() if each == wanted), "")


def _id_of(named: Mapping[str, str], typed: str) -> str | None:
    return next((each for words, each in named.items() if same(words, typed)), None)
