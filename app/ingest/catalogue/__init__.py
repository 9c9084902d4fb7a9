"""What is known of pages besides their text: read where people write it down, merged by trust."""
