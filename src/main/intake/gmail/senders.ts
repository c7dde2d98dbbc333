import type { Source } from '../../../shared/ids.ts';
import { mailSource } from '../../../shared/ids.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { isSenderOf } from '../../../shared/mail-template.ts';
import { domainOf } from '../../../shared/sender.ts';
import type { SenderDecisions, SenderStatus } from '../../../shared/sender-decisions.ts';
import { senderDecisions, senderStatus } from '../../../shared/sender-decisions.ts';
import { keepSubject } from '../../ledger/cached-subject.ts';
import { orderSenders, taughtTemplates } from '../../ledger/facts.ts';
import { foundDraft } from '../../ledger/mail-facts.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { shortName, slug } from '../mail/short-name.ts';

export type Senders = {
  readonly statusOf: (address: string) => SenderStatus;
  /** The family of an approved sender; null for any other. */
  readonly familyOf: (address: string) => string | null;
  /** The family for a sender at approval: its earlier one, or one that no other sender has ever had. */
  readonly familyFor: (sender: string) => string;
  /** Whether any sender has, or ever had, this family. */
  readonly isTaken: (family: string) => boolean;
  /** The templates that are tried on a mail from this address. */
  readonly templatesFor: (address: string) => readonly MailTemplate[];
  /** Records once that an undecided address has sent a possible order. @param rings whether managers are notified */
  readonly find: (address: string, rings: boolean) => void;
  /** The approved senders: full addresses, and `@domain` for every address of a domain. */
  readonly addresses: readonly string[];
  /** The sources of these senders, without duplicates. */
  readonly sources: readonly Source[];
};

export type SendersParts = {
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly clock: Clock;
  readonly recipes: () => readonly MailTemplate[];
};

/** Determines which senders may create orders: those a manager approved, and those of the mail templates. */
export function createSenders({ ledger, clock, recipes }: SendersParts): Senders {
  const decisions = keepSubject(ledger.entries, orderSenders, senderDecisions);
  const statusOf = (address: string): SenderStatus => senderStatus(address, decisions(), recipes());
  const familyOf: Senders['familyOf'] = (address) => {
    const status = statusOf(address);
    return status.state === 'approved' ? status.family : null;
  };
  /** Includes senders that are no longer approved: their orders stay, and no other sender may change them. */
  const familiesEver = (): ReadonlySet<string> =>
    new Set([
      ...recipes().map(({ family }) => family),
      ...[...ledger.entries.ofSubject(orderSenders), ...ledger.entries.ofSubject(taughtTemplates)].flatMap(
        (entry) => {
          if (entry.kind === 'recipe-taught') return [entry.data.recipe.family];
          return entry.kind === 'sender-decided' && entry.data.verdict === 'approved'
            ? [entry.data.family]
            : [];
        },
      ),
    ]);
  const addresses = (): readonly string[] => approvedSenders(decisions(), recipes());
  return {
    statusOf,
    familyOf,
    familyFor(sender) {
      const family = familyOf(sender);
      if (family !== null) return family;
      const had = ledger.entries.ofSubject(orderSenders).filter((entry) => entry.kind === 'sender-decided');
      const ownBefore = had.flatMap(({ data }) =>
        data.verdict === 'approved' && data.sender === sender ? [data.family] : [],
      );
      return ownBefore.at(-1) ?? newFamily(sender, familiesEver());
    },
    isTaken: (family) => familiesEver().has(family),
    templatesFor: (address) => templatesFor(recipes(), address, familyOf(address)),
    find(address, rings) {
      ledger.entries.append(foundDraft({ address, ...(!rings && { quiet: true }) }, clock.now()));
    },
    get addresses() {
      return addresses();
    },
    get sources() {
      const families = addresses().map(familyOf);
      return [...new Set(families.filter((family) => family !== null).map(mailSource))];
    },
  };
}

function newFamily(sender: string, taken: ReadonlySet<string>): string {
  const domain = domainOf(sender);
  const names = [shortName(domain), slug(domain), slug(sender)];
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  for (let count = 2; ; count += 1) {
    const name = `${slug(sender)}-${count}`;
    if (!taken.has(name)) return name;
  }
}

/**
 * The templates tried on a mail of an address: all templates, and copies for this address of those of other senders in its
 * family. An address with its own template gets copies of older versions only: it may still send the earlier kind of mail.
 */
export function templatesFor(
  recipes: readonly MailTemplate[],
  address: string,
  family: string | null,
): readonly MailTemplate[] {
  const own = recipes.filter((each) => isSenderOf(each, address));
  const isLent = (recipe: MailTemplate): boolean =>
    !own.includes(recipe) &&
    recipe.family === family &&
    (own.length === 0 || own.some(({ version }) => recipe.version < version));
  const lent = recipes.filter(isLent);
  return [...recipes, ...lent.map((each) => ({ ...each, match: { ...each.match, sender: address } }))];
}

/** The approved senders, for a parser that reads a ledger once. */
export const knownAddresses = (
  { entries }: Pick<Ledger, 'entries'>,
  recipes: readonly MailTemplate[],
): readonly string[] => approvedSenders(senderDecisions(entries.ofSubject(orderSenders)), recipes);

function approvedSenders(decisions: SenderDecisions, recipes: readonly MailTemplate[]): readonly string[] {
  const isBlocked = (sender: string): boolean => decisions.get(sender)?.verdict === 'blocked';
  const ofRecipes = recipes.map(({ match }) => match.sender).filter((sender) => !isBlocked(sender));
  const ofDecisions = [...decisions].flatMap(([sender, { verdict }]) =>
    verdict === 'approved' && !recipes.some((each) => each.match.sender === sender) ? [sender] : [],
  );
  return [...ofRecipes, ...ofDecisions];
}
