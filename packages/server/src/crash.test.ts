import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { crash } from './testing/crash.ts'

vi.setConfig({ testTimeout: 300_000 })

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingma-crash-'))
  await chmod(folder, 0o711)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('kill -9 during decisions and jobs loses nothing that was acknowledged and leaves no job half done', async () => {
  const report = await crash(folder, 2, 5)
  expect(report.failures).toEqual([])
  expect(report.acknowledged).toBeGreaterThan(10)
})
