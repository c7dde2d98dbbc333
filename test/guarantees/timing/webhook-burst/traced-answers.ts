import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Strace before a desk, which stays our own child: its main thread alone, which both writes the ledger and answers, so that
 * its calls have one order.
 */
export const tracer = (log: string): readonly string[] =>
  `strace -D -y -xx -s 5000 -e trace=read,write,writev,pwrite64,fsync,fdatasync -o`.split(' ').concat(log);

export type TracedAnswers = {
  readonly answered: number;
  /** Deliveries whose yes was written to the socket before the log that holds them was synced. */
  readonly early: readonly string[];
};

/** Reads from strace's log in which order a desk brought deliveries to the disk and answered them. */
export async function tracedAnswers(log: string): Promise<TracedAnswers> {
  const written = new Set<string>();
  const safe = new Set<string>();
  /** What came on each socket since its last answer; a head may come in pieces. */
  const heard = new Map<string, string>();
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
      heard.set(file, (heard.get(file) ?? '') + text);
    } else if (text.startsWith('HTTP/1.1 200 ')) {
      const [, id = 'one that nobody saw come'] =
        /^x-shopify-webhook-id: (.+?)\r$/m.exec(heard.get(file) ?? '') ?? [];
      heard.delete(file);
      answered += 1;
      if (!safe.has(id)) early.push(id);
    }
  }
  return { answered, early };
}

type Call = { readonly name: string; readonly file: string; readonly text: string };

/** `pwrite64(5<\x2f…>, "\x00…"..., 4096, 0) = 4096`. Null for one that failed. */
function callIn(line: string): Call | null {
  const [, name = '', file = '', args = '', result = '-1'] =
    /^(\w+)\(\d+<([^>]*)>(.*)\) += +(-?\d+)/.exec(line) ?? [];
  if (Number(result) < 0) return null;
  const texts = [...args.matchAll(/"([^"]*)"/g)].map(([, hex = '']) => textOf(hex));
  return { name, file: textOf(file), text: texts.join('') };
}

const textOf = (hex: string): string => Buffer.from(hex.replaceAll('\\x', ''), 'hex').toString('latin1');
