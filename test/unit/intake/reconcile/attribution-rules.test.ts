import { expect, it } from 'vitest';
import { attributionOf, visitOfOrder } from '../../../../src/main/intake/shopify/attribution-rules.ts';

it.each([
  ['a paid medium', { source: 'facebook', medium: 'cpc' }, 'ad'],
  ['paid social', { source: 'instagram', medium: 'paid_social' }, 'ad'],
  ['Shopify’s word for an ad', { source: 'Google', tactic: 'AD' }, 'ad'],
  ['our bot’s link', { source: 'messenger', medium: 'chat-bot' }, 'chat-bot'],
  ['a bot that only names itself', { source: 'Messenger' }, 'chat-bot'],
  ['a search engine', { source: 'Google', referrer: 'https://www.google.com.ua/' }, 'organic'],
  ['another page', { source: 'blog', referrer: 'https://flowers.example/best' }, 'referral'],
  ['a newsletter', { source: 'mail', medium: 'email' }, 'referral'],
  ['nobody', { source: 'direct' }, 'direct'],
  ['nothing at all', {}, 'direct'],
] as const)('says who brought the buyer: %s', (_name, visit, kind) => {
  expect(attributionOf(undefined, visit).kind).toBe(kind);
});

it('credits the first visit when the buyer came back by typing the address', () => {
  const first = { source: 'facebook', medium: 'cpc' };
  const last = { source: 'direct' };
  expect(attributionOf(first, last)).toEqual({ kind: 'ad', first, last });
});

it('does not know what nobody told', () => {
  expect(attributionOf(undefined, undefined)).toEqual({ kind: 'unknown' });
});

it('reads the visit an order remembers from its landing page', () => {
  const landingPage = '/products/peonies?utm_source=ig&utm_medium=cpc&utm_campaign=8march';
  expect(visitOfOrder({ number: '1', paymentStatus: 'paid', customer: {}, items: [], landingPage })).toEqual({
    source: 'ig',
    medium: 'cpc',
    campaign: '8march',
    landingPage,
  });
});
