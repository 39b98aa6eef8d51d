s/^      title: Onderwerpen voor 2031$/&\
      body: |\
        {table:kosten}/
$a\
tables:\
  - id: kosten\
    title: Kosten\
    place: column\
    landscape: true\
    columns:\
      - Soort\
      - {label: "2031", kind: amount}\
    rows:\
      - [Zand, 1]
