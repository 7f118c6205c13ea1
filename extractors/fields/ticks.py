"""How ticked and empty boxes of forms are read."""

BOXES_TICKED = "☑☒✅√✓■"
"""A box with a tick in it, as one character of a line."""
TICKED = BOXES_TICKED + "✔▣Vv"
"""Also what a pen leaves in a place that is known to be a box."""
EMPTY = "□☐口囗○◯"
