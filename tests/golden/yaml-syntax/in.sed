s/^  title: Werkprogramma 2031/  title: "Werkprogramma 2031/
