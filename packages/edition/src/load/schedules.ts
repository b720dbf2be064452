import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { standardFolder } from '../read/read-sources.ts'

/** The files of one price schedule, by name; `readSchedules` of the charge package reads them. */
export interface ScheduleFiles {
  /** Name of the folder. */
  readonly id: string
  readonly files: Readonly<Record<string, string>>
}

/**
 * Loads the price schedules of a folder: one folder a schedule, told by its `schedule.json` (default: prices/ of this
 * checkout's standard/). Only text is read here; what the tables mean is for the charge package.
 */
export function loadSchedules(folder: string = join(standardFolder(), 'prices')): readonly ScheduleFiles[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => filesOf(join(folder, entry.name), entry.name))
    .filter(({ files }) => 'schedule.json' in files)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function filesOf(folder: string, id: string): ScheduleFiles {
  const names = readdirSync(folder).filter((name) => name.endsWith('.tsv') || name.endsWith('.json'))
  return { id, files: Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])) }
}
