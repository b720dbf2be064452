import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { query } from '../testing/read-parquet.ts'
import { spawnChild } from '../testing/spawn-child.ts'

const ROWS = 1_200_000
const LIMIT = 400e6
const SLACK = 512e6

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const linux = existsSync('/proc/self/status')
test.runIf(linux)(
  'a table larger than the memory limit stays within it and leaves no spilled data behind',
  async () => {
    const input = join(folder, 'wide.parquet')
    // About 600 MB of text that does not compress to nothing, and 60,000 distinct names.
    await query(`COPY (SELECT md5(i::VARCHAR) || md5((i * 7)::VARCHAR) || md5((i * 13)::VARCHAR) || md5((i * 17)::VARCHAR) AS 备注, 'CT胸部平扫' || (i % 60000) AS 检查项目, 'CT' AS 设备类型, 'E' || i AS 检查号
    FROM range(${ROWS}) t(i)) TO '${input}' (FORMAT parquet)`)
    const out = join(folder, 'out')
    const run = await spawnChild({ inputs: [input], out, memory: LIMIT })
    expect(run.outcome).toMatchObject({ ok: true, value: { counts: { rows: ROWS } } })
    const peak = Number(run.events.find((event) => event.startsWith('peak '))?.slice(5))
    expect(peak).toBeGreaterThan(50e6)
    expect(peak).toBeLessThanOrEqual(LIMIT + SLACK)
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
  },
)
