import { expect, it, vi } from 'vitest';
import { createPickerSearch } from '../../../src/renderer/components/order-form/lines/picker-search.ts';
import type { Client } from '../../../src/renderer/lib/client/client.ts';
import type { VariantView } from '../../../src/shared/views.ts';

type Waiting = { readonly text: string; readonly answer: (variants: readonly VariantView[]) => void };

it('never lets an earlier answer overwrite a later one', async () => {
  const waiting: Waiting[] = [];
  const call = (_name: string, input: { readonly text: string }) =>
    new Promise((answer) => waiting.push({ text: input.text, answer }));
  const client: Pick<Client, 'call'> = { call: call as unknown as Client['call'] }; // answers one command only
  const search = createPickerSearch(client, {
    after: (_ms, work) => {
      work();
      return () => {};
    },
  });

  search.search('p');
  search.search('pe');
  expect(waiting.map(({ text }) => text)).toEqual(['p', 'pe']);
  waiting[1]?.answer([]);
  await vi.waitFor(() => expect(search.getState()).toMatchObject({ state: 'ready', text: 'pe' }));
  waiting[0]?.answer([]);
  await Promise.resolve();
  expect(search.getState()).toMatchObject({ text: 'pe' });
});
