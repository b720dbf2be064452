import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine, ExamTable } from '../engine.ts'
import type { RunRecord } from './run-record.ts'
import { type WorkFolder, writeWhole } from './work-folder.ts'

/** Everything gets its final name, run.json last: a folder with run.json is a finished run. */
export async function publish(
  engine: Engine,
  work: WorkFolder,
  table: ExamTable,
  record: RunRecord,
  made: readonly string[],
): Promise<RunRecord> {
  const finished = join(work.out, 'run.json')
  rmSync(finished, { force: true })
  const names = [...(await engine.publish(table, work))]
  for (const file of ['out/mapping.parquet', ...made]) names.push(moveOut(work, file))
  const whole: RunRecord = { ...record, files: names.sort() }
  writeWhole(finished, `${JSON.stringify(whole, null, 2)}\n`)
  writeWhole(work.path('published.json'), '{}')
  work.remove()
  return whole
}

function moveOut(work: WorkFolder, file: string): string {
  const from = join(work.root, file)
  // Exchange files stay together in a folder of that name; everything else lies directly in the output folder.
  const name = file.startsWith('exchange') ? file : file.slice(file.indexOf('/') + 1)
  const to = join(work.out, name)
  if (existsSync(from)) {
    mkdirSync(join(to, '..'), { recursive: true })
    rmSync(to, { recursive: true, force: true })
    renameSync(from, to)
  }
  return name
}
