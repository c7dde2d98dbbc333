import type { Sheet } from './sheet.ts';

/** Polite phrases, and labels whose values were moved to fields. */
const empty = new RegExp(
  `^(?:${[
    'добр(?:ий|ого|ый|ого|ой) ?(?:день|дня|вечір|вечора|вечер|ранок|ранку|утро|утра|ночі)?(?:ечко)?',
    'доброго дня|доброго вечора|вітаю|привіт(?:ик|ики)?|привет(?:ик)?|здравствуйте|здрастуйте|доброе утро|hello|hi(?: there)?|hey|good (?:morning|day|evening|afternoon)|dzień dobry|dzien dobry|cześć|witam|dobry wieczór',
    '(?:щиро )?дякую(?: вам)?|дуже дякую|спасибо(?: большое)?|заранее спасибо|наперед дякую|thanks(?: a lot)?|thank you(?: very much)?|thx|dzięki|dziękuję|dziekuje|z góry dziękuję',
    'будь ласка|будьласка|пожалуйста|please|proszę|пж|плз|pls',
    'так|да|ok|ок|окей|добре|хорошо|yes|tak|no problem|ага',
    '(?:мій |мой |my |mój )?(?:номер|тел|телефон|моб|phone|number|tel|telefon|numer)(?: телефону| телефона)?|т|адреса|адрес|address|adres|адреса доставки|адрес доставки|delivery address|e-?mail|емейл|пошта|почта|імейл|mail|ім.?я|имя|name|imię|дата|date|час|time|час доставки|дата доставки|коли|when|data|godzina|отримувач|получатель|recipient|odbiorca|замовник|заказчик|місто|город|city|miasto|вулиця|улица|доставка|доставити|доставка на|доставить|delivery|deliver|на|в|у|до|о|к|and|і|и|та|for|to|at|on|by|мене звати|меня зовут|my name is|це|мій|мой|my|а|з|с|з повагою|с уважением|regards|pozdrawiam|моє|контакти?|контакт|me|мені|и мой|і мій|а мій|її|его|ее|її номер|from',
  ].join('|')})$`,
  'iu',
);

/** The text that remains after all fields were cut out, one piece per line. */
export function noteOf(sheet: Sheet): string | undefined {
  const lines = sheet
    .text()
    .split('\n')
    .map((line) =>
      line
        .split('\ufffc')
        .map((piece) => piece.replace(/^[\s,;.:)|/-]+|[\s,;:(|/-]+$/gu, '').trim())
        .map(withoutPoliteness)
        .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
        .join(', '),
    )
    .filter((line) => line !== '');
  return lines.length === 0 ? undefined : lines.join('\n').slice(0, 2000);
}

function withoutPoliteness(piece: string): string {
  const said = piece.split(/(?<=[.!?,)])\s+|\s+(?=\()/u).filter((part) => {
    const bare = part.replace(/[^\p{L}\p{N}\s’'-]/gu, '').trim();
    return bare !== '' && !empty.test(bare);
  });
  return said.join(' ').replace(/[,;\s]+$/u, '');
}
