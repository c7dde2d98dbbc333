import type { MailTemplate } from '../../shared/mail-template.ts';
import type { TemplateView } from '../../shared/trainer.ts';
import type { MailHealth } from '../health/mail-health.ts';
import { pickItem, pickValue } from '../trainer/pick-value.ts';
import type { TemplateStore } from '../trainer/template-store.ts';
import type { Trainer } from '../trainer/trainer.ts';
import type { Handlers } from './dispatch.ts';

type TrainerHandlers = Pick<
  Handlers,
  | 'trainer.open'
  | 'trainer.pick'
  | 'trainer.preview'
  | 'trainer.save'
  | 'trainer.heal'
  | 'mailTemplates.list'
  | 'mailTemplates.export'
  | 'mailTemplates.import'
  | 'mailTemplates.remove'
  | 'health.mailWarnings'
>;

export type TrainerHandlerParts = {
  readonly trainer: Trainer;
  readonly book: TemplateStore;
  readonly health: MailHealth;
  readonly manager: () => string;
  /** Called when the mail templates have changed. */
  readonly onChange: () => void;
};

/** Teaches mail templates, and lists them. */
export function createTrainerHandlers({
  trainer,
  book,
  health,
  manager,
  onChange,
}: TrainerHandlerParts): TrainerHandlers {
  const view = (recipe: MailTemplate): TemplateView => {
    const saved = book.savedOf(recipe);
    return {
      family: recipe.family,
      version: recipe.version,
      name: recipe.name,
      sender: recipe.match.sender,
      subject: recipe.match.subject ?? null,
      learntFrom: recipe.learntFrom ?? 1,
      savedAt: saved?.at ?? null,
      savedBy: saved?.by ?? null,
      ...health.of(recipe),
    };
  };

  return {
    'trainer.open': (input) => trainer.open(input),
    'trainer.pick': ({ field, text }) =>
      field === 'item'
        ? { value: null, item: pickItem(text) }
        : { value: pickValue(field, text), item: null },
    'trainer.preview': (input) => trainer.preview(input),
    'trainer.save': async (input) => {
      const saved = await trainer.save(input);
      onChange();
      return saved;
    },
    'trainer.heal': (input) => trainer.heal(input),
    'mailTemplates.list': () => book.all().map(view),
    'mailTemplates.export': ({ family, version }) => ({
      fileName: `${family}-${version}.recipe.json`,
      text: `${JSON.stringify(book.find(family, version), null, 2)}\n`,
    }),
    'mailTemplates.import': ({ text, everyAddress }) => {
      const taken = view(book.take(text, manager(), everyAddress));
      onChange();
      return taken;
    },
    'mailTemplates.remove': ({ family, version }) => {
      book.remove(family, version, manager());
      onChange();
      return book.all().map(view);
    },
    'health.mailWarnings': () => health.warnings(),
  };
}
