import type { MailTemplate } from '../../../shared/mail-template.ts';
import { mailTemplateSchema } from '../../../shared/mail-template.ts';
import { assertNever, isProblem } from '../../../shared/problem.ts';
import type { Mail } from '../../../shared/reading.ts';
import { inertHtml } from './display-html.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { learnTemplate } from './learn/learn-template.ts';
import { tryOnOthers } from './learn/try-on-others.ts';
import { parseMail } from './parse-mail.ts';
import { studyMail } from './read-mail.ts';
import { forgetLines } from './remembered.ts';

/** The headers of a mail; its body stays in the worker. */
export type MailHead = {
  readonly messageId?: string | undefined;
  readonly from?: string | undefined;
  readonly fromName?: string | undefined;
  readonly subject: string;
  /** The date of its header, ISO 8601. */
  readonly date?: string | undefined;
  readonly hasHtml: boolean;
  /** Whether it is a forwarded mail inside the received one. */
  readonly isPassedOn: boolean;
};

/** A task for the worker, for one raw mail. */
export type MailTask =
  | { readonly task: 'read'; readonly raw: Uint8Array; readonly recipes: readonly unknown[] }
  | {
      readonly task: 'learn';
      readonly raw: Uint8Array;
      readonly others: readonly Uint8Array[];
      readonly values: unknown;
    }
  | { readonly task: 'show'; readonly raw: Uint8Array };

/** A mail for display. */
export type ShownMail = {
  /** Sanitised, for a separate frame; null if the mail has no HTML. */
  readonly html: string | null;
  readonly text: string;
};

/** Runs one task and returns its answer, which is plain data. All parsing of untrusted mail happens in here. */
export async function runTask(task: MailTask): Promise<unknown> {
  try {
    return await answerTo(task);
  } finally {
    forgetLines();
  }
}

async function answerTo(task: MailTask): Promise<unknown> {
  const mail = await parseMail(task.raw);
  switch (task.task) {
    case 'read':
      return read(
        mail,
        task.recipes.map((recipe) => mailTemplateSchema.parse(recipe)),
      );
    case 'learn':
      return learn(mail, await Promise.all(task.others.map(parseMail)), task.values);
    case 'show':
      return show(mail);
    default:
      return assertNever(task);
  }
}

function read(mail: Mail, recipes: readonly MailTemplate[]) {
  const { reading, outline, unread, layouts } = studyMail(mail, recipes);
  const { html, messageId, from, fromName, subject, date, isPassedOn = false } = mail;
  return {
    mail: {
      messageId,
      from,
      fromName,
      subject,
      date,
      hasHtml: html !== undefined,
      isPassedOn,
    } satisfies MailHead,
    reading,
    outline,
    unread,
    pieces: piecesOf(layouts[0]),
  };
}

/** A mail that cannot be learnt from is returned as a problem text, not as a failure of the worker. */
function learn(mail: Mail, others: readonly Mail[], values: unknown) {
  try {
    const { recipe, missed } = tryOnOthers(learnTemplate(mail, values), mail, others);
    return { recipe, missed, problem: null };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { recipe: null, missed: [], problem: error.message };
  }
}

const longestShown = 500_000;

const show = ({ html, text = '' }: Mail): ShownMail => ({
  html: html === undefined ? null : inertHtml(html),
  text: text.slice(0, longestShown),
});

const mostPieces = 1000;

/** The distinct lines of a mail in reading order. */
const piecesOf = (layout: Layout | undefined): readonly string[] =>
  [...new Set((layout?.rows ?? []).flatMap(linesOfRow))].slice(0, mostPieces);
