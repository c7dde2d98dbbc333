/** Days by how far they are from today. Longer words stand first: `післязавтра` holds `завтра`. */
export const relativeDays: readonly (readonly [string, number])[] = [
  ['післязавтра|після завтра|послезавтра|после завтра|pojutrze|(?:the )?day after tomorrow', 2],
  ['за[вф]тр[ао]|завтрашній день|tomorrow|tmrw|jutro', 1],
  ['сьогодні|сьгодні|сегодня|севодня|today|dzisiaj|dziś|dzis', 0],
];

export const tonight = '(?:for |by )?tonight';

/** Monday first; beginnings of words, with their endings. */
export const weekdays: readonly string[] = [
  'понеділ\\p{L}*|понедел\\p{L}*|monday|mon|poniedział\\p{L}*|poniedzial\\p{L}*',
  'вівтор\\p{L}*|вторник\\p{L}*|tuesday|tue|wtor\\p{L}*',
  'серед[уаи]|сред[уаы]|wednesday|wed|środ\\p{L}*|srod[aęey]',
  'четвер\\p{L}*|thursday|thu|czwart\\p{L}*',
  'п[’\'"]?ятниц\\p{L}*|friday|fri|piąt\\p{L}*|piatek|piatku',
  'суб+от\\p{L}*|saturday|sat|sobot\\p{L}*|sobotę',
  'неділ\\p{L}*|воскресен\\p{L}*|вс|sunday|sun|niedziel\\p{L}*',
];
/** So short that they are days only after a word that leads to one. */
export const shortWeekdays: readonly string[] = [
  'пн|pn',
  'вт|wt',
  'ср|śr',
  'чт|czw',
  'пт|pt',
  'сб|sob',
  'нд|вс|ndz',
];
export const nextWeek = 'наступн\\p{L}*|следующ\\p{L}*|next|przyszł\\p{L}*';
export const thisWeek = 'ц[юеє]й?|эт\\p{L}*|this|t[ęeao]|najbliższ\\p{L}*|найближч\\p{L}*|ближайш\\p{L}*';

/** January first. */
export const months: readonly string[] = [
  'січ(?:ня|ень)?|январ[яь]|янв|jan(?:uary)?|stycznia|styczeń',
  'лют(?:ого|ий)?|феврал[яь]|фев|feb(?:ruary)?|lutego|luty',
  'берез(?:ня|ень)|марта?|mar(?:ch)?|marca|marzec',
  'квіт(?:ня|ень)|апрел[яь]|апр|apr(?:il)?|kwietnia|kwiecień',
  'трав(?:ня|ень)|ма[яй]|may|maja',
  'черв(?:ня|ень)|июн[яь]|june?|czerwca|czerwiec',
  'лип(?:ня|ень)|июл[яь]|july?|lipca|lipiec',
  'серп(?:ня|ень)|августа?|авг|aug(?:ust)?|sierpnia|sierpień',
  'верес(?:ня|ень)|сентябр[яь]|сент?|sep(?:t(?:ember)?)?|września|wrzesień',
  'жовт(?:ня|ень)|октябр[яь]|окт|oct(?:ober)?|października|październik',
  'лист(?:опада|опад)|ноябр[яь]|ноя|nov(?:ember)?|listopada|listopad',
  'груд(?:ня|ень)|декабр[яь]|дек|dec(?:ember)?|grudnia|grudzień',
];

/** A part of the day in English, except in a greeting. */
const english = (part: string): string => `(?<!(?:good|nice) )(?:in the |this )?${part}`;

/** Parts of the day, with the earliest and the latest time. */
export const dayParts: readonly (readonly [string, string, string])[] = [
  [`зранку|вранці|рано|ранком|утром|с утра|${english('morning')}|rano`, '08:00', '12:00'],
  ['(?:в|у|на) обід|в обед|at lunch(?:time)?|w południe|at noon', '12:00', '14:00'],
  [
    `вдень|днем|днём|после обеда|після обіду|${english('afternoon')}|po południu|po poludniu`,
    '12:00',
    '17:00',
  ],
  [`ввечері|увечері|вечором|вечером|${english('evening')}|${tonight}|wieczorem`, '17:00', '21:00'],
];

export const before = 'до|не пізніше(?: ніж)?|не позже|by|before|until|till|do|przed|najpóźniej do';
export const after = 'після|после|з|с|від|after|from|since|po|od';
export const between = 'between|між|между|między';
/** Words between the first and the last hour of a range only. */
export const upTo = 'до|по|to|do|till|until';
export const at = 'о|об|в|у|к|ко|на|at|around|about|десь о|приблизно о|около|близько|o|ok\\.?|koło|na|for';
/** What may follow a bare hour. */
export const hourWord =
  "год(?:ин\\p{L}*)?\\.?|г(?=[^\\p{L}])|ч(?:ас\\p{L}*)?\\.?|h|o[’']?clock|godz\\p{L}*\\.?|:?00";

export type HourPart = {
  /** Before or after the hour. */
  readonly around?: string;
  /** Only after the hour. */
  readonly after: string;
  /** The hours after noon: the first, and the end (excluded). */
  readonly late?: readonly [number, number];
  /** The hour that 12 stands for. */
  readonly twelve: 0 | 12 | 24;
};
/** What says in which part of the day an hour is. "11 дня" is before noon; "2 ночі" is early, "11 ночі" late. */
export const hourParts: readonly HourPart[] = [
  { after: 'am|a\\.m\\.', twelve: 0 },
  {
    around: `po południu|po poludniu|${english('afternoon')}|після обіду|по обіді|после обеда`,
    after: 'pm|p\\.m\\.',
    late: [1, 12],
    twelve: 12,
  },
  {
    around: `зранку|вранці|ранком|утром|rano|${english('morning')}`,
    after: 'ранку|утра',
    twelve: 12,
  },
  { around: 'вдень|днем|днём', after: 'дня', late: [1, 8], twelve: 12 },
  {
    around: `ввечері|увечері|вечором|вечером|wieczorem|${english('evening')}|${tonight}`,
    after: 'вечора|вечера|wieczora',
    late: [1, 12],
    twelve: 24,
  },
  { around: 'вночі|ночью|w nocy|at night', after: 'ночі|ночи', late: [6, 12], twelve: 24 },
];
