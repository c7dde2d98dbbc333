/**
 * A button of the panel goes with what it does, and the focus it had is to rest on the panel.
 * @returns what moves it there once that is done: not from where the reader has gone with it meanwhile
 */
export function panelFocus(): () => void {
  const pressed = document.activeElement;
  return () => {
    const { activeElement, body } = document;
    if (activeElement === pressed || activeElement === body) document.getElementById('order-panel')?.focus();
  };
}
