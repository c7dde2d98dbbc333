import type { APIRequestContext } from 'playwright-core';
import type { Reply } from '../../../src/shared/contract.ts';
import type { Call } from '../../support/caller.ts';
import { callerOf } from '../../support/caller.ts';

/**
 * Calls the headless app's commands without its page. @param request with the cookie of an admitted page @param
 * origin the app's current origin
 */
export const httpCaller = (request: APIRequestContext, origin: () => string): Call =>
  callerOf(async (name, input) => {
    const response = await request.post(`${origin()}/api/call`, {
      data: { name, input },
      headers: { origin: origin(), 'x-orderbell-page-key': await storedKey(request, origin()) },
    });
    return (await response.json()) as Reply<unknown>; // the app follows the contract
  });

/** The key that the page stores in its origin's storage. */
export async function storedKey(request: APIRequestContext, origin: string): Promise<string> {
  const { origins } = await request.storageState();
  const stored = origins.find((each) => each.origin === origin)?.localStorage ?? [];
  return stored.find(({ name }) => name === 'orderbell.page-key')?.value ?? '';
}
