export type SteadyLoad = {
  readonly url: string;
  readonly key: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly typed: (turn: number) => string;
};

/** Sends requests to the chatbot's receiver at a constant rate without waiting for answers; each is from another contact. */
export async function askSteadily({ url, key, perSecond, seconds, typed }: SteadyLoad) {
  const times: number[] = [];
  let failed = 0;
  async function ask(turn: number): Promise<void> {
    const search = typed(turn);
    const contact = {
      id: String(24_000_000_000_000_000n + BigInt(turn)),
      name: `Person ${turn}`,
      locale: turn % 2 ? 'uk_UA' : 'en_US',
      last_input_text: 'show me',
      last_interaction: new Date().toISOString(),
    };
    const isTouch = turn % 10 === 9;
    const body = isTouch
      ? { contact, intent: 'manager' }
      : { contact, ...(search !== '' && { search }), ...(turn % 7 === 0 && { collection: 'c3' }) };
    const start = performance.now();
    const answer = await fetch(`${url}/manychat/${isTouch ? 'touch' : 'catalogue'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-orderbell-key': key },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    times.push(performance.now() - start);
    if (answer.status !== 200 || !text.startsWith('{"version":"v2"')) failed += 1;
  }
  const asked: Promise<void>[] = [];
  const begun = performance.now();
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const wait = begun + (turn * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    asked.push(ask(turn));
  }
  await Promise.all(asked);
  return { times, failed };
}

export const shareOf = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

export const timesOf = (times: readonly number[]): string =>
  [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
    ['worst', 1],
  ]
    .map(([name, share]) => `${name} ${shareOf(times, Number(share)).toFixed(1)} ms`)
    .join('  ');
