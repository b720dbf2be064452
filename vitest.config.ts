import { defineConfig } from 'vitest/config'

/**
 * One run for the whole workspace. Files run in parallel and tests in any order, so no test can lean on another;
 * the seed is printed and `--sequence.seed=N` repeats an order.
 */
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/web/e2e/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tools/guards/fixtures/**'],
    sequence: { shuffle: true },
    passWithNoTests: false,
    // For a busy machine: a test that hangs still fails, a slow one does not. Tests need no limits of their own.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Many tests wait for a database or a program that they started: a file for each core, none left for the runner.
    maxWorkers: '100%',
    globalSetup: ['./tools/testing/leave-nothing-behind.ts'],
    setupFiles: ['./tools/testing/no-network.ts'],
    reporters: ['default', './tools/testing/summary-reporter.ts'],
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/*.test.ts', '**/*.contract.ts'] },
  },
})
