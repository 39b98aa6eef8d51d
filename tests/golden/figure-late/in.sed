# More figures named in one place than the page and the next have room for.
/^      signed-as: Anna van Duin/a\
      figures:\
        - {id: een, image: images/plate.png, caption: Het eerste vlak., alt: Een blauw vlak., credit: X}\
        - {id: twee, place: page, image: images/plate.png, caption: Het tweede vlak., alt: Een blauw vlak., credit: X}\
        - {id: drie, image: images/plate.png, caption: Het derde vlak., alt: Een blauw vlak., credit: X}\
        - {id: vier, place: page, image: images/plate.png, alt: Een blauw vlak., credit: X}\
        - {id: vijf, image: images/plate.png, alt: Een blauw vlak., credit: X}
s/^        waar men het verwachtte\. De waterschappen/        waar men het verwachtte. Zie {figure:twee}, {figure:een}, {figure:drie} en {figure:vier}. {figure:vijf} ook. De waterschappen/
