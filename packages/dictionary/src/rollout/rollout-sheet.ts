import type { Language } from '@yingma/core'
import type { RolloutRow } from '@yingma/store'
import { type FormSheet, type TableProblem, writeFormWorkbook } from '@yingma/tables'
import { columnsOf } from '../write/sheets.ts'
import { rolloutSteps, type Step, type StepState } from './rollout-steps.ts'

const TEXTS = {
  zh: {
    sheet: '进度',
    above: (at: string) => `推广进度，截至 ${at}`,
    place: '上级',
    code: '机构代码',
    name: '机构',
    names: '名称数',
    exams: '人次',
    reviewedExams: '已审人次',
    built: '最近生成',
    draft: (questions: number) => `草稿，未决 ${questions}`,
    steps: {
      collected: '已收集',
      mapped: '已对照',
      reviewed: '已审核',
      priced: '已核价',
      approved: '已批准',
      imported: '已导入',
      verified: '已核对',
      live: '已上线',
    } satisfies Record<Step, string>,
    state: { done: '完成', open: '' },
  },
  en: {
    sheet: 'roll-out',
    above: (at: string) => `Roll-out as of ${at}`,
    place: 'above it',
    code: 'institution code',
    name: 'institution',
    names: 'names',
    exams: 'exams',
    reviewedExams: 'exams reviewed',
    built: 'last build',
    draft: (questions: number) => `draft, ${questions} open questions`,
    steps: {
      collected: 'collected',
      mapped: 'mapped',
      reviewed: 'reviewed',
      priced: 'priced',
      approved: 'approved',
      imported: 'imported',
      verified: 'verified',
      live: 'live',
    } satisfies Record<Step, string>,
    state: { done: 'done', open: '' },
  },
}

/** Writes the roll-out board as a workbook: a row an institution, a column a step. */
export async function writeRollout(
  file: string,
  rows: readonly RolloutRow[],
  at: string,
  language: Language,
): Promise<TableProblem | undefined> {
  const written = await writeFormWorkbook(file, [rolloutSheet(rows, at, language)])
  return written.ok ? undefined : written.problem
}

function rolloutSheet(rows: readonly RolloutRow[], at: string, language: Language): FormSheet {
  const words = TEXTS[language]
  const { place, code, name, names, exams, reviewedExams, built, steps } = words
  return {
    name: words.sheet,
    above: [words.above(at)],
    columns: columnsOf({ place, code, name, names, exams, reviewedExams, ...steps, built }),
    rows: rows.map((row) => [
      row.place.slice(0, -1).join(' / '),
      row.code,
      row.name,
      String(row.names),
      String(row.exams),
      String(row.reviewedExams),
      ...rolloutSteps(row).map((step) => cellOf(step, words.state)),
      row.built === null
        ? ''
        : `${row.built.at.slice(0, 10)}${row.built.draft ? ` ${words.draft(row.built.questions)}` : ''}`,
    ]),
  }
}

function cellOf(
  { by, done, total, state, at, actorName, note }: StepState,
  words: { done: string; open: string },
): string {
  if (by === 'registry') return total === 0 ? words.open : `${done}/${total} ${((done / total) * 100).toFixed(1)}%`
  if (state !== 'done') return [words.open, note].filter((text) => text !== '').join(' ')
  return [words.done, at?.slice(0, 10) ?? '', actorName, note].filter((text) => text !== '').join(' ')
}
