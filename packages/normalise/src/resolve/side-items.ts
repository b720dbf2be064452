import type { Site } from '../lexicon/site.ts'
import { sideCandidates } from './choose-side.ts'
import { cover, FRONTAL } from './cover-films.ts'
import type { Exam } from './exam.ts'
import type { ItemTable, PositionedItem } from './item-table.ts'

const PLAIN_FILM = '00'
const CHEST = '040100'
/** Bones of limbs and joints: without a position the two standard films are meant. */
const LIMB = '07'
/** Hands and feet are filmed frontal and oblique as often as frontal and lateral: the position stays open. */
const OPEN_LIMBS = new Set(['手', '足', '跟骨'])

/** The film that custom means when no position is said, or undefined when custom says none. */
export function customary(site: Site, part: string, films: readonly PositionedItem[]): PositionedItem | undefined {
  if (films.length === 1) return films[0]
  if (part === CHEST) return films.find((film) => film.position === FRONTAL)
  if (site.region !== LIMB || OPEN_LIMBS.has(site.key)) return undefined
  return films.find((film) => film.position === '37')
}

/** One likely item for each side that is published, when the side is open. */
export function sideItems(
  exam: Exam,
  site: Site,
  items: ItemTable,
  positions: readonly string[] = [],
): readonly string[] {
  const wanted = positions.flatMap((position) => items.atoms(position))
  return sideCandidates(site).flatMap((part) => {
    if (exam.head === '44') return items.radiology('44', part, 'M1', '00')?.code ?? []
    const films = items.films('40', part, PLAIN_FILM)
    const [film] =
      wanted.length === 0 ? [customary(site, part, films)] : cover(films, wanted).films.map(([first]) => first)
    return film === undefined ? [] : [film.item.code]
  })
}
