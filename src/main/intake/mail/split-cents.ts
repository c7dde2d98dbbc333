/** `$64<sup>95</sup>` is $64.95: the separator the eye supplies, the one the number does not use for its thousands. */
export function withCents(before: string, raised: string): string {
  const cents = raised.trim();
  const whole = /(?<![\d.,])\d[\d.,' \u00a0\u202f\u2009]*$/u.exec(before)?.[0];
  if (whole === undefined || !/^\d{2}$/.test(cents)) return raised;
  if (/[.,]$/.test(whole.trim())) return cents;
  return whole.includes('.') ? `,${cents}` : `.${cents}`;
}
