import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOldDictionary } from '../src/build/read-old-dictionary.ts'
import { OLD_HEADER, oldDictionary } from '../src/testing/old-dictionary.ts'
import { answer, build, DATE, scenarioSettings, scenarioSources } from '../src/testing/scenario.ts'
import { writePackage } from '../src/write/write-package.ts'

const ROWS = 10_000
const GOAL_SECONDS = 10

export default {
  name: 'dictionary-build',
  about: `Building a dictionary from an old table of ${ROWS} rows: reading the CSV, normalising, charging by a schedule, questions, totals, workbook with eight sheets and booklet; without PDF. Processor time of the process beside the clock, since other programs may share the machine.`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'yingma-bench-'))
    try {
      const base = oldDictionary()
      const rows = Array.from({ length: ROWS }, (_, i) => {
        const [code = '', name = '', ...rest] = base[i % base.length] ?? []
        return [`${code}-${i}`, i < base.length ? name : `${name}（${Math.floor(i / base.length)}号）`, ...rest]
      })
      const file = join(folder, 'old.csv')
      await writeFile(file, [OLD_HEADER, ...rows].map((cells) => cells.join(',')).join('\n'))
      const cpu = process.cpuUsage()
      const start = performance.now()
      const sources = scenarioSources()
      const settings = scenarioSettings(sources)
      const read = await readOldDictionary(file)
      if (!read.ok) throw new Error(read.problem.code)
      const dictionary = build(answer(read.entries, sources), settings, sources)
      await writePackage(dictionary, { folder: join(folder, 'out'), settings, date: DATE, language: 'zh', pdf: false })
      const seconds = (performance.now() - start) / 1000
      const used = process.cpuUsage(cpu)
      return [
        {
          measure: 'old table to all files',
          rows: ROWS,
          items: dictionary.items.length,
          questions: dictionary.questions.length,
          seconds,
          'processor seconds': (used.user + used.system) / 1e6,
          goal: `<= ${GOAL_SECONDS} s`,
          met: seconds <= GOAL_SECONDS && dictionary.reconciliation.agrees,
        },
      ]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}
