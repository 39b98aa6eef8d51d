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
      - [Zand, {text: Nog niet bekend, span: 3}]\
      - [Dijken, {text: "1", rows: 2}, 2]\
      - [{text: Sluizen en gemalen, span: 3}]\
      - [{text: Molens, rows: 2}, 3, 4]
