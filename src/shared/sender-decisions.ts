import { dedupeEvents } from './dedupe.ts';
import type { Entry, EntryData } from './entry.ts';
import { lastDecision } from './fold-takings.ts';
import type { MailTemplate } from './mail-template.ts';
import { isSenderOf } from './mail-template.ts';
import { domainOf } from './sender.ts';

/** What a manager decided last about one sender. */
export type DecidedSender = EntryData<'sender-decided'> & { readonly by: string; readonly at: number };
export type SenderDecisions = ReadonlyMap<string, DecidedSender>;

/** The last decision on each sender, from its events in any order. */
export function senderDecisions(entries: readonly Entry[]): SenderDecisions {
  const decided = dedupeEvents(entries.filter((entry) => entry.kind === 'sender-decided'));
  return new Map(
    [...Map.groupBy(decided, ({ data }) => data.sender)].flatMap(([sender, own]) => {
      const last = lastDecision(own);
      return last ? [[sender, { ...last.data, by: last.by, at: last.at }] as const] : [];
    }),
  );
}

/** Whether the mails of an address may become orders; `family` names the source that its orders belong to. */
export type SenderStatus =
  | { readonly state: 'approved'; readonly family: string }
  | { readonly state: 'blocked' }
  | { readonly state: 'undecided' };

/**
 * The status of the address of a From header. A decision on the address itself counts first, then one on its whole domain. A
 * template approves the sender whose mails it reads, and names their source.
 */
export function senderStatus(
  address: string,
  decisions: SenderDecisions,
  templates: readonly MailTemplate[],
): SenderStatus {
  const from = address.toLowerCase();
  const decided =
    statusOf(decisions.get(from)) ??
    (templates.some(({ match }) => match.sender.toLowerCase() === from)
      ? null
      : statusOf(decisions.get(`@${domainOf(from)}`)));
  if (decided?.state === 'blocked') return decided;
  const template = templates.find((each) => isSenderOf(each, from));
  if (template) return { state: 'approved', family: template.family };
  return decided ?? { state: 'undecided' };
}

/** Null while undecided, or after the decision was undone. */
function statusOf(decision: DecidedSender | undefined): SenderStatus | null {
  switch (decision?.verdict) {
    case 'approved':
      return { state: 'approved', family: decision.family };
    case 'blocked':
      return { state: 'blocked' };
    default:
      return null;
  }
}
