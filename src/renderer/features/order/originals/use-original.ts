import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId, OrderId } from '../../../../shared/ids.ts';
import type { OrderDetail } from '../../../../shared/views.ts';
import { useHotkeys } from '../../../lib/browser/use-hotkeys.tsx';
import { useWidth } from '../../../lib/browser/use-width.ts';
import { usePreferences, useStores } from '../../../state/context.tsx';
import { documentShown } from './document-shown.ts';

/** The id of the button that shows and hides it, which is always visible. */
export const toggleId = 'order-original-toggle';

type Listed = OrderDetail['documents'][number];

export type OriginalView = {
  /** Null if the source sent nothing. */
  readonly chosen: Listed | null;
  readonly isShown: boolean;
  /** There is room for it beside the order. */
  readonly isBeside: boolean;
  readonly toggle: () => void;
  /** Shows this document; null hides it. */
  readonly choose: (document: Listed | null) => void;
};

/** Which of the originals is on screen, and where. Its visibility is stored and applies to every order. */
export function useOriginal(detail: OrderDetail): OriginalView {
  const { order, documents } = detail;
  const { t } = useTranslation('order');
  const { preferences } = useStores();
  const { original } = usePreferences();
  const isBeside = useWidth(1280);
  const [picked, setPicked] = useState<DocumentId | null>(null);
  // a quarantined order is judged by its original, which shows at once unless the user has just hidden it
  const [hidden, setHidden] = useState<OrderId | null>(null);
  const isJudged = order.quarantined && hidden !== order.id;
  const isShown = documents.length > 0 && (isJudged || original);
  const first = (isAboutChange(order) && documentShown(detail)) || documents[0];
  const show = (isOn: boolean): void => {
    setHidden(isOn ? null : order.id);
    preferences.set({ original: isOn });
    requestAnimationFrame(() => {
      // the pressed button may be removed with it
      if (document.activeElement === document.body) document.getElementById(toggleId)?.focus();
    });
  };
  const toggle = (): void => {
    show(!isShown);
    if (isShown || isBeside) return;
    requestAnimationFrame(() =>
      document.getElementById('order-originals')?.scrollIntoView({ block: 'start' }),
    );
  };

  useHotkeys(
    documents.length === 0
      ? []
      : [
          {
            id: 'order.original',
            keys: ['d'],
            scope: t('keysScope'),
            label: t('keyOriginal'),
            run: toggle,
          },
        ],
  );

  return {
    chosen: documents.find(({ id }) => id === picked) ?? first ?? null,
    isShown,
    isBeside,
    toggle,
    choose(document) {
      if (document !== null) setPicked(document.id);
      show(document !== null);
    },
  };
}

/** Whether the review is about a change: then the mail that could not be parsed is shown, not the one the order came by. */
const isAboutChange = ({ content }: OrderDetail['order']): boolean =>
  content.review?.some(({ code }) => code === 'changed-unread') ?? false;
