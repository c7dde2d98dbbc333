import { z } from 'zod';
import { orderChoiceSchema } from './order-filter.ts';

/** The optional contents of the second line of a row. */
export const rowFacts = ['items', 'place', 'wanted', 'tags', 'assignee', 'payment'] as const;
export type RowFact = (typeof rowFacts)[number];

/** A view that a manager has put together and named. It is this computer's own. */
export const savedViewSchema = z
  .object({
    id: z.uuid(),
    name: z.string().trim().min(1, 'enter a name for the view').max(60),
    choice: orderChoiceSchema,
    /** Absent: as the window's rows are set. */
    density: z.enum(['comfortable', 'compact']).optional(),
    facts: z.array(z.enum(rowFacts)).max(rowFacts.length).readonly().optional(),
  })
  .readonly();
export type SavedView = z.infer<typeof savedViewSchema>;
