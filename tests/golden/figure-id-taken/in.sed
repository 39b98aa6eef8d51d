/^      signed-as: Anna van Duin/a\
      figures:\
        - {id: een, image: images/plate.png, caption: Het eerste vlak., alt: Een blauw vlak., credit: X}\
        - {id: twee, place: page, image: images/plate.png, caption: Het tweede vlak., alt: Een blauw vlak., credit: X}\
        - {id: drie, image: images/plate.png, caption: Het derde vlak., alt: Een blauw vlak., credit: X}\
        - {id: vier, place: page, image: images/plate.png, alt: Een blauw vlak., credit: X}\
        - {id: vijf, image: images/plate.png, alt: Een blauw vlak., credit: X}
/^      number: "1"/a\
      figures:\
        - {id: drie, image: images/plate.png, alt: Een blauw vlak., credit: X}
