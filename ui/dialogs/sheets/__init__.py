"""Asking others for answers, and bringing in what they hold: trackers, return sheets, exports, e-mails."""
