# The edition is as it was; its picture is not.
