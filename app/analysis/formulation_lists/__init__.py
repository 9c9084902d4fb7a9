"""Lists of formulations: what is listed, two parts compared, first and last uses."""
