"""Put the lines of printed pages in reading order by rules, white space and type."""
