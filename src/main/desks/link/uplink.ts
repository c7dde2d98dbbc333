import type { Clock } from '../../ports.ts';
import type { Bucket } from './bucket.ts';
import { bucketSize } from './bucket.ts';
import { whyOf } from './dial.ts';
import type { SessionKeys } from './handshake.ts';
import type { Message } from './messages.ts';
import { readFrame, writeFrame } from './messages.ts';
import { framesOf } from './pieces.ts';
import { numberOf, seal, unseal } from './seal.ts';

export type UplinkParts = {
  readonly keys: SessionKeys;
  /** Sends one sealed message. */
  readonly post: (bytes: Buffer) => Promise<{ readonly status: number; readonly bytes: Buffer }>;
  readonly bucket: Bucket;
  readonly clock: Clock;
  readonly onAnswer: (messages: readonly Message[]) => void;
  /** Called once, when nothing more can be said in this session. */
  readonly onLost: (why: string) => void;
};
export type Uplink = {
  say(messages: readonly Message[]): void;
  stop(): void;
};

/** What waits longer than that comes by BigQuery. */
const mostWaiting = 500;
const tries = 4;
const firstRetryMs = 1_000;
/** Of what is left of the tunnel's requests, as much is kept for what is written down. */
const keptFromPresence = bucketSize / 2;

/** Says one thing after the other: what comes while one is on its way goes together in the next. */
export function createUplink({ keys, post, bucket, clock, onAnswer, onLost }: UplinkParts): Uplink {
  let waiting: readonly Message[] = [];
  let number = 0;
  let isBusy = false;
  let isOver = false;
  let cancel = (): void => {};

  function end(why: string): void {
    if (isOver) return;
    isOver = true;
    cancel();
    onLost(why);
  }

  function go(): void {
    if (isBusy || isOver || waiting.length === 0) return;
    const keep = waiting.every(({ say }) => say === 'presence') ? keptFromPresence : 0;
    if (!bucket.take(keep)) {
      cancel();
      cancel = clock.after(bucket.waitMs(keep), go);
      return;
    }
    const [frame = [], ...rest] = framesOf(waiting);
    waiting = rest.flat();
    if (frame.length === 0) return;
    number += 1;
    isBusy = true;
    void carry(seal(keys.up, keys.session, number, writeFrame(frame)), 1);
  }

  /** The same bytes again when the answer was lost: what they say is done once. */
  async function carry(bytes: Buffer, attempt: number): Promise<void> {
    let why: string;
    try {
      const answer = await post(bytes);
      if (isOver) return;
      if (answer.status === 200) return answered(answer.bytes);
      why = `the other computer answered ${answer.status}`;
      if (answer.status !== 429 && answer.status < 500) return end(why);
    } catch (error) {
      if (isOver) return;
      why = whyOf(error);
    }
    if (attempt >= tries) return end(why);
    cancel = clock.after(firstRetryMs * 2 ** (attempt - 1), () => void carry(bytes, attempt + 1));
  }

  function answered(bytes: Buffer): void {
    const text = numberOf(bytes) === number ? unseal(keys.back, keys.session, bytes) : null;
    if (text === null) {
      end('what came back is not what the other computer said');
      return;
    }
    isBusy = false;
    onAnswer(readFrame(text) ?? []);
    go();
  }

  return {
    say(messages) {
      if (isOver) return;
      const isNews = messages.some(({ say }) => say === 'presence');
      const kept = isNews ? waiting.filter(({ say }) => say !== 'presence') : waiting;
      waiting = [...kept, ...messages].slice(-mostWaiting);
      go();
    },
    stop() {
      isOver = true;
      cancel();
    },
  };
}
