import { expect, it } from 'vitest';
import { createDoctor } from '../../../src/main/health/doctor/doctor.ts';
import { bareDoctor } from './bare-doctor.ts';

function doctorOfABot() {
  let changes = 0;
  const doctor = createDoctor({
    ...bareDoctor({ manychat: { token: null, callbackKey: 'bell-key', apiBase: 'http://127.0.0.1:9' } }),
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
