import type { OrderId, SubscriberId } from '../../../shared/ids.ts';
import type { ByLanguage, Language } from '../../../shared/languages.ts';
import type { ManagerAction } from './read-request.ts';

/** The result of pressing "Take it". `number` is that of the order to work on. */
export type Took =
  | {
      readonly kind: 'taken' | 'was-yours' | 'cancelled' | 'handed-over' | 'quarantined';
      readonly number: string;
    }
  | { readonly kind: 'by-other'; readonly number: string; readonly manager: string }
  | { readonly kind: 'no-order' | 'no-manager' };

/** The actions of managers in Messenger. */
export type ManagerActions = {
  /**
   * Takes an unassigned order, or the order it was merged into; on disk when it returns. An old button never takes an order from
   * another manager.
   */
  take(order: OrderId, by: SubscriberId): Took;
  /** Begins or ends the shift of a manager. @returns the manager's name, or null if the contact is no manager */
  shift(on: boolean, by: SubscriberId): string | null;
  language(): Language;
};

const words = {
  en: {
    taken: (number: string) => `${number} is yours.`,
    'was-yours': (number: string) => `${number} is yours already.`,
    'by-other': (number: string, manager: string) => `${manager} has taken ${number}.`,
    cancelled: (number: string) => `${number} is cancelled.`,
    'handed-over': (number: string) => `${number} is handed over already.`,
    quarantined: (number: string) => `${number} is in quarantine: release it in Orderbell first.`,
    'no-order': 'Orderbell does not know this order.',
    on: (name: string) => `${name}, your shift has begun. New orders are told here for 24 hours.`,
    off: (name: string) => `${name}, your shift has ended.`,
    stranger: (id: SubscriberId) =>
      `This is for the managers of the shop. The id of this contact is ${id}; it belongs on the Setup page of Orderbell, ManyChat, Managers.`,
  },
  uk: {
    taken: (number: string) => `${number} тепер за вами.`,
    'was-yours': (number: string) => `${number} уже за вами.`,
    'by-other': (number: string, manager: string) => `${number}: замовлення вже в менеджера ${manager}.`,
    cancelled: (number: string) => `${number}: замовлення скасовано.`,
    'handed-over': (number: string) => `${number}: замовлення вже видано.`,
    quarantined: (number: string) => `${number} у карантині: спершу випустіть його в Orderbell.`,
    'no-order': 'Orderbell не знає такого замовлення.',
    on: (name: string) => `${name}, зміну розпочато. Нові замовлення надходитимуть сюди впродовж 24 годин.`,
    off: (name: string) => `${name}, зміну завершено.`,
    stranger: (id: SubscriberId) =>
      `Це для менеджерів крамниці. Номер цього контакту ${id}; його місце в Orderbell: Підключення, ManyChat, Менеджери.`,
  },
  pl: {
    taken: (number: string) => `${number} jest Twoje.`,
    'was-yours': (number: string) => `${number} już jest Twoje.`,
    'by-other': (number: string, manager: string) => `${number}: zamówienie ma już ${manager}.`,
    cancelled: (number: string) => `${number}: zamówienie anulowano.`,
    'handed-over': (number: string) => `${number}: zamówienie już wydano.`,
    quarantined: (number: string) => `${number} jest w kwarantannie: najpierw zwolnij je w Orderbell.`,
    'no-order': 'Orderbell nie zna tego zamówienia.',
    on: (name: string) =>
      `${name}, Twoja zmiana się zaczęła. Nowe zamówienia będą tu zgłaszane przez 24 godziny.`,
    off: (name: string) => `${name}, Twoja zmiana się skończyła.`,
    stranger: (id: SubscriberId) =>
      `To jest dla menedżerów sklepu. Id tego kontaktu to ${id}; jego miejsce jest w Orderbell: Połączenia, ManyChat, Menedżerowie.`,
  },
} as const satisfies ByLanguage<unknown>;

/** Executes the action and returns the result as text. */
export function answerTo(action: ManagerAction, actions: ManagerActions): string {
  const say = words[actions.language()];
  if (action.kind === 'shift') {
    const name = actions.shift(action.on, action.by);
    if (name === null) return say.stranger(action.by);
    return action.on ? say.on(name) : say.off(name);
  }
  const took = actions.take(action.order, action.by);
  switch (took.kind) {
    case 'no-manager':
      return say.stranger(action.by);
    case 'no-order':
      return say['no-order'];
    case 'by-other':
      return say['by-other'](took.number, took.manager);
    default:
      return say[took.kind](took.number);
  }
}
