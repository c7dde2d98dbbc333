import { describe, expect, it } from 'vitest';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import { createSetupHandlers } from '../../../src/main/ipc/setup-handlers.ts';
import type { Connection } from '../../../src/main/ports.ts';
import type { CheckView } from '../../../src/shared/diagnostics.ts';
import type { ConnectionView } from '../../../src/shared/views.ts';
import { memorySettings } from '../../support/settings.ts';

const line: CheckView = {
  id: 'shopify.token',
  group: 'shopify',
  title: 'Sign-in to Shopify',
  tried: 'Asked',
  state: 'ok',
  cameBack: 'Well',
  fix: null,
  act: null,
  copies: null,
  personal: [],
  ms: 3,
};

function setUp() {
  const done: string[] = [];
  const settings = memorySettings();
  let isAsked = false;
  const shopify: Connection = {
    ...notConnected('shopify'),
    status: () => ({ ...notConnected('shopify').status(), state: isAsked ? 'working' : 'checking' }),
    check: async () => {
      done.push('asked Shopify');
      isAsked = true;
      return shopify.status();
    },
  };
  const view = (connection: Connection): ConnectionView => ({
    ...connection.status(),
    name: connection.name,
    fields: [],
  });
  const handlers = createSetupHandlers({
    settings,
    connections: [shopify],
    view,
    doctor: {
      examineOnly: async (group) => {
        done.push(`tried ${group}`);
        return [line];
      },
    },
  });
  return { handlers, settings, done };
}

describe('a check of one step', () => {
  it('queries the account itself, tests the connection, and returns both results', async () => {
    const { handlers, done } = setUp();
    expect(await handlers['setup.check']({ name: 'shopify' })).toMatchObject({
      connection: { name: 'shopify', state: 'working' },
      checks: [line],
    });
    expect(done).toEqual(['asked Shopify', 'tried shopify']);
  });
});

describe('how far setting up has got', () => {
  it('is kept in this computer’s settings, which keep all else', async () => {
    const { handlers, settings } = setUp();
    settings.change({ manager: 'Anna' });
    await handlers['setup.note']({ kind: 'open', step: 'gmail' });
    await handlers['setup.note']({ kind: 'skip', step: 'tunnel', on: true });
    expect(await handlers['setup.progress'](undefined)).toMatchObject({ open: 'gmail', skipped: ['tunnel'] });
    expect(settings.read()).toMatchObject({ manager: 'Anna', setup: { open: 'gmail' } });
  });
});
