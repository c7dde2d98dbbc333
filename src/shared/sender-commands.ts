import { z } from 'zod';
import type { DocumentId, Source } from './ids.ts';
import { familySchema } from './mail-template.ts';
import { blockableSchema, senderSchema } from './sender.ts';

/** An address that may send orders and that no manager has decided on. */
export type NewSender = {
  readonly address: string;
  /** The name its newest mail shows; empty where there is none. */
  readonly name: string;
  /** The subject of its newest mail. */
  readonly subject: string;
  /** Why Google does not confirm that its newest mail is from this address; null where it does. */
  readonly doubt: string | null;
  /** How many of its mails wait on this computer; another one of the shop may have them. */
  readonly mails: number;
  readonly lastAt: number;
  /** Its newest mail, to view or to make a mail template from. */
  readonly document: DocumentId | null;
};

/** A sender that a manager has approved or blocked. */
export type DecidedSenderView = {
  /** A full address, or `@domain` for every address of a domain. */
  readonly sender: string;
  readonly verdict: 'approved' | 'blocked';
  /** Where its orders belong; null for a blocked one. */
  readonly source: Source | null;
  readonly by: string;
  readonly at: number;
};

export type SendersView = {
  /** The newest first. */
  readonly asked: readonly NewSender[];
  /** The last decided first. */
  readonly decided: readonly DecidedSenderView[];
  /** The services whose orders a further address may send. */
  readonly sources: readonly Source[];
};

/** `@domain` is accepted only with `everyAddress`; the page warns the user of it. */
const everyAddress = z.literal(true).optional();

export const senderInputs = {
  'senders.list': z.undefined(),
  /** Its waiting mails become orders. `family` adds it to the service of another approved sender; absent: a new service. */
  'senders.approve': z
    .object({ sender: senderSchema, everyAddress, family: familySchema.optional() })
    .readonly(),
  /** Its mails are not stored from now on. */
  'senders.block': z.object({ sender: blockableSchema, everyAddress }).readonly(),
  /** Undoes the last decision. */
  'senders.undo': z.object({ sender: blockableSchema }).readonly(),
} as const;

export type SenderOutputs = {
  'senders.list': SendersView;
  'senders.approve': SendersView;
  'senders.block': SendersView;
  'senders.undo': SendersView;
};
