import type { Page } from 'playwright-core';

/** Waits until rows with text are painted. @returns ms since the page began to load */
export const firstRows = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (document.querySelector('[data-order]') === null) await frame();
    await frame();
    return performance.now();
  });

/** Scrolls the list to a share of its height, until no visible row is a placeholder. @returns ms */
export const jumpTo = (page: Page, share: number): Promise<number> =>
  page.evaluate(async (to) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const list = document.getElementById('order-list');
    if (list === null) throw new Error('there is no list');
    const start = performance.now();
    list.scrollTop = (list.scrollHeight - list.clientHeight) * to;
    await frame();
    const isFilled = (): boolean => {
      const { top, bottom } = list.getBoundingClientRect();
      const rows = [...list.querySelectorAll('[role=option]')].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top && box.top < bottom;
      });
      return rows.length > 5 && rows.every((row) => row.hasAttribute('data-order'));
    };
    while (!isFilled()) await frame();
    return performance.now() - start;
  }, share);

/**
 * Runs an action and waits for its effect, both in the page. @param act a JavaScript statement such as
 * `document.title = 'x'` @param until an expression that becomes true @returns ms from the action to the frame
 * that shows it; more than 5000 when none does
 */
export const untilShown = (page: Page, act: string, until: string): Promise<number> =>
  page.evaluate(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    const start = performance.now();
    ${act};
    do await frame(); while (!(${until}) && performance.now() - start < 5_000);
    return performance.now() - start;
  })()`);

/** An action for `untilShown`: a key event on the focused element. */
export const key = (init: KeyboardEventInit): string =>
  `(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', ${JSON.stringify({ bubbles: true, cancelable: true, ...init })}))`;

/** An action for `untilShown`: sets the text of a field at once. */
export const typed = (selector: string, text: string): string =>
  `(() => {
    const field = document.querySelector(${JSON.stringify(selector)});
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)});
    field.dispatchEvent(new Event('input', { bubbles: true }));
  })()`;
