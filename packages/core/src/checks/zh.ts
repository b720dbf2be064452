import type { ProblemTexts } from '../problems/catalogue.ts'
import type { CheckId } from './check.ts'
import type { Finding, ItemRef, ValueRef } from './finding.ts'

/** What every check proves. */
export const checkTitlesZh: Readonly<Record<CheckId, string>> = {
  codes: '代码唯一，都能读出',
  facets: '代码与要素一一对应',
  'round-trip': '代码解码后再编码不变',
  'names-zh': '项目与中文名称一一对应',
  'names-en': '项目与英文名称一一对应',
  'check-characters': '校验位往返无误',
  releases: '已发布的代码不丢、不改义、不复用',
  composites: '组合值闭合，集合写法唯一',
  parents: '字典的上下级成树',
  ids: '概念标识唯一、校验正确',
  successors: '停用项目有接替项目',
  origins: '扩展项目带前缀 Y',
  registers: '疑似同义登记有据可查',
}

const LANGUAGES = { zh: '中文', en: '英文' } as const
const LOOKUPS = { byCode: '代码', byId: '概念标识' } as const

function item({ code, name }: ItemRef): string {
  return `${code} ${name}`
}

function value({ dictionary, code, name }: ValueRef): string {
  return `${dictionary} ${code} ${name}`
}

export const findingTextsZh: ProblemTexts<Finding> = {
  'finding-nothing-checked': () => '没有可查的内容，什么也没有证明',
  'finding-code-twice': ({ items }) => `同一代码有多个项目：${items.map(item).join('、')}`,
  'finding-code-unreadable': (finding) => `代码读不出：${item(finding.item)}`,
  'finding-lookup-wrong': (finding) => `按${LOOKUPS[finding.lookup]}查不到自己：${item(finding.item)}`,
  'finding-facets-disagree': (finding) => `项目的要素与代码所说不同：${item(finding.item)}`,
  'finding-facets-twice': ({ items }) => `多个项目的要素相同：${items.map(item).join('、')}`,
  'finding-encoded-otherwise': (finding) =>
    finding.encoded === null
      ? `${item(finding.item)} 编不回代码`
      : `${item(finding.item)} 编回的代码是 ${finding.encoded}`,
  'finding-name-empty': (finding) => `${item(finding.item)} 没有${LANGUAGES[finding.language]}名称`,
  'finding-name-starred': (finding) => `名称以 * 开头：${item(finding.item)}`,
  'finding-name-twice': ({ language, items }) => `${LANGUAGES[language]}名称相同：${items.map(item).join('、')}`,
  'finding-check-character': (finding) =>
    finding.checkForm === null
      ? `${item(finding.item)} 算不出校验位`
      : `带校验位的 ${finding.checkForm} 读不回 ${item(finding.item)}`,
  'finding-code-lost': (finding) => `${finding.release} 版的代码丢失：${item(finding.item)}`,
  'finding-code-reused': (finding) =>
    `${finding.release} 版的 ${item(finding.before)} 被另一概念复用：${item(finding.item)}`,
  'finding-code-revived': (finding) => `${finding.release} 版已停用的代码又启用：${item(finding.item)}`,
  'finding-code-remeant': (finding) =>
    `${item(finding.item)} 改义：${finding.release} 版的 ${finding.facet} 是“${finding.before}”，现为“${finding.after}”`,
  'finding-name-changed': (finding) => `${item(finding.item)} 改名：${finding.release} 版叫“${finding.before}”`,
  'finding-id-moved': ({ release, before, after }) => `${release} 版 ${item(before)} 的概念标识移到了 ${item(after)}`,
  'finding-component-unknown': (finding) => `${value(finding.value)} 的组成 ${finding.component} 不在字典里`,
  'finding-component-loop': (finding) => `${value(finding.value)} 的组成里有它自己`,
  'finding-composite-twice': ({ values }) => `组成相同的值：${values.map(value).join('、')}`,
  'finding-side-twice': ({ values }) => `同一部位同一侧有多个值：${values.map(value).join('、')}`,
  'finding-set-twice': ({ items }) => `拆开后相同的项目：${items.map(item).join('、')}`,
  'finding-parent-unknown': (finding) => `${value(finding.value)} 的上级 ${finding.parent} 不在字典里`,
  'finding-parent-loop': (finding) => `${value(finding.value)} 的上级绕成了圈`,
  'finding-id-malformed': ({ conceptId, owner }) => `${item(owner)} 的概念标识“${conceptId}”不合格式`,
  'finding-id-twice': ({ conceptId, owners }) => `概念标识 ${conceptId} 有多个主人：${owners.map(item).join('、')}`,
  'finding-no-successor': (finding) => `停用项目没有接替项目：${item(finding.item)}`,
  'finding-successor-not-active': (finding) => `${item(finding.item)} 的接替项目 ${finding.successor} 不是在用项目`,
  'finding-origin': (finding) =>
    finding.origin === 'extension'
      ? `扩展项目没有前缀 Y：${item(finding.item)}`
      : `发布的项目带了前缀 Y：${item(finding.item)}`,
  'finding-register': (finding) => `疑似同义登记里的 ${finding.dictionary} ${finding.value} 不在字典里或不在该组`,
}
