"""From pages to papers: headings, kinds, where a paper begins and ends, second scans, papers of another case."""
