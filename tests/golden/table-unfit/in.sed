# One too high for a column, one too wide for it.
s/^      title: Onderwerpen voor 2031$/&\
      body: |\
        Zie de tabellen {number:hoog} en {number:breed}.\
\
        {table:hoog}\
\
        {table:breed}/
$a\
tables:\
  - id: hoog\
    title: Kosten\
    place: column\
    columns:\
      - Soort\
      - {label: "2031", kind: amount}\
    rows:\
      - [Zand, 1]\
      - [Zand, 2]\
      - [Zand, 3]\
      - [Zand, 4]\
      - [Zand, 5]\
      - [Zand, 6]\
      - [Zand, 7]\
      - [Zand, 8]\
      - [Zand, 9]\
      - [Zand, 10]\
      - [Zand, 11]\
      - [Zand, 12]\
      - [Zand, 13]\
      - [Zand, 14]\
      - [Zand, 15]\
      - [Zand, 16]\
      - [Zand, 17]\
      - [Zand, 18]\
      - [Zand, 19]\
      - [Zand, 20]\
      - [Zand, 21]\
      - [Zand, 22]\
      - [Zand, 23]\
      - [Zand, 24]\
      - [Zand, 25]\
      - [Zand, 26]\
      - [Zand, 27]\
      - [Zand, 28]\
      - [Zand, 29]\
      - [Zand, 30]\
  - id: breed\
    title: Namen\
    place: column\
    columns: [Waterschapsbelasting, Grondwaterbescherming, Dijkversterkingsprogramma]\
    rows:\
      - [Grondwaterstandsverhoging, Zoetwaterbeschikbaarheid, Landschapsinrichtingsplan]
