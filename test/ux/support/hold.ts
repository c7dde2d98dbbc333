import type { Page, Route } from 'playwright-core';
import { z } from 'zod';
import type { CommandName, ReplyError } from '../../../src/shared/contract.ts';

const callSchema = z.object({ name: z.string(), input: z.unknown().optional() });
export type HeldCall = { readonly input: unknown; readonly nth: number };
export type Fate =
  /** Runs at once, and is answered after this many milliseconds. */
  | { readonly answerAfter: number }
  /** Fails before it reaches the app. */
  | { readonly fail: ReplyError }
  | 'as-usual';

export type Held = {
  /** The number of calls since then. */
  count(): number;
  /** The inputs of the calls since then, oldest first. */
  inputs(): readonly unknown[];
  /** Ends the interception. */
  letGo(): Promise<void>;
};

/** Intercepts every call of one command between the page and the app. */
export async function hold(
  page: Page,
  command: CommandName,
  fateOf: (call: HeldCall) => Fate,
): Promise<Held> {
  const inputs: unknown[] = [];
  const between = async (route: Route): Promise<void> => {
    const call = callSchema.safeParse(route.request().postDataJSON());
    if (!call.success || call.data.name !== command) return route.fallback();
    inputs.push(call.data.input);
    const fate = fateOf({ input: call.data.input, nth: inputs.length });
    if (fate === 'as-usual') return route.fallback();
    if ('fail' in fate) return route.fulfill({ json: { ok: false, error: fate.fail } });
    const answer = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, fate.answerAfter));
    await route.fulfill({ response: answer }).catch(() => undefined); // the page may have navigated
  };
  await page.route('**/api/call', between);
  return {
    count: () => inputs.length,
    inputs: () => [...inputs],
    letGo: () => page.unroute('**/api/call', between),
  };
}
