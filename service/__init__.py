"""The service: hand-overs between the groups, returns, ledger, clocks and figures for the command centre."""
