s/^  running: .*/  running: Werkprogramma van de Raad voor Water en Wind en alles wat daar nog bij hoort, van het eerste tot het laatste jaar, en daarna nog even door tot alles is gezegd/
s/^      title: De raad/      title: De raad, zijn leden, zijn commissies, zijn secretaris en iedereen die hem verder met raad en daad terzijde staat, van het begin tot het eind/
