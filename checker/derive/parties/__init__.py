"""Who is who: the parties of a case, their names and numbers across its papers, whom a paper is made out to."""
