import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Runs strace detached, so that the app is our direct child. It traces only the main thread, which writes and
 * answers, so its calls have one order.
 */
export const tracer = (log: string): readonly string[] =>
  `strace -D -y -xx -s 5000 -e trace=read,write,writev,pwrite64,fsync,fdatasync -o`.split(' ').concat(log);

export type TracedAnswers = {
  readonly answered: number;
  /** Deliveries answered before the log that holds them was synced. */
  readonly early: readonly string[];
};

/** Reads from strace's log the order of writes, syncs and answers. */
export async function tracedAnswers(log: string): Promise<TracedAnswers> {
  const written = new Set<string>();
  const safe = new Set<string>();
  /** The data of each socket since its last answer; headers may arrive in pieces. */
  const received = new Map<string, string>();
  const early: string[] = [];
  let answered = 0;
  for await (const line of createInterface({ input: createReadStream(log) })) {
    const call = callIn(line);
    if (call === null) continue;
    const { name, file, text } = call;
    if (basename(file) === 'ledger.db-wal') {
      for (const [, id = ''] of text.matchAll(/"x-shopify-webhook-id":"([^"]+)"/g)) written.add(id);
      if (name !== 'fsync' && name !== 'fdatasync') continue;
      for (const id of written) safe.add(id);
      written.clear();
    } else if (name === 'read') {
      received.set(file, (received.get(file) ?? '') + text);
    } else if (text.startsWith('HTTP/1.1 200 ')) {
      const [, id = 'an unknown delivery'] =
        /^x-shopify-webhook-id: (.+?)\r$/m.exec(received.get(file) ?? '') ?? [];
      received.delete(file);
      answered += 1;
      if (!safe.has(id)) early.push(id);
    }
  }
  return { answered, early };
}

type Call = { readonly name: string; readonly file: string; readonly text: string };

/** `pwrite64(5<\x2f…>, "\x00…"..., 4096, 0) = 4096`. Null for a failed call. */
function callIn(line: string): Call | null {
  const [, name = '', file = '', args = '', result = '-1'] =
    /^(\w+)\(\d+<([^>]*)>(.*)\) += +(-?\d+)/.exec(line) ?? [];
  if (Number(result) < 0) return null;
  const texts = [...args.matchAll(/"([^"]*)"/g)].map(([, hex = '']) => textOf(hex));
  return { name, file: textOf(file), text: texts.join('') };
}

const textOf = (hex: string): string => Buffer.from(hex.replaceAll('\\x', ''), 'hex').toString('latin1');
