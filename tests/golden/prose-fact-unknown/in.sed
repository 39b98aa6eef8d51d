s/text: "{council.name}"/text: "{council.nmae}"/
s/{page:voorwoord}/{page:nawoord}/
