import type { Site } from '../lexicon/site.ts'
import { chooseSide } from './choose-side.ts'
import { answer, type Exam, type Outcome, openFacet, say } from './exam.ts'
import type { ItemTable, PositionedItem } from './item-table.ts'
import { sideItems } from './side-items.ts'

const PLAIN_FILM = '00'
/** 六位片: how many films, not which. */
export const FILM_COUNTS: Readonly<Record<string, number>> = {
  'films-3': 3,
  'films-4': 4,
  'films-5': 5,
  'films-6': 6,
  'films-7': 7,
}
/** Positions that are two films: both obliques, flexion and extension, both side bends, standing and lying. */
const PAIRS = new Set(['07', '44', '72', '73'])

const filmsIn = ({ atoms }: PositionedItem): number =>
  atoms.reduce((count, atom) => count + (PAIRS.has(atom) ? 2 : 1), 0)

/**
 * A number of films without their positions: the one published composite of so many films, else all single films of the
 * part when they are so many (心脏三位片). Where several sets fit the positions stay open.
 */
export function resolveFilmCount(exam: Exam, site: Site, count: number, items: ItemTable, outcome: Outcome): void {
  const sided = chooseSide(exam, site, outcome)
  if (sided === null) {
    openFacet(outcome, exam, 'side', sideItems(exam, site, items))
    return
  }
  for (const part of sided.codes) {
    const films = items.films('40', part, PLAIN_FILM)
    const sets = films.filter((film) => filmsIn(film) === count)
    const single = films.filter((film) => filmsIn(film) === 1)
    const chosen = sets.length === 0 && single.length === count ? single : sets
    if (chosen.length > 1 && chosen !== single) {
      openFacet(
        outcome,
        exam,
        'position',
        chosen.map((film) => film.item.code),
      )
    } else if (chosen.length === 0) {
      openFacet(
        outcome,
        exam,
        'position',
        films.slice(0, 4).map((film) => film.item.code),
      )
    } else {
      say(outcome.defaults, 'position')
      say(outcome.rules, 'default:position')
      for (const film of chosen) answer(outcome, exam, film.item.code, 'broader')
    }
  }
}
