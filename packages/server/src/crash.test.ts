import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { crash } from './testing/crash.ts'
import { crashRelease } from './testing/crash-release.ts'

vi.setConfig({ testTimeout: 300_000 })

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingma-crash-'))
  await chmod(folder, 0o711)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('kill -9 during decisions and jobs loses nothing that was acknowledged and leaves no job half done', async () => {
  const report = await crash(folder, 2, 5)
  expect(report.failures).toEqual([])
  expect(report.acknowledged).toBeGreaterThan(10)
})

test('kill -9 while a release is accepted leaves it to be done whole, each decision moved once', async () => {
  const each = 1200
  const { killedAt, result, failures } = await crashRelease(folder, each)
  expect(failures).toEqual([])
  expect(result).toEqual({ moved: each, reopened: each, refused: 0, read: 3 * each })
  // The kills did come in the middle.
  const [first, second, third] = killedAt as [number, number, number]
  expect(first).toBeLessThan(second)
  expect(second).toBeLessThan(2 * each)
  expect(third).toBeLessThan(5 * each)
})
