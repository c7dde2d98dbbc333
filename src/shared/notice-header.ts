/** Stands in every notice by e-mail: by it one is known again among the sent mails, and is never read as an order. */
export const noticeHeader = 'X-Orderbell-Notice';
