s/^  subject: Aanbieding.*/&\
  date: 2031-02-30/
