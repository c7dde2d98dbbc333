import { z } from 'zod';
import { parseJson } from '../../shared/parse-json.ts';
import { Problem } from '../../shared/problem.ts';
import { readStart } from '../read-start.ts';

/**
 * Asks the receiver through the public address.
 * @returns the run that answers, null when what answers is no receiver @throws Problem when what stands for
 * the address answers that no receiver is there, else the reason why nothing was heard from it
 */
export type Reach = (publicUrl: string, signal: AbortSignal) => Promise<string | null>;

const healthSchema = z.object({ run: z.string() });
/** What a receiver answers is shorter; whatever else is there may have no end. */
const mostBytes = 4096;

export const probeByHttp: Reach = async (publicUrl, signal) => {
  const answer = await fetch(`${publicUrl}/healthz`, { signal }).catch((error: unknown) => {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error; // "fetch failed" says nothing
  });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Problem('refused', `${publicUrl}/healthz answered ${answer.status}`);
  }
  const start = (await readStart(answer, mostBytes)).toString('utf8');
  return healthSchema.safeParse(parseJson(start)).data?.run ?? null;
};
