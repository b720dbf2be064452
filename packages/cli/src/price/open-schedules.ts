import { join } from 'node:path'
import { type ChargeProblem, localise, type PriceSchedule, readSchedules } from '@yingma/charge'
import { loadSchedules, standardFolder } from '@yingma/edition'
import type { Options } from '../command-line/call.ts'
import type { Option } from '../command-line/command.ts'
import type { PriceProblem } from './price-problem.ts'

export type Opened<T> =
  | { readonly ok: true; readonly value: T; readonly remarks: readonly ChargeProblem[] }
  | { readonly ok: false; readonly problems: readonly (ChargeProblem | PriceProblem)[] }

export const SCHEDULES_OPTION: Option = {
  name: 'schedules',
  value: 'DIR',
  text: {
    zh: '自己的价表文件夹（每个价表一个子文件夹），与本软件所带的一起用，标识相同时以自己的为准',
    en: 'a folder of schedules of your own, one folder each, beside those of the program; yours win over the same id',
  },
}

export const SET_OPTION: Option = {
  name: 'set',
  value: 'SWITCH=VALUE',
  repeat: true,
  text: {
    zh: '改变价表的开关，可多次给出（yingma price schedule check 列出开关）',
    en: 'answer a switch of the schedule, may be given several times (yingma price schedule check lists them)',
  },
}

export const FACTOR_OPTION: Option = {
  name: 'factor',
  value: 'F',
  text: {
    zh: '地方系数，如 0.9：单价与固定金额都乘以它，舍入到分',
    en: 'local factor such as 0.9: unit prices and fixed amounts times it, rounded to the cent',
  },
}

/** The files of all schedules: those of the program, and those of `--schedules`, which win over the same ids. */
export function scheduleFiles(options: Options): readonly ScheduleFiles[] | PriceProblem {
  const own = loadSchedules(join(standardFolder(), 'prices'))
  const folder = options.get('schedules')
  if (folder === undefined) return own
  try {
    const given = loadSchedules(folder)
    return [...own.filter(({ id }) => !given.some((one) => one.id === id)), ...given]
  } catch (error) {
    const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
    if (reason === undefined) throw error
    return { code: 'price-folder-unreadable', folder, reason }
  }
}

type ScheduleFiles = ReturnType<typeof loadSchedules>[number]

/** Loads all schedules; defects of their files are named and refuse the whole. */
export function openSchedules(options: Options): Opened<readonly PriceSchedule[]> {
  const files = scheduleFiles(options)
  if ('code' in files) return { ok: false, problems: [files] }
  const { schedules, problems } = readSchedules(files)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: schedules, remarks: [] }
}

/** The schedule of an id with the switches and the factor of the call; a factor that breaks a ceiling is a remark. */
export function openSchedule(
  schedules: readonly PriceSchedule[],
  id: string,
  factor: string | undefined,
  switches: readonly string[],
): Opened<PriceSchedule> {
  const found = schedules.find((schedule) => schedule.id === id)
  if (found === undefined) {
    const ids = schedules.map((schedule) => schedule.id)
    return { ok: false, problems: [{ code: 'price-unknown-schedule', schedule: id, schedules: ids }] }
  }
  const settings = Object.fromEntries(switches.map((text) => text.split(/=(.*)/su).slice(0, 2) as [string, string]))
  const local = localise(found, { factor, settings })
  return local.ok ? { ok: true, value: local.schedule, remarks: local.remarks } : local
}
