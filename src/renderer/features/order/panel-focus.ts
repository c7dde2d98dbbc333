const focusPanel = (): void => document.getElementById('order-panel')?.focus();

/** Moves the focus to the panel if its element is removed, unless the user has moved it elsewhere. */
function restOnPanel(isGoing: (focused: Element | null) => boolean): void {
  const { activeElement, body } = document;
  if (activeElement === body || isGoing(activeElement)) focusPanel();
}

/** Does so for a part of the panel that is removed. */
export const focusPanelFrom = (part: Element | null): void =>
  restOnPanel((focused) => part?.contains(focused) === true);

/** @returns a function that does so for the pressed button, which its own action removes */
export function panelFocus(): () => void {
  const pressed = document.activeElement;
  return () => restOnPanel((focused) => focused === pressed);
}

/** The `ref` cleanup of a button that may be removed by another person's action: only its own focus moves to the panel. */
export const leavesToPanel = (button: HTMLButtonElement | null) => (): void => {
  if (button !== null && document.activeElement === button) focusPanel();
};
