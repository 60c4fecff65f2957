"""From a letter to a plan in four steps: the letter, its improvement areas, draft actions, a last look."""
