import type { Item } from '@yingma/core'
import { createRandom, type Random } from './random.ts'
import { type Habits, habitsOf, noExam, spell, type Words, wordsOf } from './wording.ts'

/** One entry of the dictionary of a made-up region. */
export interface LocalName {
  readonly name: string
  /** Column of the table; `''` where the institution leaves it empty. Not always the one that the name says. */
  readonly modality: string
  readonly part: string
  readonly code: string
  /** Number of the institution that uses it most. */
  readonly home: number
  /** Rows that carry it. */
  readonly rows: number
}

export interface NamesTask {
  readonly items: readonly Item[]
  readonly names: number
  readonly institutions: number
  readonly rows: number
  readonly seed: number
}

/** Shares of distinct names by modality in a region of 243 institutions (99,172 CT, 26,657 MR, 81,628 DR). */
const SHARES = [
  ['CT', 0.478],
  ['MR', 0.128],
  ['DR', 0.394],
] as const

const COMBINED = 0.08
const CONFLICTING = 0.015
const NO_EXAM = 0.004
const NO_MODALITY = 0.02

/**
 * Makes the distinct names of a region, the most used first: every institution spells in its own way, some names hold
 * several exams, some contradict their modality column, a few are no exams. `rows` of them add up to exactly
 * `task.rows`, falling by Zipf's law, each at least 1. The same for the same task.
 */
export function localNames(task: NamesTask): readonly LocalName[] {
  const random = createRandom(task.seed)
  const pools = poolsOf(task.items)
  const habits = Array.from({ length: task.institutions }, () => habitsOf(random))
  const volumes = zipfVolumes(task.rows, task.names)
  const seen = new Set<string>()
  return volumes.map((rows, rank) => {
    const home = Math.floor(task.institutions * random.next() ** 1.6)
    const made = uniqueName(pools, habits[home] as Habits, random, rank / task.names, seen)
    return { ...made, code: `${1000 + Math.floor(rank / 7)}${String(rank % 97).padStart(2, '0')}`, home, rows }
  })
}

type Pools = ReadonlyMap<string, readonly Words[]>

function poolsOf(items: readonly Item[]): Pools {
  const words = items.map(wordsOf).filter((w) => w !== null)
  const pools = new Map(SHARES.map(([modality]) => [modality as string, words.filter((w) => w.modality === modality)]))
  for (const [modality, pool] of pools)
    if (pool.length === 0) throw new Error(`the edition has no items of ${modality}`)
  return pools
}

type Made = Pick<LocalName, 'name' | 'modality' | 'part'>

function uniqueName(pools: Pools, habits: Habits, random: Random, depth: number, seen: Set<string>): Made {
  for (let attempt = 0; ; attempt++) {
    const made = makeName(pools, habits, random, depth)
    // Where the words of an institution are used up, its clerks add a number of the room.
    const name = attempt < 12 ? made.name : `${made.name}(${1 + random.below(9 + attempt)}号机)`
    if (seen.has(name)) continue
    seen.add(name)
    return { ...made, name }
  }
}

function makeName(pools: Pools, habits: Habits, random: Random, depth: number): Made {
  const modality = modalityOf(random)
  if (random.chance(NO_EXAM)) return { name: noExam(random), modality, part: '' }
  const pool = pools.get(modality) as readonly Words[]
  // Names that are used often are those of few, common exams; the tail has everything.
  const common = () => pool[Math.floor(pool.length * random.next() ** (3 - 2 * depth))] as Words
  const noise = 0.2 + 0.8 * depth
  const words = common()
  const others = random.chance(COMBINED)
    ? Array.from({ length: 1 + random.below(random.chance(0.02) ? 8 : 2) }, common)
    : []
  const name = [words, ...others]
    .map((each) => spell(each, habits, random, others.length > 0 ? noise / 3 : noise))
    .join(habits.separator)
  const said = random.chance(CONFLICTING) ? random.pick(SHARES.map(([m]) => m).filter((m) => m !== modality)) : modality
  return { name, modality: random.chance(NO_MODALITY) ? '' : said, part: random.chance(0.3) ? '' : words.part }
}

function modalityOf(random: Random): Words['modality'] {
  let left = random.next()
  for (const [modality, share] of SHARES) {
    if (left < share) return modality
    left -= share
  }
  return 'DR'
}

/** `rows` shared out over `names` ranks by Zipf's law, each at least 1, in falling order; the sum is exact. */
export function zipfVolumes(rows: number, names: number): readonly number[] {
  const weights = Array.from({ length: names }, (_, rank) => 1 / (rank + 2.7))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const spare = rows - names
  const volumes = weights.map((weight) => 1 + Math.floor((spare * weight) / total))
  volumes[0] = (volumes[0] ?? 0) + rows - volumes.reduce((sum, volume) => sum + volume, 0)
  return volumes
}
