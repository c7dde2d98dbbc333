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

/** Teaching mail templates, and the list of them. */
export const trainerInputs = {
  /** A stored mail, to be taught from. */
  'trainer.open': trained,
  /** What one field takes of a text that was pointed at; `item` takes a row of the items. */
  'trainer.pick': z
    .object({
      field: z.enum([...trainerFields, 'item']),
      text: z.string().max(4000),
    })
    .readonly(),
  'trainer.preview': trained.unwrap().extend({ values: trainerValuesSchema }).readonly(),
  /** Keeps the recipe, corrects this order by it and reads again the sender's mails that need review. */
  'trainer.save': taught
    .unwrap()
    .extend({ name: z.string().trim().min(1).max(longestServiceName) })
    .readonly(),
  /** Corrects this one order by the values, without a recipe. */
  'trainer.heal': taught,
  'recipes.list': z.undefined(),
  'recipes.export': recipe,
  /** `everyAddress`: it may read the mails of a whole domain. */
  'recipes.import': z
    .object({ text: z.string().max(200_000), everyAddress: z.literal(true).optional() })
    .readonly(),
  'recipes.remove': recipe,
} as const;

export type TrainerOutputs = {
  'trainer.open': TrainerView;
  'trainer.pick': { readonly value: string | null; readonly item: TrainerItem | null };
  'trainer.preview': TrainerPreview;
  'trainer.save': { readonly recipe: string; readonly healed: readonly OrderId[] };
  'trainer.heal': { readonly order: OrderId };
  'recipes.list': readonly TemplateView[];
  'recipes.export': { readonly fileName: string; readonly text: string };
  'recipes.import': TemplateView;
  'recipes.remove': readonly TemplateView[];
};
