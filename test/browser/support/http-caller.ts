import type { APIRequestContext } from 'playwright-core';
import type { Reply } from '../../../src/shared/contract.ts';
import type { Call } from '../../support/caller.ts';
import { callerOf } from '../../support/caller.ts';

/**
 * Asks the headless app what its page could ask, past the page.
 * @param request with the cookie of a page that was let in
 * @param origin of the app, as it is just now
 */
export const httpCaller = (request: APIRequestContext, origin: () => string): Call =>
  callerOf(async (name, input) => {
    const response = await request.post(`${origin()}/api/call`, {
      data: { name, input },
      headers: { origin: origin(), 'x-orderbell-page-key': await storedKey(request, origin()) },
    });
    return (await response.json()) as Reply<unknown>; // the app answers by the contract
  });

/** The key that the page keeps in the storage of its origin. */
export async function storedKey(request: APIRequestContext, origin: string): Promise<string> {
  const { origins } = await request.storageState();
  const stored = origins.find((each) => each.origin === origin)?.localStorage ?? [];
  return stored.find(({ name }) => name === 'orderbell.page-key')?.value ?? '';
}
