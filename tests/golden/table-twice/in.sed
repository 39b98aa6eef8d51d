s/^      title: Onderwerpen voor 2031$/&\
      body: |\
        {table:kosten}\
\
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
      - [Zand, 1, 2]
