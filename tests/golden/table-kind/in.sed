s/^      title: Onderwerpen voor 2031$/&\
      body: |\
        {table:kosten}/
$a\
tables:\
  - id: kosten\
    title: Kosten\
    columns:\
      - Soort\
      - {label: "2031", kind: bedrag}\
      - {label: "2032", kind: amount}\
    rows:\
      - [Zand, 1, 2]\
      - {cells: [Zand, {text: 1, soort: text}, 2]}
