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
      - [Zand, 12, "14,5"]\
      - [Dijken, "1.300", "1.310"]\
    foot:\
      - {cells: [Samen, "1.312", "1.342,5"], sum: true}
