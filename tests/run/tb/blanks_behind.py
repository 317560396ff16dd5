# The line of a traceback ends as in the source.
def fail():
 	  1 / 0 	  


fail()   
