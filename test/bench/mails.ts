// How long it takes to read an order mail, beside what its HTML alone takes to parse: `node bench/mails.ts [rounds]`.
import { load } from 'cheerio/slim';
import { createMailReader } from '../../src/main/intake/mail/create-mail-reader.ts';
import { forkProcess } from '../../src/main/shell/headless/fork-process.ts';
import { sampleTemplates } from '../../src/sample-shop/mail-templates/index.ts';
import { quietLog } from '../support/log.ts';
import { shareOf } from '../support/steady-load.ts';
import { reach } from './goals.ts';
import type { BenchMail } from './mail-templates.ts';
import { benchMails } from './mail-templates.ts';

const rounds = Number(process.argv[2] ?? 5);
const script = new URL('../../src/main/intake/mail/mail-worker.ts', import.meta.url);
const reader = createMailReader({
  script,
  log: quietLog(),
  beside: () => forkProcess(new URL('../../src/main/mail-process.ts', import.meta.url), [script.href], {}),
});
const selectors =
  'table, tr, td, th, td b, .amount, a[href^="tel:"], a[href^="mailto:"], address, h1, h2, p, div.item, div > span, tfoot tr, thead th, td[align="right"], [style*="bold"], img[alt], script[type="application/ld+json"]'.split(
    ', ',
  );

/** The reference: the same HTML as a tree, and twenty selectors with the text of the first hit. */
function parseOnly({ html }: BenchMail): number {
  const $ = load(html);
  return selectors.reduce((length, selector) => length + $(selector).first().text().length, 0);
}

type Timing = { readonly p50: number; readonly p99: number; readonly perSecond: number };
const timingOf = (taken: readonly number[]): Timing => ({
  p50: shareOf(taken, 0.5),
  p99: shareOf(taken, 0.99),
  perSecond: (1000 * taken.length) / taken.reduce((sum, ms) => sum + ms, 0),
});

async function measure(name: string, mails: readonly BenchMail[]): Promise<void> {
  const read: number[] = [];
  const parsed: number[] = [];
  let whole = 0;
  // the first round warms both up and is not counted
  for (let round = 0; round <= rounds; round += 1) {
    for (const mail of mails) {
      const parseFrom = performance.now();
      parseOnly(mail);
      const readFrom = performance.now();
      const { reading } = await reader.read(mail.raw, sampleTemplates);
      if (round > 0) {
        parsed.push(readFrom - parseFrom);
        read.push(performance.now() - readFrom);
      }
      if (round === 0 && reading.kind === 'order') whole += 1;
    }
  }
  if (whole < mails.length)
    throw new Error(`only ${whole} of ${mails.length} mails of ${name} were read whole`);
  const [reading, parsing] = [timingOf(read), timingOf(parsed)];
  const cells = [reading.p50, reading.p99, parsing.p50, parsing.p99].map((ms) => ms.toFixed(1).padStart(9));
  const ratio = (reading.perSecond / parsing.perSecond).toFixed(2);
  if (name === '100 KB') reach(3, 'read a second', Number(ratio));
  console.log(
    `${name.padEnd(10)}${cells.join('')}${reading.perSecond.toFixed(0).padStart(11)}${parsing.perSecond.toFixed(0).padStart(11)}${ratio.padStart(8)}   ${whole} of ${mails.length}`,
  );
}

console.log(
  'ms per mail      read               parse only        mails/s                 ratio   read whole',
);
console.log('              p50      p99      p50      p99       read   parse only');
try {
  await measure('100 KB', benchMails(60, 100_000));
  await measure('40 KB', benchMails(60, 40_000));
} finally {
  await reader.stop();
}
