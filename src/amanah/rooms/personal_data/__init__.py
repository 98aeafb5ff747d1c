"""Personal data (UU 27/2022): the register of processing activities, breaches, and requests of the people concerned."""
