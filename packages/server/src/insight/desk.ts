import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Answer, type Mart, openMart, readMartRecord } from '@yingma/insight'

export interface DeskSettings {
  /** Folder that `yingma insight` wrote. */
  readonly folder: string
  /** `clickhouse://…` where the aggregates lie in ClickHouse. */
  readonly address?: string
  /**
   * Names in the exam table by the code of an institution of the registry. Whoever runs the server says them: a name in the registry
   * could be changed by the institution itself.
   */
  readonly places: Readonly<Record<string, readonly string[]>>
}

/** Where figures are asked: one mart, opened when it is first needed, its record read anew after a refresh. */
export interface InsightDesk {
  mart(): Promise<Answer<Mart>>
  /** What the exam table calls an institution of the registry. */
  namesOf(code: string): readonly string[]
  close(): Promise<void>
}

export function createInsightDesk({ folder, address, places }: DeskSettings): InsightDesk {
  let opening: Promise<Answer<Mart>> | undefined
  let stamp = 0

  /** Tables are views of files, so a refresh shows by itself; what is told about them does not. */
  async function current(): Promise<Answer<Mart>> {
    const now = statSync(join(folder, 'mart.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0
    opening ??= openMart(folder, address === undefined ? {} : { address })
    const opened = await opening
    if (!opened.ok) {
      opening = undefined
      return opened
    }
    const record = now === stamp ? undefined : readMartRecord(folder)
    stamp = now
    if (record === undefined) return opened
    const renewed: Answer<Mart> = { ok: true, value: { ...opened.value, record } }
    opening = Promise.resolve(renewed)
    return renewed
  }

  return {
    mart: current,
    namesOf: (code) => (Object.hasOwn(places, code) ? (places[code] ?? []) : []),
    close: async () => {
      const opened = await opening
      opening = undefined
      if (opened?.ok) await opened.value.close()
    },
  }
}
