"""What the columns and sheets of phone reports are called, by what they hold; the usual names first.

Names are written as `tables_headers.plain` gives them: small letters, no marks, one space between words. To
teach another program or language, add its names here; no code changes. Sources: reference/formats.md 3.3,
3.8, 3.9, 3.14 and the readers of such tables in public repositories.
"""

TIME = (
    "timestamp time", "timestamp", "time stamp", "message sent date time", "sent date time", "message date time",
    "sent received date time", "message date", "message time", "sent time", "sent on", "sent at", "sent date", "date sent",
    "date time sent", "date sent received", "time sent", "sent", "call date time", "call time", "call start", "call start time",
    "call initiation time", "call date and time", "connect date time", "start date time", "start date and time",
    "timestamp date time", "event time", "event date time", "event start", "datetime", "date time", "date and time", "date & time",
    "time and date", "created date time", "message received date time", "received date time", "received time", "received on",
    "received at", "date received", "received", "start time time", "start time", "start timestamp", "last visited time",
    "last visited date time", "last visited", "date visited date time", "visit date time", "visit time", "last visit time",
    "created at", "created time", "creation time", "created on", "create time", "created", "created utc", "date created", "origin server ts", "sent timestamp",
    "timestamp ms", "creation timestamp", "published", "published at", "msg time", "placed at",
    "ordered at", "login time", "when", "time utc", "local timestamp", "posted at", "time",
    "marcação de tempo hora", "marcação de tempo", "data hora", "data e hora", "fecha y hora", "fecha hora",
    "marca de tiempo hora", "marca de tiempo", "zeitstempel uhrzeit", "zeitstempel", "datum uhrzeit", "horodatage heure",
    "horodatage", "date heure", "date et heure", "tijdstempel tijd", "tijdstempel", "datum tijd", "data ora", "data e ora",
    "tidsstämpel", "tidspunkt", "znacznik czasu", "дата и время", "время", "hour", "clock", "hora", "uhrzeit", "heure", "ora", "tijd",
)  # fmt: skip
SAME_TIME = (
    "message sent date time", "sent date time", "message date time", "sent received date time", "created date time",
    "message received date time", "received date time", "date sent", "date received", "sent", "received", "call date time",
    "start date time", "sent time", "received time", "last visited time", "last visited date time", "visit date time", "timestamp date time",
)  # fmt: skip
"""Of the names above, those that stand for the same event: where the first column is empty, the next one is
used."""

DATE = (
    "timestamp date", "date", "day", "call date", "start date", "event date", "transaction date", "posting date", "posted date",
    "value date", "last visited date", "start time date", "marcação de tempo data", "data", "fecha", "datum", "data da chamada",
    "marca de tiempo fecha", "zeitstempel datum", "horodatage date", "tijdstempel datum", "dato", "päivämäärä", "дата",
)  # fmt: skip
TEXT = (
    "body", "message body", "message text", "text message", "sms text", "sms body", "message content", "message contents", "text",
    "content", "contents", "message", "messages", "snippet", "msg", "chat message", "messagetext", "str content", "plain text", "message plain text", "corpo", "corpo da mensagem",
    "mensagem", "texto", "cuerpo", "mensaje", "nachricht", "textkörper", "nachrichtentext", "inhalt", "corps", "corps du message",
    "texte", "inhoud", "bericht", "berichttekst", "messaggio", "testo", "corpo del messaggio", "meddelande", "besked", "melding",
    "viesti", "treść", "сообщение", "текст",
)  # fmt: skip
SUBJECT = (
    "subject",
    "assunto",
    "asunto",
    "betreff",
    "objet",
    "sujet",
    "onderwerp",
    "oggetto",
    "ämne",
    "emne",
    "temat",
    "тема",
)
SENDER = (
    "from", "sender", "sender s", "author", "actor", "sent from", "from user", "sender user", "from address", "message from", "sent by", "caller", "calling number", "calling party",
    "calling party number", "a number", "a party", "a party number", "originating number", "originator", "origin number",
    "calling msisdn", "caller number", "caller id", "from number", "from phone number", "source number", "de", "remetente",
    "remitente", "von", "absender", "expéditeur", "emetteur", "van", "afzender", "da", "mittente", "från", "avsändare", "fra", "afsender",
    "lähettäjä", "nadawca", "от", "отправитель", "anrufer", "chamador", "llamante", "appelant",
)  # fmt: skip
WRITER = ("username", "user name", "user", "nickname", "screen name", "benutzer", "usuario", "utilisateur")
"""Who wrote, in a table that has a time and a text and no other person."""
SENDER_ID = (
    "sender id", "sender phone number", "sender number", "sender phone", "author id", "from id", "sender identifier",
    "sender handle", "sender jid", "sender email", "sender address", "sender account", "sender user id", "userid from",
)  # fmt: skip
SENDER_NAME = ("sender name", "sender display name", "author name", "from name", "caller name", "sender contact", "sender screen name",
               "author nickname", "author global name", "author display name", "author username", "from display name", "sender username",
               "from user friendly name", "sender full name", "sender nickname")  # fmt: skip
RECIPIENT = (
    "to", "recipient", "recipients", "recepients", "receiver", "receivers", "to address", "message to", "sent to", "called number", "called party",
    "called party number", "b number", "b party", "b party number", "b party no", "terminating number", "destination number",
    "dialled number", "dialed number", "dialled digits", "called msisdn", "callee", "to number", "to phone number", "para",
    "destinatário", "destinatários", "destinatario", "destinatarios", "an", "empfänger", "à", "destinataire", "destinataires",
    "aan", "ontvanger", "a", "till", "mottagare", "til", "modtager", "mottaker", "vastaanottaja", "do", "odbiorca", "кому", "получатель",
)  # fmt: skip
RECIPIENT_ID = (
    "recipient id", "recipient ids", "recipient phone number", "recipient number", "receiver id", "receiver number",
    "receiver phone number", "to id", "recipient identifier", "recipient email", "recipient address",
)  # fmt: skip
RECIPIENT_NAME = ("recipient name", "recipient names", "receiver name", "recipient display name", "to name", "called name",
                  "to user friendly name")  # fmt: skip
COPIED = ("cc", "bcc", "cco", "cc recipients", "bcc recipients")
PARTY = (
    "party", "parties", "participants", "participant", "other party", "remote party", "phone number", "phone numbers", "number",
    "telephone number", "telephone", "phone", "phone no", "tel", "contact number", "msisdn", "other number", "partner",
    "correspondent", "address", "participantes", "partes", "número", "número de telefone", "teléfono", "telefone", "teilnehmer",
    "telefonnummer", "rufnummer", "numéro", "numéro de téléphone", "deelnemers", "telefoonnummer", "numero", "numero di telefono",
    "partecipanti", "puhelinnumero", "telefon", "номер", "numer telefonu",
)  # fmt: skip
NAME = (
    "name", "display name", "contact", "contact name", "full name", "first name", "given name", "last name", "family name", "nickname",
    "nome", "nombre", "nom", "naam", "namn", "navn", "nimi", "имя", "nazwa", "kontakt",
)  # fmt: skip
ENTRIES = (
    "entries",
    "entry",
    "entry 2",
    "entry 3",
    "entry 4",
    "entry 5",
    "entradas",
    "einträge",
    "phones & emails",
    "phones and emails",
)
EMAIL = (
    "email", "e mail", "email address", "email addresses", "e mail address", "emails", "e mail 1 value", "e mail 2 value",
    "phone 1 value", "phone 2 value", "mobile", "mobile phone", "home phone", "business phone", "mobile number",
)  # fmt: skip
"""Columns of a contact that hold a number or an address."""

THREAD = (
    "threadid", "thread id", "chatid", "chat id", "conversation id", "chat session", "identifier", "chat identifier", "chat #", "thread",
    "conversation", "channel id", "dialog id", "group id", "session id", "room id", "chat room", "chat", "identificador", "chat número",
    "chat guid", "chat name", "channel url",
)  # fmt: skip
TITLE = ("chat name", "conversation name", "conversation title", "thread name", "group name", "channel", "channel name", "chat title",
         "group subject")  # fmt: skip
DIRECTION = (
    "direction", "message direction", "delivery", "call direction", "sent received", "incoming outgoing", "in out", "type", "message type", "call type",
    "folder", "direção", "direcao", "dirección", "richtung", "sens", "richting", "direzione", "riktning", "retning", "suunta", "kierunek",
    "направление", "tipo", "typ",
)  # fmt: skip
APP = ("source", "service", "application", "app", "app name", "platform", "service name", "related application", "network name", "fonte",
       "fuente", "quelle", "bron", "aplicativo", "anwendung")  # fmt: skip
DELETED = (
    "deleted instant message", "deleted sms message", "deleted call", "deleted contact", "deleted", "deleted state", "deleted?",
    "is deleted", "deleted chat", "excluído", "excluido", "eliminado", "gelöscht", "supprimé", "verwijderd", "eliminato", "slettet",
)  # fmt: skip
ATTACHMENT = (
    "attachment", "attachments", "attachment name", "attachment names", "attachment file", "media", "media file", "file attached",
    "anexo", "anexos", "adjunto", "adjuntos", "anhang", "anhänge", "pièce jointe", "pièces jointes", "bijlage", "bijlagen", "allegato",
)  # fmt: skip
DURATION = (
    "duration", "call duration", "duration seconds", "duration secs", "duration sec", "duration s", "dur s", "call length", "length of call",
    "duração", "duracao", "duración", "dauer", "durée", "duur", "durata", "längd", "varighed", "varighet", "kesto", "czas trwania",
)  # fmt: skip
LATITUDE = ("latitude", "lat", "breite", "breitengrad", "latitud")
LONGITUDE = ("longitude", "lon", "lng", "long", "länge", "längengrad", "longitud")
POSITION = ("position", "coordinates", "map address", "geolocation")
URL = ("url", "web address", "visited url", "page url", "website")
PAGE_TITLE = ("title", "page title", "título")
SEARCHED = ("search term", "search terms", "searched text", "search query", "search string", "value searched")

SHEETS = {
    "CALL": ("call", "calls", "call log", "call logs", "chamadas", "registro de chamadas", "llamadas", "anrufe", "anrufliste", "appels",
             "gesprekken", "oproepen", "chiamate", "call history", "incoming calls", "outgoing calls", "missed calls"),
    "EMAIL": ("email", "emails", "e mails", "e mail", "correo electrónico", "mails"),
    "CONTACT": ("contact", "contacts", "contatos", "contactos", "kontakte", "contacten", "contatti", "phonebook", "phone book", "kontakter"),
    "LOCATION": ("location", "locations", "device locations", "places", "localizações", "ubicaciones", "standorte", "localisations"),
    "VISIT": ("web history", "browser history", "visited pages", "histórico da web", "historial web", "webverlauf", "web visits"),
    "SEARCH": ("searched items", "searches", "search history", "google searches", "itens pesquisados"),
    "NOTE": ("notes", "notas", "notizen"),
    "CALENDAR": ("calendar", "calendar entries", "calendário", "calendario", "kalender"),
    "ACCOUNT": ("user accounts", "accounts", "contas de usuário", "cuentas de usuario", "benutzerkonten"),
    "MESSAGE": ("chat", "chats", "instant messages", "sms messages", "mms messages", "messages", "sms", "mms", "imessage", "mensagens sms",
                "mensagens instantâneas", "mensajes", "nachrichten", "sms nachrichten", "messages instantanés", "berichten", "messaggi"),
}  # fmt: skip
"""What a sheet's name says it holds, where its columns leave it open. An AXIOM sheet has the app before or
behind these words."""

TIMELINE = ("timeline", "linha do tempo", "línea de tiempo", "linea de tiempo", "zeitachse", "zeitleiste", "chronologie", "tijdlijn",
            "tidslinje", "aikajana", "oś czasu", "временная шкала")  # fmt: skip
"""Sheets that show again, in order of time, what stands in the others."""

OUT = ("outgoing", "sent", "out", "outbound", "submit", "submitted", "outgoing call", "mo", "moc", "sent message", "dialled", "dialed", "originating",
       "enviada", "enviado", "enviadas", "saída", "saliente", "gesendet", "ausgehend", "sortant", "envoyé", "uitgaand", "verzonden",
       "in uscita", "inviato", "utgående", "исходящий", "sent items", "outbox", "smo", "sms mo")  # fmt: skip
IN = ("incoming", "received", "in", "inbound", "deliver", "incoming call", "mt", "mtc", "missed", "missed call", "terminating", "inbox",
      "voicemail", "rejected", "blocked", "recebida", "recebido", "entrada", "entrante", "recibido", "empfangen", "eingehend", "entrant",
      "reçu", "inkomend", "ontvangen", "in arrivo", "ricevuto", "inkommande", "входящий", "perdida", "smt", "sms mt")  # fmt: skip
SYSTEM = ("notification", "system", "system message", "group event", "service message")
"""Values of a direction column; a column counts as one only where its values are such words."""

NOBODY = (
    "n/a",
    "na",
    "none",
    "null",
    "unknown",
    "not available",
    "-",
    "system message",
    "system message system message",
    "system",
)
"""What stands where there is no person (reference/formats.md rule 17)."""
