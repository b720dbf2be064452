import type { ProblemTexts } from '@yingma/core'
import type { MemoryProblem } from '../institution/memory-problem.ts'

export const memoryZh: ProblemTexts<MemoryProblem> = {
  'memory-not-a-memory': ({ file }) => `${file}：不是医院记忆文件（应有 "format": "yingma-institution"）`,
  'memory-unknown-key': ({ file, at, key }) => `${file}，${at}：不认识“${key}”`,
  'memory-bad-value': ({ file, at, expected }) => `${file}，${at}：应为 ${expected}`,
  'memory-no-version': ({ file, at, version }) => `${file}，${at}：没有版本 ${version}`,
  'memory-unknown-item': ({ file, at, item, nearest }) =>
    `${file}，${at}：“${item}”不是项目${nearest.length === 0 ? '' : `；相近的代码：${nearest.join('、')}`}`,
  'memory-unknown-meaning': ({ file, term, kind, value, scope }) =>
    `${file}：词“${term}”不能指 ${kind} ${value}：标准的${scope.join('、') || '有些设备类型'}里没有，请检查 value 和 scope`,
  'memory-nothing-to-undo': ({ file }) => `${file}：没有可撤销的版本`,
  'memory-unknown-switch': ({ file, at, name, known }) =>
    `${file}，${at}：没有开关“${name}”，可以是 ${known.join('、')}`,
}
