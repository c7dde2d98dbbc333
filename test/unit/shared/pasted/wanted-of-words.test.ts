import { describe, expect, it } from 'vitest';
import { wantedOfWords } from '../../../../src/shared/pasted/wanted-of-words.ts';

/** Half past eleven in the evening in Kyiv; in New York it is the afternoon. */
const when = { now: Date.parse('2026-11-24T21:30:00Z'), timeZone: 'Europe/Kyiv' };

describe('when an order is wanted, in the words of a field', () => {
  it.each([
    [['tomorrow, 10–12'], { date: '2026-11-25', from: '10:00', to: '12:00' }],
    [['завтра о 17:30'], { date: '2026-11-25', from: '17:30', to: '17:30' }],
    [['jutro'], { date: '2026-11-25' }],
    [['today, 16–18'], { date: '2026-11-24', from: '16:00', to: '18:00' }],
    [['28.11.2026 10:00–12:00'], { date: '2026-11-28', from: '10:00', to: '12:00' }],
    [['28.11.2026', '10:00–12:00'], { date: '2026-11-28', from: '10:00', to: '12:00' }],
  ])('%j is %j', (fields, wanted) => expect(wantedOfWords(fields, when)).toEqual(wanted));

  it.each([[['10:00–12:00']], [['Kharkiv, branch 31']], [['DPD, 24 h']], [['₴120.00']], [[]]])(
    '%j names no day',
    (fields) => expect(wantedOfWords(fields, when)).toBeNull(),
  );

  it('is counted from the shop’s own calendar', () => {
    const date = (timeZone: string) => wantedOfWords(['tomorrow'], { ...when, timeZone })?.date;
    expect([date('Asia/Tokyo'), date('America/New_York')]).toEqual(['2026-11-26', '2026-11-25']);
  });
});
