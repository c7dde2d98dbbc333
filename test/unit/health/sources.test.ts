import { expect, it } from 'vitest';
import { buildSources } from '../../../src/main/health/sources.ts';
import { sampleTemplates } from '../../../src/sample-shop/mail-templates/index.ts';

it('offers a real shop no invented service', () => {
  expect(buildSources([], []).map(({ name }) => name)).toEqual(['Shopify', 'Manual']);
});

it('makes a service a source from its first order on, without any template', () => {
  const seen = ['mail:kvitkovyi-dim', 'mail:smachno', 'manual', 'shopify'];
  const [, , ...ofMail] = buildSources([], seen);
  expect(ofMail.map(({ source, name }) => [source, name])).toEqual([
    ['mail:kvitkovyi-dim', 'Kvitkovyi dim'],
    ['mail:smachno', 'Smachno'],
  ]);
  expect(buildSources([], ['mail:smachno']).at(-1)?.hue).toBe(ofMail.at(-1)?.hue);
});

it('shows a service by the name and hue of its newest template', () => {
  const [bloomdash] = sampleTemplates;
  if (!bloomdash) throw new Error('there are templates');
  const newer = { ...bloomdash, version: 2, name: 'Bloomdash Kyiv', hue: 200 };
  expect(buildSources([bloomdash, newer], ['mail:bloomdash']).at(-1)).toEqual({
    source: 'mail:bloomdash',
    name: 'Bloomdash Kyiv',
    hue: 200,
  });
});
