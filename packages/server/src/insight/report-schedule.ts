import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from '@yingma/core'
import { collectReport, type InsightProblem, type PrintPdf, type Viewer, writeReport } from '@yingma/insight'
import type { InsightDesk } from './desk.ts'
import type { ScheduledReport } from './settings.ts'

const LOOK_MS = 60 * 60_000

export interface ScheduleTask {
  readonly desk: InsightDesk
  /** Asked for each report: the edition in force then. */
  readonly edition: Edition
  readonly reports: readonly ScheduledReport[]
  readonly print: PrintPdf
  /** Called for a report that could not be written: it is tried again an hour later. */
  readonly onProblem: (report: string, problem: InsightProblem) => void
  readonly onError: (report: string, error: unknown) => void
}

export interface ReportSchedule {
  /** Writes what is due. Safe to call at any time: a report that is there is not written again. */
  look(now?: Date): Promise<readonly string[]>
  stop(): Promise<void>
}

/**
 * One job for each scheduled report: every hour, and at the start, it looks whether the file of the present day, week or month is there, and
 * writes it where it is not. So what was missed while the server stood still is made up for, and nothing is made twice.
 */
export function startReportSchedule(task: ScheduleTask): ReportSchedule {
  let running: Promise<readonly string[]> = Promise.resolve([])
  const look = (now = new Date()) => {
    running = running.then(() => writeDue(task, now))
    return running
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  timer.unref()
  return {
    look,
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

async function writeDue(task: ScheduleTask, now: Date): Promise<readonly string[]> {
  const written: string[] = []
  for (const report of task.reports) {
    const file = join(report.folder, `${report.id}-${periodOf(report.every, now)}.${report.format}`)
    if (existsSync(file)) continue
    try {
      const problem = await writeOne(task, report, file, now)
      if (problem === undefined) written.push(file)
      else task.onProblem(report.id, problem)
    } catch (error) {
      task.onError(report.id, error)
    }
  }
  return written
}

async function writeOne(
  { desk, edition, print }: ScheduleTask,
  report: ScheduledReport,
  file: string,
  now: Date,
): Promise<InsightProblem | undefined> {
  const mart = await desk.mart()
  if (!mart.ok) return mart.problem
  mkdirSync(report.folder, { recursive: true })
  const { language, figures, months } = report
  const made = await collectReport(mart.value, {
    edition,
    viewer: viewerOf(report, desk),
    language,
    from: monthBefore(now, months - 1),
    to: monthBefore(now, 0),
    ...(figures === undefined ? {} : { figures }),
  })
  const written = await writeReport(made, report.format, file, print)
  return written.ok ? undefined : written.problem
}

function viewerOf({ institution }: ScheduledReport, desk: InsightDesk): Viewer {
  if (institution === undefined) return { kind: 'shared', institutions: null }
  const names = desk.namesOf(institution)
  return names.length === 1
    ? { kind: 'institution', institution: names[0] ?? '' }
    : { kind: 'region', institutions: names }
}

const two = (value: number) => String(value).padStart(2, '0')
const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`

/** `2026-11-24`, the Monday of the week, or `2026-11`, by the clock of the server. */
function periodOf(every: ScheduledReport['every'], now: Date): string {
  if (every === 'month') return dayOf(now).slice(0, 7)
  if (every === 'day') return dayOf(now)
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - ((now.getDay() + 6) % 7)))
}

function monthBefore(now: Date, months: number): string {
  return dayOf(new Date(now.getFullYear(), now.getMonth() - months, 1)).slice(0, 7)
}
