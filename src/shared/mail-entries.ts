import { z } from 'zod';
import { entryIdSchema } from './ids.ts';
import { familySchema, mailTemplateSchema } from './mail-template.ts';
import { blockableSchema, senderSchema } from './sender.ts';

/** `decision` counts the decisions on one sender, so that no clocks are compared. */
const counted = { decision: z.int().positive() };

/**
 * A manager has approved or blocked a sender, or taken that back (`open`). The orders of an approved one belong to the source
 * `mail:<family>`, and to no other.
 */
export const senderDecidedSchema = z
  .discriminatedUnion('verdict', [
    z.object({ ...counted, sender: senderSchema, verdict: z.literal('approved'), family: familySchema }),
    z.object({ ...counted, sender: blockableSchema, verdict: z.literal('blocked') }),
    z.object({ ...counted, sender: blockableSchema, verdict: z.literal('open') }),
  ])
  .readonly();

/** The first mail that may be an order has come from an undecided address. It rings once, unless it is `quiet`. */
export const senderFoundSchema = z
  .object({ address: z.string().min(1).max(254), quiet: z.literal(true).optional() })
  .readonly();

/** A manager has taught how a sender's mails are read. Two computers may have given their recipes one version, see `templatesOf`. */
export const recipeTaughtSchema = z.object({ recipe: mailTemplateSchema }).readonly();

/** A manager has removed a recipe: the one that this entry taught, whatever version it has come to have. */
export const recipeWithdrawnSchema = z.object({ taught: entryIdSchema }).readonly();
