s/^          Een vlak in een rustige kleur/          - Een vlak in een rustige kleur/
