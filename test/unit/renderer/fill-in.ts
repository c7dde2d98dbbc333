import type { UserEvent } from '@testing-library/user-event';

/** Puts a text where a person would write it, in one paste: every key by itself draws the page once more. */
export async function fillIn(user: UserEvent, field: Element, text: string): Promise<void> {
  await user.click(field);
  await user.paste(text);
}
