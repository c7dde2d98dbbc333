import { z } from 'zod';
import type { OrderId } from './ids.ts';
import { documentIdSchema } from './ids.ts';
import { longestServiceName } from './mail-template.ts';
import type { TemplateView, TrainerItem, TrainerPreview, TrainerView } from './trainer.ts';
import { trainerBegunSchema, trainerFields, trainerValuesSchema } from './trainer.ts';

const trained = z.object({ document: documentIdSchema }).readonly();
const taught = trained
  .unwrap()
  .extend({ values: trainerValuesSchema, begun: trainerBegunSchema.optional() })
  .readonly();
const recipe = z.object({ family: z.string().max(80), version: z.int().positive() }).readonly();

/** Commands to create and list mail templates. */
export const trainerInputs = {
  /** Opens a stored mail in the trainer. */
  'trainer.open': trained,
  /** Returns the value of one field in a selected text; `item` returns a row of the items. */
  'trainer.pick': z
    .object({
      field: z.enum([...trainerFields, 'item']),
      text: z.string().max(4000),
    })
    .readonly(),
  'trainer.preview': trained.unwrap().extend({ values: trainerValuesSchema }).readonly(),
  /** Saves the template, corrects this order, and parses again the sender's mails that need review. */
  'trainer.save': taught
    .unwrap()
    .extend({ name: z.string().trim().min(1).max(longestServiceName) })
    .readonly(),
  /** Corrects only this order, without a template. */
  'trainer.heal': taught,
  'mailTemplates.list': z.undefined(),
  'mailTemplates.export': recipe,
  /** `everyAddress`: allows a template for a whole domain. */
  'mailTemplates.import': z
    .object({ text: z.string().max(200_000), everyAddress: z.literal(true).optional() })
    .readonly(),
  'mailTemplates.remove': recipe,
} as const;

export type TrainerOutputs = {
  'trainer.open': TrainerView;
  'trainer.pick': { readonly value: string | null; readonly item: TrainerItem | null };
  'trainer.preview': TrainerPreview;
  'trainer.save': { readonly recipe: string; readonly healed: readonly OrderId[] };
  'trainer.heal': { readonly order: OrderId };
  'mailTemplates.list': readonly TemplateView[];
  'mailTemplates.export': { readonly fileName: string; readonly text: string };
  'mailTemplates.import': TemplateView;
  'mailTemplates.remove': readonly TemplateView[];
};
