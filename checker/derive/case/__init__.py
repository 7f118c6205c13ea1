"""The case itself: number and days, claim and payments, handlers and hand-overs, the order of what was done."""
