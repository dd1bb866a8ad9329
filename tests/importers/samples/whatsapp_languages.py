"""One chat as iOS and Android write it in forty languages. Fictional people only.

The stamps follow the short dates and times of CLDR (of one version or another), the sentences WhatsApp's own
translations. Nothing here comes from the importer: what it reads is held against what stands in EVENTS.

A language is six lines: its name and the stamps of iOS and Android, with the words for the halves of the day,
digits and calendar; the notice of encryption and that of a changed code; deleted messages (another's, one's
own), a missed call, the marker of an edit; a picture and a document left out (iOS), any file left out, a file
attached (iOS, Android); place and pages; a group made, someone added.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

LANGUAGES = """
en-GB | dd/MM/yyyy, HH:mm:ss | dd/MM/yyyy, HH:mm
Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. | Your security code with {} changed. Tap to learn more.
This message was deleted | You deleted this message | Missed voice call | This message was edited
image omitted | document omitted | Media omitted | attached | file attached
Location | pages
{} created group “Plan: A” | {} added {}

en-US | M/d/yy, h:mm:ss~a | M/d/yy, h:mm~a | AM PM
Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Learn more. | Your security code with {} changed. Learn more.
This message was deleted | You deleted this message | Missed video call | This message was edited
image omitted | document omitted | Media omitted | attached | file attached
Location | pages
{} created group “Plan: A” | {} added {}

de | dd.MM.yy, HH:mm:ss | dd.MM.yy, HH:mm
Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen oder anhören, nicht einmal WhatsApp. | Deine Sicherheitsnummer für {} hat sich geändert. Tippe, um mehr zu erfahren.
Diese Nachricht wurde gelöscht | Du hast diese Nachricht gelöscht | Verpasster Sprachanruf | Diese Nachricht wurde bearbeitet.
Bild weggelassen | Dokument weggelassen | Medien ausgeschlossen | Anhang | Datei angehängt
Standort | Seiten
{} hat die Gruppe „Plan: A“ erstellt | {} hat {} hinzugefügt

fr | dd/MM/yyyy HH:mm:ss | dd/MM/yyyy à HH:mm
Les messages et les appels sont chiffrés de bout en bout. Aucun tiers, pas même WhatsApp, ne peut les lire ou les écouter. | Votre code de sécurité avec {} a changé. Appuyez pour en savoir plus.
Ce message a été supprimé | Vous avez supprimé ce message | Appel vocal manqué | Ce message a été modifié
image absente | document manquant | Médias omis | pièce jointe | fichier joint
Localisation | pages
{} a créé le groupe « Plan: A » | {} a ajouté {}

es | d/M/yy, H:mm:ss | d/M/yy, H:mm
Los mensajes y las llamadas están cifrados de extremo a extremo. Nadie fuera de este chat, ni siquiera WhatsApp, puede leerlos ni escucharlos. | Cambió tu código de seguridad con {}. Pulsa para obtener más información.
Se eliminó este mensaje | Eliminaste este mensaje | Llamada perdida | Se editó este mensaje.
imagen omitida | documento omitido | Multimedia omitido | adjunto | archivo adjunto
Ubicación | páginas
{} creó el grupo "Plan: A" | {} añadió a {}

es-MX | dd/MM/yy, h:mm:ss~a | d/M/yyyy, h:mm~a | a.~m. p.~m.
Los mensajes y las llamadas están cifrados de extremo a extremo. Nadie fuera de este chat, ni siquiera WhatsApp, puede leerlos ni escucharlos. | El código de seguridad con {} cambió. Toca para obtener más información.
Se eliminó este mensaje | Eliminaste este mensaje | Llamada de voz perdida | Se editó este mensaje.
imagen omitida | documento omitido | Multimedia omitido | adjunto | archivo adjunto
Ubicación | páginas
{} creó el grupo "Plan: A" | {} agregó a {}

it | dd/MM/yy, HH:mm:ss | dd/MM/yy, HH:mm
I messaggi e le chiamate sono crittografati end-to-end. Nessuno al di fuori di questa chat, nemmeno WhatsApp, può leggerne o ascoltarne il contenuto. | Il tuo codice di sicurezza con {} è cambiato. Tocca per saperne di più.
Questo messaggio è stato eliminato | Hai eliminato questo messaggio | Chiamata vocale persa | Questo messaggio è stato modificato
immagine omessa | documento omesso | Media omessi | allegato | file allegato
Posizione | pagine
{} ha creato il gruppo "Plan: A" | {} ha aggiunto {}

pt-BR | dd/MM/yyyy HH:mm:ss | dd/MM/yyyy HH:mm
As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta e ficam somente entre você e os participantes desta conversa. Nem mesmo o WhatsApp pode ler ou ouvi-las. | Seu código de segurança com {} mudou. Toque para saber mais.
Mensagem apagada | Você apagou esta mensagem | Chamada de voz perdida | Mensagem editada
imagem ocultada | documento omitido | Mídia oculta | anexado | arquivo anexado
Localização | páginas
{} criou o grupo "Plan: A" | {} adicionou {}

pt-PT | dd/MM/yy, HH:mm:ss | dd/MM/yy, HH:mm
As mensagens e chamadas são encriptadas ponto a ponto. Ninguém fora desta conversa, nem mesmo o WhatsApp, pode ler ou ouvi-las. | O seu código de segurança partilhado com {} mudou. Toque para saber mais.
Esta mensagem foi apagada | Apagou esta mensagem | Chamada de voz perdida | Esta mensagem foi editada
imagem não revelada | documento não revelado | Ficheiro não revelado | anexo | ficheiro anexado
Localização | páginas
{} criou o grupo "Plan: A" | {} adicionou {}

nl | dd-MM-yyyy HH:mm:ss | dd-MM-yyyy HH:mm
Berichten en gesprekken worden end-to-end versleuteld. Niemand buiten deze chat kan ze lezen of beluisteren, zelfs WhatsApp niet. | Uw beveiligingscode voor {} is gewijzigd. Tik voor meer informatie.
Dit bericht is verwijderd | U hebt dit bericht verwijderd | Gemist spraakgesprek | Dit bericht is bewerkt
afbeelding weggelaten | document weggelaten | Media weggelaten | bijgevoegd | bestand bijgevoegd
Locatie | pagina's
{} heeft de groep "Plan: A" gemaakt | {} heeft {} toegevoegd

pl | d.MM.yyyy, HH:mm:ss | d.MM.yyyy, HH:mm
Wiadomości i połączenia są w pełni zaszyfrowane. Nikt spoza czatu, nawet WhatsApp, nie może ich odczytać ani odsłuchać. | Twój kod zabezpieczeń z użytkownikiem {} zmienił się. Stuknij, aby dowiedzieć się więcej.
Ta wiadomość została usunięta | Usunąłeś(-ęłaś) tę wiadomość | Nieodebrane połączenie głosowe | Wiadomość edytowana
obraz pominięty | dokument pominięty | pominięto multimedia | załączono | załączony plik
Lokalizacja | strony
{} utworzył(a) grupę „Plan: A” | {} dodał(a) {}

cs | dd.MM.yy H:mm:ss | d. M. yyyy H:mm
Zprávy a hovory jsou opatřeny koncovým šifrováním. Nikdo, kdo není přímým účastníkem této konverzace, ji nemůže sledovat ani poslouchat. Dokonce ani WhatsApp. | Bezpečnostní kód mezi vámi a uživatelem {} byl změněn. Další informace zobrazíte klepnutím.
Tato zpráva byla smazána | Tuto zprávu jste smazal/a | Zmeškaný hlasový hovor | Tato zpráva byla upravena
obrázek vynechán | dokument vynechán | Média vynechána | příloha | soubor byl přiložen
Poloha | strany
Uživatel {} vytvořil skupinu „Plan: A“ | Uživatel {} přidal {}

sv | yyyy-MM-dd HH:mm:ss | yyyy-MM-dd HH:mm
Meddelanden och samtal är komplett krypterade. Ingen utanför denna chatt, inte ens WhatsApp, kan läsa dem eller lyssna på dem. | Din säkerhetskod med {} har ändrats. Tryck för att läsa mer.
Det här meddelandet raderades | Du raderade det här meddelandet | Missat röstsamtal | Meddelandet redigerades
bild utesluten | dokument uteslutet | Media har utelämnats | bifogad | bifogad fil
Plats | sidor
{} skapade gruppen ”Plan: A” | {} lade till {}

da | dd.MM.yyyy HH.mm.ss | dd.MM.yyyy HH.mm
Beskeder og opkald er end-to-end-krypterede. Ingen uden for denne chat, selv ikke WhatsApp, kan læse eller høre dem. | Din sikkerhedskode for {} har ændret sig. Tryk for at læse mere.
Denne besked er blevet slettet | Du har slettet denne besked | Ubesvaret taleopkald | Denne besked blev redigeret
billede udeladt | dokument udeladt | Mediefil udeladt | vedhæftet | fil vedhæftet
Placering | sider
{} oprettede gruppen "Plan: A" | {} tilføjede {}

nb | dd.MM.yyyy, HH:mm:ss | dd.MM.yyyy, HH:mm
Meldinger og samtaler er ende-til-ende-krypterte. Ingen utenfor samtalen, ikke engang WhatsApp, kan lese eller høre på dem. | Sikkerhetskoden med {} ble endret. Trykk for å lære mer.
Denne meldingen ble slettet | Du slettet denne meldingen | Tapt taleanrop | Denne meldingen ble redigert
bilde ikke inkludert | utelatt dokument | Uten vedlegg | vedlagt | vedlagt fil
Posisjon | sider
{} opprettet gruppen «Plan: A» | {} la til {}

fi | d.M.yyyy 'klo' H.mm.ss | d.M.yyyy 'klo' H.mm
Viestit ja puhelut salataan täysin. Kukaan tämän keskustelun ulkopuolinen, ei edes WhatsApp, voi lukea tai kuunnella niitä. | Turvanumerosi muuttui henkilön {} kanssa. Napauta saadaksesi lisätietoja.
Tämä viesti poistettiin | Poistit tämän viestin | Vastaamaton äänipuhelu | Tätä viestiä muokattiin
ei kuvaa | dokumenttia ei sisällytetä | Media jätettiin pois | liite | liitetiedosto
Sijainti | sivua
{} loi ryhmän "Plan: A" | {} lisäsi {}

tr | d.MM.yyyy HH:mm:ss | d.MM.yyyy HH:mm
Mesajlar ve aramalar uçtan uca şifrelidir. WhatsApp da dahil olmak üzere bu sohbetin dışında bulunan hiç kimse mesaj ve aramalarınızı okuyamaz ve dinleyemez. | {} ile aranızdaki güvenlik kodu değişti. Daha fazla bilgi edinmek için dokunun.
Bu mesaj silindi | Bu mesajı sildiniz | Cevapsız sesli arama | Bu mesaj düzenlendi
görüntü dahil edilmedi | belge dahil edilmedi | Medya dahil edilmedi | eklendi | dosya ekli
Konum | sayfa
{}, "Plan: A" grubunu oluşturdu | {}, {} kişisini ekledi

ru | dd.MM.yyyy, HH:mm:ss | dd.MM.yyyy, HH:mm
Сообщения и звонки защищены сквозным шифрованием. Третьи лица, включая WhatsApp, не могут прочитать ваши сообщения или прослушать звонки. | Ваш код безопасности с контактом {} изменился. Подробнее.
Данное сообщение удалено | Вы удалили данное сообщение | Пропущенный аудиозвонок | Данное сообщение изменено
изображение отсутствует | документ отсутствует | Без медиафайлов | прикреплено | файл добавлен
Местоположение | страницы
{} создал(-а) группу «Plan: A» | {} добавил(-а) {}

uk | dd.MM.yy, HH:mm:ss | dd.MM.yy, HH:mm
Повідомлення й дзвінки захищено наскрізним шифруванням. Прочитати чи прослухати їх не зможе жодна стороння особа, навіть із WhatsApp. | Код безпеки з контактом {} змінився. Торкніться, щоб дізнатися більше.
Це повідомлення було видалено | Ви видалили це повідомлення | Пропущений аудіодзвінок | Це повідомлення було змінено
зображення відсутнє | документ пропущено | Медіа пропущено | додано | файл додано
Розташування | сторінки
{} створює групу «Plan: A» | {} додає {}

el | d/M/yy, h:mm:ss~a | d/M/yy, h:mm~a | π.μ. μ.μ.
Τα μηνύματα και οι κλήσεις κρυπτογραφούνται πλήρως. Κανένας εκτός αυτής της συνομιλίας, ούτε το WhatsApp, δεν μπορεί να τα διαβάσει ή να τις ακούσει. | Ο κωδικός ασφαλείας σας με {} άλλαξε. Πατήστε για να μάθετε περισσότερα.
Αυτό το μήνυμα διαγράφηκε | Διαγράψατε το μήνυμα | Αναπάντητη φωνητική κλήση | Το μήνυμα επεξεργάστηκε
εικόνα παραλείφθηκε | έγγραφο παραλείφθηκε | Εξαίρεση πολυμέσων | επισυνάφθηκε | συνημμένο αρχείο
Τοποθεσία | σελίδες
{} δημιούργησε την ομάδα «Plan: A» | {} πρόσθεσε {}

hu | yyyy. MM. dd. H:mm:ss | yyyy. MM. dd. H:mm
Az üzenetek és hívások végpontok közötti titkosítással vannak védve. A csevegés résztvevőin kívül senki, még a WhatsApp sem tudja elolvasni és meghallgatni azokat. | {} biztonsági kódja megváltozott. További információért koppints.
Ez az üzenet törlésre került | Törölted ezt az üzenetet | Nem fogadott hanghívás | Az üzenet szerkesztve
kép küldése sikertelen | dokumentum kihagyva | Hiányzó médiafájl | csatolva | fájl csatolva
Helyzet | oldal
{} létrehozta a(z) „Plan: A” csoportot | {} hozzáadta {}

ro | dd.MM.yyyy, HH:mm:ss | dd.MM.yyyy, HH:mm
Mesajele și apelurile sunt criptate integral. Nicio persoană care nu participă la această conversație, nici măcar WhatsApp, nu le poate citi sau asculta. | Codul dvs. de securitate cu {} s-a schimbat. Atingeți pentru a afla mai multe.
Acest mesaj a fost șters | Ați șters acest mesaj | Apel vocal nepreluat | Acest mesaj a fost editat
Imagine omisă | document omis | Conținut media omis | atașare | fișier atașat
Locație | pagini
{} a creat grupul „Plan: A” | {} a adăugat pe {}

hr | dd. MM. yyyy. HH:mm:ss | dd. MM. yyyy. HH:mm
Poruke i pozivi zaštićeni su potpunom enkripcijom. Nitko izvan ovog razgovora, čak ni WhatsApp, ne može ih pročitati niti poslušati. | Vaš sigurnosni kôd za kontakt {} promijenio se. Dodirnite da biste saznali više.
Ova je poruka izbrisana | Izbrisali ste ovu poruku | Propušteni glasovni poziv | Ova je poruka uređena
slika izostavljena | dokument izostavljen | Medijski zapis izostavljen | priloženo | datoteka u privitku
Lokacija | stranice
{} je stvorio grupu „Plan: A” | {} je dodao {}

ar | dRMRyyyy، h:mm:ss a | dRMRyyyy، h:mm a | ص م | arab
الرسائل والمكالمات مشفرة تمامًا بين الطرفين، بحيث لا يستطيع أحد خارج هذه الدردشة، ولا حتى شركة واتساب نفسها، قراءتها أو الاستماع إليها. | تغيّر رمز أمانك المُستخدَم مع {}. انقر هنا لمعرفة المزيد.
تم حذف هذه الرسالة | لقد حذَفت هذه الرسالة | مكالمة صوتية فائتة | تم تعديل هذه الرسالة
لم يتم إدراج الصورة | لم يتم إدراج المستند | تم استبعاد الوسائط | المُرفق | الملف مرفق
موقع | صفحات
أنشأ {} المجموعة "Plan: A" | أضاف {} {}

fa | y/M/dC H:mm:ss | y/M/dC H:mm | - - | arabext persian
پیامها و تماسها سرتاسر رمزگذاری شدهاند. هیچ شخصی خارج از این گفتگو، حتی واتساپ، نمیتواند آنها را بخواند یا بشنود. | کد امنیتی شما با {} تغییر کرد. برای کسب اطلاعات بیشتر، ضربه بزنید.
این پیام حذف شده است | شما این پیام را حذف کردید | تماس صوتی پاسخ داده نشده | این پیام ویرایش شد
تصویر حذف شد | سند حذف شد | پیوست نما/آهنگ حذف شد | پیوست | پیوست شد
موقعیت | صفحه
{} گروه «Plan: A» را ایجاد کرد | {}، {} را اضافه کرد

ur | d/M/yy h:mm:ss a | d/M/yy h:mm a | AM PM
میسجز اور کالز اینڈ ٹو اینڈ اینکرپشن کے ذریعے محفوظ ہیں۔ اس چیٹ کی بات چیت کو باہر کا کوئی بھی شخص پڑھ یا سن نہیں سکتا، WhatsApp بھی نہیں۔ | {} کے ساتھ آپ کا سیکیورٹی کوڈ تبدیل ہوگیا ہے۔ مزید جاننے کیلئے ٹیپ کریں۔
یہ میسج حذف کر دیا گیا ہے۔ | آپ نے یہ میسج حذف کر دیا ہے۔ | مسڈ وائس کال | یہ میسج ایڈٹ کیا گیا
تصویر نکال دی گئی ہے | دستاویز نظرانداز | میڈیا چھوڑ دیا گیا | پیوستہ | پیوستہ فائل
مقام | صفحات
{} نے گروپ "Plan: A" بنایا | {} نے {} کو شامل کیا

he | d.M.yyyy, H:mm:ss | d.M.yyyy, H:mm
ההודעות והשיחות מוצפנות מקצה-לקצה. לאף אחד מחוץ לצ'אט זה, גם לא ל-WhatsApp, אין אפשרות לקרוא אותן או להאזין להן. | קוד האבטחה עם {} שונה. יש להקיש לקבלת פרטים נוספים.
הודעה זו נמחקה | מחקת את ההודעה הזו | שיחה קולית שלא נענתה | ההודעה נערכה
התמונה הושמטה | מסמך הושמט | המדיה לא נכללה | מצורף | קובץ מצורף
מיקום | עמודים
{} יצר/ה את הקבוצה "Plan: A" | {} הוסיף/ה את {}

hi | d/M/yy, h:mm:ss a | dd/MM/yy, h:mm a | am pm
मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं. इस चैट में शामिल लोगों के अलावा कोई भी इन्हें पढ़ या सुन नहीं सकता, WhatsApp भी नहीं. | {} के लिए आपका सुरक्षा कोड बदल गया है. ज़्यादा जानने के लिए टैप करें.
यह मैसेज डिलीट कर दिया गया है. | आपने यह मैसेज डिलीट किया. | वॉइस कॉल मिस हुई | इस मैसेज को एडिट किया गया
फ़ोटो हटाई गई | डॉक्यूमेंट छोड़ा गया | मीडिया के बिना | अटैच किया गया | फाइल अटैच कर दी गई है
लोकेशन | पन्ने
{} ने ग्रुप "Plan: A" बनाया | {} ने {} को जोड़ा

bn | d/M/yy h:mm:ss a | d/M/yy, h:mm a | AM PM | beng
মেসেজ এবং কল এন্ড-টু-এন্ড এনক্রিপ্টেড থাকে। এই চ্যাটে থাকা ব্যক্তি ছাড়া অন্য কেউ এমনকি WhatsApp-ও সেগুলি পড়তে বা শুনতে পারবে না। | {}-এর সাথে আপনার নিরাপত্তা কোড পরিবর্তিত হয়েছে। আরও জানতে ট্যাপ করুন।
এই মেসেজটি বাদ দেওয়া হয়েছে। | আপনি এই মেসেজটি বাদ দিয়েছেন। | ভয়েস কল মিস করেছেন | এই মেসেজটি এডিট করা হয়েছে
ইমেজ বাদ দেওয়া হয়েছে | ডকুমেন্ট বাদ দেওয়া হয়েছে | মিডিয়া বাদ দেওয়া হয়েছে | সংযুক্ত | ফাইল সংযুক্ত হয়েছে
অবস্থান | পৃষ্ঠা
{} "Plan: A" গ্রুপ তৈরি করেছেন | {} {}-কে যোগ করেছেন

gu | d/M/yy hh:mm:ss a | d/M/yy hh:mm a | AM PM
મેસેજ અને કૉલ શરૂથી અંત સુધી સુરક્ષિત છે. આ ચેટની બહારની કોઈ વ્યક્તિ તેને વાંચી કે સાંભળી શકતી નથી, WhatsApp પણ નહિ. | {} સાથેનો તમારો સુરક્ષા કોડ બદલાઈ ગયો. વધુ જાણવા માટે અહીં દબાવો.
આ મેસેજ ડિલીટ કરાયો | તમે આ મેસેજ ડિલીટ કર્યો | છૂટી ગયેલો વોઇસ કૉલ | આ મેસેજમાં ફેરફાર કરાયો
છબી પડતી મૂકાઈ | ડોક્યુમેન્ટ સામેલ કર્યું નહિ | મીડિયા અવગણાયું | જોડાયેલ | ફાઇલ જોડાયેલ
સ્થળ | પાના
{}એ "Plan: A" ગ્રુપ બનાવ્યું | {}એ {}ને ઉમેર્યા

ta | d/M/yy, a h:mm:ss | d/M/yy, a h:mm | முற்பகல் பிற்பகல்
செய்திகளும் அழைப்புகளும் முழுமையாக மறையாக்கம் செய்யப்பட்டுள்ளன. இந்தச் சேட்டிற்கு வெளியே உள்ள எவரும், WhatsApp கூட அவற்றைப் படிக்கவோ கேட்கவோ முடியாது. | {} உடனான உங்கள் பாதுகாப்பு குறியீடு மாறியது. மேலும் அறியத் தட்டவும்.
இத்தகவல் திரும்பப்பெறப்பட்டது | இத்தகவலை தாங்கள் அழித்தீர்கள் | தவறிய குரல் அழைப்பு | இந்தச் செய்தி திருத்தப்பட்டது
படம் தவிர்க்கப்பட்டது | ஆவணம் தவிர்க்கப்பட்டது | ஊடகங்கள் நீக்கப்பட்டது | இணைக்கப்பட்டது | கோப்பு இணைக்கப்பட்டது
இருப்பிடம் | பக்கங்கள்
{} "Plan: A" குழுவை உருவாக்கினார் | {}, {}-ஐச் சேர்த்தார்

ml | d/M/yy h:mm:ss a | d/M/yy h:mm a | AM PM
സന്ദേശങ്ങളും കോളുകളും എൻഡ്-ടു-എൻഡ് എൻക്രിപ്റ്റ് ചെയ്തിരിക്കുന്നു. ഈ ചാറ്റിന് പുറത്തുള്ള ആർക്കും, WhatsApp-ന് പോലും, അവ വായിക്കാനോ കേൾക്കാനോ കഴിയില്ല. | {} എന്നയാളുമായുള്ള നിങ്ങളുടെ സുരക്ഷാ കോഡ് മാറി. കൂടുതൽ അറിയാൻ ടാപ്പുചെയ്യുക.
ഈ സന്ദേശം ഇല്ലാതാക്കിയതാണ് | ഈ സന്ദേശം നിങ്ങൾ ഇല്ലാതാക്കി | വിളി നഷ്ടപ്പെട്ടു | ഈ സന്ദേശം എഡിറ്റുചെയ്തു
ചിത്രം ഒഴിവാക്കി | പ്രമാണം ഒഴിവാക്കി | മീഡിയ ഒഴിവാക്കി | ചേർത്തു | ഫയൽ ചേർത്തു
സ്ഥലം | പേജുകൾ
{} "Plan: A" ഗ്രൂപ്പ് സൃഷ്ടിച്ചു | {} {}-നെ ചേർത്തു

pa | d/M/yy, h:mm:ss a | d/M/yy, h:mm a | ਪੂ.ਦੁ. ਬਾ.ਦੁ.
ਸੁਨੇਹੇ ਅਤੇ ਕਾਲਾਂ ਸਿਰੇ ਤੋਂ ਸਿਰੇ ਤੱਕ ਇੰਕ੍ਰਿਪਟਡ ਹਨ। ਇਸ ਚੈਟ ਤੋਂ ਬਾਹਰ ਕੋਈ ਵੀ, WhatsApp ਵੀ ਨਹੀਂ, ਉਹਨਾਂ ਨੂੰ ਪੜ੍ਹ ਜਾਂ ਸੁਣ ਨਹੀਂ ਸਕਦਾ। | {} ਨਾਲ ਤੁਹਾਡਾ ਸੁਰੱਖਿਆ ਕੋਡ ਬਦਲ ਗਿਆ। ਹੋਰ ਜਾਣਨ ਲਈ ਟੈਪ ਕਰੋ।
ਇਸ ਸੁਨੇਹੇ ਨੂੰ ਹਟਾਇਆ ਗਿਆ | ਤੁਸੀਂ ਇਹ ਸੁਨੇਹਾ ਹਟਾਇਆ | ਮਿਸ ਹੋਈ ਆਵਾਜ਼ ਕਾਲ | ਇਸ ਸੁਨੇਹੇ ਨੂੰ ਸੋਧਿਆ ਗਿਆ
ਤਸਵੀਰ ਛੱਡੀ ਗਈ | ਦਸਤਾਵੇਜ਼ ਛੱਡਿਆ ਗਿਆ | ਮੀਡੀਆ ਛੱਡਿਆ ਗਿਆ | ਅਟੈਚ ਕੀਤੀ | ਅਟੈਚ ਕੀਤੀ ਫਾਇਲ
ਟਿਕਾਣਾ | ਪੰਨੇ
{} ਨੇ "Plan: A" ਗਰੁੱਪ ਬਣਾਇਆ | {} ਨੇ {} ਨੂੰ ਸ਼ਾਮਲ ਕੀਤਾ

zh-CN | yyyy/M/d HH:mm:ss | yyyy年M月d日 ah:mm | 上午 下午
消息和通话都进行端到端加密。对话之外的任何人，甚至包含 WhatsApp，都无法读取或收听。 | 您和 {} 的安全代码已更改。点击了解更多。
这条消息已被删除。 | 您已删除这条消息。 | 未接语音通话 | 此消息已编辑
照片已忽略 | 文档已省略 | 省略多媒体文件 | 附件 | 文件附件
位置 | 页
{} 创建了群组“Plan: A” | {} 添加了 {}

zh-TW | yyyy/M/d ah:mm:ss | yyyy/M/d ah:mm | 上午 下午
訊息和通話經端對端加密。對話以外的任何人 (即使是 WhatsApp) 均無法查看或聆聽那些內容。 | 您與{}之間的安全代碼已變更。點按以瞭解詳情。
此訊息已刪除。 | 您已刪除此訊息。 | 未接語音通話 | 此訊息已編輯
圖片已略去 | 文件已略去 | 忽略多媒體檔 | 附件 | 附件檔案
位置 | 頁
{} 建立了群組「Plan: A」 | {} 新增了 {}

ja | yyyy/MM/dd H:mm:ss | yyyy/MM/dd H:mm
メッセージと通話はエンドツーエンド暗号化されています。チャットの参加者以外は、たとえWhatsAppでも読んだり聞いたりすることはできません。 | {}とのセキュリティコードが変更されました。タップして詳細を表示。
このメッセージは削除されました。 | このメッセージを削除しました。 | 音声通話不在着信 | このメッセージは編集されました
画像は含まれていません | ドキュメントは含まれていません | メディアは含まれていません | 添付ファイル | 添付ファイル有り
位置情報 | ページ
{}さんがグループ「Plan: A」を作成しました | {}さんが{}さんを追加しました

ko | yy. M. d. a h:mm:ss | yyyy년 M월 d일 a h:mm | 오전 오후
메시지 및 전화는 종단간 암호화되어 안전합니다. 아무도 엿보거나 들을 수 없습니다. WhatsApp에게도 이러한 권한이 없습니다. | {}님과의 보안 코드가 변경되었습니다. 더 알아보려면 탭하세요.
이 메시지는 삭제되었습니다. | 삭제한 메시지입니다. | 부재중 전화 | 메시지가 수정되었습니다
이미지 생략됨 | 문서 생략됨 | 미디어 파일을 생략한 대화내용 | 첨부됨 | 파일 첨부됨
위치 | 페이지
{}님이 "Plan: A" 그룹을 만들었습니다 | {}님이 {}님을 추가했습니다

id | dd/MM/yy HH.mm.ss | dd/MM/yy HH.mm
Pesan dan panggilan terenkripsi secara end-to-end. Tidak seorang pun di luar chat ini, termasuk WhatsApp, yang dapat membaca atau mendengarkannya. | Kode keamanan Anda dengan {} telah berubah. Ketuk untuk info selengkapnya.
Pesan ini dihapus | Anda menghapus pesan ini | Panggilan suara tak terjawab | Pesan ini diedit
gambar tidak disertakan | dokumen tidak disertakan | Media tidak disertakan | terlampir | file terlampir
Lokasi | halaman
{} membuat grup "Plan: A" | {} menambahkan {}

vi | HH:mm:ss, d/M/yy | HH:mm, dd/MM/yyyy
Tin nhắn và cuộc gọi được mã hóa đầu cuối. Những người bên ngoài cuộc trò chuyện này, kể cả WhatsApp, sẽ không đọc hoặc nghe được. | Mã bảo mật của bạn với {} đã thay đổi. Nhấn để tìm hiểu thêm.
Tin nhắn này đã bị xóa | Bạn đã xoá tin nhắn này | Cuộc gọi nhỡ | Tin nhắn này đã được chỉnh sửa
đã bỏ qua hình ảnh | đã bỏ qua tài liệu | Bỏ qua Media | đính kèm | tệp đính kèm
Vị trí | trang
{} đã tạo nhóm "Plan: A" | {} đã thêm {}

th | d/M/yyyy HH:mm:ss | d/M/yy HH:mm | - - | latn buddhist
ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง ผู้ที่ไม่ได้อยู่ในแชทนี้จะไม่สามารถอ่านหรือฟังได้แม้แต่ WhatsApp เอง | รหัสความปลอดภัยของคุณกับ {} มีการเปลี่ยนแปลง แตะเพื่อเรียนรู้เพิ่มเติม
ข้อความนี้ถูกลบแล้ว | คุณได้ลบข้อความนี้ | สายที่ไม่ได้รับ | ข้อความนี้ถูกแก้ไข
ไม่มีรูปภาพ | ละเว้นเอกสาร | สื่อถูกลบ | แนบ | ไฟล์ที่แนบ
ตำแหน่งที่ตั้ง | หน้า
{} ได้สร้างกลุ่ม "Plan: A" | {} เพิ่ม {}
"""

_ZEROS = {"latn": "0", "arab": "٠", "arabext": "۰", "beng": "০"}


@dataclass(frozen=True)
class Language:
    """What a phone of one language writes. `halves` are the words before and after noon."""

    code: str
    ios: str
    android: str
    halves: tuple[str, str]
    zero: str
    calendar: str
    words: tuple[tuple[str, ...], ...]

    def stamp(self, at: datetime, pattern: str) -> str:
        """A time as the phone writes it: CLDR letters, R and C for a slash and a comma with marks from right
        to left, ~ for a narrow space."""
        year, month, day = _persian(at.date()) if self.calendar == "persian" else (at.year, at.month, at.day)
        year += 543 if self.calendar == "buddhist" else 0
        hour = at.hour % 12 or 12
        parts = {
            "yyyy": f"{year:04}", "yy": f"{year % 100:02}", "y": str(year), "MM": f"{month:02}", "M": str(month), "dd": f"{day:02}", "d": str(day),
            "HH": f"{at.hour:02}", "H": str(at.hour), "hh": f"{hour:02}", "h": str(hour), "mm": f"{at.minute:02}", "ss": f"{at.second:02}",
            "a": self.halves[at.hour > 11].replace("~", "\u202f"), "R": "\u200f/", "~": "\u202f", "C": "\u060c\u200f",
        }  # fmt: skip
        written = re.sub(
            r"'([^']*)'|yyyy|yy|MM|dd|HH|hh|mm|ss|[yMdHhaRC~]",
            lambda found: found[1] or parts[found[0]],
            pattern,
        )
        return written.translate({ord(str(n)): chr(ord(self.zero) + n) for n in range(10)})


def _persian(on: date) -> tuple[int, int, int]:
    """For the Persian year 1403 alone, which began on 20 March 2024 and has 366 days."""
    left = (on - date(2024, 3, 20)).days
    month = 1
    while left >= (31 if month < 7 else 30):
        left -= 31 if month < 7 else 30
        month += 1
    return 1403, month, left + 1


def _language(block: str) -> Language:
    head, *rest = block.splitlines()
    code, ios, android, *more = (each.strip() for each in head.split("|"))
    halves = tuple((more[0] if more else "AM PM").split())
    digits, _, calendar = (more[1] if len(more) > 1 else "latn").partition(" ")
    words = tuple(tuple(each.strip() for each in line.split(" | ")) for line in rest)
    return Language(code, ios, android, (halves[0], halves[1]), _ZEROS[digits], calendar, words)


ALL = tuple(_language(block) for block in LANGUAGES.strip().split("\n\n"))
