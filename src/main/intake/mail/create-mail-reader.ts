import { z } from 'zod';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { mailTemplateSchema } from '../../../shared/mail-template.ts';
import { orderContentSchema } from '../../../shared/order.ts';
import { wantedOfWords } from '../../../shared/pasted/wanted-of-words.ts';
import { withStoredPhones } from '../../../shared/phone.ts';
import { mailSayings, readingKinds } from '../../../shared/reading.ts';
import type { ShopPlace } from '../../../shared/shop-place.ts';
import { unknownPlace } from '../../../shared/shop-place.ts';
import type { TrainerValues } from '../../../shared/trainer.ts';
import type { SideProcess } from '../../ports.ts';
import type { Outcome } from './mail-client.ts';
import { readMailHeaders } from './mail-headers.ts';
import type { MailHead, MailTask, ShownMail } from './mail-tasks.ts';
import { createProcessClient } from './process-client.ts';
import type { Studied } from './read-mail.ts';
import { unreadable } from './read-mail.ts';
import type { WorkerClientParts } from './worker-client.ts';
import { createWorkerClient } from './worker-client.ts';

export type ReadMail = Pick<Studied, 'outline' | 'unread' | 'reading'> & {
  readonly mail: MailHead;
  /** The lines of the mail in reading order. */
  readonly pieces: readonly string[];
  /** Not parsed because the worker got hardly any CPU time. This is no fault of the mail, so it is worth a retry. */
  readonly starved?: true;
};

/** A mail template, or the reason why there is none. */
export type LearntFromMail = {
  readonly recipe: MailTemplate | null;
  /** Values that no adjacent words identify. */
  readonly missed: readonly string[];
  readonly problem: string | null;
};

/**
 * Parses mails outside the app's main thread. A mail that crashes the parser becomes an order for review; the next one is parsed.
 * Every method rejects when the parser cannot run, or is stopped meanwhile: this is no fault of the mail.
 */
export type MailReader = {
  read(raw: Uint8Array, recipes: readonly MailTemplate[]): Promise<ReadMail>;
  /** Learns a mail template from one mail and the values a user pointed at, and tests it on other mails of the sender. */
  learn(raw: Uint8Array, others: readonly Uint8Array[], values: TrainerValues): Promise<LearntFromMail>;
  /** A mail for display. If it cannot be parsed, its source is returned. */
  show(raw: Uint8Array): Promise<ShownMail>;
  stop(): Promise<void>;
};

export type MailReaderParts = WorkerClientParts & {
  /** A separate process for the worker. If absent, or if it does not start, the worker runs in this process. */
  readonly beside?: (() => SideProcess) | null;
  /** The location of the shop. */
  readonly place?: () => ShopPlace;
};

const mostSource = 20_000;

export function createMailReader({
  beside = null,
  place = () => unknownPlace,
  ...parts
}: MailReaderParts): MailReader {
  const here = createWorkerClient(parts);
  const asker = beside ? createProcessClient({ start: beside, here, log: parts.log }) : here;

  async function ask(task: MailTask): Promise<Outcome> {
    const outcome = await asker.ask(task);
    if (outcome.kind === 'stopped') parts.log.warn('a mail stopped the reader', { reason: outcome.reason });
    return outcome;
  }

  return {
    async read(raw, recipes) {
      const outcome = await ask({ task: 'read', raw, recipes });
      if (outcome.kind === 'stopped') {
        const read = await unread(raw, 'reader-stopped', outcome.reason);
        return outcome.starved ? { ...read, starved: true } : read;
      }
      const read = readMailSchema.safeParse(outcome.value);
      if (!read.success) return unread(raw, 'unreadable', failureOf(outcome.value));
      return { ...read.data, reading: atPlace(read.data, place()) };
    },
    async learn(raw, others, values) {
      const outcome = await ask({ task: 'learn', raw, others, values });
      const none = { recipe: null, missed: [] };
      if (outcome.kind === 'stopped') return { ...none, problem: outcome.reason };
      const learnt = learntSchema.safeParse(outcome.value);
      return learnt.success ? learnt.data : { ...none, problem: failureOf(outcome.value) };
    },
    async show(raw) {
      const outcome = await ask({ task: 'show', raw });
      const shown = outcome.kind === 'answer' ? shownSchema.safeParse(outcome.value).data : undefined;
      return shown ?? { html: null, text: Buffer.from(raw.slice(0, mostSource)).toString('utf8') };
    },
    stop: () => asker.stop(),
  };
}

const readMailSchema = z.object({
  mail: z.object({
    messageId: z.string().optional(),
    from: z.string().optional(),
    fromName: z.string().optional(),
    subject: z.string(),
    date: z.string().optional(),
    hasHtml: z.boolean(),
    isPassedOn: z.boolean(),
  }),
  reading: z.object({
    kind: z.enum(readingKinds),
    orders: z.array(orderContentSchema),
    number: z.string().optional(),
    wanted: z.array(z.string()).optional(),
    confidence: z.record(z.string(), z.number()),
    says: z.enum(mailSayings),
    recipe: z.string().nullable(),
    why: z.string(),
  }),
  outline: z.array(z.string()),
  unread: z.array(z.string()),
  pieces: z.array(z.string()),
});
const shownSchema = z.object({ html: z.string().nullable(), text: z.string() });
const learntSchema = z.object({
  recipe: mailTemplateSchema.nullable(),
  missed: z.array(z.string()),
  problem: z.string().nullable(),
});
const failureSchema = z.object({ failure: z.string() });

const failureOf = (value: unknown): string =>
  failureSchema.safeParse(value).data?.failure ?? 'the result was not valid';

/** The parse result with phones and days in the shop's country and time zone; `tomorrow` counts from the date of the mail. */
function atPlace(
  { mail, reading }: Pick<z.infer<typeof readMailSchema>, 'mail' | 'reading'>,
  { country, timeZone }: ShopPlace,
): ReadMail['reading'] {
  const now = Date.parse(mail.date ?? '');
  const wanted =
    reading.wanted && !Number.isNaN(now) ? wantedOfWords(reading.wanted, { now, timeZone }) : null;
  const orders = reading.orders.map((order) => ({
    ...withStoredPhones(order, country),
    ...(wanted && { wanted }),
  }));
  return { ...reading, orders };
}

/** The headers of a mail whose body could not be parsed. */
async function unread(
  raw: Uint8Array,
  code: 'unreadable' | 'reader-stopped',
  reason: string,
): Promise<ReadMail> {
  const { messageId, from, subject } = await readMailHeaders(raw);
  return {
    mail: {
      ...(messageId !== null && { messageId }),
      ...(from !== null && { from }),
      subject,
      hasHtml: true,
      isPassedOn: false,
    },
    reading: unreadable(code, reason),
    outline: [],
    unread: [],
    pieces: [],
  };
}
