# The program ends inside brackets.
x = [1,
     2,
