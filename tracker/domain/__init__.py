"""What an improvement plan is: records, the plan, its rules and its commands. No file, no screen."""
