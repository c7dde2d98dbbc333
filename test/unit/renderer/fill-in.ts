import type { UserEvent } from '@testing-library/user-event';

/** Pastes a text where a person would type it: each single key would render the page again. */
export async function fillIn(user: UserEvent, field: Element, text: string): Promise<void> {
  await user.click(field);
  await user.paste(text);
}
