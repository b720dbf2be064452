import { diffEditions, type EditionDiff, type Item } from '@yingma/core'
import { z } from 'zod'
import { line, next, page, pageOf } from '../fields.ts'
import { agentTexts } from '../texts/agent-texts.ts'
import { defineTool } from '../tool.ts'

const KINDS = [
  'added',
  'removed',
  'retired',
  'revived',
  'renamed',
  'renamedEn',
  'remeant',
  'reused',
  'recoded',
] as const

const change = z.object({
  kind: z.enum(KINDS),
  code: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
type Change = z.infer<typeof change>

export const diff = defineTool({
  name: 'diff',
  title: { zh: '比较两个发布版本', en: 'Compare two releases' },
  description: {
    zh: '两个发布版本之间增加、停用、恢复、改名、改义、换代码的项目，按代码排列。coming 指尚未发布的内容。',
    en: 'Items added, retired, revived, renamed, re-meant or recoded between two releases, in code order. coming is what is not released yet.',
  },
  input: z.strictObject({ from: line(40), to: line(40), ...page }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    counts: z.partialRecord(z.enum(KINDS), z.number().int()),
    changes: z.array(change),
    next,
  }),
  run({ from, to, limit, offset }, { library, language }) {
    const [before, after] = [library.releases.load(from), library.releases.load(to)]
    if (before === undefined || after === undefined)
      return { problem: agentTexts[language].noRelease(library.releases.versions) }
    const found = diffEditions(before, after)
    const changes = changesOf(found)
    const { entries, next: following } = pageOf(changes, { limit, offset })
    const counts = Object.fromEntries(KINDS.map((kind) => [kind, found[kind].length]))
    return { answer: { from, to, counts, changes: entries, next: following } }
  },
})

function changesOf(found: EditionDiff): readonly Change[] {
  const gained = (kind: Change['kind']) => (item: Item) => ({ kind, code: item.code, before: null, after: item.name })
  const altered = (kind: Change['kind']) => (one: { code: string; before: string; after: string }) => ({
    kind,
    code: one.code,
    before: one.before,
    after: one.after,
  })
  return [
    ...found.added.map(gained('added')),
    ...found.removed.map(({ code, name }) => ({ kind: 'removed' as const, code, before: name, after: null })),
    ...found.retired.map(({ item, successors }) => ({
      kind: 'retired' as const,
      code: item.code,
      before: item.name,
      after: successors.length === 0 ? null : successors.map(({ code }) => code).join(', '),
    })),
    ...found.revived.map(gained('revived')),
    ...found.renamed.map(altered('renamed')),
    ...found.renamedEn.map(altered('renamedEn')),
    ...found.remeant.map(altered('remeant')),
    ...found.reused.map(altered('reused')),
    ...found.recoded.map(({ before, after }) => ({
      kind: 'recoded' as const,
      code: before.code,
      before: before.code,
      after: after.code,
    })),
  ]
}
