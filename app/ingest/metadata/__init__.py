"""What a text says about itself: dates, names, newspapers, issuing bodies, as they are printed."""
