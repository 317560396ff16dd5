# Non-ASCII in the source line and in the message.
def функция():
    имя = "значение € 😀"
    raise ValueError(имя + " ошибка")
функция()
