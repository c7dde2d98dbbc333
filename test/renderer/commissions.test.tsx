// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Commissions } from '../../src/renderer/features/insights/commissions.tsx';
import type { Bridge } from '../../src/shared/contract.ts';
import { inputSchemas } from '../../src/shared/contract.ts';
import type { Commission } from '../../src/shared/insights/commission-terms.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

it('shows what another computer sets meanwhile, keeps what is typed, and saves nothing old over what is new', async () => {
  const desk = createFakeBridge({ now: Date.now, orders: 0 });
  let kept: readonly Commission[] = [{ source: 'shopify', share: 1000, fixed: null }];
  const bridge: Bridge = {
    ...desk.bridge,
    async call(name, input) {
      if (name === 'insights.setCommission') kept = [inputSchemas['insights.setCommission'].parse(input)];
      else if (name !== 'insights.commissions') return desk.bridge.call(name, input);
      return { ok: true, value: kept };
    },
  };
  const { stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<Commissions sources={['shopify']} />));
  const user = userEvent.setup();
  const share = () => screen.findByRole('textbox', { name: /^Per cent of revenue/ });
  await waitFor(async () => expect(await share()).toHaveProperty('value', '10'));
  const fixed = screen.getAllByRole('textbox').find((box) => !box.matches('[aria-label^="Per cent"]'));
  if (fixed === undefined) throw new Error('there is no other field');
  await user.type(fixed, '5');
  kept = [{ source: 'shopify', share: 2000, fixed: null }];
  act(() => desk.emit({ kind: 'insights-changed' }));
  await waitFor(async () => expect(await share()).toHaveProperty('value', '20'));
  expect(fixed).toHaveProperty('value', '5');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(kept).toMatchObject([{ share: 2000, fixed: { minor: 500 } }]));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull());

  kept = [{ source: 'shopify', share: 3000, fixed: null }];
  act(() => desk.emit({ kind: 'insights-changed' }));
  await waitFor(async () => expect(await share()).toHaveProperty('value', '30'));
  expect(fixed).toHaveProperty('value', '');
});
