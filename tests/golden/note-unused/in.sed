s/zijn\.\[^bron\]/zijn./
