/** The part of a Vitest module that is counted. */
export interface CountedModule {
  readonly relativeModuleId: string
  errors(): readonly unknown[]
  readonly children: { allTests(): Iterable<CountedTest> }
}

export interface CountedTest {
  readonly fullName: string
  result(): { readonly state: 'passed' | 'failed' | 'skipped' | 'pending'; readonly note?: string | undefined }
}

export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Names of skipped tests that count as failed because everything is required. */
  readonly missing: readonly string[]
}

/**
 * Counts tests, not files. A file that cannot be loaded and an error outside any test count as one failure each; a test
 * that never reported (the run was cut short) is a failure too.
 */
export function countTests(
  modules: readonly CountedModule[],
  unhandledErrors: number,
  requireAll: boolean,
): TestCounts {
  let passed = 0
  let failed = unhandledErrors
  let skipped = 0
  const missing: string[] = []
  for (const module of modules) {
    failed += module.errors().length
    for (const test of module.children.allTests()) {
      const { state, note } = test.result()
      if (state === 'passed') passed++
      else if (state !== 'skipped') failed++
      else if (!requireAll) skipped++
      else {
        failed++
        missing.push(`${module.relativeModuleId} > ${test.fullName}${note ? ` (${note})` : ''}`)
      }
    }
  }
  return { passed, failed, skipped, missing }
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
