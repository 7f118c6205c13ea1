"""Cases: registering and importing them, their papers, checks, reports, corrections."""
