const focusPanel = (): void => document.getElementById('order-panel')?.focus();

/** Lets the focus rest on the panel where what had it goes: not from where the reader has gone with it meanwhile. */
function restOnPanel(isGoing: (focused: Element | null) => boolean): void {
  const { activeElement, body } = document;
  if (activeElement === body || isGoing(activeElement)) focusPanel();
}

/** Does so for a part of the panel that goes. */
export const focusPanelFrom = (part: Element | null): void =>
  restOnPanel((focused) => part?.contains(focused) === true);

/** @returns what does so for the button that is pressed now, which goes with what it does */
export function panelFocus(): () => void {
  const pressed = document.activeElement;
  return () => restOnPanel((focused) => focused === pressed);
}

/** The `ref` of a button that goes by whoever's deed: only from the button itself does the focus come to the panel then. */
export const leavesToPanel = (button: HTMLButtonElement | null) => (): void => {
  if (button !== null && document.activeElement === button) focusPanel();
};
