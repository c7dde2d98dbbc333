import type { TrainerView } from '../../../shared/trainer.ts';
import type { SourceView } from '../../../shared/views.ts';

/** The sender's known name, else the name in its address: `hello@bukieto.example` → `Bukieto`. */
export function serviceName(
  { recipe, order, sender }: Pick<TrainerView, 'recipe' | 'order' | 'sender'>,
  sources: readonly SourceView[],
): string {
  const family = recipe?.split('@')[0];
  const known =
    sources.find(({ source }) => source === `mail:${family}`) ??
    sources.find(({ source }) => source !== 'shopify' && order?.id.startsWith(`${source}:`));
  if (known) return known.name;
  const labels = sender.split('@').at(-1)?.split('.') ?? [];
  const name = labels.at(-2) ?? labels.at(-1) ?? sender;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
