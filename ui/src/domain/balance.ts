/** What is left on a connection's account, and whether that is little. Pure. */
import type { Connection } from '../backend/backend';

export type BalanceState = 'unknown' | 'unlimited' | 'enough' | 'low';

export function balanceState({ balance, warn_below_micros }: Connection): BalanceState {
  if (!balance) return 'unknown';
  if (balance.left_micros === null) return 'unlimited';
  return warn_below_micros !== null && balance.left_micros < warn_below_micros ? 'low' : 'enough';
}

/** Whether the money fell below the warning: a warning that was raised above the money is no news to who raised it. */
export function hasDropped(before: Connection, after: Connection): boolean {
  const { warn_below_micros } = after;
  return balanceState(after) === 'low' && balanceState({ ...before, warn_below_micros }) !== 'low';
}

/** How much is left of what there was, in percent; null where one of them is not told. */
export function shareLeft({ balance }: Connection): number | null {
  if (!balance || balance.left_micros === null || !balance.limit_micros) return null;
  return Math.min(100, Math.max(0, (balance.left_micros / balance.limit_micros) * 100));
}

/** Millionths of a dollar of an amount as typed: `5`, `$5.50`, `5,50`. Null when it is none, or negative. */
export function parseMoney(text: string): number | null {
  const amount = /^\s*\$?\s*(\d{1,7}(?:[.,]\d{1,6})?)\s*$/.exec(text)?.[1];
  return amount === undefined ? null : Math.round(Number(amount.replace(',', '.')) * 1_000_000);
}
