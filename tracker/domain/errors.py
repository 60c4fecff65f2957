"""Refusals in words fit to show."""


class TrackerError(Exception):
    """A refusal: what happened, what was kept and what to do, in a sentence or two of plain English."""


class Refused(TrackerError):
    """A rule of the plan does not allow the command; nothing was changed."""


class NotFound(TrackerError):
    """The record asked for is not in the plan (removed, or never there)."""


class OnlyPictures(TrackerError):
    """A document holds pictures of pages (a scan) and no words: it can be kept, and its items typed."""
