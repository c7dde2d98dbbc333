import { describe, expect, it } from 'vitest';
import { ownEmail, ownPhones } from '../../../../src/shared/customer/own-contact.ts';
import { averageOf, netOf } from '../../../../src/shared/customer/value.ts';
import { storedPhone } from '../../../../src/shared/phone.ts';

describe('a phone of one’s own', () => {
  it.each([
    ['067 123 45 68', ['+380671234568']],
    ['+38 (067) 123-45-68', ['+380671234568']],
    ['8 067 123 45 68', ['+380671234568']],
    ['+48 512 345 678', ['+48512345678']],
    ['067 123 45 68, 050 111 22 33', ['+380671234568', '+380501112233']],
    ['067/123-45-68', ['+380671234568']],
    ['067/123-45-68/050/111-22-33', ['+380671234568', '+380501112233']],
    ['0671234568/0501112233', ['+380671234568', '+380501112233']],
    ['067 123 45 68/22', ['+380671234568']],
    ['+48 601/234/567', []],
    ['+43 664/123/4567', []],
    ['+38067***4568', []],
    ['000 000 00 00', []],
    ['+380000000000', []],
    ['ring the bell', []],
    ['103', []],
  ])('%s is %j', (text, phones) => expect(ownPhones(storedPhone(text, 'UA'))).toEqual(phones));
});

describe('an e-mail of one’s own', () => {
  it.each([
    [' Olena@Example.com ', 'olena@example.com'],
    ['abc123@privaterelay.appleid.com', null],
    ['o***a@gmail.com', null],
    ['x7f@marketplace.amazon.de', null],
    ['no-reply@shop.example', null],
    ['order-17@reply.wolt.com', null],
    ['olena at example.com', null],
    ['', null],
  ])('%s is %s', (text, email) => expect(ownEmail(text)).toBe(email));
});

describe('what an order is worth', () => {
  const total = { minor: 100_00, currency: 'UAH' };
  const order = (status: 'new' | 'cancelled', refunded?: number) =>
    ({
      status,
      content: { total, ...(refunded !== undefined && { refunded: { minor: refunded, currency: 'UAH' } }) },
    }) as Parameters<typeof netOf>[0];
  it('is reduced by refunds to zero, and zero when cancelled', () => {
    expect(netOf(order('new'))).toEqual(total);
    expect(netOf(order('new', 30_00))?.minor).toBe(70_00);
    expect(netOf(order('new', 130_00))?.minor).toBe(0);
    expect(netOf(order('cancelled'))?.minor).toBe(0);
  });
  it('makes an average of what was bought', () => {
    expect(averageOf({ currency: 'UAH', orders: 3, minor: 100 })).toEqual({ minor: 33, currency: 'UAH' });
    expect(averageOf({ currency: 'UAH', orders: 0, minor: 0 })).toBeNull();
  });
});
