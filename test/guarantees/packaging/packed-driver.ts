// Runs beside an unpacked installed app: replaces `electron` with a double, then tests its first minute.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { giveDouble } from '../../unit/shell/give-double.ts';

const withinMs = Number(process.env.TRY_SECONDS) * 1000;
const double = giveDouble({ isPackaged: true });
// the resources folder of an installed app
Object.assign(process, { resourcesPath: process.env.TRY_RESOURCES });
// an installed app starts without a script argument
process.argv.splice(1, 1);
const failureSchema = z.object({ ok: z.literal(false), error: z.object({ kind: z.string() }) });
const listSchema = z.object({ value: z.object({ rows: z.array(z.object({ source: z.string() })) }) });

/** @throws Error that names the missing item */
async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    const found = await ask();
    if (found !== null) return found;
    await wait(50);
  }
  throw new Error(`within ${withinMs / 1000} s there was no ${what}`);
}

async function orderFrom(source: (name: string) => boolean): Promise<string | null> {
  const choice = { view: 'all', text: '', offset: 0, limit: 200 };
  const list = listSchema.safeParse(await double.call('orders.list', choice));
  return list.data?.value.rows.map((row) => row.source).find(source) ?? null;
}

async function live(): Promise<void> {
  const { happened } = double;
  await until('window', async () => {
    if (happened.exitCode !== null) throw new Error(happened.errors.join('\n') || 'the app ended');
    return double.window;
  });
  const page = await double.fetch('app://orderbell/');
  const html = (await page?.text()) ?? '';
  for (const [, asset] of html.matchAll(/(?:src|href)="\.(\/assets\/[^"]+)"/g)) {
    const status = (await double.fetch(`app://orderbell${asset}`))?.status;
    if (status !== 200) throw new Error(`the page asks for ${asset}, which answers ${status}`);
  }
  if (page?.status !== 200) throw new Error(`the page answers ${page?.status}`);
  const preload = String(happened.windowOptions?.webPreferences?.preload);
  for (const file of [preload, ...double.pictures]) {
    if (!existsSync(file)) throw new Error(`${file} is not there`);
  }
  await double.call('sample.order', { path: 'shopify' });
  await until('order by Shopify’s webhook', () => orderFrom((name) => name === 'shopify'));
  await double.call('sample.order', { path: 'mail-bloomdash' });
  await until('order out of a mail', () => orderFrom((name) => name.startsWith('mail:')));
  // without its process the reader still works and logs it
  const dataDir = process.argv[process.argv.indexOf('--data-dir') + 1] ?? '';
  const log = readFileSync(join(dataDir, 'logs', 'orderbell.log'), 'utf8');
  const complaint = /"(the mail reader gets no process[^"]*|the process of the mail reader[^"]*)"/.exec(log);
  if (complaint) throw new Error(complaint[1]);
  // the real electron-updater in the bundle, without a network
  const looked = failureSchema.safeParse(await double.call('updates.look'));
  if (looked.data?.error.kind !== 'unreachable') throw new Error('electron-updater does not run');
  double.electron.app.quit();
  await until('end', async () => happened.exitCode);
}

live().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
