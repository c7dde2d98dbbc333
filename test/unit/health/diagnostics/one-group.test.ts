import { expect, it } from 'vitest';
import { createDiagnostics } from '../../../../src/main/health/diagnostics/diagnostics.ts';
import { bareDiagnostics } from './bare-doctor.ts';

function doctorOfABot() {
  let changes = 0;
  const doctor = createDiagnostics({
    ...bareDiagnostics({ manychat: { token: null, callbackKey: 'bell-key', apiBase: 'http://127.0.0.1:9' } }),
    onChange: () => {
      changes += 1;
    },
  });
  return { doctor, changes: () => changes };
}

it('tries one connection alone, and leaves the report of all as it is', async () => {
  const { doctor, changes } = doctorOfABot();
  const lines = await doctor.examineOnly('manychat');
  expect(lines.map(({ id, state }) => [id, state])).toEqual([
    ['manychat.token', 'warn'],
    ['manychat.managers', 'warn'],
    ['manychat.bot-key', 'ok'],
  ]);
  expect(doctor.report()).toBeNull();
  expect(changes()).toBe(0);
});

it('has no line of a connection that is not there', async () => {
  expect(await doctorOfABot().doctor.examineOnly('shopify')).toEqual([]);
});

it('calls no public address broken that leads to the computer that listens', async () => {
  const ngrok = { kind: 'ngrok', authtoken: 'token-of-ngrok', domain: 'bell.ngrok.example' } as const;
  const parts = { ...bareDiagnostics({ tunnel: ngrok }), run: 'this-run' };
  const reachOf = async (listens: boolean) => createDiagnostics({ ...parts, listens }).examineOnly('tunnel');
  expect(await reachOf(true)).toMatchObject([{ id: 'tunnel.reach', state: 'fail' }]);
  expect(await reachOf(false)).toMatchObject([
    {
      id: 'tunnel.reach',
      state: 'skipped',
      cameBack: 'This computer is not the leader',
      fix: null,
      act: null,
    },
  ]);
});
