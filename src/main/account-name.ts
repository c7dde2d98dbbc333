import { userInfo } from 'node:os';
import { hasCode } from '../shared/problem.ts';

/** Who is logged in on this computer; a container may run as a user that has no name. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if (hasCode(error, 'ERR_SYSTEM_ERROR')) return 'Orderbell';
    throw error;
  }
}
