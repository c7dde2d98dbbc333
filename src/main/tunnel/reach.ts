import { z } from 'zod';

/**
 * Asks the receiver through the public address.
 * @returns the run that answers, null when what answers is no receiver @throws with the reason when nothing is there
 */
export type Reach = (publicUrl: string, signal: AbortSignal) => Promise<string | null>;

const healthSchema = z.object({ run: z.string() });
/** What a receiver answers is shorter; whatever else is there may have no end. */
const mostBytes = 4096;

export const reachByHttp: Reach = async (publicUrl, signal) => {
  const answer = await fetch(`${publicUrl}/healthz`, { signal }).catch((error: unknown) => {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error; // "fetch failed" says nothing
  });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`${publicUrl}/healthz answered ${answer.status}`);
  }
  return readRun(await readStart(answer));
};

async function readStart({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > mostBytes) break; // lets go of the rest
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readRun(text: string): string | null {
  try {
    return healthSchema.safeParse(JSON.parse(text)).data?.run ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
