"""What WhatsApp itself writes into a chat, in the languages met so far, folded.

Words only help: marks, file names and recurrence decide first (FORMATS.md 3.4). To teach another language, add
its words here.
"""

import re

LEFT_OUT = re.compile(
    r"omitted|weggelassen|ausgeschlossen|omis|omise|omises|absente?|omitid[oa]s?|omess[oi]|omessa|ocult[oa]s?|ocultad[oa]s?|não revelado|"
    r"weggelaten|pominięt[oya]|jätettiin|pois|dahil edilmedi|пропущен[оы]?|опущен[оы]?|без медиафайлов|без медіафайлів|відсутн|dilewati|"
    r"tidak disertakan|vynechán[oay]?|vynechan[éáýo]|utelämnad|utelatt|utelates|udeladt|udelukket|kihagyva|elhagyva|"
    r"omisă|izostavljen[oa]?|"
    r"παραλείφθηκε|παραλήφθηκε|השמט|הושמט|المدرجة|مستبعد|محذوف|تم استبعاد|حذف شده|छोड़|bị bỏ qua|ละเว้น|ไม่ได้แนบ|"
    r"省略|忽略|已略|생략|제외|含まれていません|なし"
)
FILE_ATTACHED = re.compile(
    r"attached|angehängt|adjunto|adjunta|joint[es]?|allegat[oa]|anexad[oa]|bijgevoegd|bijlage|liite|liitetiedosto|ekli|eklendi|добавлен|"
    r"прикреплен|прикріплен|załączon[yoa]|přiložen|priložen|bifogad|vedlagt|vedhæftet|csatol|atașat|ataşat|terlampir|"
    r"dilampirkan|συνημμένο|"
    r"מצורף|מצורפת|مرفق|پیوست|संलग्न|đính kèm|แนบ|附件|添付|첨부"
)
ENCRYPTION = re.compile(
    r"end-to-end|ende-zu-ende|bout en bout|extremo a extremo|ponta a ponta|end-to-end-versleut|crittografia|cifrad[oa]s?|chiffrés|"
    r"verschlüsselt|сквозн|наскрізн|szyfrowan|šifrov|uçtan uca|päästä päähän|enkripsi|"
    r"端到端|端對端|エンドツーエンド|종단간|الطرفين|تشفير|رمزگذاری|מקצה לקצה|đầu cuối"
)
DELETED = re.compile(
    r"message (?:was )?deleted|you deleted this|deleted by admin|nachricht (?:wurde )?gelöscht|"
    r"message (?:a été )?supprimé|(?:se )?eliminó este|"
    r"mensaje (?:fue )?eliminado|mensagem (?:foi )?apagada|apagou esta|messaggio (?:è stato )?eliminato|bericht (?:is |werd )?verwijderd|"
    r"сообщение удалено|удалили (?:это )?сообщение|wiadomość (?:została )?usunięta|viesti poistettiin|mesaj(?:ı)? sil|pesan ini dihapus|"
    r"消息已|訊息已|已撤回|メッセージは削除|삭제된 메시지|تم حذف"
)
EDITED = re.compile(
    r"<\W*(?:this message was edited|diese nachricht wurde bearbeitet|ce message a été modifié|"
    r"se editó este mensaje)\W*>"
)
CALL = re.compile(
    r"\W*(?:missed (?:group )?(?:voice|video) call|(?:voice|video) call\b|(?:silenced|declined|unanswered) (?:voice|video) call|"
    r"verpasster (?:sprach|video)anruf|(?:sprach|video)anruf\b|appel (?:vocal|vidéo) manqué|llamada perdida|"
    r"videollamada perdida|chiamata persa)"
)
EVENT = re.compile(
    r"\b(?:added|removed|left|joined|created (?:this )?group|created group|changed (?:the|this|their|to|your)|"
    r"security code|now an admin|no longer an admin|"
    r"pinned a message|turned (?:on|off)|deleted this group|reset this group|started a call|"
    r"hat .*(?:geändert|hinzugefügt|entfernt|verlassen)|a (?:changé|modifié|ajouté)|cambió|añadió|ha cambiato|mudou|"
    r"alterou|adicionou|heeft .*gewijzigd|"
    r"изменил|создал|добавил|zmienił|vaihtoi|değiştirdi|mengubah)",
)
"""Verbs of notices about a group; an Android notice may hold ": " (a new subject, a description)."""
