"""What WhatsApp itself writes into a chat, in the languages met so far, folded.

Words only help: marks, file names and recurrence decide first (reference/formats.md 3.4). To teach another
language, add its words here.
"""

import re

from evidence_review.importers.chats.whatsapp import phrases

LEFT_OUT = re.compile(
    r"omitted|weggelassen|ausgeschlossen|omis|omise|omises|absente?|omitid[oa]s?|omess[oi]|omessa|"
    r"ocult[oa]s?|ocultad[oa]s?|não revelado|"
    r"weggelaten|pominięt[oya]|jätettiin|pois|dahil edilmedi|пропущен[оы]?|опущен[оы]?|без "
    r"медиафайлов|без медіафайлів|відсутн|dilewati|"
    r"tidak disertakan|vynechán[oay]?|vynechan[éáýo]|utelämnad|utelatt|utelates|udeladt|udelukket|"
    r"kihagyva|elhagyva|"
    r"omisă|izostavljen[oa]?|"
    r"παραλείφθηκε|παραλήφθηκε|השמט|הושמט|المدرجة|مستبعد|محذوف|تم استبعاد|حذف شده|छोड़|bị bỏ qua|"
    r"ละเว้น|ไม่ได้แนบ|"
    r"省略|忽略|已略|생략|제외|含まれていません|なし|ਛੱਡ(?:ਿਆ|ੀ|ੇ)? ਗ"
)
FILE_ATTACHED = re.compile(
    r"attached|angehängt|adjunto|adjunta|joint[es]?|allegat[oa]|anexad[oa]|bijgevoegd|bijlage|"
    r"liite|liitetiedosto|ekli|eklendi|добавлен|"
    r"прикреплен|прикріплен|załączon[yoa]|přiložen|priložen|bifogad|vedlagt|vedhæftet|csatol|"
    r"atașat|ataşat|terlampir|"
    r"dilampirkan|συνημμένο|"
    r"מצורף|מצורפת|مرفق|پیوست|پیوستہ|संलग्न|अटैच|đính kèm|แนบ|附件|添付|첨부|u privitku|prilože|adjunt|"
    r"pripojen|pievienots|prisegta|"
    r"biriktir|lisatud|ngjitur|aangeheg|əlavə olunub|прикачен|додано|файл додан|સંલગ્ન|જોડાયેલ|"
    r"সংযুক্ত|இணைக்க|ചേർത്തു|ಸೇರಿಸ|జోడించ|ਅਟੈਚ|"
    r"nakalakip|dilampir|қосымша|ambatanishwa"
)
ENCRYPTION = re.compile(
    r"end-to-end|ende-zu-ende|bout en bout|extremo a extremo|ponta a ponta|end-to-end-versleut|"
    r"crittografia|cifrad[oa]s?|chiffrés|"
    r"verschlüsselt|сквозн|наскрізн|szyfrowan|šifrov|uçtan uca|päästä päähän|enkripsi|"
    r"端到端|端對端|エンドツーエンド|종단간|الطرفين|تشفير|رمزگذاری|מקצה.לקצה|đầu cuối|"
    r"ponto a ponto|de capăt|criptate integral|komplett krypter|ende-til-ende|végpontok közötti|"
    r"πλήρη κρυπτ|κρυπτογραφούνται|potpunom enkripcijom|"
    r"salataan täysin|šifrovaním|hujung ke hujung|एंड-टू-एंड|एन्ड-टू-एन्ड|এন্ড-টু-এন্ড|શરૂથી અંત "
    r"સુધી|முழு மறையாக்க|முழுமையாக மறையாக்க|ആദ്യാവസാന|എൻഡ്-ടു-എൻഡ്|"
    r"ਸਿਰੇ ਤੋਂ ਸਿਰੇ|ਐਂਡ-ਟੂ-ਐਂਡ|เข้ารหัสจากต้นทาง|اینڈ ٹو اینڈ|سرتاسر|extrem a extrem|koncovým"
)
"""The notice that a chat is encrypted, with which most exports begin."""
_SENTENCE = re.compile(r"[.。।۔]\s|[.。।۔]$|[\u0e00-\u0e7f]")
_OF_CHATS = re.compile(
    r"whatsapp|واتساب|واتساپ|"
    r"\b(?:chat|messages? and calls|nachrichten und anrufe|los mensajes|les messages)\b"
)
CODE_CHANGED = re.compile(
    r"security code|sicherheitsnummer|code de sécurité|código de segur|codice di sicurezza|código "
    r"de seguridad|beveiligingscode|kod zabezpieczeń|"
    r"bezpečnostn[íý] kód|säkerhetskod|sikkerhedskode|sikkerhetskode|turvanumero|güvenlik kodu|код "
    r"безопасности|код безпеки|κωδικό[ςσ] ασφαλεία|"
    r"biztonsági kód|codul (?:dvs\. )?de securitate|sigurnosni k[ôo]d|קוד האבטחה|رمز أمان|کد "
    r"امنیتی|سیکیورٹی کوڈ|सुरक्षा कोड|নিরাপত্তা কোড|સુરક્ષા કોડ|"
    r"பாதுகாப்பு (?:குறியீ|கோ)|സുരക്ഷാ (?:കോഡ|കോഡ്)|ਸੁਰੱਖਿਆ ਕੋਡ|安全代码|安全代碼|安全碼|セキュリティコード|보안 코드|kode "
    r"keamanan|kod keselamatan|mã bảo mật|"
    r"รหัสความปลอดภัย|codi de seguretat"
)
DELETED = re.compile(
    r"message (?:was )?deleted|you deleted this|deleted by admin|nachricht (?:wurde )?gelöscht|"
    r"message (?:a été )?supprimé|(?:se )?eliminó este|"
    r"mensaje (?:fue )?eliminado|mensagem (?:foi )?apagada|apagou esta|messaggio (?:è stato "
    r")?eliminato|bericht (?:is |werd )?verwijderd|"
    r"сообщение удалено|удалили (?:это )?сообщение|wiadomość (?:została )?usunięta|viesti "
    r"poistettiin|mesaj(?:ı)? sil|pesan ini dihapus|"
    r"消息已被?(?:删除|撤回)|訊息已被?(?:刪除|收回)|已撤回|メッセージは削除|삭제된 메시지|تم حذف"
)
EDITED = re.compile(
    r"<\W*(?:this message was edited|diese nachricht wurde bearbeitet|ce message a été modifié|"
    r"(?:se editó este mensaje|este mensaje fue editado)|"
    r"questo messaggio è stato modificato|mensagem editada|esta mensagem foi editada|dit bericht "
    r"is bewerkt|wiadomość edytowana|"
    r"edytowano tę wiadomość|tato zpráva byla upravena|zpráva byla upravena|meddelandet "
    r"redigerades|denne besked blev redigeret|"
    r"denne meldingen ble redigert|tätä viestiä muokattiin|viestiä muokattiin|bu mesaj düzenlendi|"
    r"(?:данное |это )?сообщение изменено|"
    r"(?:це )?повідомлення (?:було )?(?:відредаговано|змінено)|το μήνυμα επεξεργάστηκε|az üzenet "
    r"szerkesztve|acest mesaj a fost editat|"
    r"ova je poruka uređena|ההודעה נערכה|הודעה זו נערכה|تم تعديل هذه الرسالة|این پیام ویرایش "
    r"شد(?:ه است)?|یہ میسج ایڈٹ کیا گیا|"
    r"यह मैसेज एडिट किया गया(?: है)?|इस मैसेज को एडिट किया गया(?: है)?|এই মেসেজটি এডিট করা হয়েছে|"
    r"આ મેસેજમાં ફેરફાર કરાયો|此消息已编辑|消息已编辑|此訊息已編輯|訊息已編輯|"
    r"このメッセージは編集されました|(?:이 )?메시지가? ?(?:수정|편집)(?:됨|되었습니다)|pesan ini diedit|mesej ini telah diedit|"
    r"tin nhắn (?:này )?đã (?:được )?chỉnh sửa|ข้อความนี้ถูกแก้ไข(?:แล้ว)?)\W*>"
)
CALL = re.compile(
    r"\W*(?:missed (?:group )?(?:voice|video) call|(?:voice|video) call\b|(?:silenced|declined|"
    r"unanswered) (?:voice|video) call|"
    r"verpasster (?:sprach|video)anruf|(?:sprach|video)anruf\b|appel (?:vocal|vidéo) manqué|llamada perdida|"
    r"videollamada perdida|chiamata persa)"
)
EVENT = re.compile(
    r"\b(?:added|removed|left|joined|created (?:this )?group|created group|changed (?:the|this|"
    r"their|to|your)|"
    r"security code|now an admin|no longer an admin|"
    r"pinned a message|turned (?:on|off)|deleted this group|reset this group|started a call|"
    r"hat .*(?:geändert|hinzugefügt|entfernt|verlassen)|a (?:changé|modifié|ajouté)|cambió|añadió|"
    r"ha cambiato|mudou|"
    r"alterou|adicionou|heeft .*gewijzigd|"
    r"изменил|создал|добавил|zmienił|vaihtoi|değiştirdi|mengubah|hast .*(?:erstellt|geändert|"
    r"hinzugefügt|entfernt|verlassen)|hat .*erstellt|"
    r"(?:avez|a) (?:créé|quitté|retiré|rejoint)|creó|creaste|agreg(?:ó|aste)|añadiste|salió del "
    r"grupo|saliste|cambiaste|"
    r"criou|criaste|adicionaste|saiu do grupo|saiu|removeu|hai (?:creato|aggiunto|cambiato)|ha "
    r"(?:creato|aggiunto)|è uscit|"
    r"(?:heeft|hebt) .*(?:gemaakt|toegevoegd|verlaten|verwijderd)|utworzy|doda[łl]|opuści|vytvořil|"
    r"přidal|opustil|změnil|"
    r"skapade|lade till|lämnade|ändrade|oprettede|tilføjede|forlod|ændrede|opprettet|la til|forlot|"
    r"endret|loi(?:t)? ryhmän|lisäsi|poistui|"
    r"oluşturdu|ekledi|ayrıldı|создали|добавили|покинул|вышел|изменили|створи|додал?[ви]|вийш|"
    r"змінил?[ви]|δημιούργησ|πρόσθεσ|αποχώρησ|αποχωρήσ|άλλαξ|"
    r"létrehozt|hozzáad|kilépett|megváltoztatt|ați creat|a creat|adăugat|a ieșit|schimbat|stvori|"
    r"izradi|dodao|dodali|napusti|promijeni|"
    r"membuat grup|menambahkan|telah keluar)"
    r"|יצר|הוסיפ|הוסיף|עזב|שינ[הית]|أنش[أئ]|أضاف|أضفت|غادر|غيّ?ر|ایجاد کرد|اضافه کرد|ترک کرد|تغییر "
    r"داد|گروپ (?:بنایا|تخلیق)|شامل کیا|چھوڑ|"
    r"ग्रुप बनाया|जोड़ा|छोड़|बदल|গ্রুপ তৈরি|যোগ করেছ|ছেড়ে|পরিবর্তন|ગ્રુપ બનાવ|ઉમેર|છોડ|બદલ|"
    r"உருவாக்கி|சேர்த்த|வெளியேறி|மாற்றி|സൃഷ്ടിച്|ചേർത്തു|പുറത്തുപോയി|മാറ്റി|"
    r"ਗਰੁੱਪ ਬਣਾਇਆ|ਸ਼ਾਮਲ|ਛੱਡ|ਬਦਲ|创建了|添加了|退出了|更改了|建立了|建立群組|加入了|新增了|離開|退出|變更|更改|作成しました|追加しました|退出しました|変更しました|"
    r"만들었습니다|추가했습니다|나갔습니다|변경|đã tạo nhóm|đã thêm|đã rời|đã thay đổi|สร้างกลุ่ม|ได้เพิ่ม|เพิ่ม|"
    r"ออกจากกลุ่ม|ออกแล้ว|เปลี่ยน",
)
"""Verbs of notices about a group; an Android notice may hold ": " (a new subject, a description)."""


def is_left_out(text: str) -> bool:
    """Whether a body says, and says only, that a file was left out; a document's name and pages may stand
    before it."""
    said = phrases.bare(text)
    if "\n" in text.strip() or len(said) > 300:
        return False
    named = re.search(r"\.\w{1,8} ", said)
    ends = (said[at.end() :] for at in re.finditer(" ", said)) if named else ()
    return said in phrases.LEFT_OUT or any(end in phrases.LEFT_OUT for end in ends)


def is_deleted(text: str) -> bool:
    """Whether a body says, and says only, that the message was deleted."""
    return phrases.bare(text) in phrases.DELETED


def is_missed_call(text: str) -> bool:
    """Whether a body says, and says only, that a call was not answered."""
    return phrases.bare(text) in phrases.CALLS


def by_the_app(text: str) -> bool:
    """Whether a body is one that the app writes, in an export that has lost the marks which say so."""
    first = text.split("\n", 1)[0][:400].casefold()
    is_notice = len(first) > 25 and ENCRYPTION.search(first) and _OF_CHATS.search(first)
    is_change = len(first) < 250 and CODE_CHANGED.search(first) and _SENTENCE.search(first)
    return bool(is_notice or is_change) or is_left_out(text) or is_deleted(text) or is_missed_call(text)
