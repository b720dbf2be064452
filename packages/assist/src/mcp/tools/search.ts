import { z } from 'zod'
import { brief, briefOf, line, modality, next, page } from '../fields.ts'
import { defineTool } from '../tool.ts'

const hit = brief.extend({ modality: z.string(), status: z.string(), score: z.number() })

export const search = defineTool({
  name: 'search',
  title: { zh: '查找项目', en: 'Find items' },
  description: {
    zh: '按名称、拼音、首字母、英文、同义词、代码开头查找标准项目，词序不论。结果按相近程度排列；分数只用于同一次查询内比较。',
    en: 'Finds standard items by words in any order: Chinese, English, pinyin, initials, synonyms, the beginning of a code. Best first; scores compare hits of one query only.',
  },
  input: z.strictObject({ query: line(100), modality: modality.optional(), ...page }),
  output: z.object({ edition: z.string(), hits: z.array(hit), next }),
  run({ query, limit, offset, ...more }, { library }) {
    // One hit more than asked for tells whether there is a next page.
    const found = library.search(query, {
      limit: offset + limit + 1,
      ...(more.modality === undefined ? {} : { modality: more.modality }),
    })
    const hits = found.slice(offset, offset + limit).map(({ item, score }) => ({
      ...briefOf(item),
      modality: item.modality,
      status: item.status,
      score,
    }))
    const answer = {
      edition: library.edition.version,
      hits,
      next: found.length > offset + limit ? offset + limit : null,
    }
    return { answer }
  },
})
