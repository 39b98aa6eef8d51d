s/^  subject: Aanbieding.*/&\
  on-behalf-of: [minister-wind]/
