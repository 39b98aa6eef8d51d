s/^      title: Onderwerpen voor 2031$/&\
      body: |\
        {table:kosten}/
$a\
tables:\
  - id: kosten\
    title: Kosten\
    columns:\
      - Soort\
      - {label: "2031", kind: amount}\
      - {label: "2032", kind: amount}\
    rows:\
      - [Zand, 12, 14]\
      - [Dijken, 3,5, 4]\
      - [Sluizen, 8]\
      - - {text: Gemalen, rows: 2}\
        - 1\
        - 2\
      - [Poldermolens, 3, 4]\
    foot:\
      - {cells: [Samen, 1, 2, 3], sum: true}
