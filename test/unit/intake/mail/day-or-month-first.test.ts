import { expect, it } from 'vitest';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import { mailOf } from './words-of.ts';

const placedAt = (sign: string, when: string) => {
  const lines = ['Order number: HX-4120', `Order placed: ${when}`, `2 x Tulips ${sign}20.00`];
  const text = [...lines, `Total: ${sign}20.00`].join('\n');
  return readMail({ ...mailOf('New order'), text }, []).orders[0]?.placedAt;
};

it.each(['£', '€', 'AU$', 'NZ$', 'INR ', 'ZAR ', 'MX$', 'AED '])(
  'a date before a twelve-hour clock is day first beside %s',
  (sign) => {
    expect(placedAt(sign, '04/05/2026 3:45 pm')).toBe('2026-05-04T15:45');
    expect(placedAt(sign, '04/25/2026 3:45 pm')).toBe('2026-04-25T15:45');
  },
);

it.each(['CA$', '₱', 'PAB ', 'JPY ', ''])(
  'a date is month first beside %j where the clock has twelve hours, else day first',
  (sign) => {
    expect(placedAt(sign, '04/05/2026 3:45 pm')).toBe('2026-04-05T15:45');
    expect(placedAt(sign, '04/05/2026 15:45')).toBe('2026-05-04T15:45');
  },
);

it('a date is month first beside $, whatever the clock', () => {
  expect(placedAt('$', '04/05/2026 3:45 pm')).toBe('2026-04-05T15:45');
  expect(placedAt('$', '04/05/2026 15:45')).toBe('2026-04-05T15:45');
});
