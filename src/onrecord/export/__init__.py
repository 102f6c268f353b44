"""A record in the formats its users speak: one module a format. Only renders what the record says."""
