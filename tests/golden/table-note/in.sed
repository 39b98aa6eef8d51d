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
      - ["Zand{note:zand}", 1, "2{note:geraamd}"]\
    notes:\
      geraamd: Dit bedrag is geraamd.\
      wind: Zonder de wind.
