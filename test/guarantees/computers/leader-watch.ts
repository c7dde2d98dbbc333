import type { ProcessComputer } from './process-computer.ts';

const everyMs = 250;

/** Asks the computers again and again which of them leads, and notes how long none did although one could have. */
export function watchLeader(computers: () => readonly ProcessComputer[]) {
  /** Since when each computer is connected while none leads. */
  const since = new Map<ProcessComputer, number>();
  let leader: ProcessComputer | null = null;
  let longestMs = 0;
  let changes = 0;
  let isOver = false;

  async function leads(computer: ProcessComputer): Promise<boolean> {
    const view = await Promise.try(() => computer.call('computers.list', undefined)).catch(() => null);
    return computer.isConnected() && view?.computers.some((one) => one.isThis && one.isLeader) === true;
  }

  async function look(): Promise<void> {
    const connected = computers().filter((computer) => computer.isConnected());
    const answers = await Promise.all(connected.map(leads));
    const next = connected.find((_, index) => answers[index]) ?? null;
    if (next !== null && next !== leader) changes += 1;
    leader = next;
    const now = performance.now();
    for (const computer of since.keys()) if (!computer.isConnected()) since.delete(computer);
    for (const computer of connected) {
      const from = leader === null ? (since.get(computer) ?? now) : now;
      since.set(computer, from);
      longestMs = Math.max(longestMs, now - from);
    }
  }

  async function watch(): Promise<void> {
    while (!isOver) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
  const watching = watch();

  return {
    /** Which computer led at the last look; null when none did. */
    current: (): ProcessComputer | null => (leader?.isConnected() ? leader : null),
    figures: () => ({ longestMs, changes }),
    async stop(): Promise<void> {
      isOver = true;
      await watching;
    },
  };
}
