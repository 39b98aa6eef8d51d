s/^      title: Onderwerpen voor 2031$/&\
      body: |\
        Hier staat {table:kosten}./
s/^    Hierbij bied ik u het werkprogramma aan\.$/    {table:kosten}/
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
