import { type Decoded, type Language, renderProblem } from '@yingma/core'
import { z } from 'zod'
import { brief, briefOf, line } from '../fields.ts'
import { defineTool } from '../tool.ts'

/** What a code says; for a code that is wrong the problems, and the nearest items. */
export const decodedCode = z.object({
  kind: z.enum(['item', 'derived', 'well-formed', 'local', 'invalid']),
  code: z.string().optional(),
  checkForm: z.string().nullable().optional(),
  name: z.string().optional(),
  nameEn: z.string().optional(),
  modality: z.string().optional(),
  parent: z.string().optional().describe('official code above a local item'),
  fields: z
    .array(z.object({ field: z.string(), title: z.string(), text: z.string(), value: z.string().nullable() }))
    .optional(),
  problems: z.array(z.object({ code: z.string(), text: z.string() })),
  nearest: z.array(brief),
})

export const decode = defineTool({
  name: 'decode',
  title: { zh: '读出代码', en: 'Read codes' },
  description: {
    zh: '逐字段读出代码。带校验位的、派生的、本院扩展的代码都可以；错的代码说明哪个字段错、为什么、最接近的项目。',
    en: 'Reads codes field by field, with check character, derived or local ones too. For a wrong code it says which field, why, and the nearest items.',
  },
  input: z.strictObject({ codes: z.array(line(60)).min(1).max(200) }),
  output: z.object({ edition: z.string(), codes: z.array(decodedCode) }),
  run({ codes }, { library, language }) {
    const read = codes.map((code) => decodedOf(library.codec.decode(code), language))
    return { answer: { edition: library.edition.version, codes: read } }
  },
})

/** A decoded code as agents read it. */
export function decodedOf(decoded: Decoded, language: Language): z.infer<typeof decodedCode> {
  const problems =
    'problems' in decoded
      ? decoded.problems.map((problem) => ({ code: problem.code, text: renderProblem(problem, language) }))
      : []
  const nearest = 'nearest' in decoded ? decoded.nearest.map(briefOf) : []
  if (decoded.kind === 'invalid') return { kind: decoded.kind, problems, nearest }
  if (decoded.kind === 'local') {
    const { code, parent } = decoded
    return {
      kind: decoded.kind,
      code,
      parent: parent.code,
      name: parent.name,
      nameEn: parent.nameEn,
      problems,
      nearest,
    }
  }
  const { kind, code, checkForm, name, nameEn, modality } = decoded
  const fields = decoded.fields.map(({ field, title, text, value }) => ({
    field,
    title: title[language],
    text,
    value: value === null ? null : language === 'zh' ? value.name : value.nameEn,
  }))
  return { kind, code, checkForm, name, nameEn, modality, fields, problems, nearest }
}
