import { done, failed, type Result } from '../model/result.ts'
import type { Sample } from './raw-block.ts'

interface Sheet {
  readonly name: string
  readonly hidden: boolean
}

export interface SheetChoice<S extends Sheet> {
  readonly chosen: S
  readonly sample: Sample
  /** Sheets that carry the table on. */
  readonly continued: readonly S[]
  /** Other visible sheets with rows, which are not read. */
  readonly others: readonly string[]
  /** Sheets that can be chosen, in their order: those that people see and that have rows, and the chosen one. */
  readonly choices: readonly string[]
}

/**
 * Chooses a sheet by name or number (from 1), else the first visible one with rows (a hidden one only if no visible one
 * has any).
 */
export async function chooseSheet<S extends Sheet>(
  sheets: readonly S[],
  wanted: string | number | undefined,
  file: string,
  look: (sheet: S) => Promise<Sample>,
): Promise<Result<SheetChoice<S>>> {
  const samples = new Map<S, Sample>()
  for (const sheet of sheets) samples.set(sheet, await look(sheet))
  const filled = (sheet: S): boolean => (samples.get(sheet)?.rows.length ?? 0) > 0
  const chosen =
    wanted === undefined
      ? (sheets.find((sheet) => !sheet.hidden && filled(sheet)) ?? sheets.find(filled))
      : typeof wanted === 'number'
        ? sheets[wanted - 1]
        : sheets.find((sheet) => sheet.name === wanted)
  if (chosen === undefined && wanted !== undefined) {
    const names = sheets.map((sheet) => sheet.name)
    return failed({ code: 'table-unknown-sheet', file, sheet: String(wanted), sheets: names })
  }
  const sample = chosen === undefined ? undefined : samples.get(chosen)
  if (chosen === undefined || sample === undefined || sample.rows.length === 0) {
    return failed({ code: 'table-no-rows', file })
  }
  const continued: S[] = []
  for (let part = 2; ; part++) {
    const next = sheets.find((sheet) => sheet.name === `${chosen.name}_${part}`)
    if (next === undefined || !sameRow(samples.get(next)?.rows[0] ?? [], sample.rows[0] ?? [])) break
    continued.push(next)
  }
  const others = sheets
    .filter((s) => s !== chosen && !s.hidden && filled(s) && !continued.includes(s))
    .map((s) => s.name)
  const choices = sheets.filter((s) => s === chosen || (!s.hidden && filled(s))).map((s) => s.name)
  return done({ chosen, sample, continued, others, choices })
}

export const sameRow = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && a.length === b.length && a.every((cell, i) => cell === b[i])
