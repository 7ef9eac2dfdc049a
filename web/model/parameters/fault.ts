/** Why a value or a combination cannot be: what, where, what would be possible, and what to do. */
import type { Diagnostic } from '../result.ts';

export interface Fault extends Diagnostic {
  kind: 'unknown' | 'era' | 'type' | 'range' | 'combination';
  /** The name, or the path, of what is at fault; of a combination, its first part. */
  field: string;
  /** As it was given, for people. */
  value: string;
  /** What would be possible. */
  allowed: string;
  fix: string;
}
