import '../../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Commissions } from '../../../src/renderer/features/insights/commissions.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import type { Commission, CommissionChange } from '../../../src/shared/insights/commission-terms.ts';
import { commissionAfter } from '../../../src/shared/insights/commission-terms.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';
import { gate } from './page-clock.ts';

let end = (): void => {};
afterEach(() => {
  notifications.clean();
  cleanup();
  end();
});

/** The fields of a shop that keeps ten per cent. */
async function openTerms() {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  let kept: readonly Commission[] = [{ source: 'shopify', share: 1000, fixed: null }];
  const changes: CommissionChange[] = [];
  let isBusy = false;
  let held = Promise.resolve();
  let asked = 0;
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'insights.setCommission') {
        await held;
        const change = inputSchemas['insights.setCommission'].parse(input);
        changes.push(change);
        kept = [commissionAfter(change, kept[0])];
      } else if (name !== 'insights.commissions') return fake.bridge.call(name, input);
      asked += 1;
      if (isBusy) return { ok: false, error: { kind: 'unreachable', message: 'The ledger is busy' } };
      return { ok: true, value: kept };
    },
  };
  const { stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(
    around(
      <>
        <Notifications />
        <Commissions sources={['shopify']} />
      </>,
    ),
  );
  const user = userEvent.setup();
  const field = (name: RegExp) => screen.getByRole<HTMLInputElement>('textbox', { name });
  const share = () => field(/fee in percent of revenue$/);
  const fixed = () => field(/fee per order$/);
  await waitFor(() => expect(share().value).toBe('10'));
  const announce = (): void => act(() => fake.emit({ kind: 'insights-changed' }));
  const setRemote = (terms: Partial<Commission>): void => {
    kept = kept.map((one) => ({ ...one, ...terms }));
  };
  return {
    user,
    share,
    fixed,
    kept: () => kept,
    changes,
    /** Another computer sets them. */
    set(terms: Partial<Commission>): void {
      setRemote(terms);
      announce();
    },
    setRemote,
    /** No save is answered before it is let go. */
    holdSaves(): () => void {
      const slow = gate();
      held = slow.opened;
      return slow.open;
    },
    /** Every later query fails, and one is made at once. */
    async beBusy(): Promise<void> {
      isBusy = true;
      const before = asked;
      announce();
      await waitFor(() => expect(asked).toBeGreaterThan(before));
      await act(async () => undefined);
    },
    retype: async (box: HTMLInputElement, text: string): Promise<void> => {
      await user.clear(box);
      await user.type(box, text);
    },
    isSaveShown: () => screen.queryByRole('button', { name: 'Save' }) !== null,
    save: () => user.click(screen.getByRole('button', { name: 'Save' })),
    takeBack: () => act(() => stores.undo.take()),
  };
}

const fiveEach = { fixed: { minor: 500, currency: 'UAH' } } as const;

it('shows remote changes, keeps typed values, and overwrites nothing newer', async () => {
  const { user, share, fixed, kept, set, save, isSaveShown } = await openTerms();
  await user.type(fixed(), '5');
  set({ share: 2000 });
  await waitFor(() => expect(share().value).toBe('20'));
  expect(fixed().value).toBe('5');
  await save();
  await waitFor(() => expect(kept()).toMatchObject([{ share: 2000, fixed: { minor: 500 } }]));
  await waitFor(() => expect(isSaveShown()).toBe(false));

  set({ share: 3000, fixed: null });
  await waitFor(() => expect(share().value).toBe('30'));
  expect(fixed().value).toBe('');
});

it('keeps what is typed while it is asked again in vain', async () => {
  const { user, share, fixed, beBusy, isSaveShown } = await openTerms();
  await user.type(fixed(), '5');
  await beBusy();
  expect(share().value).toBe('10');
  expect(fixed().value).toBe('5');
  expect(isSaveShown()).toBe(true);
});

it.each(['put back', 'what another computer then sets as well'])(
  'is not held by a field without a new value: %s',
  async (how) => {
    const { user, share, fixed, kept, set, retype, save, isSaveShown } = await openTerms();
    await retype(share(), '12');
    expect(isSaveShown()).toBe(true);
    if (how === 'put back') await retype(share(), '10');
    else set({ share: 1200 });
    await waitFor(() => expect(isSaveShown()).toBe(false));
    set({ share: 1500 });
    await waitFor(() => expect(share().value).toBe('15'));
    await user.type(fixed(), '5');
    await save();
    await waitFor(() => expect(kept()).toMatchObject([{ share: 1500, ...fiveEach }]));
  },
);

it('holds only the field edited during the save of another', async () => {
  const { user, share, fixed, set, holdSaves, retype, save, isSaveShown } = await openTerms();
  await retype(share(), '12.50');
  const letGo = holdSaves();
  await save();
  await user.type(fixed(), '5');
  act(letGo);
  await waitFor(() => expect(share().value).toBe('12.5'));
  expect(fixed().value).toBe('5');
  expect(isSaveShown()).toBe(true);
  set({ share: 1500 });
  await waitFor(() => expect(share().value).toBe('15'));
});

it('undoes the saved field, and keeps the other computer’s field', async () => {
  const { user, fixed, share, kept, set, save, takeBack } = await openTerms();
  await user.type(fixed(), '5');
  await save();
  await waitFor(() => expect(kept()).toMatchObject([{ share: 1000, ...fiveEach }]));
  await screen.findByText('Shopify fees saved');
  set({ share: 1500 });
  await waitFor(() => expect(share().value).toBe('15'));
  takeBack();
  await screen.findByText('Shopify: undone');
  expect(kept()).toMatchObject([{ share: 1500, fixed: null }]);
  await waitFor(() => expect(fixed().value).toBe(''));
});

it('saves one field before the settings of other computers arrive', async () => {
  const { user, fixed, share, kept, changes, setRemote, save } = await openTerms();
  await user.type(fixed(), '5');
  setRemote({ share: 1500 });
  expect(share().value).toBe('10');
  await save();
  await waitFor(() => expect(kept()).toMatchObject([{ share: 1500, ...fiveEach }]));
  expect(changes).toEqual([{ source: 'shopify', ...fiveEach }]);
});
