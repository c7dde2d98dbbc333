import type { MailTemplate } from '../../shared/mail-template.ts';
import { mailTemplateSchema } from '../../shared/mail-template.ts';
import { Problem } from '../../shared/problem.ts';
import { domainOf, isDomainRule } from '../../shared/sender.ts';
import { createSenders } from '../intake/gmail/senders.ts';
import type { Clock, Ledger } from '../ports.ts';
import { decideSender } from '../senders/decide-sender.ts';

/** All mail templates of this shop. */
export type TemplateStore = {
  readonly all: () => readonly MailTemplate[];
  readonly savedOf: (recipe: MailTemplate) => { readonly at: number; readonly by: string } | null;
  /** @throws Problem `not-found` */
  readonly find: (family: string, version: number) => MailTemplate;
  /** The next version number of a template in this family. */
  readonly nextVersion: (family: string) => number;
  readonly save: (recipe: MailTemplate, by: string) => void;
  /** @throws Problem `not-found` */
  readonly remove: (family: string, version: number, by: string) => void;
  /**
   * Imports an exported template as the next version of its family, and approves its sender. Refuses a family of another sender.
   * @param everyAddress whether it may parse the mails of a whole domain
   * @throws Problem `bad-input` with what is wrong in the file, `refused` for a domain that was not chosen
   */
  readonly take: (text: string, by: string, everyAddress?: boolean) => MailTemplate;
};

export type RecipeBookParts = {
  readonly ledger: Pick<Ledger, 'recipes' | 'entries' | 'transaction'>;
  readonly clock: Clock;
};

export function createTemplateStore({ ledger, clock }: RecipeBookParts): TemplateStore {
  const kept = ledger.recipes.list;
  const all = (): readonly MailTemplate[] => kept().map(({ recipe }) => recipe);
  const isSame = (one: MailTemplate, family: string, version: number): boolean =>
    one.family === family && one.version === version;
  const nextVersion = (family: string): number => 1 + ledger.recipes.lastVersion(family);

  const senders = createSenders({ ledger, clock, recipes: all });

  /** Saves a template and approves its sender, who stays approved if the template is removed. */
  function save(recipe: MailTemplate, by: string): void {
    const { match, family } = recipe;
    ledger.transaction(() => {
      ledger.recipes.save({ recipe, savedAt: clock.now(), savedBy: by });
      decideSender({ ledger, clock }, { sender: match.sender, verdict: 'approved', family }, by);
    });
  }

  return {
    all,
    savedOf(recipe) {
      const found = kept().find((each) => isSame(each.recipe, recipe.family, recipe.version));
      return found ? { at: found.savedAt, by: found.savedBy } : null;
    },
    find(family, version) {
      const found = all().find((each) => isSame(each, family, version));
      if (!found) throw missing(family, version);
      return found;
    },
    nextVersion,
    save,
    remove(family, version, by) {
      if (!ledger.recipes.remove(family, version, { at: clock.now(), by })) throw missing(family, version);
    },
    take(text, by, everyAddress = false) {
      const recipe = parseTemplate(text);
      const { sender } = recipe.match;
      if (isDomainRule(sender) && !everyAddress) {
        throw new Problem('refused', `The template reads the mails of all addresses at ${domainOf(sender)}`, {
          field: 'everyAddress',
          fix: 'Import it only if they all belong to the service',
        });
      }
      const isOfAnother = senders.isTaken(recipe.family) && senders.familyOf(sender) !== recipe.family;
      const family = isOfAnother ? senders.familyFor(sender) : recipe.family;
      const taken = { ...recipe, family, version: nextVersion(family) };
      save(taken, by);
      return taken;
    },
  };
}

const missing = (family: string, version: number): Problem =>
  new Problem('not-found', `There is no template ${family}@${version}`);

function parseTemplate(text: string): MailTemplate {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw new Problem('bad-input', 'The file is not valid JSON', {
      cause,
      fix: 'Choose an exported template file',
    });
  }
  const parsed = mailTemplateSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Problem(
    'bad-input',
    `The file is not a template: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'has the wrong format'}`,
    {
      fix: 'Choose an exported template file',
    },
  );
}
