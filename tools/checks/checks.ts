import type { Guard } from '../guards/guard.ts'
import { composites } from './composites.ts'
import { conceptIds } from './concept-ids.ts'
import { expansion } from './expansion.ts'
import { groups } from './groups.ts'
import { lexicon } from './lexicon.ts'
import { names } from './names.ts'
import { pinyinCoverage } from './pinyin-coverage.ts'
import { releases } from './releases.ts'
import { schemas } from './schemas.ts'
import { sides } from './sides.ts'

/** The checks of the standard's data, in the order in which their findings are best read. */
export const CHECKS: readonly Guard[] = [
  schemas,
  expansion,
  groups,
  composites,
  sides,
  names,
  pinyinCoverage,
  conceptIds,
  releases,
  lexicon,
]
