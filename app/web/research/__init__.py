"""The research desk: pages that count a wording, each number with the list that it counts."""
