import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Handlers } from '../../../src/main/ipc/dispatch.ts';
import { createDispatch } from '../../../src/main/ipc/dispatch.ts';
import type { Log } from '../../../src/main/ports.ts';
import { inputSchemas, isCommandName } from '../../../src/shared/contract.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';

function dispatchWith(answer: () => never | null) {
  const calls: string[] = [];
  const errors: string[] = [];
  const log: Log = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (message) => errors.push(message),
    scoped: () => log,
  };
  const entries = Object.keys(inputSchemas).map((name) => [
    name,
    () => {
      calls.push(name);
      return answer();
    },
  ]);
  const handlers = Object.fromEntries(entries) as Handlers;
  return { dispatch: createDispatch(() => handlers, log), calls, errors };
}

describe('commands of the renderer', () => {
  it('pins the list of what a page can reach', () => {
    expect(Object.keys(inputSchemas).sort()).toMatchSnapshot();
  });

  it('refuses a name that is only on the prototype', async () => {
    const { dispatch } = dispatchWith(() => null);
    for (const name of ['constructor', '__proto__', 'toString', '', 'orders.delete']) {
      expect(await dispatch(name, undefined)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    }
  });

  it('never runs a command whose input does not parse', async () => {
    const { dispatch, calls } = dispatchWith(() => null);
    const names = Object.keys(inputSchemas).filter(isCommandName);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, input) => {
        const before = calls.length;
        const reply = await dispatch(name, input);
        const parses = inputSchemas[name].safeParse(input).success;
        expect(reply.ok).toBe(parses);
        expect(calls.length - before).toBe(parses ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });

  it('names the field at fault', async () => {
    const { dispatch } = dispatchWith(() => null);
    expect(
      await dispatch('orders.addNote', { id: 'shopify:1', key: crypto.randomUUID(), text: ' ' }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'bad-input', field: 'text' },
    });
  });

  it('reports an expected failure in its words, and a bug without details', async () => {
    const expected = dispatchWith(() => {
      throw new Problem('unreachable', 'Could not reach Shopify', { fix: 'Check the internet connection' });
    });
    expect(await expected.dispatch('chats.list', undefined)).toEqual({
      ok: false,
      error: {
        kind: 'unreachable',
        message: 'Could not reach Shopify',
        fix: 'Check the internet connection',
      },
    });
    expect(expected.errors).toEqual([]);

    const bug = dispatchWith(() => {
      throw new Error('secret path');
    });
    const reply = await bug.dispatch('chats.list', undefined);
    expect(reply).toMatchObject({ ok: false, error: { kind: 'bug' } });
    expect(JSON.stringify(reply)).not.toContain('secret path');
    expect(bug.errors).toEqual(['command failed']);
  });

  it('reports an invalid stored value as a bug, not a bad request', async () => {
    const { dispatch, errors } = dispatchWith(() => {
      orderIdSchema.parse('');
      return null;
    });
    expect(await dispatch('chats.list', undefined)).toMatchObject({ ok: false, error: { kind: 'bug' } });
    expect(errors).toEqual(['command failed']);
  });
});
