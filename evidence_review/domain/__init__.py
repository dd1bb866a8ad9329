"""What things are and the rules between them: frozen values, standard library only, no input or output.

To add a fact the program keeps, put its type here first, then a migration and one store module.
"""
