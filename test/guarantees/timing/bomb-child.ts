// Parses one mail bomb: `node bomb-child.ts apart|here`. Apart uses the app's mail reader and its limits; here
// uses the main thread, which shows its effect by whether the last line is printed.
import { load } from 'cheerio';
import { createMailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { quietLog } from '../../support/log.ts';
import { workerOf } from '../exploits/worker-of.ts';

/** Unclosed tags, which the HTML standard's recovery multiplies until memory is full. */
const html = Array.from({ length: 3000 }, (_, n) => `<font size=${n}><p>`).join('');

if (process.argv[2] === 'here') {
  load(html);
} else {
  const cheerio = JSON.stringify(import.meta.resolve('cheerio'));
  const script = workerOf(
    `import(${cheerio}).then(({load})=>load(new TextDecoder().decode(task.raw))).then(()=>parentPort.postMessage(1))`,
  );
  // with a long time limit, only the memory limit keeps the app alive
  const reader = createMailReader({ script, log: quietLog(), limitMs: 60_000 });
  const { reading } = await reader.read(new TextEncoder().encode(html), []);
  process.stdout.write(`${reading.orders[0]?.review?.[0]?.detail}\n`);
  await reader.stop();
}
process.stdout.write('the app is alive\n');
