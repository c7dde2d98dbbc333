import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, expect, it } from 'vitest';
import { SendBox } from '../../../src/renderer/features/payment-links/form/send-box.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { LinkSending } from '../../../src/shared/draft.ts';
import { draftDetail, draftRow } from '../../support/drafts.ts';
import { makeWindow } from './make-window.tsx';

const mailed = (parts: Partial<LinkSending>): LinkSending => ({
  sending: '0b8f3c1e-5f1d-4a43-9a53-6a53f0a1c9d1',
  via: 'email',
  to: 'olena@example.com',
  state: 'unknown',
  reminder: false,
  reason: 'Shopify is not connected',
  at: 1,
  by: 'Anna',
  ...parts,
});

/** The link of a draft order as it was mailed, and the calls of its window. */
function open(...sendings: readonly LinkSending[]) {
  const asked: (readonly [string, unknown])[] = [];
  const bridge: Bridge = {
    async call(name, input) {
      asked.push([name, input]);
      return { ok: false, error: { kind: 'refused', message: 'Enough is known' } };
    },
    on: () => () => {},
  };
  const detail = draftDetail({
    draft: draftRow({ name: '#D5', state: 'ready', sendings }),
    suggestion: { text: 'Your link', subject: 'Yours', email: '' },
  });
  render(makeWindow(bridge).around(<SendBox detail={detail} heading={createRef()} />));
  return { asked, user: userEvent.setup() };
}

afterEach(cleanup);
const markAsSent = { name: 'It arrived: mark as sent' };
const sendAgain = { name: 'It did not arrive: send again' };

it('a mail with an unknown outcome can be marked as sent', async () => {
  const { asked, user } = open(mailed({}));
  await screen.findByText(/whether the mail to olena@example.com was sent.+timeline/);
  expect(screen.queryByRole('button', { name: 'Send by e-mail' })).toBeNull();
  await user.click(screen.getByRole('button', markAsSent));
  expect(asked).toContainEqual(['drafts.markSent', expect.objectContaining({ sending: mailed({}).sending })]);
});

it('a mail with an unknown outcome is resent under its id', async () => {
  const { asked, user } = open(mailed({}));
  await user.click(await screen.findByRole('button', sendAgain));
  await user.click(screen.getByRole('button', { name: 'Send by e-mail' }));
  expect(asked).toContainEqual([
    'drafts.sendLink',
    expect.objectContaining({
      after: mailed({}).sending,
      message: expect.objectContaining({ to: 'olena@example.com' }),
    }),
  ]);
});

it('a mail to another address does not wait for an unknown one', async () => {
  const { user } = open(mailed({}));
  await screen.findByRole('button', markAsSent);
  await user.type(screen.getByLabelText('To'), '.ua');
  screen.getByRole('button', { name: 'Send by e-mail' });
  expect(screen.queryByRole('button', markAsSent)).toBeNull();
});
