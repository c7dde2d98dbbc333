import type { Page } from 'playwright-core';

/** What main answered, and when it was asked, epoch milliseconds. */
export type Asked = {
  readonly at: number;
  readonly reply: { readonly ok: boolean; readonly value?: unknown };
};

/**
 * A command from the page itself, as its own code asks it.
 * @param window the name by which main knows the window that asks
 */
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

/** Goes to another page of the app without loading it anew. */
export const goTo = (page: Page, hash: string): Promise<void> =>
  page.evaluate((next) => {
    window.location.hash = next;
  }, hash);
