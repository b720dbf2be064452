import { describe, expect, it } from 'vitest'
import { type CountedModule, countTests, summaryLine } from './test-counts.ts'

type State = 'passed' | 'failed' | 'skipped' | 'pending'

function moduleOf(states: readonly State[], errors: readonly unknown[] = []): CountedModule {
  return {
    relativeModuleId: 'a.test.ts',
    errors: () => errors,
    children: {
      allTests: () =>
        states.map((state, i) => ({ fullName: `test ${i}`, result: () => ({ state, note: 'no browser' }) })),
    },
  }
}

describe('countTests', () => {
  it('counts tests over all modules', () => {
    const counts = countTests([moduleOf(['passed', 'failed']), moduleOf(['passed', 'skipped'])], 0, false)
    expect(summaryLine(counts)).toBe('2 passed, 1 failed, 1 skipped')
  })

  it('counts a file that cannot be loaded and an error outside any test as failures', () => {
    expect(countTests([moduleOf([], ['syntax'])], 1, false).failed).toBe(2)
  })

  it('counts a test that never reported as failed', () => {
    expect(countTests([moduleOf(['pending'])], 0, false).failed).toBe(1)
  })

  it('counts a skipped test as failed, with its name and reason, when everything is required', () => {
    const counts = countTests([moduleOf(['passed', 'skipped'])], 0, true)
    expect(summaryLine(counts)).toBe('1 passed, 1 failed, 0 skipped')
    expect(counts.missing).toEqual(['a.test.ts > test 1 (no browser)'])
  })
})
