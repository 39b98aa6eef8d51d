s/^  title: Werkprogramma 2031/  titel: Werkprogramma 2031/
