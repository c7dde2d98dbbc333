import type { Page } from 'playwright-core';

const quietMs = 250;
const longestMs = 20_000;

/** Waits until no request of the page has started for a moment and none is under way. */
export function watchCalls(page: Page): () => Promise<void> {
  let underWay = 0;
  let last = 0;
  const isCall = (url: string): boolean => new URL(url).pathname === '/api/call';
  const ends = (url: string): void => {
    if (!isCall(url)) return;
    underWay = Math.max(0, underWay - 1);
    last = performance.now();
  };
  page.on('request', (request) => {
    if (!isCall(request.url())) return;
    underWay += 1;
    last = performance.now();
  });
  page.on('requestfinished', (request) => ends(request.url()));
  page.on('requestfailed', (request) => ends(request.url()));
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) underWay = 0;
  });
  return async () => {
    const started = performance.now();
    last = Math.max(last, started);
    for (;;) {
      const now = performance.now();
      if (underWay === 0 && now - last >= quietMs) break;
      if (now - started > longestMs) throw new Error(`the page still waits for ${underWay} answers`);
      await page.waitForTimeout(50);
    }
  };
}
