import { z } from 'zod';
import type { DraftOrderForm } from '../../shared/forms.ts';
import { draftIdSchema } from '../../shared/ids.ts';
import { isProblem, Problem } from '../../shared/problem.ts';
import { draftCalculateMutation } from '../shopify/documents.ts';
import { draftTagOf } from './draft-fact.ts';
import { draftInputOf, formFieldOf } from './draft-input.ts';
import type { MakingParts } from './make-draft.ts';

type TrialParts = Pick<MakingParts, 'client' | 'clock' | 'log' | 'country' | 'signal' | 'depositTerms'>;

/**
 * @returns a function that validates a whole form with Shopify without making a draft order. Skips the validation if Shopify
 * cannot be reached. @throws Problem `bad-input` with the form's field
 */
export function createTrial({ client, clock, log, country, signal, depositTerms }: TrialParts) {
  return async function tryOut(form: DraftOrderForm): Promise<void> {
    try {
      const terms = await depositTerms(client, form, { signal });
      // the replaced draft order releases its reserved stock
      const unreserved = { ...form, reserveHours: undefined };
      const facts = { country: country(), at: clock.now(), terms };
      const input = draftInputOf(unreserved, draftTagOf(draftIdSchema.parse(form.key)), facts);
      await client.mutate(draftCalculateMutation, { input }, z.unknown(), { signal });
    } catch (error) {
      if (!isProblem(error)) throw error;
      if (error.kind !== 'bad-input') {
        log.warn('draft order not tried out', { error: error.message });
        return;
      }
      if (error.field === undefined) throw error;
      throw new Problem(error.kind, error.message, {
        cause: error,
        field: formFieldOf(error.field),
        ...(error.fix !== undefined && { fix: error.fix }),
      });
    }
  };
}
