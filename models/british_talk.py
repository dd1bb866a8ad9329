"""More made-up British chat: short turns, homes by bare names, codes without a cue, voice notes, other
languages, much that names nobody.

Read by british_chat.py, which says how a template is written. None of it is used for measuring, and who wrote
it had no measuring text in view.
"""

TURNS = """
{k}(?|??|!|!!| x|| xx|...| 🙄|, you there|, u awake|? you there?)
(soz|sorry|thanks|ta|cheers|nite|night night|morning|bye|love you|lol|ok|yes|no|haha|wtf|ffs|alright|aight|safe|oi|yo|hiya|hey|evening|sup|ello|welcome back|well done|hb|good luck|come on|cmon|nah|bless) {k}(|!| x| xx|.|, speak later|, im on my way)
{k} (x|xx|xxx|❤️|😘|again|too|obviously|as well|first|only|maybe|apparently|innit)
(not|just|only|and|or|even|maybe|probably|prob|except|also|plus|with|wi|w|for|from|like|by) {k}(|.| lol| again| tho|, why|, course)
{k} (or|and|n|&|/|not|vs|, ) {k}(?||.)
{k}, {k}(,| and| n| &) {k}( only| r coming|||?)
{k} {k} (and|n|) {k} (u in|where u at|you lot up|out tonight|all blocked me)(?|)
(its|it's|its only|this is|only me|me again) {k}( x||, open up| from downstairs| from {w}| btw| on my mums phone)
(who|who's|whos|who the hell is|who tf is|which|which one is|what about|how about|hows|how's|wheres|where's|whats up with|what's wrong with|is that|was that|isnt that) {k}(?||??| tho)
(save|put|saved) (it|me|this|the number) (as|under|down as) {k}( work| new||, ok)
{k} (cant|cannot|can't|wont|won't|dont|don't|didnt|didn't|doesnt|isnt|aint|hasnt|never|always|prob|probably|already|still|just|also|even|sometimes|defo|kinda|literally) (come|pay|know|answer|drive|drinks|knows|eats|pick up|picks up|care|left|made it|blocked me|works sundays|does this|sleep|read it|be bothered|turn up|want to|crying|seen it|had it)(| lol| today| now| mate| and you know it)
{k} (cant come|is driving|has the key|said leave it|said yes|owes me {money}|got nicked|got jumped|got hurt|was crying|rang|is fuming|is away|moved out|has my charger|wants paying|is skint|knows|started it|was mortal|is doing my head in|has left|is off sick|called in sick|on the door tonight|is on nights|needs a lift|got the job|passed her test|failed again|is poorly|was in bits|never came home|got out thursday|is back inside|on remand|has changed the locks)(|!!|, so| , {k} is too| apparently| ffs| then)
(tell|ask|text|msg|ring|bell|call|warn|bring|invite|block|unblock|add|tag|pay|lend|trust|leave|help|find|follow|meet|miss|hate|love|know|remember|watch|fetch|get|grab|drop|chase|copy in|sack|feed) {k}(| for me| too| instead| off| then| home| about it| {time}| that i said no| to bring his boots| im sorry| its tomorrow| where you put it| she left her coat| and tell him to hurry)
(dont|do not|never|cant|wont|why did you|why would you|did you|have u|shall i|should i|can you|could you|pls|please|gonna|i'll|ill|will|let me|i need to|i want to|had to|tryna|going to) (tell|ask|text|ring|call|bring|trust|invite|pay|meet|see|leave|help|visit|hurt|believe|upset|drag|mention|fight|forgive|be like|go with|go near|speak to|hang round with|talk about) {k}(|?| again| ok| tonight| x| or not)
(im|i was|was|were|she's|shes|hes|he was|theyre|you|u|been|stuck|sat|stood|living|walking|sleeping|in the car|in a taxi|on the bus|round here) (with|w|wi|next to|behind|near|avoiding|waiting for|looking for|following|seeing|round at|at) {k}(|s| now| again| and {k}| til late|'s| all day)
{k}('s|s|’s) (mum|dad|mam|nan|sister|cousin|mate|phone|car|bag|house|yard|gaff|birthday|leaving do|number|ex|kid|baby|boss|fella|missus|turn|fault|idea|lot|story|new lad|mrs|room|dog|funeral|trial|brief|van|late|here|outside|asleep|lying)(| again|?| isnt it| ffs| tho)
(my|our|her|his|ur|your|me|wor|ower|yer|their) (mate|cousin|mum|mam|nan|sister|brother|ex|boss|bro|lad|lass|girl|boy|wee brother|big sister|youngest|eldest|neighbour|landlord|dealer|keyworker|tutor|fella|mrs|husband|wife|daughter|son|auntie|uncle|stepdad|dad|baby dad|godson|partner|best friend) {k}(| said| is| was| has| wants to know| lives there| knows him| goes there| works there| went mad| died|, remember)
(our|wor|wee|ar|are|ower) {k} (is|was|went|got|has|'s|says|wants|starts|needs) (home|out|big now|up|a new car|to be fetched|on the sick|getting wed|to yours|it back|monday)
{kin} (is coming|rang|said yes|wants to see you|is in hospital|says hi|bought it|had a fall|passed away|did the shopping|is here x)
(happy birthday|love|tell|ask|say hi to|its|visit|with|thank|bring|from) {kin}(| x| love u| for me|!)
{nick} (is|was|has|said|got|wants|knows|brought|went|come|owes|did) (in|out|here|it|me money|the gear|nicked|battered|home|first|no way|on about it)(|, proper| tbh)
(ask|tell|saw|seen|with|is|ring|find|by|owe|link|see|it was|was it|bell|cheers|oi|yo|alright|where's|watch) {nick}(|?| about| again| later| coming| down there| mate| he'll sort it)
{nick} (n|and|&) {k} (in the|at the|went|are) (smoking area|back room|bookies|bar|car|cells|park)(|.)
{k} (from|at|in|of) (work|school|college|church|mosque|the gym|the pub|the salon|football|boxing|next door|upstairs|downstairs|the shop|year 9|my class|accounts|head office|the flats|the chippy|dialysis|bingo|swimming|uni|number {num}|social services|the caff)(| said| has it| knows|?)
(group|lads|girls|attendees|players|team|who's in|names|present|so far|list|babysitters|visitors|tickets)(:| -|;) {k}, {k}, {k}(, me| and me| + 2|, {k}|)
(was it|is it|its|it's|thats|that's|not) {k} or {k}(?| i forget||, i always get it wrong)
{k} not {k}|{k}*|*{k}|not that {k}, the other {k}|{k} with a {lt}|the other {k}
so (i|she|he|we|they) (says|goes|said|turned round|went|was like) to {k} (i says|like|listen|you what|nah|leave it) (mate|no way|out of order|im done|its not on)
(yeah|nah|no|yes|right|look|listen|basically|anyway|cos|because|but|and then|well|hang on|swear down|i swear|i think|i reckon|apparently|trust me|imagine|remember when|i bet|hope|if|when|after|unless|since|so|then|what if|thats when|cause|bcoz) {k} (came|went|said|rang|left|gets|comes|does|is there|was there|did it|told you|knew|saw it|fell|cried|kicked off|gets paid|goes|pulls up|lied|was on one|finds out|turns up|had one|never said that|comes round|wants out)(|, | again| then| first| though| and that| and {k} lost it)
{k} (brought|took|lost|found|broke|sold|nicked|borrowed|wants|left|bought|hid|smashed|cooked|drove|fixed|ate|posted|sent|deleted|recorded|screenshotted|leaked|shared) (it|the|my|that|her|his|everything|some|loads|a) (|phone|car|telly|keys|bag|cake|dinner|video|pics|van|money|speaker|form|lot)(| back| last night| on purpose|?|)
{f} {sn} (|is|was|that|said|rang|lives there|my solicitor|the one from tiktok|off the market|she used to teach us|got six months)(|?)
(its|is it|thats|isnt it|that|some|a guy called|a girl called|someone called|goes by|known as|calls himself|they call him|everyone calls her|real name|first name|middle name|name's|names|my name is|hes called|shes called|surname|last name|signed) {n}(| i think|?|.| on facebook| not his real name)
{f} (turned|is|was|got|just turned) {ag} (last week|today|in june|sat|next month|)
(im|i'm|she's|shes|hes|he's|only|aged|he is|she is|ur|you're|u r|turning|nearly|just turned) {ag}(| u know| and he's {ag}|, stop| years old| yrs old| m8)
(im|she's|he's|hes|works as|my dad's|her mum's|trained as|used to be) (a|an|the) {jb}(| now| in {loc}| at {w}| so)
{f} the {jb}|{k} is (a|the) {jb} (at|for|in) {w}
{f} (&|and|n) {f} {sn} (of|from|at) {a}
{U} (said|is|was|rang|told|STOP|PLEASE|CALL ME|IS HERE|HAS GONE|WHERE ARE YOU)(| | NOW|!!!)
(STOP RINGING|TELL|I TOLD|ASK|WHERE IS|I HATE|HAPPY BIRTHDAY|ITS|LEAVE) {U}(|!!| NOW| ALONE| THEN)
"""
HOMES = """
{ab}(|.| x| now| please| thanks|, top floor|, buzz twice|, back door)
(its|it's|im at|we're at|were at|at|mine is|ours is|thats|buzz|come to|knock|ring|press|try|find me|park by|parcel to|leave it at|he's in|shes in|they moved to|stayin at|still at|over at|just left|deliver to|address|same as before|ring the bell for) {ab}(| x| and wait|, blue door| not the other one| when you get here| by the lift| now|?)
(number|no|no.|nr) {hn}(| x| please|, green gate|, not {hn}| on the left|, her side| with the van outside|?)
{hn}(, the one with the bins| the end one|, end terrace| not {hn}|, next to the shop|? yes {hn})
(what number|what's the number|which house|what flat|house number)(?|) {hn}( x||, sorry|, ring twice)
(is|was) (he|she|yer mam|ur nan|your dad|that lad|{k}) (still|living|stopping|stayin|back) (on|at|in|down|up) {bs}(?||, yeah|, aye)
(he's|shes|theyre|im|we were|i used to be|my nan is|{k} is|{k} lives|they found him|saw her|his car is|mum's) (on|down|up|off|round|in) {bs}( now||, last i heard|, past the shop| same as you|?)
(the flat above|the flat behind|round the back of|two doors from|opposite|behind|upstairs from) {w}, {ab}
(c/o|care of|forward to|post to|post it to|correspondence to|staying with) {n}, {a}
{n}, {ab}, {pc}|{ab}, {loc} {pc}|{ab}, {loc}|{n} {hn} {bs}
(Lives at|Resides at|Of|Home address|Bailed to|Curfew at|Released to|Placed at|Address on file|Moved to|Staying at|Registered at|NFA, sometimes at) {ab}(, {loc}|| with {n}|. {k} visits weekly.|, {pc})
(kids|she|he|{k}|my {rel}|{k} and {k}|our {k}|both|the twins|u|they) (go to|goes|goes to|is at|was at|are at|start at|starts|got into|left|moved to|teaches at|hates|got excluded from|transferred to) {sc}(| now| with {k}| til half 3| in {loc}|, year {num}|)
(outside|by|from|near|opposite|at|round the back of|pick up from|fetch {k} from|drop {k} at|fight at|assembly at|open evening at|sports day at) {sc}(| gates| at {time}| by the gate| later| pls)
{sc} (rang|said|is shut|have sent a letter|parents evening is {time}|wants a meeting|lot are coming|mums are vile|finishes {time})
(in|at|took {k} to|back in|rushed to|she's at|he's in|admitted to|transferred to|died in|born at|scan at|appointment at|bloods at|visiting {k} in|works at|ring|outpatients at|waiting at|discharged from|registered with|under) {hs}(| ward {num}| again| since sunday|, a&e| with {k}|. {k} is with him| at {time}|)
{hs} (said|rang|cant see me til|have lost|lost her notes|is a joke|were lovely|wont give me|receptionist)(| tomorrow| again| the results|)
(prescription|meds|tablets|methadone|script) (from|at|is at) {hs}(| ready| by {time}| x)
(the lads|the girls|someone|a fella|that bloke|my mate|{k}|them) (from|off|at|down) {w}(| said| sorted it| know him| owe us|)
(sunt la|jestem w|im at|am at|me at|still at|stuck at|doing nights at|sacked from|agency sent me to|interview at|finished at|laid off at|got hours at|boss at|shift at) {w}(| til {time}| now| with {k}| today|)
"""
TAGS = """
{hd} (on there|on here|on everything|is him|is her|is me|is fake|blocked me|viewed it|x|is the new one|not {hd}|is the spam|liked it|messaged me|popped up|requested me|keeps watching my story)(| lol|?|)
(add|find|search|try|block|report|unfollow|dm|look at|its|it's|he's|shes|changed it to|he changed it to|now its|used to be|under|as|mine's|mine is|thats|theirs is|follow|tag|from|by|the account is|account called|on there as|user|new @|sent by|posted by|@ is) {hd}(| after| now| instead| on there| not the old one|?| x)
(her|his|my|ur|what's your|whats the) (@|at|user|username|acc|snap|ig|tag|handle|insta)(?| is| is still|:| =|) {hd}(| i think|)
{hd}|{hd}?|{hd} x|@{hd}|{hd} or {hd}
(try|its|it's|use|pass is|pw|type in|put|password|logged in with|wifi is|the code's|changed to|same as always) {se}(|!| all one word| capital {lt}|, dont share| then hash| x| then enter)
(door|gate|lift|alarm|safe|locker|key safe|keysafe|phone|bike lock|entry|side door|wifi|netflix|banking)( code| pin| pass| combo| lock|) (is |||was |now |: ){se}(| then hash| and push||, dont tell {k})
{se} (then hash|then star|and pull|to get in|opens it|for the gate|is the combo|was the old one)
(its|it's|the|new|his|her|grey|black|white|silver|blue|red) (one|golf|corsa|van|astra|merc|bmw|audi|transit|fiesta|yaris|polo|insignia)(,|| reg|, reg|, plate|) {vr}(|.| parked up| outside| again| was following us|?)
{n} (sort|s/c) {so} (acc|account|a/c) {ac}|{so} {ac} {n}|name on (it|the account) is {n}
(its|ring|call|call me on|try|whatsapp|on) {ph}( no sorry|, no,| wait) {ph}|{ph} (not the other|is dead|is mine|is {k}s|ask for {k}|, {k})
(email|send it to|mail|e mail is|its) {em}(| x| please| not the gmail|, all lower case)
"""
VOICE = """
(yeah so|right so|um|erm|hi|hiya love|hello|ok so basically|so) (its|it's|this is|it is only|im ringing about|i was at|ive just spoke to|ive got|so then) {k} (here|again|just|and she said|from the|round the corner) (and|um|you know|just ringing|so|basically) {k} (is|was|said|has been|come in and said|came round and) (taken bad|not well|gone|at the door|on the phone|on about it) (and i said to {k}|so i rang {k}|with {k}|at {hw}|) (well you know|leave it|what can you do|ring me back|)
(the|my|his|her|new|mobile) (number is|number's|phone number is|mobile is) {phw} (and ask for {k}|thats {phw}|if you need me|its {k}s|)
(its|we live at|im at|come to|the address is|we're at|you want|look for) {hw} (the postcode is|postcode|its|near|by) (the church|{loc}|{pcw}|the shop|the school|the garage|)
(i said to|we went with|you know|and then|so me and|this was when) {k} (and i said|and {k}|because|cos) (we|she|he|they|i) (were|was|had|had to|went|didnt) (stood there|in the car|crying|waiting|home|on me own|at {hw})
(his reg is|the reg was|registration|plate is) {vrw}
(spelt|its|that's|surname) {n} (with a {lt}|thats {lt} for|you know|)
"""
BESIDE = """
{k} {hon}(| {say}|?|, {say}|!)
{say} {k} {hon}(| {say}|?|)
{k} {hon} {say} (ok|bro|please|call me|tomorrow|{time}|)
{k} {say}|{say} {k}|{k} {say} {k} {say}|{say} {k} {conj} {k}|{k} {conj} {k} {say}
{hon} {say}|{hon}, {say}|{say} {hon}|ok {hon}|{say} {hon} {say}
(abi|frate|bracie|walaal|bhai|veer|oga|mandem|habibi|akh|bro|kuzen|stary|mon ami|hermano|ukhti|apa|canim|kochanie|draga|cariad|beta|jaan) {say}(|?|.| lol)
(kak|abu|umm|hooyo|aabo|abti|eedo|khala|chacha|mama|tayi|bhabhi|didi|anh|chi|ate|kuya|tita|pan|pani|domnul|doamna|tanti|nene|teta|wujek|ciocia|anti|yncl|modryb|tia|tio|ya|wa|ey) {k}(| {say}|?|, {say})
(mae|ydi|oedd|efo|gyda|gan|i|at|dweud wrth|deud wrth|lle mae|pwy ydi|ti'n nabod|ffonia|penblwydd hapus|bore da|iawn|shwmae|haia|helo) {k}(| {say}|?|)
(nie mow|powiedz|zadzwon do|u|z|od|dla|czekam na|gdzie|widzialem|z kim jest|zapytaj) {k}(| {say}|?|)
(zi-i lui|suna-l pe|la|cu|de la|spune-i lui|unde-i|l-am vazut pe|vine si|ce face|pentru) {k}(| {say}|?|)
(waa|iyo|u sheeg|wac|aaway|maxay tiri|la hadal) {k}(| {say}|?|)
{k} (ko|ne|ke|ka|ki|se|kay|nu|da|di|ton|naal|di gaddi|ke ghar|kahan|kithe|kab) {say}
"""
PLAIN = """
(k|kk|u|r u|y|n|x|b|l8r|gm|gn|c u|brb|w8|pls|ta|idc|hbu|wbu|wuu2|wyd|wya|smh|imo|istg|ffs|ngl|rn|tbf|asap|nvm|tyt|pmsl|roflmao|iykyk|omw)(| x|?| lol| mate| tho|)
(u|you|r|y|n|b4|c|k|i|a) (ok|there|up|in|coming|out|home|busy|sure|free|alright|good|kidding|serious)(?| x|??| hun| tho|)
(the|that|this|your|my|a|which|our) (rota|agenda|kettle|telly|hoover|boiler|invoice|router|charger|fridge|bins|van|forklift|rota's|pallets|tachograph|mot|sat nav|washing|giro|tenner|buggy|pram|cot|sofa|landing|loft|skip|wagon|digger|mixer|till|delivery) (is|was|isnt|needs|wants|'s) (up|broken|out|late|done|full|here|wrong|playing up|gone|not working|on the blink|fixed|emptied)(| again| ffs| today|)
(wee|wee bit|dead|proper|pure|well|reet|reyt|gey|right|bare|hella|mad|gert|lush|mint|belter|canny|mingin|scran|bairn|bairns|weans|bab|duck|hen|pet|marra|lass|lasses|lads|kidda|la|boyo|butty|cyn|mun|ozzy|bevvy|kecks|ginnel|jitty|snicket|barm|cob|bap|nesh|mardy|nowt|owt|summat|gadgie|divvent|hoy|clarty|dreich|braw|glaikit|scunnered|haar|stour|messages|jawn|peng|leng|peak|wasteman|opps|ends|trap|food|ting|dench|mandem|gyaldem|feds|jakes|roadman|skeng) (is|was|that|today|like|man|so|and all|again|i tell you|innit|all day)(| lol|.|!)
{tg} {tg2}(|?|!|.| lol)
(mr|miss|sir|the teacher|nurse|doctor|boss|gaffer|chef|coach|driver|officer|reverend|matron|miss said|sir said|chef says) (said|says|wants|rang|is|was) (no|yes|you can go|its due monday|hes late|it needs doing|nothing|table {num}|to wait)(|.)
(tickets|match|watching|saw|listening to|new|fancy|got|buy|wearing|drinking|order from|ordered|driving a|app|download|pay with|log into|bet on|sky|playing) (for|on|the|some|a|) (spurs|arsenal|villa|hearts|stoke|maccies|nandos|greggs|asda|aldi|lidl|primark|zara|nike|adidas|north face|hugo boss|ralph lauren|tommy hilfiger|ted baker|fred perry|carhartt|stella|carling|fosters|magners|buckfast|strongbow|smirnoff|courvoisier|hennessy|monster|red bull|fanta|vimto|haribo|pringles|walkers|warburtons|hovis|cadburys|terrys|mccoys|yaris|corsa|clio|astra|fiesta|monzo|revolut|klarna|paypal|vinted|depop|shein|temu|spotify|netflix|alexa|siri|cortana|jarvis|teams|zoom|fifa|fortnite|roblox|cod|mario kart|zelda|sims|monopoly|uno|jenga|wordle)(| tonight|?| lol| again| x|)
(plan|vitamin|grade|group|block|type|option|hepatitis|unit|gate|platform|row|form|part|exhibit|stage|class|section|level|wing|zone|hall|set|lane|bay|bus|size|mark) {lt}(| is shut| please|?| then|.)
an {lt} in (maths|english|art)|took the {lt}|{lt} is for|capital {lt}|the letter {lt}|{lt} level|my g|big l|w move|e fit|t shirt|x ray|u turn|i c|c word|d lock|q and a|a and e|b and q|r and b|h and m
(bus|train|the|flight|order|parcel|job|page|chapter|episode|season|level|lane|aisle|table|platform|bay|gate|pump|race|lot|ward|court|question|step|window|track|shift) (no |number |)({num}|{num}{num})(| is late| is here| closed| please|?| starts {time}|)
({num} (quid|mins|miles|people|beers|years|pints|times|nil|percent|each|a side|past|lbs|stone|degrees|left|more|for me|of them)|half {num}|{num} til {num}|{num} to {num}|by {num}|{num} or {num})(| then| mate| tbh|)
(meet|see you|outside|wait|at|parked by|going|back from|near|off to) (at |by |the |)(victoria station|high street|boots|tesco express|market|bus station|library|town hall|cinema|bull ring|trafford centre|arndale|meadowhall|metrocentre|westfield|braehead|st davids|castle|harbour|quays|pier|front|mosque|gurdwara|temple|church hall|job centre|magistrates|crown court|police station|park|leisure centre|premier inn|travelodge|wetherspoons|bookies|ladbrokes|chippy|bagel shop|launderette)(| at {time}| later| x|?|)
(i|we|you|they|he|she) (swear|promise|hope|guess|reckon|bet|wish|mark|bill|grant|frank|jack|nick|rob|sue|pat|chase|will|may|drew|rose|dean|josh|dawned|harry|skip|tug|stew|bob|don|carol|gene|art|pip|buddy|harmony|mercy) (it|you|that|not|so|the lot|him off|off|a bit|on|up|out|about|in the end)(|.|?| lol)
(the|some|a|any|no|more|bit of|got) (molly|mandy|charlie|henry|mary jane|tina|billy|percy|amber|ruby murray|rosie|lee|roger|randy|jimmy|john|jack|bob hope|tommy tank|dicky bow|barney|pete tong|adam and eve|hank marvin|britney spears|gregory peck|barnet|porky) (for tonight|going|left|is dear|mate|lol|about|in that|fancy it)
(dont be|stop being|such|what|proper) (a|an) (karen|wally|muppet|numpty|melt|mug|div|wet wipe|plonker|snake|tim nice but dim|billy no mates|jack the lad|smart alec|nosy parker|peeping tom|moaning minnie|silly billy|big girls blouse)(| will ya| tbh|!|)
(if|when|as|that|so|but|cos|what|how|why|where|then|and) (i|you|he|she|it|they|we) (get|gets|said|says|go|goes|want|do|does|know|think|feel|need|find|ask|keep|pay) (it|home|there|me|them|nothing|paid|in|out|well|back|sick|lost|up|to|that)(| again| later| then| though| or not|)
(loads|lots|bare|tons|most|both|none|some|all|half|few|one) of (them|us|it|you|the lads|the girls|people|the kids|my mates|the staff)(| came| left| knew| said no|)
(got|had|made|cooking|having|want|fancy|eating) (jollof|egusi|waakye|kenkey|fufu|bariis|suqaar|canjeero|biryani|nihari|saag|roti|daal|pierogi|bigos|zurek|mici|sarmale|mamaliga|dolma|lahmacun|kebab|ackee|oxtail|curry goat|dumplings|pho|congee|bao|cawl|bara brith|stovies|clootie|champ|soda bread|parmo|pease pudding|balti|faggots|scouse|chippy tea)(| tonight| x|?| at mums| again|)
"""

REGISTERS = {"turns": (TURNS, 60), "homes": (HOMES, 26), "tags": (TAGS, 20), "voice": (VOICE, 7), "beside": (BESIDE, 26), "plain": (PLAIN, 55)}  # fmt: skip
