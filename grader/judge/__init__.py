"""From observations to evidence, verdicts and points. Pure: no disk, no process, no clock."""
