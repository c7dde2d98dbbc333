import { dayAfter, shopMoment } from '../../../state/shop-clock.ts';

export type DayPreset = {
  readonly name: 'today' | 'yesterday' | 'week';
  readonly from: string;
  readonly to: string;
};

/** Days people ask for most, by the shop's calendar. */
export function dayPresets(now: number, timeZone: string): readonly DayPreset[] {
  const { date: today } = shopMoment(now, timeZone);
  const yesterday = dayAfter(today, -1);
  return [
    { name: 'today', from: today, to: today },
    { name: 'yesterday', from: yesterday, to: yesterday },
    { name: 'week', from: dayAfter(today, -6), to: today },
  ];
}
