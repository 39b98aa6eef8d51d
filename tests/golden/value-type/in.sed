s/^  member-term: 4/  member-term: four/
s/^  as-of: 2031-01-01/  as-of: 2031-02-30/
s/^    month: 2030-04/    month: april 2030/
s/own-initiative: true/own-initiative: yes/
s/^    status: priority/    status: urgent/
s,^    link: https://raad.example/hoog-water,    link: raad.example/hoog-water,
s,image: images/plate.png,image: ../plate.png,
s/^  subjects: .*/  subjects: water/
s/^  identifier: .*/  identifier: [a]/
