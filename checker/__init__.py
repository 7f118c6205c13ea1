"""Decides, from what was read of a case file (卷宗), what is missing for the gate it is about to pass."""
