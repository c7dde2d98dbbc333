import type { Page } from 'playwright-core';
import { hrefTo, pageNames } from '../../../src/renderer/state/routes/route.ts';
import type { Morning } from './sample-life.ts';

/** A place to visit, identified without translated text. */
export type Place = {
  readonly name: string;
  readonly hash: string;
  /** Runs after the page is loaded: opens a menu or begins a form. */
  readonly reach?: (page: Page) => Promise<void>;
};

/** Every page; new ones are included automatically. */
export const routes: readonly Place[] = pageNames.map((page) => ({ name: page, hash: hrefTo(page) }));

const inbox = (view: string, params: Readonly<Record<string, string>> = {}): string =>
  hrefTo('inbox', { path: [view], params });

/** Pages during work. */
export const statesOf = ({ newest, taken, handWritten, unread, unreadMail }: Morning): readonly Place[] => [
  { name: 'inbox-all', hash: inbox('all') },
  { name: 'inbox-nothing-found', hash: inbox('all', { q: 'zzzz' }) },
  { name: 'order-new', hash: inbox('all', { order: newest }) },
  { name: 'order-taken', hash: inbox('all', { order: taken }) },
  { name: 'order-by-hand', hash: inbox('all', { order: handWritten }) },
  { name: 'order-unread', hash: inbox('review', { order: unread }) },
  { name: 'order-edited', hash: hrefTo('manual-order', { path: ['edit', handWritten] }) },
  { name: 'trainer', hash: hrefTo('mail-templates', { path: ['teach', unreadMail] }) },
  {
    name: 'manual-order-refused',
    hash: hrefTo('manual-order'),
    reach: async (page) => {
      await page.locator('form').first().waitFor();
      await page.keyboard.press('Control+Enter');
      await page.locator('[aria-invalid=true]').first().waitFor();
    },
  },
];

/** Opens one of the menus at the foot of the rail, counted from below. */
const railMenu =
  (fromBelow: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('nav button[aria-haspopup=dialog]').nth(-fromBelow).click();
    await page.locator('[role=dialog]').first().waitFor();
  };

/** Overlays of a page. */
export const overlaysOf = ({ taken }: Morning): readonly Place[] => [
  {
    name: 'keys-sheet',
    hash: inbox('all'),
    reach: async (page) => {
      await page.locator('[data-order]').first().waitFor();
      await page.keyboard.press('?');
      await page.locator('[role=dialog]').first().waitFor();
    },
  },
  { name: 'preferences', hash: inbox('all'), reach: railMenu(1) },
  { name: 'manager', hash: inbox('all'), reach: railMenu(2) },
  {
    name: 'inbox-show',
    hash: inbox('all'),
    reach: async (page) => {
      await page.locator('main [aria-haspopup=menu]').first().click();
      await page.locator('[role=menu]').first().waitFor();
    },
  },
  {
    name: 'order-more',
    hash: inbox('all', { order: taken }),
    reach: async (page) => {
      await page.locator('#order-panel [aria-haspopup=menu]').first().click();
      await page.locator('[role=menuitem]').first().waitFor();
    },
  },
];
