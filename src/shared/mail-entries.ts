import { z } from 'zod';
import { entryIdSchema } from './ids.ts';
import { familySchema, mailTemplateSchema } from './mail-template.ts';
import { blockableSchema, senderSchema } from './sender.ts';

/** `decision` counts the decisions on one sender, so that no clocks are compared. */
const counted = { decision: z.int().positive() };

/**
 * A manager approves or blocks a sender, or undoes that (`open`). Orders of an approved sender belong only to the source
 * `mail:<family>`.
 */
export const senderDecidedSchema = z
  .discriminatedUnion('verdict', [
    z.object({ ...counted, sender: senderSchema, verdict: z.literal('approved'), family: familySchema }),
    z.object({ ...counted, sender: blockableSchema, verdict: z.literal('blocked') }),
    z.object({ ...counted, sender: blockableSchema, verdict: z.literal('open') }),
  ])
  .readonly();

/** The first possible order mail of an undecided sender arrived. It rings once, unless `quiet`. */
export const senderFoundSchema = z
  .object({ address: z.string().min(1).max(254), quiet: z.literal(true).optional() })
  .readonly();

/** A manager has added a mail template. Two computers may use the same version, see `templatesOf`. */
export const recipeTaughtSchema = z.object({ recipe: mailTemplateSchema }).readonly();

/** A manager has removed the mail template of the event `taught`, whatever its version is now. */
export const recipeWithdrawnSchema = z.object({ taught: entryIdSchema }).readonly();
