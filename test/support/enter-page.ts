import { pageKeyHeader } from '../../src/main/shell/headless/guard.ts';
import type { Reply } from '../../src/shared/contract.ts';
import type { Call } from './caller.ts';
import { callerOf } from './caller.ts';
import { keyOf } from './page-key.ts';

/**
 * Enters a headless app with its one-time address, as a browser does without showing the page.
 * @returns what the page could ask
 */
export async function enterPage(ui: string): Promise<Call> {
  const { origin } = new URL(ui);
  const entered = await fetch(ui, { redirect: 'manual' });
  if (entered.status !== 303) throw new Error(`the page did not open: ${entered.status}`);
  const headers = {
    origin,
    cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '',
    'content-type': 'application/json',
    [pageKeyHeader]: keyOf(entered),
  };
  return callerOf(async (name, input) => {
    const body = JSON.stringify({ name, input });
    const answer = await fetch(`${origin}/api/call`, { method: 'POST', headers, body });
    return (await answer.json()) as Reply<unknown>; // the app answers by the contract
  });
}
