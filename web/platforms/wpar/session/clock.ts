/** What `date` says on a system: true time, and how far its clock is off. A run begins on a Monday morning. */
import type { VirtualNs } from '../../../model/units.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const FIRST_DAY = 3;
const START_S = 9 * 3600;
const DAY_S = 86_400;

const two = (value: number): string => String(value).padStart(2, '0');

/** `Mon Mar  3 09:00:15 CET 2008` */
export function dateText(at: VirtualNs, clockOffsetMs: number): string {
  const seconds = Math.floor(START_S + at / 1e9 + clockOffsetMs / 1000);
  const day = Math.floor(seconds / DAY_S);
  const rest = seconds - day * DAY_S;
  const [hour, minute, second] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  const name = DAYS[((day % 7) + 7) % 7];
  const time = [hour, minute, second].map(two).join(':');
  return `${name} Mar ${String(FIRST_DAY + day).padStart(2, ' ')} ${time} CET 2008`;
}
