import { z } from 'zod';
import { parseJson } from '../../shared/parse-json.ts';
import { Problem } from '../../shared/problem.ts';
import { readStart } from '../read-start.ts';

/**
 * Requests the receiver through the public address.
 * @returns the run id of the receiver that answers, null if the answer is not from a receiver
 * @throws Problem if the answer is an HTTP error, otherwise the network error
 */
export type Reach = (publicUrl: string, signal: AbortSignal) => Promise<string | null>;

const healthSchema = z.object({ run: z.string() });
/** A receiver's answer is shorter; another server's answer may be endless. */
const mostBytes = 4096;

export const probeByHttp: Reach = async (publicUrl, signal) => {
  const answer = await fetch(`${publicUrl}/healthz`, { signal }).catch((error: unknown) => {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error; // "fetch failed" has no detail
  });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Problem('refused', `${publicUrl}/healthz answered ${answer.status}`);
  }
  const start = (await readStart(answer, mostBytes)).toString('utf8');
  return healthSchema.safeParse(parseJson(start)).data?.run ?? null;
};
