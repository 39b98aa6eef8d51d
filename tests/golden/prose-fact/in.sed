s/text: "{council.name}"/text: "{council name}"/
