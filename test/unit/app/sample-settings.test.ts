import { describe, expect, it, onTestFinished } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Call } from '../../support/caller.ts';
import { callerOf } from '../../support/caller.ts';
import { startDesk } from './start-desk.ts';

describe('an app whose sample shop was looked at', () => {
  it.each<readonly [string, (call: Call) => Promise<unknown>]>([
    ['removed', (call) => call('sample.remove', undefined)],
    [
      'left for an account',
      (call) => call('connections.save', { name: 'manychat', values: { MANYCHAT_CALLBACK_KEY: 'bell-key' } }),
    ],
  ])(
    'keeps no silenced source or invented manager after sample shop was %s',
    async (_how, leave) => {
      const { call, desk: app, host } = await startDesk();
      await call('alertRules.ringHere', { source: 'shopify', on: false });
      await call('app.setManager', { name: 'Taras' });
      expect((await call('alertRules.get', undefined)).silenced).toEqual(['shopify']);
      expect((await call('app.state', undefined)).manager).toBe('Taras');

      await leave(call);
      expect((await call('alertRules.get', undefined)).silenced).toEqual([]);
      expect((await call('app.state', undefined)).manager).not.toBe('Taras');
      await app.stop();

      const again = await composeDesk({ ...host, sampleShop: { ...host.sampleShop, wanted: true } });
      onTestFinished(() => again.stop());
      const ask = callerOf(again.dispatch);
      expect((await ask('alertRules.get', undefined)).silenced).toEqual([]);
      expect((await ask('app.state', undefined)).manager).toBe('Anna');
    },
    30_000,
  );

  it('keeps the name typed in the sample shop and the real settings', async () => {
    const { call, desk: app, host } = await startDesk();
    await call('app.setManager', { name: 'Taras' });
    await call('app.setManager', { name: 'Ivan' });
    expect((await call('sample.remove', undefined)).manager).toBe('Ivan');
    await call('alertRules.ringHere', { source: 'manual', on: false });
    await app.stop();

    const sample = await composeDesk({ ...host, sampleShop: { ...host.sampleShop, wanted: true } });
    const inSample = callerOf(sample.dispatch);
    await inSample('alertRules.ringHere', { source: 'shopify', on: false });
    await inSample('app.setManager', { name: 'Taras' });
    await sample.stop();

    const again = await composeDesk(host);
    onTestFinished(() => again.stop());
    const ask = callerOf(again.dispatch);
    expect((await ask('alertRules.get', undefined)).silenced).toEqual(['manual']);
    expect((await ask('app.state', undefined)).manager).toBe('Ivan');
  });

  it('keeps the real shop’s silenced sources while the sample shop is open', async () => {
    const { call } = await startDesk();
    await call('sample.remove', undefined);
    await call('alertRules.ringHere', { source: 'manual', on: false });
    await call('sample.open', undefined);
    expect((await call('alertRules.get', undefined)).silenced).toEqual([]);
    await call('sample.remove', undefined);
    expect((await call('alertRules.get', undefined)).silenced).toEqual(['manual']);
  });
});
