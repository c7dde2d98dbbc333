import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { useAnswer } from '../../../src/renderer/features/chats/use-answer.ts';
import type { Bridge, Input } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { personOf } from '../../support/people.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const olena = personOf('7', { wantsManager: true, askedAt: 10 });

function AnswerButton() {
  const answer = useAnswer();
  return (
    <button type="button" onClick={() => void answer(olena)}>
      Answered
    </button>
  );
}

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

it('undoes the answer it belongs to, and keeps a later one', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const answers: Input<'chats.answer'>[] = [];
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name !== 'chats.answer') return fake.bridge.call(name, input);
      answers.push(inputSchemas['chats.answer'].parse(input));
      return { ok: true, value: olena };
    },
  };
  const { stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<AnswerButton />));
  await userEvent.setup().click(screen.getByRole('button', { name: 'Answered' }));
  await waitFor(() => expect(answers).toEqual([{ subscriberId: '7', upTo: 10 }]));
  await act(() => new Promise((resolve) => setImmediate(resolve))); // the way back is offered
  act(() => stores.undo.take());
  await waitFor(() => expect(answers.at(-1)).toEqual({ subscriberId: '7', upTo: 0, over: 10 }));
});
