/** GraphQL's time format: `2026-11-24T10:00:00Z`. */
export const utcTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

const offsets = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Kyiv', timeZoneName: 'longOffset' });

/** A webhook's time format, in the shop's own zone: `2026-11-24T12:00:00+02:00`. */
export function kyivTime(at: number): string {
  const zone = offsets.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT+02:00';
  const [, sign = '+', hours = '02', minutes = '00'] = /([+-])(\d\d):(\d\d)/.exec(zone) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return `${new Date(at + shift * 60_000).toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
}
