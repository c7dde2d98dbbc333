import { z } from 'zod';
import type { Language } from '../../../shared/languages.ts';
import { languageSchema } from '../../../shared/languages.ts';
import type { Desk } from '../../host.ts';

const stateSchema = z.object({ language: languageSchema });

/** The language chosen on this computer. */
export async function languageOf(desk: Desk): Promise<Language> {
  const reply = await desk.dispatch('app.state', undefined);
  return reply.ok ? stateSchema.parse(reply.value).language : 'en';
}
