const locales = ['en', 'uk', 'ru', 'pl', 'de', 'es', 'pt', 'fr', 'it', 'nl', 'cs'];

/** Month names in every grammatical case and usual abbreviation, to 1 … 12. */
const names = new Map<string, number>();
for (const locale of locales) {
  for (const style of [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const) {
    const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
    for (let month = 0; month < 12; month += 1) {
      const parts = format.formatToParts(Date.UTC(2025, month, 1));
      const name = parts
        .find((part) => part.type === 'month')
        ?.value.toLowerCase()
        .replace(/\.$/, '');
      if (name !== undefined && /^\p{L}{3,}$/u.test(name)) names.set(name, month + 1);
    }
  }
}
/** Names missing from the locale tables: other abbreviations, names without accents, Austrian January. */
const more =
  'sept 9|jän 1|jänner 1|feber 2|maerz 3|märz 3|mrz 3|janv 1|fevr 2|fevrier 2|févr 2|avr 4|juil 7|aout 8|dec 12|decembre 12|déc 12|ene 1|abr 4|ago 8|set 9|sep 9|septiembre 9|setiembre 9|oct 10|dic 12|fev 2|marco 3|out 10|dez 12|gen 1|mag 5|giu 6|lug 7|ott 10|sty 1|lut 2|kwi 4|maj 5|cze 6|lip 7|sie 8|wrz 9|paz 10|paź 10|pazdziernika 10|lis 11|gru 12|wrzesnia 9|січ 1|лют 2|бер 3|берез 3|кві 4|квіт 4|тра 5|трав 5|чер 6|черв 6|лип 7|сер 8|серп 8|вер 9|верес 9|жов 10|жовт 10|лис 11|листоп 11|гру 12|груд 12|янв 1|фев 2|февр 2|мар 3|апр 4|мая 5|май 5|июн 6|июл 7|авг 8|сен 9|сент 9|окт 10|ноя 11|нояб 11|дек 12';
for (const entry of more.split('|')) {
  const [name = '', month = ''] = entry.split(' ');
  if (!names.has(name)) names.set(name, Number(month));
}

export const monthNumbers: ReadonlyMap<string, number> = names;
