import { z } from 'zod';
import type { CheckState } from '../../shared/diagnostics.ts';
import { workstationIdSchema } from '../../shared/ids.ts';
import { knownLag, lagText } from '../../shared/lag.ts';
import type { RunningApp } from './running-app.ts';

const lagSchema = z.object({ events: z.number(), ms: z.number() });
const viewSchema = z.object({
  live: z.unknown(),
  computers: z.array(
    z.object({
      id: workstationIdSchema,
      name: z.string(),
      isThis: z.boolean(),
      isLeader: z.boolean(),
      lastSeenAt: z.number().nullable(),
      backAt: z.number().nullable(),
      lag: lagSchema.optional(),
    }),
  ),
});

type Line = {
  readonly name: string;
  readonly ok: boolean;
  readonly state: CheckState;
  readonly detail: string;
};

/**
 * How far each computer is behind, as known by the running app; empty without the app or without Pub/Sub.
 * @param now epoch milliseconds
 */
export async function computersFindings(findApp: () => RunningApp, now: number): Promise<readonly Line[]> {
  const answer = await ask(findApp);
  const view = viewSchema.safeParse(answer).data;
  if (!view?.live) return [];
  return view.computers.map(({ lag, ...rest }): Line => {
    const computer = { ...rest, ...(lag && { lag }) };
    const state = knownLag(computer, now) === null ? 'skipped' : 'ok';
    return { name: `Sync of ${computer.name}`, ok: true, state, detail: lagText(computer, now) };
  });
}

async function ask(findApp: () => RunningApp): Promise<unknown> {
  try {
    return await findApp().call('computers.list', undefined);
  } catch {
    return null; // another finding reports whether the app runs
  }
}
