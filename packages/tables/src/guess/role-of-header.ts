import { ROLES, type Role } from '../model/roles.ts'
import { foldHeader } from './fold.ts'
import { CODE_TAILS, HEADER_WORDS, OTHER_HEADER_WORDS } from './header-words.ts'

/** What a header says: the role, the word that said it, and how sure it is (1 for the first word of a role's list). */
export interface HeaderReading {
  readonly role: Role
  readonly word: string
  readonly score: number
}

const EXACT = new Map<string, HeaderReading>()
for (const role of ROLES) {
  const words = HEADER_WORDS[role]
  for (const [i, word] of words.entries()) {
    if (!EXACT.has(word)) EXACT.set(word, { role, word, score: 1 - (0.3 * i) / words.length })
  }
}
const OTHER = new Set(OTHER_HEADER_WORDS)
/** Words long enough to be recognised inside a longer header, longest first. */
const INSIDE = [...EXACT.values()]
  // 增强 ends many a name of an exam as well.
  .filter(({ word }) => /^\p{Script=Han}{2,}$/u.test(word) && word !== '增强')
  .sort((a, b) => b.word.length - a.word.length)
/** Whose code is the local code of the exam. */
const CODED = new Set<Role>(['name', 'charge'])

/** Reads one header; undefined where it says nothing that is known. */
export function roleOfHeader(header: string): HeaderReading | undefined {
  const folded = foldHeader(header)
  if (folded === '') return undefined
  const exact = EXACT.get(folded)
  if (exact !== undefined) return exact
  if (OTHER.has(folded)) return undefined
  const tail = CODE_TAILS.find((word) => folded.endsWith(word) && folded.length > word.length)
  if (tail !== undefined) {
    const coded = folded.slice(0, -tail.length)
    const before = EXACT.get(coded) ?? EXACT.get(`${coded}名称`) ?? endingWith(coded)
    if (before === undefined || !CODED.has(before.role)) return undefined
    return { role: 'localCode', word: tail, score: 0.6 }
  }
  // The end of a Chinese header says what it is: 院内检查项目名称 is a name, 患者检查科室 a department.
  const inside = endingWith(folded)
  return inside === undefined ? undefined : { ...inside, score: inside.score * 0.5 }
}

const endingWith = (folded: string): HeaderReading | undefined => INSIDE.find(({ word }) => folded.endsWith(word))

/** Ends of headers that no name of an exam has. */
const HEADER_TAIL = /(?:名称|编码|代码|编号|类型|类别|科室|日期|时间|数量|例数|人次|单价|金额|姓名|电话|备注)$/

/** True for a text that is taken for a header even where nothing else is known of the row. */
export function isHeaderWord(cell: string): boolean {
  const folded = foldHeader(cell)
  return EXACT.has(folded) || OTHER.has(folded) || HEADER_TAIL.test(folded)
}
