/** Cities as people write them, in the case endings they write them with. Ukrainian, Russian, English, Polish. */
export const cities: readonly string[] = [
  'ки[їе]в[іе]?|киев[еау]?|києв[іауе]|kyiv|kiev|kijów|kijowie',
  'львів|львов[іеау]?|львов|lviv|lwów|lwowie',
  'одес[аиіуое]\\p{L}?|одесс[аыеу]|odes?sa',
  'харк[іо]в[іуае]?|харьков[еау]?|kharkiv|charków',
  'дніпр[оіуа]\\p{L}{0,2}|днепр[еоа]?|dnipro',
  'запоріжж[яі]|запорожь[ея]|zaporizhzhia',
  'вінниц[яіюі]|винниц[аеуы]|vinnytsia',
  'полтав[аиіуе]|poltava',
  'черка[сc]+[иах]\\p{L}{0,2}|cherkasy',
  'чернігів|чернігов[іаі]|чернигов[еа]?|chernihiv',
  'чернівц[іяь]\\p{L}{0,2}|черновц\\p{L}+|chernivtsi',
  'житомир[іаеу]?|zhytomyr',
  'рівне|рівному|ровно|rivne',
  'луцьк[уа]?|луцк[еа]?|lutsk',
  'тернопіль|тернопол[іяеь]\\p{L}?|ternopil',
  'івано-франківськ[уа]?|ивано-франковск[еа]?|франківськ[уа]?|ivano-frankivsk',
  'ужгород[іаеу]?|uzhhorod',
  'хмельницьк\\p{L}+|хмельницк\\p{L}+|khmelnytskyi',
  'суми|сумах|сумы|sumy',
  'миколаїв|миколаєв[іау]|николаев[еа]?|mykolaiv',
  'херсон[іаеу]?|kherson',
  'кропивницьк\\p{L}+|кропивницк\\p{L}+|kropyvnytskyi',
  'кременчу[кц][іуае]?|kremenchuk',
  'крив(?:ий|ому) р[іо][гз][уі]?|кривой рог|kryvyi rih',
  'біл[аоі]\\p{L}? церкв[аіи]|белая церковь|bila tserkva',
  'бровар[иіах]\\p{L}{0,2}|бровары|brovary',
  'ірпінь|ірпен[іяь]|ирпень|irpin',
  'буч[аіуи]|bucha',
  'бориспіль|борисп[оі]л\\p{L}+|boryspil',
  'вишнев[еоу]\\p{L}{0,2}|vyshneve',
  'мукачев[оеі]|mukachevo',
  'мельбурн|london|berlin|prague|praha',
  'warszaw[aieyę]{1,2}|warsaw|варшав[аіиуе]',
  'krak[óo]w(?:ie)?|krakow|краків|краков[іе]?',
  'wroc[łl]aw(?:iu)?|вроцлав[іе]?',
  'pozna[ńn](?:iu)?',
  'gda[ńn]sk(?:u)?',
  '[łl][óo]d[źz]|łodzi',
  'katowic(?:e|ach)',
  'lublin(?:ie)?',
  'szczecin(?:ie)?',
];

/** `вул.`, before the name of a street. */
export const streetKinds =
  'вул\\.?|вулиця|вулиці|вулицю|ул\\.?|улица|улице|улицу|просп\\.?|проспект[іе]?|пр-т|пр-кт|пр\\.|бульв\\.?|бульвар[іе]?|б-р|пл\\.?|площа|площі|площадь|пров\\.?|провулок|пер\\.?|переулок|наб\\.?|набережна|набережная|шосе|шоссе|узвіз|тупик|мікрорайон|м-н|ж[кк]|жк|ul\\.?|ulica|ulicy|al\\.?|aleja|alei|os\\.?|osiedle|plac|pl\\.';
/** After the name, as in English. */
export const streetEnds =
  'street|str\\.?|st\\.?|avenue|ave\\.?|road|rd\\.?|blvd\\.?|boulevard|lane|square|sq\\.?|emb\\.?';
/** How streets are called that are written without their kind. */
export const streetLike =
  '\\p{L}{3,}(?:ськ(?:ого|ої|а|ий)|ск(?:ого|ой|ая|ий)|івська|ївська|івський|ова|ева|ska|skiego|skoho|skoi|ego|иця|ича|енка|енко|ука|юка|чука|ької|ької)';

export const branchWords =
  'відділення|відділенні|віддлення|від(?:д)?\\.?|отделени[ея]|отделении|отд\\.?|branch|office|warehouse|oddział|oddz\\.?|склад';
export const lockerWords =
  'поштомат\\p{L}{0,2}|почтомат\\p{L}{0,2}|пошт(?:о)?мат|postomat|parcel locker|locker|paczkomat\\p{L}{0,3}|пачкомат\\p{L}{0,2}';
export const novaPoshta =
  '(?:нов(?:ою|ої|а|у|ой|ая|ую)\\s*(?:пошт\\p{L}{1,2}|почт\\p{L}{1,2})|нп|н\\.п\\.|nova\\s*po[sc]ht?a|np|укрпошт\\p{L}{1,2}|укрпочт\\p{L}{1,2}|ukrposhta|inpost)';
export const houseWords = 'буд\\.?|будинок|будинку|дом|д\\.|house|bldg\\.?|building|no\\.?|nr\\.?';
export const flatWords =
  'кв\\.?|квартира|квартири|оф\\.?|офіс|офис|apt\\.?|apartment|flat|suite|m\\.|mieszkanie|mieszk\\.?|lok\\.?';
export const entranceWords =
  'під[’\'"]?ї?зд|підїзд|п[оі]д[’\'"ьъ]?[еїє]зд|парадн\\p{L}*|entrance|klatka|kl\\.';
export const floorWords = 'поверх|пов\\.|этаж|эт\\.|floor|fl\\.|piętro|pietro|p\\.';
