import { onTestFinished } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Host } from '../../../src/main/host.ts';
import { callerOf } from '../../support/caller.ts';
import { testHost } from '../../support/host.ts';

/** An app on a data directory of its own; both are gone when the test has ended. */
export async function startDesk(part: Partial<Host> = {}) {
  const { host, remove, secrets } = testHost(part);
  const app = await composeDesk(host);
  onTestFinished(async () => {
    await app.stop();
    remove();
  });
  return { desk: app, call: callerOf(app.dispatch), host, secrets };
}
