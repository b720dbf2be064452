const CODES: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Whether the system says that nothing more can be written: disk full, quota used up, file as large as it may be. */
export function isDiskFull(code: unknown): boolean {
  return CODES.has(code)
}

/** The same of what was thrown. */
export function isDiskFullError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && isDiskFull((error as NodeJS.ErrnoException).code)
}
