"""Who may do what, and how he proves who he is."""
