import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('fails when no bench matches, instead of measuring nothing in silence', () => {
  const args = ['--import', 'tsx', fileURLToPath(new URL('bench.ts', import.meta.url)), 'no-such-bench']
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('no bench matches no-such-bench')
})
