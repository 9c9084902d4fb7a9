"""The words of Chinese: a dictionary, two tokenizers that cut alike by it, and what asks them."""
