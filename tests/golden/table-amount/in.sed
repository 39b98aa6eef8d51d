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
      - [Zand, onbekend, "12.50"]\
      - [Dijken, "1,234.5", "1.23.4"]\
      - [Sluizen, –, p.m.]\
      - [Gemalen, {text: volgt, kind: text}, "-€ 3.000,25"]
