import type { Service } from './template-mails.ts';

/** What a service may do to its template overnight. */
export type TemplateChange = {
  readonly what: string;
  readonly change: (html: string) => string;
};

const swap =
  (found: string | RegExp, put: string) =>
  (html: string): string => {
    const changed = html.replaceAll(found, put);
    if (changed === html) throw new Error(`the template has no ${String(found)}`);
    return changed;
  };

/** A table as a page of blocks, each box a line of its own. */
const asBlocks = (html: string): string =>
  html
    .replaceAll(/<\/?(table|tbody|thead|tr)\b[^>]*>/g, '')
    .replaceAll(/<(td|th)\b[^>]*>/g, '<div>')
    .replaceAll(/<\/(td|th)>/g, '</div>');

export const templateChanges: { readonly [S in Service]: readonly TemplateChange[] } = {
  bloomdash: [
    { what: 'the total is called otherwise', change: swap('>Order total<', '>You receive<') },
    {
      what: 'the customer is called otherwise',
      change: swap('<strong>Customer</strong>', '<strong>Hungry human</strong>'),
    },
    { what: 'the phone is gone', change: swap(/<br><a href="tel:[^>]*>[^<]*<\/a>/g, '') },
    {
      what: 'a block is added',
      change: swap(
        '<h1 style',
        '<table><tr><td>Courier</td><td>Petro</td><td>AA 1234 BB</td></tr></table><h1 style',
      ),
    },
    {
      what: 'the address has a row of its own',
      change: swap(
        '</td>\n<td width="50%" valign="top" style="font:14px/21px Arial,Helvetica,sans-serif;color:#374151;"><strong>Deliver',
        '</td></tr><tr><td><strong>Deliver',
      ),
    },
    {
      what: 'the price of an item comes first',
      change: swap(
        /<tr>(<td valign="top" width="44">[\s\S]*?<\/td>)\n(<td valign="top"><table[\s\S]*?<\/table><\/td>)\n(<td valign="top" align="right" width="120">[\s\S]*?<\/td>)<\/tr>/g,
        '<tr>$3$2$1</tr>',
      ),
    },
    {
      what: 'a fee is shown that the total leaves out',
      change: swap(
        '<tr><td colspan="2" style="border-top',
        '<tr><td>Packaging</td><td align="right">₴17.00</td></tr><tr><td colspan="2" style="border-top',
      ),
    },
    {
      what: 'the time is told in words',
      change: swap(/\w{3} \d+, \d{4} at \d+:\d\d [AP]M/g, 'a moment ago'),
    },
    { what: 'the tables become blocks', change: asBlocks },
    { what: 'the number is called otherwise', change: swap('>Order number<', '>Petal code<') },
    { what: 'the subtotal is gone', change: swap(/<tr><td align="left"[^>]*>Subtotal<[\s\S]*?<\/tr>/g, '') },
    {
      what: 'the sums stand before their names',
      change: swap(
        /<tr>(<td align="left"[^>]*>[^<]*<\/td>)(<td align="right"[^>]*nowrap;">[^<]*<\/td>)<\/tr>/g,
        '<tr>$2$1</tr>',
      ),
    },
  ],
  dostavo: [
    { what: 'the total is called otherwise', change: swap('До сплати:', 'Ваша виручка:') },
    { what: 'the customer is called otherwise', change: swap('<u>Замовник</u>', '<u>Смаколюб</u>') },
    { what: 'the phone is gone', change: swap(/<br>тел\.: <a [^>]*>[^<]*<\/a>/g, '') },
    {
      what: 'a block is added',
      change: swap(
        '<p style="font-size:18px;">',
        '<table><tr><td>Кур\'єр</td><td>Петро</td><td>АА 1234 ВВ</td></tr></table><p style="font-size:18px;">',
      ),
    },
    {
      what: 'the address has a row of its own',
      change: swap('</td>\n<td width="50%" valign="top"><u>Адреса', '</td></tr><tr><td><u>Адреса'),
    },
    { what: 'the head of the items is gone', change: swap(/<thead>[\s\S]*?<\/thead>/g, '') },
    {
      what: 'a fee is shown that the total leaves out',
      change: swap(
        '<tr style="font-size:16px;">',
        '<tr><td>Пакування:</td><td>17,00 грн</td></tr><tr style="font-size:16px;">',
      ),
    },
    { what: 'the time is told in words', change: swap(/Створено: [\d.]+, [\d:]+/g, 'Створено щойно') },
    { what: 'the tables become blocks', change: asBlocks },
    {
      what: 'the number is called otherwise',
      change: swap(/Нове замовлення <b>№&nbsp;/g, 'Квітковий код <b>'),
    },
    {
      what: 'the unit price is gone',
      change: swap(/<td [^>]*align="right" nowrap>(?:<s[^>]*>[^<]*<\/s><br>)?[^<]*<\/td>(?=<td)/g, ''),
    },
    { what: 'the column of the sum is called otherwise', change: swap('>Сума<', '>Разом за позицію<') },
  ],
};
