import { userInfo } from 'node:os';
import { hasCode } from '../shared/problem.ts';

/** The user who is logged in on this computer. In a container the user may have no name. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if (hasCode(error, 'ERR_SYSTEM_ERROR')) return 'Orderbell';
    throw error;
  }
}
