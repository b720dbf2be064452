import { findingTextsZh } from '../checks/zh.ts'
import type { Damage } from '../codes/problem.ts'
import type { Offer, WordFacet } from '../words/problem.ts'
import type { ProblemTexts } from './catalogue.ts'
import type { CoreProblem } from './core-problem.ts'

const DAMAGES: Readonly<Record<Damage, string>> = {
  exponent: '被表格软件改成了科学计数法',
  'scan-exponent': '扫描方式 7e 被表格软件当作指数，代码变成了数字',
  decimal: '被当作小数，带上了小数点',
  grouping: '中间被加了分隔符',
  quoted: '带着引号',
  'lost-start': '丢了开头的字符',
  'lost-end': '丢了末尾的字符',
}

const FACETS: Readonly<Record<WordFacet, string>> = {
  modality: '检查类型',
  device: '设备',
  part: '部位',
  side: '侧别',
  scan: '扫描方式',
  processing: '后处理',
  position: '体位',
  route: '检查途径',
  detail: '检查细目',
  image: '图像',
  process: '测定',
  dose: '剂量',
}

function list(offers: readonly Offer[]): string {
  return offers.map(({ code, name }) => `${code} ${name}`).join('、')
}

function like(offers: readonly Offer[]): string {
  return offers.length === 0 ? '' : `；相近的有：${list(offers)}`
}

function near(codes: readonly string[]): string {
  return codes.length === 0 ? '' : `；相近的代码：${codes.join('、')}`
}

export const zh: ProblemTexts<CoreProblem> = {
  'code-empty': () => '没有代码',
  'code-damaged': ({ input, damage, nearest }) => `“${input}”${DAMAGES[damage]}${near(nearest)}`,
  'code-letter-not-used': ({ input, character, at, nearest }) =>
    `“${input}”第 ${at} 个字符是字母 ${character}，代码不用字母 i、o、l（是不是数字 1 或 0？）${near(nearest)}`,
  'code-foreign-character': ({ input, character, at, nearest }) =>
    `“${input}”第 ${at} 个字符“${character}”不是代码用的字符${near(nearest)}`,
  'code-unknown-head': ({ input, head, nearest }) => `“${input}”开头的“${head}”不是任何检查类型${near(nearest)}`,
  'code-wrong-length': ({ input, scheme, expected, actual, nearest }) =>
    `“${input}”有 ${actual} 个字符，${scheme.zh}代码应为 ${expected} 个（带校验位 ${expected + 1} 个）${near(nearest)}`,
  'code-unknown-value': ({ input, title, value, at, nearest }) =>
    `“${input}”第 ${at} 个字符起的${title.zh}“${value}”不在字典里${near(nearest)}`,
  'code-fixed-field': ({ input, title, value, at, expected, nearest }) =>
    `“${input}”第 ${at} 个字符起的${title.zh}“${value}”应为“${expected}”${near(nearest)}`,
  'code-extension-unmarked': ({ input, title, value, at, nearest }) =>
    `“${input}”第 ${at} 个字符起的${title.zh}“${value}”是扩展值，代码前要加 Y${near(nearest)}`,
  'code-check-character': ({ input, expected, actual, nearest }) =>
    `“${input}”的校验位是 ${actual}，应为 ${expected}，代码里有一处打错${near(nearest)}`,
  'code-local-suffix': ({ input, suffix }) => `“${input}”连字符后的“${suffix}”应为 1 到 8 个数字或字母`,
  'code-no-item': ({ input, nearest }) => `“${input}”各字段都对，但标准里没有这个项目${near(nearest)}`,
  'words-unknown-value': ({ facet, text, near: offers }) => `没有${FACETS[facet]}“${text}”${like(offers)}`,
  'words-ambiguous-value': ({ facet, text, values }) => `${FACETS[facet]}“${text}”不止一个：${list(values)}`,
  'words-facet-not-used': ({ facet, modality }) => `${modality} 的项目没有${FACETS[facet]}这一项`,
  'words-missing-facet': ({ facet, values }) => `还要说明${FACETS[facet]}：${list(values)}`,
  'words-no-item': ({ nearest }) => `标准里没有这样的项目${like(nearest)}`,
  ...findingTextsZh,
}
