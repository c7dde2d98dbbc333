import type { DeskMeans } from '../../shared/desk-source.ts';
import type { DeskId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { Fuller } from './crew.ts';

/** Whose computer a desk is; null when nobody has said. */
export type NameOf = (desk: DeskId) => string | null;

export function computerOf(desk: DeskId, nameOf: NameOf): string {
  const name = nameOf(desk);
  return name === null ? 'another computer' : `${name}’s computer`;
}

/* Why a person cannot change who listens, or forget a computer. */

export const noSource = (): Problem =>
  new Problem('refused', 'This computer has no source to listen to', {
    fix: 'Connect Shopify or Gmail here first',
  });

/** Something does not work here, or is not connected, that a computer has which is on. */
export function poorer({ desk, lacked }: Fuller, nameOf: NameOf): Problem {
  const whose = computerOf(desk, nameOf);
  const why: { readonly [M in DeskMeans]: string } = {
    gmail: `Gmail works at ${whose} and not here: mail orders would stay unread`,
    shopify: `Shopify works at ${whose} and not here: orders of the store would stay unread`,
    tunnel: `This computer has no public address, which ${whose} has: orders would come late, and buttons in Messenger would do nothing`,
    messenger: `This computer cannot write in Messenger, as ${whose} can: nobody would be told of orders there`,
    email: `This computer cannot write e-mail, as ${whose} can: nobody would be told of orders by it`,
  };
  return new Problem('refused', why[lacked], {
    fix: 'Connect it here, or sign in again; or close Orderbell on that computer and try again ten minutes later',
  });
}

export const noneAsFull = (): Problem =>
  new Problem('refused', 'No other computer that is on has all that works here', {
    fix: 'Connect the same on another computer first, or sign in again there',
  });

export const justTaken = (): Problem =>
  new Problem('refused', 'Another computer has just taken over', {
    fix: 'Look which one listens now, and try again',
  });

export const toldUnknown = (): Problem =>
  new Problem('refused', 'Orders were told that other computers may not know of yet', {
    fix: 'Hand over in a quarter of an hour, when every computer knows of it',
  });

export const isListening = (): Problem =>
  new Problem('refused', 'The computer that listens cannot be forgotten', {
    fix: 'Let another one listen first',
  });

export const isThere = (): Problem =>
  new Problem('refused', 'This computer is on: it gave a sign a moment ago', {
    fix: 'Close Orderbell there, and forget it ten minutes later',
  });

export const crowded = (): Problem =>
  new Problem('unreachable', 'Other computers wrote at the same time', { fix: 'Try it again' });
