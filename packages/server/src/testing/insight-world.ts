import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildMart, generateYear, type RegionalList } from '@yingma/insight'
import type { Standard } from '../http/context.ts'
import { createInsightDesk, type InsightDesk } from '../insight/desk.ts'

/** What the generated exam table calls the hospitals of the test world; others of the region are in no registry. */
const PLACES = { A: ['示例医院001'], B: ['示例医院002'] } as const

export const RECOGNITION_LIST: RegionalList = {
  id: 'test',
  region: '东区',
  mark: '东区HR',
  title: { zh: '东区互认清单', en: 'list of the east' },
  institutions: [],
  entries: [
    { modality: 'CT', part: '0401', windowDays: 30, from: '2025-01-01' },
    { modality: 'MR', part: '0722', windowDays: 90, from: '2025-01-01' },
  ],
}

/** Figures of a small generated year, made when somebody first asks: most tests never do. */
export function insightWorld({ edition }: Standard, rows = 4000): InsightDesk {
  const folder = mkdtempSync(join(tmpdir(), 'yingma-insight-'))
  const desk = createInsightDesk({ folder, places: PLACES })
  let making: Promise<void> | undefined
  const make = async (): Promise<void> => {
    const source = join(mkdtempSync(join(tmpdir(), 'yingma-year-')), 'year.parquet')
    await generateYear({ edition, file: source, rows, institutions: 5, seed: 3, isPlanted: true })
    const task = { source, out: folder, edition, lists: [RECOGNITION_LIST], asOf: '2026-02-01T00:00:00' }
    const built = await buildMart(task)
    if (!built.ok) throw new Error(JSON.stringify(built.problem))
  }
  return {
    ...desk,
    mart: async () => {
      making ??= make()
      await making
      return await desk.mart()
    },
  }
}
