import type { Page, Route } from 'playwright-core';
import { z } from 'zod';
import type { CommandName, ReplyError } from '../../../src/shared/contract.ts';

const callSchema = z.object({ name: z.string(), input: z.unknown().optional() });
export type HeldCall = { readonly input: unknown; readonly nth: number };
export type Fate =
  /** It is asked at once, and its answer comes so many milliseconds later. */
  | { readonly answerAfter: number }
  /** It never reaches the app. */
  | { readonly fail: ReplyError }
  | 'as-usual';

export type Held = {
  /** How often the page has called it since. */
  count(): number;
  /** What the page has called it with since, oldest first. */
  inputs(): readonly unknown[];
  /** From now on the app answers as usual. */
  letGo(): Promise<void>;
};

/** Between the page and the app: what becomes of each call of one command. */
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
    await route.fulfill({ response: answer }).catch(() => undefined); // the page may have gone on to another one
  };
  await page.route('**/api/call', between);
  return {
    count: () => inputs.length,
    inputs: () => [...inputs],
    letGo: () => page.unroute('**/api/call', between),
  };
}
