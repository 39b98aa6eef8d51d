s/^  member-term: 4/  member-term: 400/
