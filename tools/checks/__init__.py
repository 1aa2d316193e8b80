"""What judges the built site from outside: a careful host to serve it, and Lighthouse."""
