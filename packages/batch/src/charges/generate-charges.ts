import type { PriceLine, Pricer } from '@yingma/charge'
import type { Item } from '@yingma/core'
import { emptyChunk } from '../duck/duckdb.ts'
import { literal } from '../duck/quote.ts'
import type { DuckSession } from '../duck/session.ts'
import { zipfVolumes } from '../generate/local-names.ts'
import { createRandom, type Random } from '../generate/random.ts'
import { makeWhole } from '../run/work-folder.ts'

export interface GenerateCharges {
  /** Lines wanted; as many whole sessions are made as come closest. */
  readonly lines: number
  /** Different exams with their charges, before hospitals vary them. */
  readonly templates: number
  readonly seed: number
  readonly file: string
  readonly items: readonly Item[]
  readonly pricer: Pricer
}

interface ChargeLine {
  readonly code: string
  readonly name: string
  readonly quantity: number
  readonly cents: number
}

interface Template {
  readonly items: string
  readonly sex: string
  readonly lines: readonly ChargeLine[]
  /** What was done wrong on purpose; '' for nothing. */
  readonly wrong: string
}

/** Share of templates with a violation. */
const WRONG = 0.12

/** What a hospital may do wrong, each on the lines of a rightly charged exam; null where it cannot be done there. */
const WRONGS: Readonly<Record<string, (lines: readonly ChargeLine[]) => readonly ChargeLine[] | null>> = {
  reconstruction: (lines) => [...lines, { code: '210300004', name: '三维重建', quantity: 1, cents: 14_500 }],
  twice: (lines) =>
    lines.map((line, at) => (at === 0 ? { ...line, quantity: line.quantity + 1, cents: line.cents * 2 } : line)),
  dearer: (lines) => lines.map((line, at) => (at === 0 ? { ...line, cents: line.cents + 5000 } : line)),
  'full-price': (lines) => {
    const contrast = lines.findIndex((line) => line.code === '012301020020000')
    if (contrast < 0) return null
    return lines.map((line, at) => (at === contrast ? { ...line, cents: 28_000 * line.quantity } : line))
  },
  extra: (lines) => [...lines, { code: '012301020030000', name: 'CT血管', quantity: 1, cents: 43_500 }],
}

/**
 * Writes a table of charge lines with the shape of a real one: exams of one to three items charged by a schedule, some of
 * them wrongly, volumes by Zipf's law, the lines of a session together, sessions in the order of days.
 */
export async function generateCharges(
  session: DuckSession,
  task: GenerateCharges,
): Promise<{ readonly sessions: number }> {
  const templates = templatesOf(task)
  const perSession = templates.reduce((sum, { lines }) => sum + lines.length, 0) / templates.length
  const volumes = zipfVolumes(Math.round(task.lines / perSession), templates.length)
  await loadTemplates(session, templates, volumes)
  await makeWhole(task.file, (temporary) => session.run(tableStatement(task, temporary)))
  await session.run('DROP TABLE charge_templates')
  return { sessions: volumes.reduce((sum, n) => sum + n, 0) }
}

function templatesOf({ templates, seed, items, pricer }: GenerateCharges): readonly Template[] {
  const random = createRandom(seed)
  const pools = new Map<string, string[]>()
  for (const { code, modality } of items) {
    const billing = pricer.billingOf(code)
    if (billing !== undefined && !('missing' in billing) && billing.services.length > 0)
      pools.set(modality, [...(pools.get(modality) ?? []), code])
  }
  const modalities = ['CT', 'CT', 'CT', 'MR', 'MR', 'DR', 'DR', 'DR', 'US', 'US', 'US'].filter((m) => pools.has(m))
  const made: Template[] = []
  while (made.length < templates) {
    const pool = pools.get(random.pick(modalities)) ?? []
    const codes = [...new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(pool)))]
    const quote = pricer.quote({ date: pricer.schedule.validFrom, items: codes.map((code) => ({ code })) })
    if (!quote.ok || quote.lines.length === 0) continue
    made.push({ items: codes.join('+'), sex: random.pick(['男', '女']), ...charged(quote.lines, random) })
  }
  return made
}

function charged(lines: readonly PriceLine[], random: Random): Pick<Template, 'lines' | 'wrong'> {
  const right = lines.map(({ code, name, quantity, amountCents }) => ({ code, name, quantity, cents: amountCents }))
  const [wrong, act] = random.pick(Object.entries(WRONGS))
  const changed = random.chance(WRONG) ? act(right) : null
  return changed === null ? { lines: right, wrong: '' } : { lines: changed, wrong }
}

const CHUNK = 2048

async function loadTemplates(
  session: DuckSession,
  templates: readonly Template[],
  volumes: readonly number[],
): Promise<void> {
  await session.run(`CREATE OR REPLACE TABLE charge_templates (template BIGINT, first BIGINT, n BIGINT, items VARCHAR, sex VARCHAR,
    wrong VARCHAR, line INTEGER, code VARCHAR, name VARCHAR, quantity DOUBLE, yuan DOUBLE)`)
  let first = 0
  const rows = templates.flatMap((template, at) => {
    const n = volumes[at] ?? 0
    const before = first
    first += n
    return template.lines.map((line, number) => ({ ...template, ...line, at, before, n, number }))
  })
  const appender = await session.main.createAppender('charge_templates')
  for (let start = 0; start < rows.length; start += CHUNK) {
    const slice = rows.slice(start, start + CHUNK)
    const chunk = emptyChunk([
      'BIGINT',
      'BIGINT',
      'BIGINT',
      'VARCHAR',
      'VARCHAR',
      'VARCHAR',
      'INTEGER',
      'VARCHAR',
      'VARCHAR',
      'DOUBLE',
      'DOUBLE',
    ])
    chunk.setColumns([
      slice.map((row) => BigInt(row.at)),
      slice.map((row) => BigInt(row.before)),
      slice.map((row) => BigInt(row.n)),
      slice.map((row) => row.items),
      slice.map((row) => row.sex),
      slice.map((row) => row.wrong),
      slice.map((row) => row.number),
      slice.map((row) => row.code),
      slice.map((row) => row.name),
      slice.map((row) => row.quantity),
      slice.map((row) => row.cents / 100),
    ])
    appender.appendDataChunk(chunk)
  }
  appender.flushSync()
  appender.closeSync()
}

function tableStatement({ seed, file, pricer }: GenerateCharges, target: string): string {
  const draw = (salt: number): string => `(hash(serial, ${seed + salt}) % 1000003)::BIGINT`
  const format = file.endsWith('.csv') ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd'
  return `COPY (
  WITH sessions AS (
    SELECT template, first + unnest(range(n)) AS serial FROM (SELECT DISTINCT template, first, n FROM charge_templates)
  ), placed AS (
    SELECT *, DATE ${literal(pricer.schedule.validFrom)} + (${draw(1)} % 210)::INTEGER AS day, ${draw(2)} % 243 AS place FROM sessions
  )
  SELECT 'O' || lpad(p.serial::VARCHAR, 10, '0') AS 医嘱号, p.day AS 收费日期, '示例医院' || lpad((p.place + 1)::VARCHAR, 3, '0') AS 医疗机构,
    t.items AS 标准项目代码, t.sex AS 性别, t.code AS 医保编码, t.name AS 收费项目名称, t.quantity::INTEGER AS 数量,
    t.yuan::DECIMAL(12, 2) AS 金额
  FROM placed p JOIN charge_templates t USING (template) ORDER BY p.day, p.serial, t.line
) TO ${literal(target)} (${format})`
}
