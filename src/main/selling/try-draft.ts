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
 * @returns what asks Shopify whether it takes a whole form, which makes nothing there. What it can not be asked now is found
 * when the draft order is made. @throws Problem `bad-input` with the form's field
 */
export function createTrial({ client, clock, log, country, signal, depositTerms }: TrialParts) {
  return async function tryOut(form: DraftOrderForm): Promise<void> {
    try {
      const terms = await depositTerms(client, form, { signal });
      // what the draft order before it keeps in stock is free once that one is gone
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
