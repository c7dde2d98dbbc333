import { entryIdSchema } from '../../shared/ids.ts';
import { templateName } from '../../shared/mail-template.ts';
import { Problem } from '../../shared/problem.ts';
import type { TaughtTemplate } from '../../shared/taught-templates.ts';
import { templatesOf } from '../../shared/taught-templates.ts';
import type { Entries, MailTemplates } from '../ports.ts';
import { keepSubject } from './cached-subject.ts';
import { taughtTemplates } from './facts.ts';
import { taughtDraft } from './mail-facts.ts';

/** Mail templates this shop was taught, at whichever computer. A version once saved is never changed: what it read stays explainable. */
export function createMailTemplates(entries: Entries): MailTemplates {
  const taught = keepSubject(entries, taughtTemplates, (said) => {
    const ever = templatesOf(said);
    return { ever, now: ever.filter(({ withdrawnAt }) => withdrawnAt === null) };
  });
  const list = (): readonly TaughtTemplate[] => taught().now;
  const lastVersion = (family: string): number =>
    Math.max(0, ...taught().ever.flatMap(({ recipe }) => (recipe.family === family ? [recipe.version] : [])));
  return {
    list,
    ever: () => taught().ever,
    lastVersion,
    save({ recipe, savedAt, savedBy }) {
      if (recipe.version <= lastVersion(recipe.family)) {
        throw new Problem(
          'refused',
          `${templateName(recipe)} was changed on another computer in the meantime`,
          {
            fix: 'Save again: it becomes the next version',
          },
        );
      }
      entries.append(taughtDraft(recipe, savedAt, savedBy));
    },
    remove(family, version, { at, by }) {
      const found = list().find(({ recipe }) => recipe.family === family && recipe.version === version);
      if (!found) return false;
      entries.append({
        id: entryIdSchema.parse(`recipe-withdrawn:${found.taught}`),
        kind: 'recipe-withdrawn',
        orderId: null,
        at,
        by,
        data: { taught: found.taught },
      });
      return true;
    },
  };
}
