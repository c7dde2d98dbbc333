import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { corner, placeToasts } from '../../lib/browser/place-toasts.ts';

const position = 'bottom-right';
const selector = `[data-toasts][data-position="${position}"]`;
/** Size of one toast: it grows while it appears, and must not start on a field. */
const leastHeight = 96;

/** Places toasts in the window's corner, but never over the focused field. */
export function ToastHost() {
  useEffect(keepOffFocusedField, []);
  return <Notifications position={position} limit={3} data-toasts />;
}

/** @returns the function that stops it */
function keepOffFocusedField(): () => void {
  const sizes = new ResizeObserver(place);
  let watched: Element | null = null;

  function place(): void {
    const toasts = document.querySelector(selector);
    if (!(toasts instanceof HTMLElement)) return;
    const field = toasts.querySelector('[role=alert]') === null ? null : watched;
    // skip measuring while nothing can be covered: this runs on each scroll frame
    const { right, bottom } = field === null ? corner : placeOver(toasts, field);
    toasts.style.right = `${right}px`;
    toasts.style.bottom = `${bottom}px`;
  }
  function watch(): void {
    const next = fieldOf(document.activeElement);
    if (next !== watched) {
      if (watched !== null) sizes.unobserve(watched);
      if (next !== null) sizes.observe(next);
      watched = next;
    }
    place();
  }

  const toasts = document.querySelector(selector);
  if (toasts !== null) sizes.observe(toasts);
  const ends = new AbortController();
  const { signal } = ends;
  document.addEventListener('focusin', watch, { signal });
  document.addEventListener('focusout', watch, { signal });
  // a scrolling part of a page: its event does not bubble to the document
  document.addEventListener('scroll', place, { signal, capture: true, passive: true });
  window.addEventListener('resize', place, { signal });
  watch();
  return () => {
    ends.abort();
    sizes.disconnect();
  };
}

function placeOver(toasts: Element, field: Element) {
  const { width, height } = toasts.getBoundingClientRect();
  const inner = { width: window.innerWidth, height: window.innerHeight };
  return placeToasts(inner, { width, height: Math.max(height, leastHeight) }, field.getBoundingClientRect());
}

/** The field with its label and error; null if no input has the focus, or one in a toast. */
function fieldOf(focused: Element | null): Element | null {
  const field = focused?.matches('input, textarea, select, [contenteditable]') ? focused : null;
  if (field === null || field.closest('[data-toasts]') !== null) return null;
  return field.closest('.mantine-InputWrapper-root') ?? field;
}
