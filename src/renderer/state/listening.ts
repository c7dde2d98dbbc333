import type { DesksView } from '../../shared/desks-view.ts';

type Desk = DesksView['desks'][number];

/** Which computer listens to the shop's sources, as far as this one knows. */
export type Listening =
  | { readonly kind: 'alone' | 'here' | 'nobody' | 'unknown' }
  | { readonly kind: 'there'; readonly name: string; readonly silentMs: number | null };

/** It gives a sign each half minute; four that did not come are no chance. */
const quietMs = 2 * 60_000;

/** @param now epoch milliseconds by this computer's clock, as the signs are */
export function listeningOf(view: DesksView, now: number): Listening {
  const { desks, canBeChosen, problem, signAt } = view;
  const receiver = desks.find(({ listens }) => listens);
  if (!canBeChosen || (desks.length === 1 && receiver)) return { kind: 'alone' };
  if (receiver?.isThis) return { kind: 'here' };
  if (problem !== null) return { kind: 'unknown' };
  if (!receiver) return { kind: 'nobody' };
  const age = signAt === null ? 0 : now - signAt;
  return { kind: 'there', name: deskName(view, receiver), silentMs: age > quietMs ? age : null };
}

/** One person may work at two computers: then the end of its id tells them apart. */
export function deskName({ desks }: DesksView, { id, name }: Desk): string {
  const isShared = desks.some((other) => other.id !== id && other.name === name);
  return isShared ? `${name} (${id.slice(-4)})` : name;
}
