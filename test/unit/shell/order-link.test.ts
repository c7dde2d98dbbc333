import { describe, expect, it } from 'vitest';
import { orderOfLink, saysNoSandbox, splitLink } from '../../../src/main/shell/order-link.ts';

describe('a link', () => {
  it.each([
    ['orderbell://order/shopify%3A1042', 'shopify:1042'],
    ['orderbell:order/shopify%3A1042', 'shopify:1042'],
    // browsers add a slash to what they parse as a host
    ['orderbell://order/mail%3Adostavo%3ADS-1042/', 'mail:dostavo:DS-1042'],
    ['orderbell://order/manual%3A%D0%9C-1', 'manual:М-1'],
  ])('leads to an order: %s', (link, id) => {
    expect(orderOfLink(link)).toBe(id);
  });

  it.each([
    'orderbell:',
    'orderbell://',
    'orderbell://order/',
    'orderbell://order/a/b',
    'orderbell://order/../settings',
    'orderbell://settings',
    'orderbell://order/1?take=yes',
    'orderbell://order/1#/setup',
    'orderbell://order/%',
    'orderbell://order/%E0%A4%A',
    'orderbell://order/%00',
    'orderbell://order/a%0Ab',
    'orderbell://order/a%20b',
    'orderbell://user@order/1',
    'orderbell://order/1 --no-sandbox',
    `orderbell://order/${'a'.repeat(301)}`,
    'javascript:orderbell://order/1',
    'https://orderbell/order/1',
    'file:///orderbell:order/1',
  ])('leads nowhere: %j', (link) => {
    expect(orderOfLink(link)).toBeNull();
  });
});

describe('what the app is started with', () => {
  it('is flags where no link is among it', () => {
    expect(splitLink(['--sample-shop'])).toEqual({ flags: ['--sample-shop'], link: null });
  });

  it('may include the Windows installer’s argument', () => {
    expect(splitLink(['--updated'])).toEqual({ flags: [], link: null });
    expect(splitLink(['--updated', '--sample-shop']).flags).toEqual(['--sample-shop']);
  });

  it('is a link alone, without the rest of the line', () => {
    const args = ['--data-dir', '//evil/share', 'ORDERBELL://order/1', '--no-sandbox'];
    expect(splitLink(args)).toEqual({ flags: [], link: 'ORDERBELL://order/1' });
  });

  it('is without a sandbox when started so, never by a link', () => {
    expect(saysNoSandbox(['--no-sandbox'])).toBe(true);
    expect(saysNoSandbox(['--no-sandbox', 'orderbell://order/1'])).toBe(true);
    expect(saysNoSandbox(['orderbell://order/1', '--no-sandbox'])).toBe(false);
    expect(saysNoSandbox(['orderbell://order/1 --no-sandbox'])).toBe(false);
    expect(saysNoSandbox(['--no-sandboxes'])).toBe(false);
  });
});
