import { pageKeyHeader } from '../../src/main/shell/headless/guard.ts';
import type { Reply } from '../../src/shared/contract.ts';
import type { Call } from './caller.ts';
import { callerOf } from './caller.ts';
import { keyOf } from './page-key.ts';

/**
 * Opens a headless app through its one-time address, like a browser without a page. @returns a caller of the
 * page's commands
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
    return (await answer.json()) as Reply<unknown>; // the app follows the contract
  });
}
