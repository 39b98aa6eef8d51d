s/^    - kind: contents/    - kind: contents\
      number: "9"/
