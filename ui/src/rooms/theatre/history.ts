/** What happened to a job as steps in time. Pure. */
import type { JobRecord, Timestamp } from '../../backend/backend';

export interface Step {
  readonly kind: 'made' | 'sent' | 'accepted' | 'ended';
  readonly at: Timestamp;
  /** How long after the step before it; null for the first. */
  readonly after_ms: number | null;
}

/** Only the steps that there were. A clock that was set back makes no step shorter than nothing. */
export function stepsOf({ created_at, sent_at, accepted_at, ended_at }: JobRecord): Step[] {
  const told: [Step['kind'], Timestamp | null][] = [
    ['made', created_at],
    ['sent', sent_at],
    ['accepted', accepted_at],
    ['ended', ended_at],
  ];
  let before: Timestamp | null = null;
  return told.flatMap(([kind, at]) => {
    if (at === null) return [];
    const after_ms = before === null ? null : Math.max(0, at - before);
    before = at;
    return [{ kind, at, after_ms }];
  });
}
