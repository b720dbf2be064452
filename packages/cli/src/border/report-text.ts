import type { Language } from '@yingma/core'
import { type Disagreement, disagreementText, type Reading, type StudyReport } from '@yingma/edge'
import { stateText } from './state-text.ts'

/** The report for a person: a paragraph for each study, a line for each series that disagrees. */
export function reportText(studies: readonly StudyReport[], language: Language): string {
  const zh = language === 'zh'
  const say = ({ code, images }: Disagreement): string =>
    `  ! ${code}: ${disagreementText(code, language)}${images === '' ? '' : ` (${images})`}`
  return studies
    .map(({ study, source, order, series, disagreements }) => {
      const images = series.reduce((sum, one) => sum + one.images, 0)
      const head = zh
        ? `${study}  ${series.length} 个序列，${images} 幅影像`
        : `${study}  ${series.length} series, ${images} images`
      const what = order === null ? (zh ? '没有医嘱名称' : 'nothing names an order') : readingText(order, language)
      const found = [
        ...disagreements.map(say),
        ...series.flatMap((one) =>
          one.disagreements.map((d) => `${say(d)}  ${one.series} ${one.description}`.trimEnd()),
        ),
      ]
      return [head, `  ${zh ? '医嘱' : 'order'} [${source}] ${what}`, ...found].join('\n')
    })
    .map((paragraph) => `${paragraph}\n`)
    .join('')
}

function readingText({ text, state, codes, names }: Reading, language: Language): string {
  const items = codes.map((code, at) => `${code} ${names[at] ?? ''}`).join(' + ')
  return `${text} → ${items === '' ? stateText(state, language) : items}${state === 'mapped' ? '' : ` (${state})`}`
}
