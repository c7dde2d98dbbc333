import { afterEach, describe, expect, it } from 'vitest';
import type { MailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { sampleTemplates } from '../../../../src/sample-shop/mail-templates/index.ts';
import { bloomdashMail } from '../../../../src/sample-shop/mails/bloomdash.ts';
import { quietLog } from '../../../support/log.ts';
import { sampleOrder } from '../gmail/order-mails.ts';

const real = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
/** A worker of our own: `work` sees the task, what its mail said and how many tasks there were so far. */
const workerOf = (work: string, ready = 'parentPort.postMessage(1)'): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import{parentPort}from"node:worker_threads";let tasks=0;parentPort.on("message",(task)=>{tasks+=1;const said=new TextDecoder().decode(task.raw);${work}});${ready}`,
    )}`,
  );
const answering = `parentPort.postMessage({failure:said})`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const honest = bytes(bloomdashMail(sampleOrder('BD-1')));

const readers: MailReader[] = [];
afterEach(() => Promise.all(readers.splice(0).map((reader) => reader.stop())));
function open(script: URL, limitMs = 20_000) {
  const log = quietLog();
  const reader = createMailReader({ script, log, limitMs });
  readers.push(reader);
  return { reader, log, said: async (mail: string) => (await reader.read(bytes(mail), [])).reading.why };
}

describe('the reader of mails', () => {
  it('starts its worker again after one was killed by a mail, and reads the next', async () => {
    const { said, log } = open(workerOf(`if(said==="kill")process.exit(3);${answering}`));
    expect(await said('one')).toBe('one');
    expect(await said('kill')).toBe('reading was stopped');
    expect(await said('two')).toBe('two');
    expect(log.lines.map(({ message }) => message)).toEqual(['a mail stopped the reader']);
  });

  it('starts its worker again after a mail that never ends, as often as one comes', async () => {
    const { reader, said } = open(workerOf(`if(said==="hang")for(;;);${answering}`), 150);
    for (let round = 0; round < 3; round += 1) {
      let read = await reader.read(bytes('hang'), []);
      // on a busy machine the thread may have had no time to read
      while (read.starved) read = await reader.read(bytes('hang'), []);
      expect(read.reading.why).toBe('reading it took longer than 0.15 s');
      expect(await said('one')).toBe('one');
    }
  });

  it('counts the time its thread has had, not how long the app was held up while the answer lay there', async () => {
    const { said } = open(workerOf(answering), 30);
    await said('one');
    const answer = said('two');
    for (let turns = 0; turns < 5; turns += 1) await new Promise(setImmediate);
    const heldUntil = performance.now() + 200;
    while (performance.now() < heldUntil);
    expect(await answer).toBe('two');
  });

  it('says that a mail was not read for want of time, where the thread was given none', async () => {
    const { reader, said } = open(workerOf(`if(said!=="starve")${answering}`), 20);
    const read = await reader.read(bytes('starve'), []);
    expect(read).toMatchObject({
      starved: true,
      reading: { kind: 'needs-review', why: 'this computer was too busy to read it' },
    });
    expect(await said('one')).toBe('one');
  });

  it('reads one after the other in the order asked, and gives each its own answer', async () => {
    const { said } = open(
      workerOf(`setTimeout(()=>parentPort.postMessage({failure:said+tasks}),said==="slow"?50:0)`),
    );
    const done: string[] = [];
    const all = ['slow', 'b', 'c', 'd'].map(async (mail) => {
      const answer = await said(mail);
      done.push(answer);
      return answer;
    });
    // tasks counts what the worker has been given when it answers: never the next one as well
    expect(await Promise.all(all)).toEqual(['slow1', 'b2', 'c3', 'd4']);
    expect(done).toEqual(['slow1', 'b2', 'c3', 'd4']);
  });

  it('lets no mail behind a killer go unread', async () => {
    const { said } = open(workerOf(`if(said==="kill")process.exit(3);${answering}`));
    const answers = await Promise.all(['a', 'kill', 'b', 'kill', 'c'].map(said));
    expect(answers).toEqual(['a', 'reading was stopped', 'b', 'reading was stopped', 'c']);
  });

  it('stops at once while it is busy, and says nothing about the mail it was reading', async () => {
    const { reader, said } = open(workerOf(`if(tasks>1)for(;;);${answering}`), 60_000);
    await said('one');
    const asked = [reader.read(honest, []), reader.read(honest, []), reader.show(honest)];
    const ends = Promise.allSettled(asked);
    await new Promise(setImmediate);
    await reader.stop();
    for (const end of await ends) {
      expect(end).toMatchObject({ status: 'rejected', reason: { message: 'the mail reader is stopped' } });
    }
    await expect(reader.read(honest, [])).rejects.toThrow('stopped');
  });

  it('stops before it ever started', async () => {
    const { reader } = open(real);
    await reader.stop();
    await expect(reader.read(honest, [])).rejects.toThrow('stopped');
  });

  it('says of no mail that it is unreadable when its worker does not start, and tries again with the next', async () => {
    const { reader } = open(workerOf(answering, 'process.exit(1)'));
    await expect(reader.read(honest, [])).rejects.toThrow('did not start: reading was stopped');
    await expect(reader.read(honest, [])).rejects.toThrow('did not start');
  });

  it('says so when the script of its worker is missing or broken', async () => {
    await expect(open(new URL('file:///nowhere/worker.js')).reader.read(honest, [])).rejects.toThrow(
      'did not start',
    );
    await expect(
      open(new URL('data:text/javascript,throw new Error("odd")')).reader.read(honest, []),
    ).rejects.toThrow('did not start: odd');
  });

  it('shows a mail made inert, and one that cannot be taken apart as it came', async () => {
    const { reader } = open(real);
    const mail = bytes('Subject: x\r\nContent-Type: text/html\r\n\r\n<p onclick="x()">Two peonies</p>');
    expect(await reader.show(mail)).toEqual({
      html: '<!doctype html><meta charset="utf-8"><p>Two peonies</p>\n',
      text: '',
    });
    const dying = open(workerOf('process.exit(3)')).reader;
    expect(await dying.show(mail)).toEqual({ html: null, text: new TextDecoder().decode(mail) });
  });

  it('reads the text of a mail whose attachments make it larger than Gmail allows', async () => {
    const { reader } = open(real);
    const huge = new Uint8Array(36_000_000).fill(0x41);
    huge.set(honest);
    const { reading } = await reader.read(huge, sampleTemplates);
    expect(reading.orders[0]?.number).toBe('BD-1');
  });

  it('copies no more of a mail than the mail, when it is a view of something larger', async () => {
    const { said } = open(workerOf('parentPort.postMessage({failure:String(task.raw.buffer.byteLength)})'));
    const large = new Uint8Array(1_000_000);
    const { reader } = open(workerOf('parentPort.postMessage({failure:String(task.raw.buffer.byteLength)})'));
    expect((await reader.read(large.subarray(10, 20), [])).reading.why).toBe('10');
    expect(await said('abc')).toBe('3');
  });
});
