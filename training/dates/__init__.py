"""Tables for dating a report by its own words, counted on labelled news."""
