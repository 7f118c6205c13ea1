"""线下查控: inquiries on the spot, who was asked about whom and in what capacity, the form of group 2."""
