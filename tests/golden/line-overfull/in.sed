s/Gemalen en sluizen/Rechtsbijstandsverzekeringsmaatschappijenbelangenbehartigingsorganisatiesverantwoordelijkheidstoedeling/
s/^        niet overal bekend/        onoverzichtelijk123456789012345678901234567890123456789012345678901234567890 niet overal bekend/
