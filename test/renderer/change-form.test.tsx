// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChangeForm } from '../../src/renderer/features/custom-order/change-form.tsx';
import type { AppEvent, Bridge } from '../../src/shared/contract.ts';
import { draftOrderFormSchema } from '../../src/shared/forms.ts';
import { draftIdSchema } from '../../src/shared/ids.ts';
import type { DraftDetail } from '../../src/shared/views.ts';
import { draftRow } from '../support/drafts.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const id = draftIdSchema.parse('d1');
const newer = { ...draftRow(), id: draftIdSchema.parse('d2') };
const form = draftOrderFormSchema.parse({
  key: crypto.randomUUID(),
  currency: 'UAH',
  items: [{ title: 'Peony', quantity: 1, unitPrice: '100.00' }],
  customer: {},
});

/** A desk with one link that is out; its answer to a change waits until it is given. */
function desk() {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const listeners = new Set<(event: AppEvent) => void>();
  let isReplaced = false;
  let asked = 0;
  let answer: (value: { readonly ok: boolean; readonly [name: string]: unknown }) => void = () => {};
  const detail = (): DraftDetail => ({
    draft: draftRow({ state: isReplaced ? 'cancelled' : 'sent' }),
    timeline: [],
    form,
    suggestion: { text: '', subject: '', email: '' },
    person: null,
    replaces: null,
    replacedBy: null,
  });
  const bridge: Bridge = {
    async call(name, input) {
      if (name === 'drafts.get') {
        asked += 1;
        return { ok: true, value: detail() };
      }
      if (name !== 'drafts.replace') return fake.bridge.call(name, input);
      return new Promise((resolve) => {
        answer = (value) => resolve(value as never); // the test's own answers
      });
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    bridge,
    /** What the change did comes before its answer. */
    async replace(): Promise<void> {
      isReplaced = true;
      const before = asked;
      for (const listener of listeners) listener({ kind: 'drafts-changed', ids: [id] });
      await waitFor(() => expect(asked).toBeGreaterThan(before));
      await act(() => new Promise((resolve) => setImmediate(resolve))); // it is on the page
    },
    answer: (value: Parameters<typeof answer>[0]) => answer(value),
  };
}

let end = (): void => {};
let shop: ReturnType<typeof desk>;
beforeEach(async () => {
  window.location.hash = '#/custom-order?replaces=d1';
  shop = desk();
  const page = makeWindow(shop.bridge);
  end = page.stores.start();
  await waitFor(() => expect(page.stores.app.getState().state).toBe('ready'));
  render(page.around(<ChangeForm id={id} replaces />));
  (await screen.findByRole('button', { name: /^Replace/ })).click();
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /^Replace/ })).toHaveProperty('disabled', true),
  );
});
afterEach(() => {
  cleanup();
  end();
});

it('leads to the new link, though the old one is known to be gone before the answer comes', async () => {
  await shop.replace();
  shop.answer({ ok: true, value: newer });
  await waitFor(() => expect(window.location.hash).toContain('draft=d2'));
});

it('says that nothing can be changed any more when the change was refused and the old link is gone', async () => {
  await shop.replace();
  shop.answer({ ok: false, error: { kind: 'refused', message: 'it is paid' } });
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(window.location.hash).toContain('replaces=d1');
});
