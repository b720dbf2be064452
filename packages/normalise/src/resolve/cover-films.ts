import type { Relation } from '../result.ts'
import { answer, type Exam, type Outcome, say, unanswered, weaker } from './exam.ts'
import type { ItemTable, PositionedItem } from './item-table.ts'

export const FRONTAL = '01'
export const LATERAL = '02'
/** Positions that stand for one another where a part has no item of the one said: first the nearest. */
const STANDS_FOR: Readonly<Record<string, readonly (readonly [string, Relation])[]>> = {
  '01': [
    ['21', 'equivalent'],
    ['22', 'equivalent'],
    ['13', 'broader'],
  ],
  '21': [
    ['01', 'equivalent'],
    ['22', 'equivalent'],
  ],
  '22': [
    ['01', 'equivalent'],
    ['21', 'equivalent'],
  ],
  // 颈椎正侧斜位: obliques of a spine are taken of both sides
  '04': [
    ['11', 'equivalent'],
    ['07', 'broader'],
  ],
  '05': [
    ['10', 'broader'],
    ['04', 'narrower'],
    ['23', 'narrower'],
  ],
  '06': [
    ['09', 'broader'],
    ['04', 'narrower'],
  ],
  '35': [['13', 'equivalent']],
  '28': [['56', 'equivalent']],
  '56': [['28', 'equivalent']],
  '30': [['02', 'narrower']],
  '70': [['02', 'narrower']],
  '71': [['02', 'narrower']],
  'rotation-view': [['01', 'narrower']],
  rosenberg: [
    ['41', 'narrower'],
    ['42', 'narrower'],
    ['01', 'narrower'],
  ],
  'scaphoid-view': [['14', 'narrower']],
}
/** Both obliques: one by one, or as the one position that they are together. */
export const BOTH_OBLIQUES = '07'
export const OBLIQUE_PAIRS = [
  ['05', '06'],
  ['09', '10'],
] as const

/** Films of one part that together show what was asked, each with its relation, and the positions left over. */
export interface Cover {
  readonly films: readonly (readonly [PositionedItem, Relation])[]
  readonly missing: readonly string[]
}

/** 左斜位 + 右斜位 where the part has 双斜位. */
function joinObliques(wanted: readonly string[], within: readonly string[]): readonly string[] {
  const pair = OBLIQUE_PAIRS.find((obliques) => obliques.every((oblique) => wanted.includes(oblique)))
  if (pair === undefined || !within.includes(BOTH_OBLIQUES)) return wanted
  return [...wanted.filter((position) => !pair.some((oblique) => oblique === position)), BOTH_OBLIQUES]
}

/** The fewest films of a part that show the wanted positions and no other. */
export function cover(films: readonly PositionedItem[], wanted: readonly string[]): Cover {
  const resolved: string[] = []
  const missing: string[] = []
  let relation: Relation = 'equivalent'
  const available = new Set(films.filter((film) => film.atoms.length === 1).map((film) => film.position))
  const within = films.flatMap((film) => film.atoms)
  for (const position of joinObliques(wanted, within)) {
    if (
      available.has(position) ||
      films.some((film) => film.atoms.includes(position) && film.atoms.every((atom) => wanted.includes(atom)))
    ) {
      say(resolved, position)
      continue
    }
    const pair =
      position === BOTH_OBLIQUES
        ? OBLIQUE_PAIRS.find((obliques) => obliques.every((oblique) => available.has(oblique)))
        : undefined
    if (pair !== undefined) {
      for (const oblique of pair) say(resolved, oblique)
      continue
    }
    const substitute = STANDS_FOR[position]?.find(([other]) => available.has(other) || within.includes(other))
    if (substitute === undefined) say(missing, position)
    else {
      say(resolved, substitute[0])
      relation = weaker(relation, substitute[1])
    }
  }
  const fitting = films.filter((film) => film.atoms.every((atom) => resolved.includes(atom)))
  const exact = fitting.find((film) => film.atoms.length === resolved.length)
  if (exact !== undefined) return { films: [[exact, relation]], missing }
  const chosen: PositionedItem[] = []
  let open = [...resolved]
  for (const film of [...fitting].sort((a, b) => b.atoms.length - a.atoms.length)) {
    if (!film.atoms.some((atom) => open.includes(atom))) continue
    chosen.push(film)
    open = open.filter((atom) => !film.atoms.includes(atom))
  }
  return { films: chosen.map((film) => [film, relation] as const), missing: [...missing, ...open] }
}

/** Answers with the films found; a position without a film is an exam without an item. */
export function emit(
  exam: Exam,
  covered: Cover,
  relation: Relation,
  items: ItemTable,
  outcome: Outcome,
  part?: string,
): void {
  const pair = covered.missing.some((position) => position === FRONTAL || position === LATERAL)
  if (pair)
    covered = {
      films: covered.films.filter(([film]) => film.position !== FRONTAL && film.position !== LATERAL),
      missing: covered.missing,
    }
  for (const [film, films] of covered.films) answer(outcome, exam, film.item.code, weaker(relation, films))
  if (covered.missing.length === 0) return
  say(outcome.rules, 'position-without-item')
  const query =
    part === undefined
      ? { modality: 'DR' as const, position: covered.missing[0] as string }
      : { modality: 'DR' as const, part, position: covered.missing[0] as string }
  unanswered(outcome, exam, ['position'], items.closest(query))
}
