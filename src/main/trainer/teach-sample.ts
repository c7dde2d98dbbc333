import type { MailTemplate } from '../../shared/mail-template.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { Config } from '../settings/config.ts';
import { createTemplateStore } from './template-store.ts';

/** Adds the mail templates of the sample shop once: a removed one stays removed. */
export function teachSample(
  ledger: Ledger,
  clock: Clock,
  sample: { readonly recipes: readonly MailTemplate[]; readonly config: Pick<Config, 'managers'> },
): void {
  const book = createTemplateStore({ ledger, clock });
  const by = sample.config.managers[0]?.name ?? '';
  for (const recipe of sample.recipes) {
    if (ledger.recipes.lastVersion(recipe.family) === 0) book.save(recipe, by);
  }
}
