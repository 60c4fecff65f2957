"""The rules of an improvement plan as pure functions of the plan and a day; nothing here reads a clock."""
