import type { Page } from 'playwright-core';

/** The answer of the main process, and the time of the request, epoch milliseconds. */
export type Asked = {
  readonly at: number;
  readonly reply: { readonly ok: boolean; readonly value?: unknown };
};

/** Sends a command from the page itself. @param window the id of the window for the main process */
export const askInPage = (page: Page, name: string, input: unknown, window?: string): Promise<Asked> =>
  page.evaluate(
    async (asked) => {
      const key = localStorage.getItem('orderbell.page-key') ?? '';
      const headers = { 'content-type': 'application/json', 'x-orderbell-page-key': key };
      const body = JSON.stringify(asked);
      const at = Date.now();
      const answer = await fetch('/api/call', { method: 'POST', headers, body });
      return { at, reply: await answer.json() };
    },
    { name, input, ...(window !== undefined && { page: window }) },
  );

/** Opens another route of the app without a reload. */
export const goTo = (page: Page, hash: string): Promise<void> =>
  page.evaluate((next) => {
    window.location.hash = next;
  }, hash);
