# Named in the order two, one, three, four; nobody names five.
/^      signed-as: Anna van Duin/a\
      figures:\
        - {id: een, image: images/plate.png, caption: Het eerste vlak., alt: Een blauw vlak., credit: X}\
        - {id: twee, place: page, image: images/plate.png, caption: Het tweede vlak., alt: Een blauw vlak., credit: X}\
        - {id: drie, image: images/plate.png, caption: Het derde vlak., alt: Een blauw vlak., credit: X}\
        - {id: vier, place: page, image: images/plate.png, alt: Een blauw vlak., credit: X}\
        - {id: vijf, image: images/plate.png, alt: Een blauw vlak., credit: X}
s/^        waar men het verwachtte\. De waterschappen/        waar men het verwachtte. Zie {figure:twee}. {figure:een} ook, en {figure:twee}. De waterschappen/
s/^        Voor de wind geldt iets dergelijks\./        {figure:drie} is van de wind. Zie ook {figure:vier}./
