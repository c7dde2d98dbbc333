/** Marks our notification e-mails, so that they are found among sent mails and never parsed as orders. */
export const noticeHeader = 'X-Orderbell-Notice';
