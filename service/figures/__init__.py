"""The ledger of returns (台账), the monthly figures, the problem summary, and their XLSX and DOCX."""
