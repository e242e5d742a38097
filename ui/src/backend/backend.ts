/**
 * The only door to the studio: commands out, changes in. Two rooms stand behind it, `tauri.ts` in the
 * window and `web.ts` in a browser; nobody else knows which.
 */
import type { ApiError, Change, Commands, ErrorCode } from './bindings.gen';

export type * from './bindings.gen';

export type Command = keyof Commands;
export type Args<C extends Command> = Commands[C]['args'];
export type Reply<C extends Command> = Commands[C]['reply'];

export interface Backend {
  /** Rejects with `CallError`, and with nothing else. */
  call<C extends Command>(command: C, args: Args<C>): Promise<Reply<C>>;
  /** Calls `listener` at every change until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void;
}

/** A command that failed: the `ApiError` of the door, as something that can be thrown. */
export class CallError extends Error implements ApiError {
  override readonly name = 'CallError';

  constructor(
    readonly code: ErrorCode,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }

  /** Whatever a transport threw; what is no `ApiError` becomes `internal`. */
  static from(thrown: unknown): CallError {
    if (thrown instanceof CallError) return thrown;
    if (isApiError(thrown)) return new CallError(thrown.code, thrown.detail);
    return new CallError('internal', thrown instanceof Error ? thrown.message : String(thrown));
  }
}

const CODES: Record<ErrorCode, true> = {
  bad_request: true,
  not_found: true,
  conflict: true,
  too_long: true,
  picture_refused: true,
  no_frame: true,
  handle_taken: true,
  bad_handle: true,
  bad_name: true,
  name_taken: true,
  bad_address: true,
  bad_link: true,
  bad_proxy: true,
  plain_http: true,
  bad_key: true,
  no_keychain: true,
  keychain_locked: true,
  no_desktop: true,
  disk_full: true,
  disk: true,
  internal: true,
};

function isApiError(value: unknown): value is ApiError {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('detail' in value)) return false;
  return typeof value.code === 'string' && value.code in CODES && typeof value.detail === 'string';
}
