"""Short sentences that WhatsApp itself writes, whole, in the languages it is offered in: for exports that
have lost the marks before them.

Facts of the app's own translations (iOS 22, Android 2), gathered from exports and from lists in public
parsers. A line for each language or two. To teach another language, add its sentences here; their ends (full
stops) do not matter.
"""

import re
from functools import lru_cache

_MARKS = dict.fromkeys(
    [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0xFEFF, 0x200B, 0x200C]
)
_SPACES = re.compile(r"\s+")
_ONCE_KEPT = 1000  # characters


def bare(text: str) -> str:
    """A sentence folded, without invisible marks, brackets around it and its full stop."""
    return _bare_again(text) if len(text) <= _ONCE_KEPT else _bare(text)


@lru_cache(maxsize=512)
def _bare_again(text: str) -> str:
    """The same; of one message it is asked many times."""
    return _bare(text)


def _bare(text: str) -> str:
    return _SPACES.sub(" ", text.translate(_MARKS)).strip(" <>.。।۔").casefold()


def _all(lines: str) -> frozenset[str]:
    return frozenset(bare(each) for each in lines.replace("\n", "|").split("|") if each.strip())


LEFT_OUT = _all("""
image omitted|video omitted|audio omitted|sticker omitted|GIF omitted|Contact card omitted|document omitted|Media omitted|video note omitted
Bild weggelassen|Video weggelassen|Audio weggelassen|Sticker weggelassen|GIF weggelassen|Kontaktkarte ausgelassen|Dokument weggelassen
Medien ausgeschlossen|Medien weggelassen|Videonachricht weggelassen
image absente|vidéo absente|audio omis|sticker omis|GIF retiré|Fiche contact manquante|document manquant|Médias omis|Fichier omis|Média omis
imagen omitida|Video omitido|audio omitido|sticker omitido|GIF omitido|Tarjeta de contacto omitida|documento omitido|Multimedia omitido|Archivo omitido
immagine omessa|video omesso|audio omesso|sticker non incluso|GIF esclusa|Scheda contatto omessa|documento omesso|Media omesso|Media omessi
imagem não revelada|vídeo não revelado|ficheiro de áudio não revelado|sticker não revelado|GIF não revelada|Contacto não revelado|documento não revelado
Ficheiro não revelado|imagem ocultada|vídeo omitido|áudio ocultado|figurinha omitida|Cartão do contato omitido|Mídia omitida|Mídia oculta
afbeelding weggelaten|video weggelaten|audio weggelaten|sticker weggelaten|GIF weggelaten|Visitekaartje weggelaten|document weggelaten|Media weggelaten
obraz pominięty|wideo pominięte|audio pominięte|pominięto naklejkę|Plik GIF pominięty|Pominięta wizytówka kontaktu|dokument pominięty|pliki pominięto
pominięto multimedia
obrázek vynechán|video vynecháno|zvukový soubor vynechán|nálepka vynechána|GIF vynechán|Vizitka vynechána|dokument vynechán|Média vynechána
obrázok vynechaný|video vynechané|zvuk vynechaný|nálepka vynechaná|GIF vynechaný|Karta kontaktu vynechaná|dokument vynechaný|Médiá vynechané
bild utesluten|video utesluten|ljud utelslutet|sticker utesluten|GIF utesluten|Kontaktkort uteslutet|dokument uteslutet|Media har utelämnats
billede udeladt|video udeladt|lyd udeladt|klistermærke udeladt|GIF udeladt|Kontaktkort udeladt|dokument udeladt|Mediefil udeladt|Medier udeladt
bilde ikke inkludert|video utelatt|lyd utelatt|klistremerke utelatt|GIF utelatt|Kontaktkort sløyfet|utelatt dokument|Uten vedlegg|Mediafil utelatt
ei kuvaa|videota ei sisällytetä|äänitiedostoa ei sisällytetä|tarraa ei sisällytetty|GIF-animaatio jätetty pois|Yhteystietokortti jätettiin pois
dokumenttia ei sisällytetä|Media jätetty pois|Media jätettiin pois
görüntü dahil edilmedi|video dahil edilmedi|ses dahil edilmedi|Çıkartma dahil edilmedi|GIF dahil edilmedi|Kişi kartı dahil edilmedi
belge dahil edilmedi|Medya atlanmış|Medya dahil edilmedi
изображение отсутствует|видео отсутствует|аудиофайл отсутствует|аудио отсутствует|стикер не добавлен|GIF отсутствует|Карточка контакта отсутствует
документ отсутствует|Без медиафайлов|Файл пропущен
зображення відсутнє|відео відсутнє|аудіо відсутнє|Наклейку не додано|GIF-анімацію пропущено|Картка контакту відсутня|документ пропущено|Медіа пропущено
εικόνα παραλείφθηκε|βίντεο παραλείφθηκε|ήχος παραλείφθηκε|αυτοκόλλητο παραλήφθηκε|Παράληψη GIF|Η κάρτα επαφής παραλήφθηκε|έγγραφο παραλείφθηκε
Εξαίρεση πολυμέσων|Παραλείφθηκαν πολυμέσα
kép küldése sikertelen|Videó kihagyva|Hang kihagyása|matrica kihagyva|GIF fájl kihagyása|Névjegykártya kihagyva|dokumentum kihagyva|Hiányzó médiafájl
Imagine omisă|clip video omis|fără audio|GIF omis|Carte de vizită contact omisă|document omis|Conținut media omis
slika izostavljena|video izostavljen|zvuk izostavljen|naljepnica izostavljena|GIF izostavljen|Posjetnica izostavljena|dokument izostavljen
Medijski zapis izostavljen|Medij izpuščen|медији су изостављени
התמונה הושמטה|סרטון הווידאו הושמט|קטע קול הושמט|סטיקר הושמט|GIF הושמט|כרטיס איש קשר הושמט|מסמך הושמט|מדיה הושמטה|המדיה לא נכללה
لم يتم إدراج الصورة|لم يتم إدراج الفيديوهات|لم يتم إدراج المقاطع الصوتية|تم حذف الملصقات|لم يتم إدراج صورة GIF|لم يتم إدراج بطاقة جهة اتصال
لم يتم إدراج المستند|تم استبعاد الوسائط
تصویر حذف شد|ویدیو حذف شد|صدا حذف شد|استیکر حذف شد|GIF حذف شد|برگ مخاطب حذف شد|سند حذف شد|پیوست نما/آهنگ حذف شد
تصویر نکال دی گئی ہے|ویڈیو نظرانداز|آڈیو نظرانداز|اسٹیکر نظرانداز|GIF نظرانداز|رابطہ کارڈ نظر انداز|دستاویز نظرانداز|میڈیا چھوڑ دیا گیا
फ़ोटो हटाई गई|वीडियो छोड़ा गया|ऑडियो हटाई गयी|स्टिकर छोड़ा गया|GIF छोड़ा गया|कॉन्टैक्ट कार्ड छोड़ा गया|डॉक्यूमेंट छोड़ा गया|मीडिया के बिना
इमेज वगळली|व्हिडीओ वगळला|ऑडिओ वगळला|स्टिकर वगळले|GIF वगळले|संपर्क कार्ड वगळले|डॉक्युमेंट वगळले|मीडिया वगळले
ইমেজ বাদ দেওয়া হয়েছে|ভিডিও বাদ দেওয়া হয়েছে|অডিও বাদ দেওয়া হয়েছে|স্টিকার বাদ দেওয়া হয়েছে|জিআইএফ বাদ দেওয়া হয়েছে
পরিচিতির কার্ড বাদ দেওয়া হয়েছে|ডকুমেন্ট বাদ দেওয়া হয়েছে|মিডিয়া বাদ দেওয়া হয়েছে
છબી પડતી મૂકાઈ|વિડિયો પડતી મુકાઈ|ઓડિયો ફાઇલ શામેલ કરી નથી|સ્ટીકર પડતું મુકાયું|GIF પડતી મૂકાઈ|સંપર્કનું કાર્ડ પડતું મૂકાયું
ડોક્યુમેન્ટ સામેલ કર્યું નહિ|મીડિયા અવગણાયું
ஊடகங்கள் நீக்கப்பட்டது|മീഡിയ ഒഴിവാക്കി|ਮੀਡੀਆ ਛੱਡਿਆ ਗਿਆ|ಮೀಡಿಯಾ ಕೈಬಿಡಲಾಗಿದೆ|మాధ్యమం విస్మరించబడింది|Media imerukwa
照片已忽略|视频已忽略|音频已忽略|贴图已省略|GIF 动态图已被忽略|联系人卡片已忽略|文档已省略|省略多媒体文件
圖片已略去|影片已略去|音訊已略去|貼圖已略去|GIF 已略去|聯絡人卡片已略去|文件已略去|忽略多媒體檔
圖像已省略|影片已省略|音訊已省略|貼圖已忽略|GIF 圖片已被省略|聯絡人卡片已省略|文件已忽略
画像は含まれていません|ビデオは含まれていません|音声は含まれていません|スタンプは含まれていません|GIFは含まれていません|連絡先カードを省略
ドキュメントは含まれていません|メディアは含まれていません|メディアなし
이미지 생략됨|비디오 생략됨|오디오 생략됨|스티커 제외됨|GIF 생략됨|연락처 카드 생략됨|문서 생략됨|미디어 파일을 생략한 대화내용
gambar tidak disertakan|video tidak disertakan|audio tidak disertakan|stiker tidak disertakan|GIF tidak disertakan|Kartu kontak tidak disertakan
dokumen tidak disertakan|Media tidak disertakan|imej tidak dimasukkan|video tidak dimasukkan|audio tidak dimasukkan|pelekat tidak disertakan
GIF tidak dimasukkan|Kad kenalan tidak dimasukkan|dokumen tidak dimasukkan|Media disingkirkan
đã bỏ qua hình ảnh|đã bỏ video|bỏ qua tệp âm thanh|đã bỏ sticker|Đã bỏ qua ảnh GIF|Bỏ qua thẻ liên lạc|đã bỏ qua tài liệu|Bỏ qua Media
ไม่มีรูปภาพ|วิดีโอถูกลบ|ไม่มีไฟล์เสียง|ไม่มีสติกเกอร์|ละเว้น GIF|บัตรรายชื่อที่ละเว้น|ละเว้นเอกสาร|สื่อถูกลบ
Imatge omesa|vídeo omès|Àudio omès|adhesiu omès|GIF omès|Targeta de contacte omesa|Document omès|Mitjans omesos|Bez multivides|Praleistas medijos turinys
""")
"""A file that was left out of the export."""

DELETED = _all("""
This message was deleted|You deleted this message|This message was deleted by an admin|You deleted this message as admin
Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht|Ce message a été supprimé|Vous avez supprimé ce message
Se eliminó este mensaje|Eliminaste este mensaje|Este mensaje fue eliminado|Questo messaggio è stato eliminato|Hai eliminato questo messaggio
Esta mensagem foi apagada|Apagou esta mensagem|Mensagem apagada|Você apagou esta mensagem|Apagaste esta mensagem|Esta mensagem foi apagada pelo remetente
Dit bericht is verwijderd|U hebt dit bericht verwijderd|Je hebt dit bericht verwijderd|Ta wiadomość została usunięta|Usunąłeś(-ęłaś) tę wiadomość
Usunięto tę wiadomość|Tato zpráva byla smazána|Tuto zprávu jste smazal/a|Táto správa bola odstránená|Túto správu ste odstránili
Det här meddelandet raderades|Du raderade det här meddelandet|Du har tagit bort meddelandet|Denne besked er blevet slettet|Du har slettet denne besked
Denne besked blev slettet|Du slettede denne besked|Denne meldingen ble slettet|Du slettet denne meldingen|Tämä viesti poistettiin|Poistit tämän viestin
Bu mesaj silindi|Bu mesajı sildiniz|Данное сообщение удалено|Вы удалили данное сообщение|Сообщение удалено|Вы удалили это сообщение
Це повідомлення було видалено|Ви видалили це повідомлення|Αυτό το μήνυμα διαγράφηκε|Διαγράψατε το μήνυμα|Διαγράψατε αυτό το μήνυμα
Ez az üzenet törlésre került|Törölted ezt az üzenetet|Ezt az üzenetet törölted|Acest mesaj a fost șters|Ați șters acest mesaj
Ova je poruka izbrisana|Ova poruka je izbrisana|Izbrisali ste ovu poruku|הודעה זו נמחקה|מחקת את ההודעה הזו|מחקת הודעה זו
تم حذف هذه الرسالة|لقد حذَفت هذه الرسالة|أنت حذفت هذه الرسالة|این پیام حذف شده است|این پیام حذف شد|شما این پیام را حذف کردید
یہ میسج حذف کر دیا گیا ہے|آپ نے یہ میسج حذف کر دیا ہے|यह मैसेज डिलीट कर दिया गया है|आपने यह मैसेज डिलीट किया|यह संदेश मिटाया गया|आपने यह संदेश मिटाया
हा मेसेज हटवण्यात आला|तुम्ही हा मेसेज हटवला|এই মেসেজটি বাদ দেওয়া হয়েছে|আপনি এই মেসেজটি বাদ দিয়েছেন|এই বার্তাটি মুছে ফেলা হয়েছে|আপনি এই বার্তাটি মুছে ফেলেছেন
આ મેસેજ ડિલીટ કરાયો|તમે આ મેસેજ ડિલીટ કર્યો|இத்தகவல் திரும்பப்பெறப்பட்டது|இத்தகவலை தாங்கள் அழித்தீர்கள்
ഈ സന്ദേശം ഇല്ലാതാക്കിയതാണ്|ഈ സന്ദേശം നിങ്ങൾ ഇല്ലാതാക്കി|ਇਸ ਸੁਨੇਹੇ ਨੂੰ ਹਟਾਇਆ ਗਿਆ|ਤੁਸੀਂ ਇਹ ਸੁਨੇਹਾ ਹਟਾਇਆ
这条消息已被删除|您已删除这条消息|信息已删除|此訊息已刪除|您已刪除此訊息|このメッセージは削除されました|このメッセージを削除しました
이 메시지는 삭제되었습니다|이 메시지를 삭제했습니다|삭제한 메시지입니다|Pesan ini dihapus|Pesan ini telah dihapus|Anda menghapus pesan ini|Anda telah menghapus pesan ini
Mesej ini telah dipadam|Anda telah memadamkan mesej ini|Tin nhắn này đã bị xóa|Tin nhắn này đã bị xoá|Bạn đã xóa tin nhắn này|Bạn đã xoá tin nhắn này
ข้อความนี้ถูกลบแล้ว|ข้อความนี้ได้ถูกลบ|คุณได้ลบข้อความนี้|คุณลบข้อความนี้|Aquest missatge s'ha suprimit|Has suprimit aquest missatge
""")
"""A message that was deleted; who is named before it sent it."""

CALLS = _all("""
Missed voice call|Missed video call|Missed group voice call|Missed group video call|Verpasster Sprachanruf|Verpasster Videoanruf|Appel vocal manqué
Appel vidéo manqué|Llamada perdida|Llamada de voz perdida|Videollamada perdida|Chiamata vocale persa|Videochiamata persa|Chamada de voz perdida
Videochamada perdida|Chamada de vídeo perdida|Ligação de voz perdida|Gemist spraakgesprek|Gemist videogesprek|Gemiste spraakoproep|Gemiste video-oproep
Nieodebrane poł. głosowe|Nieodebrane połączenie|Nieodebrane połączenie głosowe|Nieodebrane poł. wideo|Zmeškaný hovor|Zmeškaný hlasový hovor|Zmeškaný videohovor
Missat röstsamtal|Missat samtal|Missat videosamtal|Ubesvaret taleopkald|Ubesvaret videoopkald|Mistet opkald|Tapt taleanrop|Tapt videoanrop|Tapt videosamtale
Vastaamaton äänipuhelu|Vastaamaton videopuhelu|Cevapsız sesli arama|Cevapsız görüntülü arama|Пропущенный аудиозвонок|Пропущенный видеозвонок
Пропущений аудіодзвінок|Пропущений відеодзвінок|Αναπάντητη φωνητική κλήση|Αναπάντητη κλήση|Αναπάντητη βιντεοκλήση|Nem fogadott hanghívás
Nem fogadott videohívás|Nem fogadott videóhívás|Apel vocal ratat|Apel video ratat|Apel vocal nepreluat|Apel video nepreluat|Propušteni glasovni poziv
Propušteni videopoziv|Propušten glasovni poziv|שיחה קולית שלא נענתה|שיחת וידאו שלא נענתה|مكالمة صوتية فائتة|مكالمة فيديو فائتة
تماس صوتی پاسخ داده نشده|تماس تصویری پاسخ داده نشده|مسڈ وائس کال|مسڈ ویڈیو کال|वॉइस कॉल मिस हुई|मिस्ड वॉइस कॉल|मिस्ड वीडियो कॉल|मिस्ड व्हॉइस कॉल
ভয়েস কল মিস করেছেন|ভিডিও কল মিস করেছেন|মিসড ভয়েস কল|મિસ્ડ વૉઇસ કૉલ|છૂટી ગયેલો વોઇસ કૉલ|છૂટેલો વોઇસ કૉલ|છૂટી ગયેલ વિડિયો કૉલ|தவறிய குரல் அழைப்பு
தவறிய காணொலி அழைப்பு|വിളി നഷ്ടപ്പെട്ടു|നഷ്ടമായ വീഡിയോ കാൾ|ਮਿਸ ਹੋਈ ਆਵਾਜ਼ ਕਾਲ|ਮਿਸ ਹੋਈ ਵੀਡੀਓ ਕਾਲ|未接语音通话|未接视频通话|未接語音通話|未接視像通話|未接視訊通話
音声通話不在着信|ビデオ通話不在着信|不在着信|부재중 전화|부재중 영상통화|Panggilan suara tak terjawab|Panggilan video tak terjawab|Panggilan suara terlepas
Panggilan video terlepas|Cuộc gọi nhỡ|Cuộc gọi nhỡ video|สายที่ไม่ได้รับ|วิดีโอคอลที่ไม่ได้รับ|สายโทรวิดีโอที่ไม่ได้รับ|Zgrešen klic|Trucada de veu perduda
""")
"""A call that was not answered."""
