"""Finding a respondent (查找被执行人): whether he can be reached, calls, trips, whereabouts."""
