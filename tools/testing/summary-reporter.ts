import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import { countTests, summaryLine } from './test-counts.ts'

/**
 * Ends every run with one plain line, `N passed, N failed, N skipped`, and makes the exit code agree with it.
 *
 * With `YINGMA_REQUIRE=all` (or `CI=true`) a skipped test is a failure: a test skips only when a real part that it
 * needs is missing on the machine, and on a build machine nothing may be missing.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const requireAll = process.env.YINGMA_REQUIRE === 'all' || process.env.CI === 'true'
    const counts = countTests(modules, unhandled.length, requireAll)
    for (const name of counts.missing) process.stdout.write(`did not run, but is required: ${name}\n`)
    if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1
    // Printed at exit, because the coverage table and late messages come after this hook.
    process.once('exit', (code) => {
      if (counts.failed > 0 || counts.passed === 0) process.exitCode = code || 1
      process.stdout.write(`${summaryLine(counts)}\n`)
    })
  }
}
