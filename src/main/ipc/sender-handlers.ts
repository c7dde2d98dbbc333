import type { SenderOutputs } from '../../shared/sender-commands.ts';
import type { SenderBook } from '../senders/sender-book.ts';
import type { Handlers } from './dispatch.ts';

export type SenderHandlerParts = { readonly senderBook: SenderBook };

/** Approves and blocks the senders of orders. */
export function createSenderHandlers({
  senderBook: book,
}: SenderHandlerParts): Pick<Handlers, keyof SenderOutputs> {
  return {
    'senders.list': () => book.view(),
    'senders.approve': (chosen) => {
      book.approve(chosen);
      return book.view();
    },
    'senders.block': (chosen) => {
      book.block(chosen);
      return book.view();
    },
    'senders.undo': ({ sender }) => {
      book.undo(sender);
      return book.view();
    },
  };
}
