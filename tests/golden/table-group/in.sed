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
      - {group: Water, cells: [Zand, 1, 2]}\
      - [{text: Dijken, rows: 2}, 1, 2]\
      - group: Wind\
      - {sum: true}\
    foot:\
      - group: Samen
