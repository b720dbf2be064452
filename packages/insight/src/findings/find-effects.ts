import type { Answer } from '../insight-problem.ts'
import type { Mart } from '../mart/open-mart.ts'
import { runFigure } from '../query/run-figure.ts'
import type { FigureRow } from '../query/suppress.ts'
import type { Viewer } from '../query/viewer.ts'
import { upperTail } from './tail-probability.ts'

/** Something that stands out and that somebody should look at; never a judgement of a person. */
export interface Finding {
  readonly kind: 'slow-device' | 'repeats' | 'implausible' | 'bad-input' | 'indicator'
  /** Where: institution, device, item, month, kind of check, indicator. */
  readonly where: Readonly<Record<string, string>>
  readonly n: number
  /** Median minutes, or a share. */
  readonly observed: number
  readonly expected: number
}

/** Chance of any false alarm in a whole report of one kind, divided among the places looked at. */
const FALSE_ALARM = 1e-3
/** A device is slow from this ratio of its median to the median of its kind. */
const SLOW_RATIO = 1.5
const FEWEST_EXAMS = 50
/** A share stands out from twice what the others have. */
const SHARE_RATIO = 2
const FEWEST_HITS = 5

/**
 * Looks through devices, repeats, plausibility, bad input and indicators for what stands out from all others, by size and by chance.
 * Figures whose columns are missing are passed over and named.
 */
export async function findEffects(
  mart: Pick<Mart, 'engine' | 'record'>,
  viewer: Viewer,
): Promise<{ readonly findings: readonly Finding[]; readonly notLooked: readonly string[] }> {
  const findings: Finding[] = []
  const notLooked: string[] = []
  const ask = async (figure: string, by: readonly string[]): Promise<readonly FigureRow[]> => {
    const answer: Answer<{ readonly rows: readonly FigureRow[] }> = await runFigure(mart, { figure, by }, viewer)
    if (answer.ok) return answer.value.rows
    notLooked.push(figure)
    return []
  }
  findings.push(...slowDevices(await ask('exam-time', ['institution', 'device', 'modality'])))
  const share = (kind: Finding['kind'], rows: readonly FigureRow[], task: Omit<ShareTask, 'kind' | 'rows'>) =>
    findings.push(...highShares({ kind, rows, ...task }))
  share('repeats', await ask('repeats', ['institution', 'code']), {
    group: ['code'],
    hits: 'repeats',
    of: 'checked',
    where: ['institution', 'code'],
  })
  const checked = { group: ['kind'], hits: 'bad', of: 'checked', where: ['institution', 'month', 'kind'] }
  share('implausible', await ask('plausibility', checked.where), checked)
  share(
    'bad-input',
    (await ask('bad-input', checked.where)).filter(({ month }) => month !== ''),
    checked,
  )
  const judged = await ask('quality', ['institution', 'month', 'indicator'])
  share('indicator', judged.map(worseSide), {
    group: ['indicator'],
    hits: 'missed',
    of: 'denominator',
    where: ['institution', 'month', 'indicator'],
  })
  return { findings, notLooked }
}

function slowDevices(rows: readonly FigureRow[]): readonly Finding[] {
  const enough = rows.filter(({ exams, device }) => Number(exams) >= FEWEST_EXAMS && device !== '')
  return enough.flatMap((row): Finding[] => {
    const others = enough
      .filter(({ modality, device }) => modality === row.modality && device !== row.device)
      .map(({ p50 }) => Number(p50))
      .sort((a, b) => a - b)
    const median = others[Math.floor(others.length / 2)]
    const observed = Number(row.p50)
    if (median === undefined || others.length < 2 || observed < median * SLOW_RATIO) return []
    const where = { institution: String(row.institution), device: String(row.device) }
    return [{ kind: 'slow-device', where, n: Number(row.exams), observed, expected: median }]
  })
}

/** Indicators are looked at from their bad side: what is missed where high is good, what happened where low is. */
function worseSide(row: FigureRow): FigureRow {
  const numerator = Number(row.numerator)
  const isLowGood = LOW_IS_GOOD.has(String(row.indicator))
  return { ...row, missed: isLowGood ? numerator : Number(row.denominator) - numerator }
}

const LOW_IS_GOOD: ReadonlySet<string> = new Set(['RQI-IIA-01-CT', 'RQI-IIA-01-MR', 'RQI-ICME-05'])

interface ShareTask {
  readonly kind: Finding['kind']
  readonly rows: readonly FigureRow[]
  /** Rows with equal values here are compared with one another. */
  readonly group: readonly string[]
  readonly hits: string
  readonly of: string
  readonly where: readonly string[]
}

function highShares({ kind, rows, group, hits, of, where }: ShareTask): readonly Finding[] {
  const groups = new Map<string, FigureRow[]>()
  for (const row of rows) {
    const key = group.map((id) => row[id]).join('|')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const limit = FALSE_ALARM / Math.max(1, rows.length)
  return [...groups.values()].flatMap((members) => {
    const whole = sums(members, hits, of)
    return members.flatMap((row): Finding[] => {
      const [k, n] = [Number(row[hits]), Number(row[of])]
      const rest = { k: whole.k - k, n: whole.n - n }
      if (k < FEWEST_HITS || rest.n === 0) return []
      // One hit more among the others: none seen there does not mean that there can be none.
      const expected = (rest.k + 1) / (rest.n + 1)
      if (k / n < expected * SHARE_RATIO || upperTail(k, n, expected) > limit) return []
      return [
        { kind, where: Object.fromEntries(where.map((id) => [id, String(row[id])])), n, observed: k / n, expected },
      ]
    })
  })
}

function sums(rows: readonly FigureRow[], hits: string, of: string): { k: number; n: number } {
  return rows.reduce<{ k: number; n: number }>(
    (sum, row) => ({ k: sum.k + Number(row[hits]), n: sum.n + Number(row[of]) }),
    { k: 0, n: 0 },
  )
}
