import { describe, expect, it } from 'vitest';
import { connectionFields, standInFields } from '../../../src/main/settings/fields.ts';
import {
  changesOf,
  isAsked,
  more,
  plainWords,
  unsavedOf,
  usual,
} from '../../../src/renderer/features/setup/fields.ts';
import { printManagers, readManagers } from '../../../src/renderer/features/setup/managers.ts';
import { languages } from '../../../src/shared/languages.ts';
import { resources } from '../../../src/shared/texts.ts';
import { connectionNames } from '../../../src/shared/views.ts';

describe('the fields of an account', () => {
  it('are exactly the settings that the app accepts', () => {
    for (const name of connectionNames) {
      const asked = [...usual[name], ...more[name]].toSorted();
      const known = connectionFields[name]
        .map((field) => field.name)
        // Pub/Sub has a button of its own beside the computers
        .filter((field) => !standInFields.has(field) && field !== 'PUBSUB');
      expect(asked, name).toEqual(known.toSorted());
    }
  });

  it.each(languages)('explain in %s that a second shop connects Shopify before its dataset', (language) => {
    expect(resources[language].setup.hint_BIGQUERY_DATASET).toContain('Shopify');
  });

  const fields = [
    { name: 'SHOPIFY_SHOP', secret: false, value: 'pivonia.myshopify.com', isSet: true },
    { name: 'SHOPIFY_CLIENT_SECRET', secret: true, value: null, isSet: true },
  ];
  const none: ReadonlySet<string> = new Set();

  it('are sent only when they were changed', () => {
    expect(changesOf(fields, {}, none)).toEqual({});
    expect(changesOf(fields, { SHOPIFY_SHOP: ' pivonia.myshopify.com ' }, none)).toEqual({});
    expect(changesOf(fields, { SHOPIFY_SHOP: '' }, none)).toEqual({ SHOPIFY_SHOP: '' });
  });

  it('keep a secret after cleared typing, and remove it on request', () => {
    expect(changesOf(fields, { SHOPIFY_CLIENT_SECRET: '  ' }, none)).toEqual({});
    expect(changesOf(fields, {}, new Set(['SHOPIFY_CLIENT_SECRET']))).toEqual({ SHOPIFY_CLIENT_SECRET: '' });
  });

  it('keep text typed while the app saved earlier text', () => {
    const sent = { SHOPIFY_SHOP: 'pivonia.myshopify.com', SHOPIFY_CLIENT_ID: '12' };
    expect(unsavedOf({ ...sent, SHOPIFY_CLIENT_ID: '123' }, sent)).toEqual({ SHOPIFY_CLIENT_ID: '123' });
  });

  it('are those of the chosen kind of public address', () => {
    const asked = (kind: string) => usual.tunnel.filter((name) => isAsked(name, kind));
    expect(asked('none')).toEqual(['TUNNEL']);
    expect(asked('url')).toEqual(['TUNNEL', 'PUBLIC_URL']);
    expect(asked('ngrok')).toEqual(['TUNNEL', 'NGROK_AUTHTOKEN', 'NGROK_DOMAIN']);
  });

  it('are not named twice in what is wrong with them', () => {
    expect(plainWords('ORDERBELL_SHOPIFY_SHOP: "x" is not a shop domain')).toBe('"x" is not a shop domain');
  });
});

describe('the managers', () => {
  it('go into the setting and come back', () => {
    const managers = [
      { name: 'Anna', subscriberId: '1234567890', email: '', telegram: '' },
      { name: 'Olena', subscriberId: '', email: 'olena@example.com', telegram: '' },
      { name: 'Тарас', subscriberId: '2345678901', email: 'taras@example.com', telegram: '-100123' },
      { name: 'Ivan', subscriberId: '', email: '', telegram: '123456789' },
    ];
    expect(readManagers(printManagers(managers))).toEqual(managers);
  });

  it('lose no name to a comma or colon, and skip empty lines', () => {
    const text = printManagers([
      { name: 'Anna, the elder: first', subscriberId: '1', email: '', telegram: '' },
      { name: ' ', subscriberId: '', email: '', telegram: '' },
    ]);
    expect(readManagers(text)).toEqual([
      { name: 'Anna  the elder  first', subscriberId: '1', email: '', telegram: '' },
    ]);
  });
});
